"""Slots: the ways into one person's vault. Each wraps the same random vault key.

passphrase ─Argon2id─► X ─HKDF(pepper)─► auth | KEK      (RFC 9106; SHA-256(auth) is kept)
recovery code (130 bit) ─HKDF─► auth | KEK               (no pepper: it must outlive a lost file)
"""

import hashlib
import hmac
import os
import secrets
import threading
import unicodedata
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from .envelope import Context, unwrap, wrap
from .errors import SealError, WrongSecret
from .keys import Key, derive_from
from .tlv import tlv

PASSPHRASE, RECOVERY = "pw", "rec"
MEMORY, PASSES, LANES = 65536, 3, 1  # 64 MiB: the guesser knows you and holds the disk
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U to mishear
CODE_LENGTH = 26
# Memory is cores × 64 MiB at most, however many people sign in at once.
_cores = threading.BoundedSemaphore(os.cpu_count() or 1)


@dataclass(frozen=True)
class Slot:
    """One way in, as it is stored. `verifier` opens nothing; it tells wrong from damaged."""

    id: str
    kind: str
    salt: bytes
    memory: int
    passes: int
    lanes: int
    verifier: bytes
    wrapped_vk: bytes


def passphrase_slot(passphrase: str, vk: Key, person: str, slot: str, pepper: bytes) -> Slot:
    """A slot that opens with `passphrase`, at today's cost."""
    salt = secrets.token_bytes(16)
    auth, kek = _stretch(passphrase, salt, pepper, (person, slot), (MEMORY, PASSES, LANES))
    context = _context(PASSPHRASE, person, slot, (MEMORY, PASSES, LANES))
    return Slot(slot, PASSPHRASE, salt, MEMORY, PASSES, LANES, _verifier(auth), wrap(kek, vk, context))


def recovery_slot(code: str, vk: Key, person: str, slot: str) -> Slot:
    """A slot that opens with a recovery code from `new_code`."""
    auth, kek = _code_keys(code, person, slot)
    context = _context(RECOVERY, person, slot, (0, 0, 0))
    return Slot(slot, RECOVERY, b"", 0, 0, 0, _verifier(auth), wrap(kek, vk, context))


def open_slot(slot: Slot, secret: str, person: str, pepper: bytes) -> Key:
    """The vault key. Raises WrongSecret, or SealError when the slot itself is damaged."""
    cost = (slot.memory, slot.passes, slot.lanes)
    if slot.kind == RECOVERY:
        auth, kek = _code_keys(secret, person, slot.id)
    elif slot.kind == PASSPHRASE:
        # Threat: whoever edits the row to a cheap cost could then guess quickly.
        if (
            slot.memory < MEMORY
            or slot.passes < PASSES
            or slot.memory > 4 * MEMORY
            or slot.lanes != LANES
            or slot.passes > 16
            or len(slot.salt) != 16
        ):
            raise SealError("cost outside bounds")
        auth, kek = _stretch(secret, slot.salt, pepper, (person, slot.id), cost)
    else:
        raise SealError("unknown slot")
    if not hmac.compare_digest(_verifier(auth), slot.verifier):
        raise WrongSecret
    return unwrap(kek, slot.wrapped_vk, _context(slot.kind, person, slot.id, cost))


def waste_time(passphrase: str) -> None:
    """The work of one wrong guess, for a name nobody has: existence must not show in time."""
    _stretch(passphrase, bytes(16), bytes(32), ("", ""), (MEMORY, PASSES, LANES))


def normal(passphrase: str) -> str:
    """One spelling for what looks and sounds the same: NFKC, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split())


def new_code(length: int = CODE_LENGTH) -> str:
    """A fresh code of 5 bits a character: 26 characters are 130 bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(length))


def normal_code(typed: str) -> str:
    """A code as typed, spoken or scanned, brought to one form. Empty when it cannot be one."""
    spoken = typed.upper().translate(str.maketrans("ILO", "110", " -–—.\t\r\n"))
    return spoken if len(spoken) == CODE_LENGTH and set(spoken) <= set(_ALPHABET) else ""


def _stretch(
    passphrase: str, salt: bytes, pepper: bytes, owner: tuple[str, str], cost: tuple[int, int, int]
) -> tuple[bytes, Key]:
    memory, passes, lanes = cost
    with _cores:
        kdf = Argon2id(salt=salt, length=32, iterations=passes, lanes=lanes, memory_cost=memory)
        stretched = kdf.derive(normal(passphrase).encode("utf-8"))
    okm = derive_from(stretched, "slot/pw", *owner, *cost, salt=pepper, size=64)
    return okm[:32], Key(okm[32:])


def _code_keys(code: str, person: str, slot: str) -> tuple[bytes, Key]:
    okm = derive_from(normal_code(code).encode("ascii"), "slot/rec", person, slot, size=64)
    return okm[:32], Key(okm[32:])


def _verifier(auth: bytes) -> bytes:
    return hashlib.sha256(tlv("s1", "verifier", auth)).digest()


def _context(kind: str, person: str, slot: str, cost: tuple[int, int, int]) -> Context:
    return Context("slot/" + kind, author=person, object=slot, part=",".join(map(str, cost)))
