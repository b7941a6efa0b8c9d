"""Reminders by Web Push (RFC 8030): one short, encrypted message to the service that wakes a browser.

Threat: a subscription is an address that somebody typed into a form. A server that posts wherever it is
told reaches its own network. So only the known services, https, their usual port, no redirects.
"""

import http.client
import re
import ssl
from datetime import datetime, timedelta
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from nearer.kit import clock
from nearer.vault import push_body, push_keys, push_signature

from .errors import Gone, NotSent
from .words import TEXT

SECONDS = 10
LONGEST = 2000  # characters of an address; the known services stay under 700
SERVICES = ("fcm.googleapis.com", ".push.services.mozilla.com", ".notify.windows.com", "web.push.apple.com")
PLAIN = re.compile(r"[!-\[\]-~]+")  # printable ASCII without spaces and without the backslash
HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
SIGNED_FOR = timedelta(hours=12)  # services take 24 at most


def is_known(endpoint: str) -> bool:
    """Whether this is the address of a push service that we post to."""
    return _taken_apart(endpoint) is not None


def is_subscription(address: dict[str, str]) -> bool:
    """Whether a browser could have made this."""
    try:
        push_keys(address["p256dh"], address["auth"])
    except (KeyError, ValueError):
        return False
    return is_known(address.get("endpoint", ""))


def send(address: dict[str, str], until: datetime) -> None:
    """Raises NotSent or Gone, or another exception when it may have gone after all."""
    parts = _taken_apart(address.get("endpoint", ""))  # again: the list of services may have changed
    if parts is None or not is_subscription(address):
        raise NotSent
    body = push_body(str(TEXT).encode(), address["p256dh"], address["auth"])
    connection = _connected(parts)
    try:
        connection.request("POST", _target(parts), body, _headers(parts, until))
        status = connection.getresponse().status
    finally:
        connection.close()
    if status in (404, 410):
        raise Gone
    if not 200 <= status < 300:  # a redirect too: it would lead past the list
        raise NotSent


def _connected(parts: SplitResult) -> http.client.HTTPConnection:
    host, port = parts.hostname or "", parts.port
    if parts.scheme == "https":
        trust = ssl.create_default_context()
        connection: http.client.HTTPConnection = http.client.HTTPSConnection(host, port, timeout=SECONDS, context=trust)
    else:
        connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    try:
        connection.connect()
    except OSError as error:
        raise NotSent from error
    return connection


def _headers(parts: SplitResult, until: datetime) -> dict[str, str]:
    now = clock.now()
    audience = f"{parts.scheme}://{parts.netloc.lower()}"
    subject = settings.PUBLIC_URL if settings.PUBLIC_URL.startswith("https://") else "https://localhost"
    return {
        "Authorization": push_signature(settings.INSTANCE_KEY, audience, subject, now + SIGNED_FOR),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        # A phone that is off gets it within the hour that its owner chose, or not at all.
        "TTL": str(max(0, int((until - now).total_seconds()))),
        "Topic": "card",  # a second one takes the place of the first
        "Urgency": "normal",
    }


def _target(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _taken_apart(endpoint: str) -> SplitResult | None:
    """The parts of an allowed address, None for any other."""
    if len(endpoint) > LONGEST or not PLAIN.fullmatch(endpoint):
        return None
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return None
    if "@" in parts.netloc or "#" in endpoint or not HOST.fullmatch(host):
        return None
    place = host if port in (None, 443) and parts.scheme == "https" else f"{host}:{port}"
    if parts.scheme == "https":
        return parts if place in settings.PUSH_HOSTS or _is_service(place) else None
    return parts if parts.scheme == "http" and f"http://{place}" in settings.PUSH_HOSTS else None


def _is_service(place: str) -> bool:
    return any(place.endswith(name) if name.startswith(".") else place == name for name in SERVICES)
