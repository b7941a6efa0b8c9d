"""A push service and a mail server on this machine, with everything that real ones check."""

import base64
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import http_ece
import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from py_vapid import Vapid
from py_vapid.jwt import decode

from nearer.config.outside import MailServer
from nearer.kit import clock

from .cast import Visitor
from .served import free_port

ALL_WEEK = [str(day) for day in range(7)]
FROM = "notes@example.org"
HOUR = timedelta(hours=1)


def b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


@dataclass
class Browser:
    """What a browser keeps of a subscription: its private key and its secret."""

    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    auth: bytes = b"sixteen bytes of"

    def subscription(self, endpoint: str) -> dict[str, str]:
        point = self.key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {"endpoint": endpoint, "p256dh": b64(point), "auth": b64(self.auth)}

    def opened(self, body: bytes) -> str:
        return http_ece.decrypt(body, private_key=self.key, auth_secret=self.auth, version="aes128gcm").decode()


@dataclass
class PushService:
    """Real sockets. `status` is what it answers from now on."""

    port: int = 0
    status: int = 201
    location: str = ""
    asked: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def endpoint(self, path: str = "/wake/abc") -> str:
        return self.host + path


@contextmanager
def push_service(secured: ssl.SSLContext | None = None) -> Iterator[PushService]:
    service = PushService()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            service.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(service.status)
            if service.location:
                self.send_header("Location", service.location)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    if secured is not None:
        server.socket = secured.wrap_socket(server.socket, server_side=True)
    service.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield service
    server.shutdown()
    server.server_close()


def claims_of(authorization: str, public_key: str) -> dict[str, Any]:
    """What a push service reads in the header; fails unless this key has signed it (RFC 8292)."""
    assert Vapid.verify(authorization)
    parts = dict(part.split("=", 1) for part in authorization.removeprefix("vapid ").split(","))
    assert parts["k"] == public_key
    return decode(parts["t"], parts["k"])


@dataclass
class MailBox:
    """What arrived: (from, to, message)."""

    server: MailServer
    arrived: list[tuple[str, list[str], Message]] = field(default_factory=list)
    refuse: str = ""

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuse:
            return self.refuse
        self.arrived.append((envelope.mail_from, envelope.rcpt_tos, message_from_bytes(envelope.content)))
        return "250 OK"


@contextmanager
def mail_server(scheme: str = "smtp", **options: Any) -> Iterator[MailBox]:
    box = MailBox(MailServer(scheme, "127.0.0.1", free_port(), "", ""))
    running = Controller(box, hostname="127.0.0.1", port=box.server.port, **options)
    running.start()
    yield box
    running.stop()


@pytest.fixture
def service(settings: Any) -> Iterator[PushService]:
    """A push service that whoever runs this server has listed."""
    with push_service() as found:
        settings.PUSH_HOSTS = (found.host,)
        yield found


@pytest.fixture
def box(settings: Any) -> Iterator[MailBox]:
    """A mail server that this Nearer may use."""
    with mail_server() as found:
        settings.MAIL_SERVER, settings.MAIL_FROM = found.server, FROM
        yield found


def times(kind: str, weekdays: list[str], hour: int, zone: str = "UTC") -> dict[str, object]:
    return {f"{kind}__weekdays": weekdays, f"{kind}__hour": str(hour), f"{kind}__zone": zone}


def at_hour(hour: int, weekday: int = 0) -> timedelta:
    """How far the clock must be moved for the next such weekday, this hour, five past, in UTC."""
    now = clock.now()
    ahead = (weekday - now.weekday()) % 7 or 7
    return (now + timedelta(days=ahead)).replace(hour=hour, minute=5, second=0, microsecond=0) - now


def by_mail(who: Visitor, weekdays: list[str], hour: int = 20, to: str = "ana@example.net") -> None:
    who.post("/you/reminders/mail/", mail__mail=to, **times("mail", weekdays, hour))


def by_push(who: Visitor, service: PushService, weekdays: list[str], hour: int = 20) -> Browser:
    browser = Browser()
    given = {f"push__{name}": value for name, value in browser.subscription(service.endpoint()).items()}
    who.post("/you/reminders/push/", **given, **times("push", weekdays, hour))
    return browser


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    """A certificate for this machine that nobody has signed but itself, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now - HOUR).not_valid_after(now + HOUR)
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
    file = tmp_path / "papers.pem"
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    file.write_bytes(made.sign(key, hashes.SHA256()).public_bytes(Encoding.PEM) + secret)
    return file


def presented(papers: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(papers)
    return context
