"""Where this server may send something: a mail server, and services that wake a browser."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from .problems import Problem

LOOPBACK = ("127.0.0.1", "::1", "localhost")
MAIL_PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
ADDRESS = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")
PUSH_HOST = re.compile(r"(https?://)?([a-z0-9.-]+)(:[0-9]{1,5})?")


@dataclass(frozen=True)
class MailServer:
    """Whom mail is handed to. `scheme` is one of MAIL_PORTS; `name` is empty where nobody has to sign in."""

    scheme: str
    host: str
    port: int
    name: str = field(repr=False)
    password: str = field(repr=False)


def mail_server(value: str, mail_from: str) -> MailServer | None:
    """The mail server, None for no mail. Its address is never quoted in a Problem: it holds a password."""
    if not value:
        return None
    try:
        parts = urlsplit(value)
        known = parts.scheme in MAIL_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        known = False
    if not known or parts.path.strip("/") or parts.query or parts.fragment:
        raise Problem("NEARER_SMTP_URL must look like smtp+starttls://name:password@mail.example.org:587.")
    if parts.scheme == "smtp" and parts.username and parts.hostname not in LOOPBACK:
        raise Problem("NEARER_SMTP_URL would send a password in clear. Use smtp+starttls:// or smtps://.")
    if not ADDRESS.fullmatch(mail_from):
        raise Problem("NEARER_SMTP_URL needs NEARER_MAIL_FROM too: an address such as notes@example.org.")
    port = parts.port or MAIL_PORTS[parts.scheme]
    return MailServer(
        parts.scheme, parts.hostname or "", port, unquote(parts.username or ""), unquote(parts.password or "")
    )


def push_hosts(value: str) -> tuple[str, ...]:
    """More hosts that a browser's push address may name: `push.example.org`, with `:port` if it has its own.

    `http://` only for this machine, for trying things out.
    """
    hosts = tuple(part.strip().lower() for part in value.split(",") if part.strip())
    for host in hosts:
        found = PUSH_HOST.fullmatch(host)
        if not found or (found[1] == "http://" and found[2] not in LOOPBACK):
            raise Problem(f"NEARER_PUSH_HOSTS must be names such as push.example.org, with commas. It has {host!r}.")
    return tuple(host.removeprefix("https://") for host in hosts)


def seconds(value: str) -> int:
    """How often to look whether a reminder is due; 0: not in this process."""
    if not value.isascii() or not value.isdecimal() or not (int(value) == 0 or 5 <= int(value) <= 600):
        raise Problem(f"NEARER_REMIND_EVERY must be a number of seconds from 5 to 600, or 0. It is {value!r}.")
    return int(value)
