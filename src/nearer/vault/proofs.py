"""Small proofs: what I answered before I saw yours, and what is mine.

There are deliberately no signatures: intimate words should not be provable to outsiders.
"""

import hashlib
import hmac
import secrets

from .envelope import Context
from .errors import SealError
from .keys import Key, derive, derive_from
from .tlv import tlv

BLINDING = 32


def blind(words: bytes, context: Context) -> tuple[bytes, bytes]:
    """(what to seal, commitment): the words behind 32 random bytes, and the hash of both."""
    blinded = secrets.token_bytes(BLINDING) + words
    return blinded, commitment(blinded, context)


def commitment(blinded: bytes, context: Context) -> bytes:
    """SHA-256 over the place, the blinding and the words."""
    if len(blinded) <= BLINDING:
        raise SealError("nothing was answered")
    return hashlib.sha256(tlv("s1", "commit", context.encoded, blinded[:BLINDING], blinded[BLINDING:])).digest()


def unblind(blinded: bytes, context: Context, promised: bytes) -> bytes:
    """The words, if they are those that were promised. Raises SealError."""
    if not hmac.compare_digest(commitment(blinded, context), promised):
        raise SealError("changed after sealing")
    return blinded[BLINDING:]


def unblind_own(blinded: bytes) -> bytes:
    """The words of an own part, whose key nobody else holds: there is no promise to check."""
    return blinded[BLINDING:]


def self_tag(vk: Key, purpose: str, *fields: str | bytes | int) -> bytes:
    """ "I wrote this", for the writer alone to check."""
    return hmac.digest(derive(vk, "self-tag").raw, tlv("s1", purpose, *fields), "sha256")


def is_mine(vk: Key, tag: bytes, purpose: str, *fields: str | bytes | int) -> bool:
    """Whether `self_tag` made `tag` over the same fields."""
    return hmac.compare_digest(tag, self_tag(vk, purpose, *fields))


class InviteSecret:
    """What the invite code stands for. Whoever swaps a key without the code is caught."""

    def __init__(self, code: str) -> None:
        if not code:
            raise SealError("not a code")
        self._code = code.encode("ascii")

    @property
    def id(self) -> str:
        """The name of the invite's row; leads back to no code."""
        return hashlib.sha256(derive_from(self._code, "invite/id")).hexdigest()

    def mac(self, purpose: str, *fields: str | bytes | int) -> bytes:
        """Proof of having the code, over `fields`."""
        key = derive_from(self._code, "invite/mac")
        return hmac.digest(key, tlv("s1", purpose, *fields), "sha256")

    def check(self, mac: bytes, purpose: str, *fields: str | bytes | int) -> bool:
        return hmac.compare_digest(mac, self.mac(purpose, *fields))
