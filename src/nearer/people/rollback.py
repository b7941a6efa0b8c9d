"""Noticing an older database: each device remembers, under a MAC, how far its owner's notebook was.

An operator who restores yesterday's tables could otherwise undo a leaving or a pinned promise and
draw a second release out of the owner's next visit.
"""

import hashlib
import hmac

from nearer.vault import derive

from .unlocked import Unlocked

COOKIE_AGE = 400 * 24 * 3600


def mark(me: Unlocked) -> str:
    """The cookie's value for the newest manifest that is safely written."""
    counter = str(max(me.committed, 0))
    return f"{counter}.{_mac(me, counter)}"


def is_older(me: Unlocked, cookie: str) -> bool:
    """Whether this device has seen a later manifest than the one in the database. Raises SealError."""
    now = me.manifest.counter
    counter, _, mac = cookie.partition(".")
    if not counter.isdecimal() or not hmac.compare_digest(mac.encode(), _mac(me, counter).encode()):
        return False
    return int(counter) > now


def _mac(me: Unlocked, counter: str) -> str:
    key = derive(me.vk, "rollback")
    return hmac.new(key.raw, f"{me.id}|{counter}".encode(), hashlib.sha256).hexdigest()[:32]
