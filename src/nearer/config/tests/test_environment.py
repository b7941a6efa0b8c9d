"""What a host may choose, and what is refused."""

import pytest

from nearer.config import databases, environment, instance, network
from nearer.config.problems import Problem


def test_everything_has_a_default(tmp_path):
    here = environment.read({})
    assert (here.host, here.port, here.url) == ("127.0.0.1", 8000, "http://localhost:8000")
    assert here.data.name == "nearer"
    assert not here.secure
    assert not here.debug


def test_the_port_is_in_the_address():
    assert environment.read({"NEARER_PORT": "8080"}).url == "http://localhost:8080"


def test_https_means_secure_cookies():
    assert environment.read({"NEARER_URL": "https://notes.example.org/"}).secure


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "0"),
        ("PORT", "99999"),
        ("PORT", "²"),
        ("URL", "ftp://x"),
        ("URL", "https://x/path"),
        ("EXIT_URL", "javascript:alert(1)"),
        ("TIME_ZONE", "../../etc/passwd"),
    ],
)
def test_nonsense_is_refused(name, value):
    with pytest.raises(Problem, match=f"NEARER_{name}"):
        environment.read({f"NEARER_{name}": value})


def test_a_postgres_address_is_taken_apart():
    found = databases.postgres("postgresql://ana:p%40ss@db.example:5433/notes?sslmode=require")
    assert found["NAME"] == "notes"
    assert found["PASSWORD"] == "p@ss"
    assert (found["HOST"], found["PORT"]) == ("db.example", "5433")
    assert found["OPTIONS"] == {"sslmode": "require"}
    assert databases.postgres("postgresql:///notes?host=/run/postgresql")["HOST"] == "/run/postgresql"


def test_sqlite_keeps_what_it_acknowledges_and_wipes_what_it_removes(tmp_path):
    options = databases.sqlite(tmp_path / "x")["OPTIONS"]
    for part in ("synchronous=FULL", "secure_delete=ON", "journal_mode=WAL", "mmap_size=0"):
        assert part in options["init_command"]


def test_others_on_the_network_may_ask_only_when_we_listen_to_them():
    assert set(network.host_names("127.0.0.1")) == {"localhost", "127.0.0.1", "[::1]"}
    assert network.lan_address() == "" or network.lan_address() in network.host_names("0.0.0.0")


def test_a_key_is_made_once_and_read_back(tmp_path):
    path = tmp_path / "instance.key"
    assert instance.read(path) is None
    key = instance.make(path)
    assert instance.read(path) == key
    assert len(key) == 32
    assert path.stat().st_mode & 0o077 == 0
    with pytest.raises(Problem):
        instance.make(path)


def test_what_is_derived_from_a_key_differs_by_purpose():
    key = bytes(32)
    assert len({instance.derived(key, "a"), instance.derived(key, "b"), key.hex()}) == 3
