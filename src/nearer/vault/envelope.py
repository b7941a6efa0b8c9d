"""Sealed words: an envelope opens only with its key, in its place, unchanged.

    envelope  "s1" | alg | kind | commit (32) | nonce (12) | ciphertext + tag
              k_enc | commit = HKDF-Expand(DEK, "envelope", context), 32 bytes each
              AAD = header | commit | context
    wrap      "s1" | alg | kind | nonce (12) | AEAD(HKDF-Expand(parent, "wrap", context), DEK)
              AAD = header | context
    box       wrap | envelope: words under a long-lived key, each time with a fresh DEK

AEAD is ChaCha20-Poly1305 (RFC 8439). The commitment to the key is compared on its own and
first: AEADs of this family let a crafty writer make one ciphertext that opens under two keys.
"""

import hmac
import secrets
from dataclasses import dataclass
from functools import cached_property, lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from .errors import SealError
from .keys import KEY_SIZE, Key, expand
from .padding import pad, unpad
from .tlv import tlv

CHACHA20_POLY1305 = 1
ENVELOPE, WRAP = 1, 2
NONCE, TAG, HEADER = 12, 16, 4
WRAP_SIZE = HEADER + NONCE + KEY_SIZE + TAG


@dataclass(frozen=True)
class Context:
    """Everything that says which row this is; sealed bytes open in no other place."""

    purpose: str
    space: str = ""
    author: str = ""
    object: str = ""
    part: str = ""
    revision: int = 0
    epoch: int = 0

    @cached_property
    def encoded(self) -> bytes:
        place = tlv(self.object, self.part, self.revision, self.epoch)
        return _whose(self.purpose, self.space, self.author) + place


@lru_cache(maxsize=256)
def _whose(purpose: str, space: str, author: str) -> bytes:
    """The first half of a context, the same for a whole shelf. Names of rows, no secrets."""
    return tlv("s1", purpose, space, author)


def seal(words: bytes, context: Context) -> tuple[bytes, Key]:
    """An envelope for `words` and the fresh key that opens it."""
    dek = Key.new()
    return seal_with(words, dek, context, secrets.token_bytes(NONCE)), dek


def seal_with(words: bytes, dek: Key, context: Context, nonce: bytes) -> bytes:
    """As `seal`, with key and nonce given. For known-answer vectors; a key is used once."""
    header = _header(ENVELOPE)
    okm = expand(dek, "envelope", context.encoded, 2 * KEY_SIZE)
    commit = okm[KEY_SIZE:]
    body = ChaCha20Poly1305(okm[:KEY_SIZE]).encrypt(nonce, pad(words), header + commit + context.encoded)
    return header + commit + nonce + body


def open_(sealed: bytes, dek: Key, context: Context) -> bytes:
    """The words in an envelope. Raises SealError."""
    header, rest = _split(sealed, ENVELOPE, KEY_SIZE + NONCE + TAG)
    commit, nonce, body = rest[:KEY_SIZE], rest[KEY_SIZE : KEY_SIZE + NONCE], rest[KEY_SIZE + NONCE :]
    okm = expand(dek, "envelope", context.encoded, 2 * KEY_SIZE)
    if not hmac.compare_digest(commit, okm[KEY_SIZE:]):
        raise SealError
    return unpad(_decrypt(okm[:KEY_SIZE], nonce, body, header + commit + context.encoded))


def wrap(parent: Key, dek: Key, context: Context) -> bytes:
    """`dek` for whoever holds `parent`: a grant. 64 bytes."""
    return wrap_with(parent, dek, context, secrets.token_bytes(NONCE))


def wrap_with(parent: Key, dek: Key, context: Context, nonce: bytes) -> bytes:
    """As `wrap`, with the nonce given. For known-answer vectors."""
    header = _header(WRAP)
    key = expand(parent, "wrap", context.encoded)
    return header + nonce + ChaCha20Poly1305(key).encrypt(nonce, dek.raw, header + context.encoded)


def unwrap(parent: Key, wrapped: bytes, context: Context) -> Key:
    """The key in a grant. Raises SealError."""
    header, rest = _split(wrapped, WRAP, NONCE + KEY_SIZE + TAG)
    if len(wrapped) != WRAP_SIZE:
        raise SealError
    key = expand(parent, "wrap", context.encoded)
    return Key(_decrypt(key, rest[:NONCE], rest[NONCE:], header + context.encoded))


def box(parent: Key, words: bytes, context: Context) -> bytes:
    """Words under a long-lived key: a fresh key each time, wrapped beside its envelope."""
    sealed, dek = seal(words, context)
    return wrap(parent, dek, context) + sealed


def unbox(parent: Key, boxed: bytes, context: Context) -> bytes:
    """The words in a box. Raises SealError."""
    return open_(boxed[WRAP_SIZE:], unwrap(parent, boxed[:WRAP_SIZE], context), context)


def _header(kind: int) -> bytes:
    return b"s1" + bytes((CHACHA20_POLY1305, kind))


def _split(sealed: bytes, kind: int, least: int) -> tuple[bytes, bytes]:
    header = sealed[:HEADER]
    if header != _header(kind) or len(sealed) < HEADER + least:
        raise SealError("unknown form")
    return header, sealed[HEADER:]


def _decrypt(key: bytes, nonce: bytes, body: bytes, aad: bytes) -> bytes:
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, body, aad)
    except InvalidTag:
        raise SealError from None
