"""Everything Nearer reads from its environment, read once and checked."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from platformdirs import user_data_dir

from . import outside
from .problems import Problem

LOOPBACK = ("127.0.0.1", "::1", "localhost")
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  compared with, not bound
EXIT_URL = "https://www.wikipedia.org/"


@dataclass(frozen=True)
class Environment:
    """The choices of the person who runs this server."""

    data: Path
    key_file: Path
    host: str
    port: int
    url: str
    database_url: str
    redis_url: str
    exit_url: str
    time_zone: str
    debug: bool
    deepest_card: int
    mail_server: outside.MailServer | None
    mail_from: str
    push_hosts: tuple[str, ...]
    remind_every: int

    @property
    def secure(self) -> bool:
        """Whether people reach this server over TLS."""
        return self.url.startswith("https://")

    @property
    def sqlite_file(self) -> Path:
        return self.data / "nearer.sqlite3"


def read(environ: Mapping[str, str] = os.environ) -> Environment:
    """The environment as given. Raises Problem for a value that cannot be meant."""

    def given(name: str, otherwise: str) -> str:
        return environ.get(f"NEARER_{name}", "").strip() or otherwise

    data = Path(given("DATA", user_data_dir("nearer", appauthor=False))).expanduser().absolute()
    port = _port(given("PORT", "8000"))
    return Environment(
        data=data,
        key_file=Path(given("INSTANCE_KEY_FILE", str(data / "instance.key"))).expanduser().absolute(),
        host=given("HOST", "127.0.0.1"),
        port=port,
        url=_origin("NEARER_URL", given("URL", f"http://localhost:{port}")),
        database_url=given("DATABASE_URL", ""),
        redis_url=given("REDIS_URL", ""),
        exit_url=_address("NEARER_EXIT_URL", given("EXIT_URL", EXIT_URL)),
        time_zone=_zone(given("TIME_ZONE", "")),
        debug=given("DEBUG", "0") == "1",
        deepest_card=_depth(given("DEEPEST_CARD", "5")),
        mail_server=outside.mail_server(given("SMTP_URL", ""), given("MAIL_FROM", "")),
        mail_from=given("MAIL_FROM", ""),
        push_hosts=outside.push_hosts(given("PUSH_HOSTS", "")),
        remind_every=outside.seconds(given("REMIND_EVERY", "60")),
    )


def host_of(url: str) -> str:
    return urlsplit(url).hostname or ""


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _port(value: str) -> int:
    if not value.isdecimal() or not 0 < int(value) < 65536:
        raise Problem(f"NEARER_PORT must be a number from 1 to 65535. It is {value!r}.")
    return int(value)


def _depth(value: str) -> int:
    if value not in ("1", "2", "3", "4", "5"):
        raise Problem(f"NEARER_DEEPEST_CARD must be a number from 1 to 5. It is {value!r}.")
    return int(value)


def _address(name: str, value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Problem(f"{name} must be a web address such as https://example.org. It is {value!r}.")
    return value


def _origin(name: str, value: str) -> str:
    parts = urlsplit(_address(name, value))
    if parts.path not in ("", "/") or parts.query or parts.fragment:
        raise Problem(f"{name} must be an address without a path, such as https://notes.example.org. It is {value!r}.")
    return origin_of(value)


def _zone(value: str) -> str:
    if not value:
        return _machine_zone()
    if not _is_zone(value):
        raise Problem(f"NEARER_TIME_ZONE must be a zone such as Europe/Berlin. It is {value!r}.")
    return value


def _machine_zone() -> str:
    """This machine's zone by its usual name, else UTC."""
    linked = Path("/etc/localtime").resolve().as_posix().partition("zoneinfo/")[2]
    named = Path("/etc/timezone")
    written = named.read_text("utf-8", "replace").strip() if named.is_file() else ""
    return next((zone for zone in (os.environ.get("TZ", ""), linked, written) if _is_zone(zone)), "UTC")


def _is_zone(name: str) -> bool:
    try:
        return bool(name) and bool(ZoneInfo(name))
    except (KeyError, ValueError, OSError):  # no such zone, a path outside the zones, a folder
        return False
