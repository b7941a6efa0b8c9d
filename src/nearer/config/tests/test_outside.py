"""Where a host lets this server send things."""

import pytest

from nearer.config import environment
from nearer.config.problems import Problem

FROM = "notes@example.org"


def read(**given: str) -> environment.Environment:
    return environment.read({f"NEARER_{name}": value for name, value in given.items()})


def test_nothing_is_sent_anywhere_unless_the_host_says_so() -> None:
    here = read()
    assert (here.mail_server, here.mail_from, here.push_hosts, here.remind_every) == (None, "", (), 60)


def test_a_mail_server_is_taken_apart_and_never_prints_its_password() -> None:
    here = read(SMTP_URL="smtp+starttls://ana%40x:p%2Fss@mail.example.org", MAIL_FROM=FROM)
    found = here.mail_server
    assert found is not None and (found.scheme, found.host, found.port) == ("smtp+starttls", "mail.example.org", 587)
    assert (found.name, found.password) == ("ana@x", "p/ss") and "p/ss" not in repr(here)
    assert read(SMTP_URL="smtps://mail.example.org", MAIL_FROM=FROM).mail_server.port == 465


@pytest.mark.parametrize(
    ("url", "sender"),
    [
        ("mail.example.org", FROM),
        ("http://mail.example.org", FROM),
        ("smtp://", FROM),
        ("smtps://mail.example.org:99999", FROM),
        ("smtps://mail.example.org/inbox", FROM),
        ("smtp://ana:secret@mail.example.org", FROM),
        ("smtps://ana:secret@mail.example.org", ""),
        ("smtps://ana:secret@mail.example.org", "notes"),
        ("smtps://ana:secret@mail.example.org", "notes@example.org\nBcc: eve@example.org"),
    ],
)
def test_a_mail_server_that_cannot_be_meant_is_named_without_its_password(url: str, sender: str) -> None:
    with pytest.raises(Problem, match="NEARER_SMTP_URL") as refused:
        read(SMTP_URL=url, MAIL_FROM=sender)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("value", ["http://example.org", "ftp://x", "a b", "*.example.org", "x/path", "user@x"])
def test_push_hosts_are_names(value: str) -> None:
    with pytest.raises(Problem, match="NEARER_PUSH_HOSTS"):
        read(PUSH_HOSTS=value)


def test_push_hosts_may_have_a_port_and_plain_http_stays_on_this_machine() -> None:
    here = read(PUSH_HOSTS="https://Push.example.org, push.example.net:8443,http://127.0.0.1:9000")
    assert here.push_hosts == ("push.example.org", "push.example.net:8443", "http://127.0.0.1:9000")


@pytest.mark.parametrize("value", ["-1", "1", "601", "x", "²"])
def test_how_often_is_a_sane_number(value: str) -> None:
    with pytest.raises(Problem, match="NEARER_REMIND_EVERY"):
        read(REMIND_EVERY=value)
