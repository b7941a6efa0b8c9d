"""Where a reminder goes, sealed under the instance key.

Threat: a stolen copy of the database lists mail addresses and devices. Sealed like this it does not, unless
the key file was stolen too. Whoever runs the server has both, and can read them; the page says so.
"""

import json

from django.conf import settings

from nearer.vault import Context, Key, SealError, box, derive_from, unbox


def sealed_address(person_id: str, kind: str, address: dict[str, str]) -> bytes:
    return box(_key(), json.dumps(address).encode(), _context(person_id, kind))


def open_address(person_id: str, kind: str, sealed: bytes) -> dict[str, str] | None:
    """The address; None for one that is damaged, somebody else's, or sealed under a key that is lost."""
    try:
        address = json.loads(unbox(_key(), sealed, _context(person_id, kind)))
    except (SealError, ValueError):
        return None
    return address if isinstance(address, dict) else None


def _key() -> Key:
    return Key(derive_from(settings.INSTANCE_KEY, "reminder/address"))


def _context(person_id: str, kind: str) -> Context:
    return Context("reminder", author=person_id, part=kind)
