"""Sessions at rest: the row needs the cookie, the cookie needs the row, both need the instance key."""

import base64
import binascii
import hashlib
import secrets

from .envelope import Context, box, unbox
from .errors import SealError
from .keys import Key, derive_from
from .tlv import tlv

TOKEN_SIZE = 32


def new_ticket() -> str:
    """A fresh 256-bit token for the cookie."""
    return base64.urlsafe_b64encode(secrets.token_bytes(TOKEN_SIZE)).decode("ascii").rstrip("=")


def row_id(ticket: str) -> str:
    """The name of the row that goes with a token, which tells nothing of the token."""
    return hashlib.sha256(tlv("s1", "sid", _token(ticket))).hexdigest()


def seal_session(ticket: str, instance_key: bytes, body: bytes) -> bytes:
    """The body of a session row."""
    return box(_key(ticket, instance_key), body, Context("session", object=row_id(ticket)))


def open_session(ticket: str, instance_key: bytes, sealed: bytes) -> bytes:
    """What `seal_session` sealed. Raises SealError."""
    return unbox(_key(ticket, instance_key), sealed, Context("session", object=row_id(ticket)))


def _key(ticket: str, instance_key: bytes) -> Key:
    return Key(derive_from(_token(ticket), "session", salt=instance_key))


def _token(ticket: str) -> bytes:
    try:
        token = base64.urlsafe_b64decode(ticket.encode("ascii") + b"=")
    except (binascii.Error, UnicodeEncodeError, ValueError):
        raise SealError("not a token") from None
    if len(token) != TOKEN_SIZE:
        raise SealError("not a token")
    return token
