"""Keys as things that do not print themselves, and how one key leads to the next."""

import hmac
import secrets
from functools import cache

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from .tlv import tlv

KEY_SIZE = 32


class Key:
    """32 secret bytes. Its repr never shows them, so a traceback cannot either."""

    __slots__ = ("raw",)

    def __init__(self, raw: bytes) -> None:
        if len(raw) != KEY_SIZE:
            raise ValueError("a key has 32 bytes")
        self.raw = raw

    @classmethod
    def new(cls) -> "Key":
        return cls(secrets.token_bytes(KEY_SIZE))

    def __repr__(self) -> str:
        return "<Key>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and hmac.compare_digest(self.raw, other.raw)

    __hash__ = None  # type: ignore[assignment]  # a key is never a dictionary's key

    def __reduce__(self) -> str:
        # Threat: pickled into a cache, a queue or a session file, in clear.
        raise TypeError("a key is not pickled")


def expand(parent: Key, label: str, context: bytes, size: int = KEY_SIZE) -> bytes:
    """HKDF-Expand (RFC 5869, SHA-256) of `parent` for one labelled purpose."""
    return HKDFExpand(hashes.SHA256(), size, _label(label) + context).derive(parent.raw)


@cache
def _label(label: str) -> bytes:
    return tlv("s1", label)


def derive(parent: Key, label: str, *context: str | bytes | int) -> Key:
    """The key for one purpose under `parent`."""
    return Key(expand(parent, label, tlv(*context)))


def derive_from(
    secret: bytes, label: str, *context: str | bytes | int, salt: bytes = b"", size: int = KEY_SIZE
) -> bytes:
    """HKDF (RFC 5869, SHA-256) of a secret that is not a Key: a token, a code, Argon2's output."""
    info = tlv("s1", label, *context)
    return HKDF(hashes.SHA256(), size, salt=salt or None, info=info).derive(secret)
