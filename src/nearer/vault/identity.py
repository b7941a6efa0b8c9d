"""Each person's key pair, to which a couple key can be sent: HPKE (RFC 9180), ML-KEM-768 + X25519.

A public key is X25519 (32 bytes) ‖ ML-KEM-768 (1,184 bytes); a private key is their two seeds.
"""

import hashlib
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey, MLKEM768PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import (
    AEAD,
    KDF,
    KEM,
    MLKEM768X25519PrivateKey,
    MLKEM768X25519PublicKey,
    Suite,
)

from .errors import SealError
from .tlv import tlv

SEED, MLKEM_SEED = 32, 64
PUBLIC_SIZE = 32 + 1184


@dataclass(frozen=True)
class Identity:
    """A person's private seeds."""

    seeds: bytes

    @classmethod
    def new(cls) -> "Identity":
        return cls(secrets.token_bytes(SEED + MLKEM_SEED))

    def __repr__(self) -> str:
        return "<Identity>"

    def _private(self) -> tuple[MLKEM768PrivateKey, X25519PrivateKey]:
        if len(self.seeds) != SEED + MLKEM_SEED:
            raise SealError("not an identity")
        mlkem = MLKEM768PrivateKey.from_seed_bytes(self.seeds[SEED:])
        return mlkem, X25519PrivateKey.from_private_bytes(self.seeds[:SEED])

    @property
    def public(self) -> bytes:
        mlkem, x25519 = self._private()
        return x25519.public_key().public_bytes_raw() + mlkem.public_key().public_bytes_raw()

    def receive(self, sent: bytes, *info: str | bytes | int) -> bytes:
        """What was sent to this identity under the same `info`. Raises SealError."""
        key = MLKEM768X25519PrivateKey(*self._private())
        try:
            return _suite().decrypt(sent, key, info=tlv("s1", *info))
        except InvalidTag:
            raise SealError from None


def send(public: bytes, secret: bytes, *info: str | bytes | int) -> bytes:
    """`secret` for the holder of `public` only, bound to `info`."""
    if len(public) != PUBLIC_SIZE:
        raise SealError("not a public key")
    try:
        mlkem = MLKEM768PublicKey.from_public_bytes(public[32:])
        key = MLKEM768X25519PublicKey(mlkem, X25519PublicKey.from_public_bytes(public[:32]))
        return _suite().encrypt(secret, key, info=tlv("s1", *info))
    except ValueError:
        raise SealError("not a public key") from None


def safety_code(space: str, one: bytes, other: bytes) -> str:
    """30 digits over both public keys and the space; equal for both people, compared aloud."""
    digest = hashlib.sha512(tlv("s1", "safety", space, *sorted((one, other)))).digest()
    return f"{int.from_bytes(digest, 'big') % 10**30:030d}"


def _suite() -> Suite:
    return Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
