"""Who is trusted at the other end of a secured line."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from nearer.kit import clock
from nearer.reminders import mail, push
from nearer.reminders.errors import NotSent
from tests.listening import FROM, Browser, mail_server, papers, presented, push_service

__all__ = ["papers"]

HOUR = timedelta(hours=1)


def to_localhost(server: Any) -> Any:
    return type(server)(server.scheme, "localhost", server.port, server.name, server.password)


@pytest.mark.parametrize("trusted", [True, False])
def test_mail_goes_over_a_secured_line_to_whom_it_trusts_only(
    papers: Path, trusted: bool, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(papers))
    with mail_server("smtp+starttls", tls_context=presented(papers), require_starttls=True) as box:
        settings.MAIL_SERVER, settings.MAIL_FROM = to_localhost(box.server), FROM
        if trusted:
            mail.send({"mail": "ana@example.net"}, clock.now() + HOUR)
        else:
            with pytest.raises(NotSent):
                mail.send({"mail": "ana@example.net"}, clock.now() + HOUR)
        assert len(box.arrived) == trusted


@pytest.mark.parametrize("trusted", [True, False])
def test_a_push_service_is_posted_to_only_when_it_is_who_it_says(
    papers: Path, trusted: bool, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(papers))
    with push_service(presented(papers)) as service:
        settings.PUSH_HOSTS = (f"localhost:{service.port}",)
        browser = Browser()
        address = browser.subscription(f"https://localhost:{service.port}/wake")
        if trusted:
            push.send(address, clock.now() + HOUR)
            assert browser.opened(service.asked[0][2]) == "A card is ready when you are."
        else:
            with pytest.raises(NotSent):
                push.send(address, clock.now() + HOUR)
            assert not service.asked


def test_a_server_that_is_not_there_is_not_waited_for(settings: Any) -> None:
    with mail_server() as box:
        settings.MAIL_SERVER, settings.MAIL_FROM = box.server, FROM
    with pytest.raises(NotSent):
        mail.send({"mail": "ana@example.net"}, clock.now() + HOUR)
    assert mail.SECONDS == push.SECONDS == 10
