"""Envelopes, grants, slots and sessions: the only importer of cryptography.

A pure library: no database, no request, no Django. docs/vault.md has the formats.
"""

from .envelope import Context, box, open_, seal, unbox, unwrap, wrap
from .errors import SealError, WrongSecret
from .identity import Identity, safety_code, send
from .keys import Key, derive, derive_from
from .proofs import InviteSecret, blind, commitment, is_mine, self_tag, unblind, unblind_own
from .push import push_body, push_keys, push_public_key, push_signature
from .slots import (
    PASSPHRASE,
    RECOVERY,
    Slot,
    new_code,
    normal,
    normal_code,
    open_slot,
    passphrase_slot,
    recovery_slot,
    waste_time,
)
from .tickets import new_ticket, open_session, row_id, seal_session
from .words import Words

__all__ = [
    "PASSPHRASE",
    "RECOVERY",
    "Context",
    "Identity",
    "InviteSecret",
    "Key",
    "SealError",
    "Slot",
    "Words",
    "WrongSecret",
    "blind",
    "box",
    "commitment",
    "derive",
    "derive_from",
    "is_mine",
    "new_code",
    "new_ticket",
    "normal",
    "normal_code",
    "open_",
    "open_session",
    "open_slot",
    "passphrase_slot",
    "push_body",
    "push_keys",
    "push_public_key",
    "push_signature",
    "recovery_slot",
    "row_id",
    "safety_code",
    "seal",
    "seal_session",
    "self_tag",
    "send",
    "unblind",
    "unblind_own",
    "unbox",
    "unwrap",
    "waste_time",
    "wrap",
]
