"""Counting wrong tries, so that guessing is slow and yet nobody can lock anybody else out.

Two budgets: one per name for unknown devices, one for each device that has signed in to that
name before. Spending the first never touches the second (ASVS 5.0, 6.1.1).
"""

import hashlib
import hmac

from django.conf import settings
from django.core.cache import cache

WINDOW = 15 * 60
TRIES = 10


def spent(budget: str) -> bool:
    """Whether this budget has no tries left for now."""
    return int(cache.get(_key(budget), 0)) >= TRIES


def count(budget: str) -> None:
    """One wrong try."""
    key = _key(budget)
    if not cache.add(key, 1, WINDOW):
        try:
            cache.incr(key)
        except ValueError:  # it ran out between the two
            cache.set(key, 1, WINDOW)


def forget(budget: str) -> None:
    """A right try: the budget is whole again."""
    cache.delete(_key(budget))


def device_mark(device: str, person_id: str) -> str:
    """Proof for the cookie of a device that has signed in as this person."""
    return hmac.new(settings.INSTANCE_KEY, f"device|{device}|{person_id}".encode(), hashlib.sha256).hexdigest()[:32]


def sign_in_budget(name_key: str, person_id: str, device_cookie: str) -> str:
    """Which budget a try counts against."""
    device, _, mark = device_cookie.partition(".")
    if person_id and mark and hmac.compare_digest(mark.encode(), device_mark(device, person_id).encode()):
        return f"device|{device}|{person_id}"
    return f"name|{name_key}"


def _key(budget: str) -> str:
    # Threat: a shared cache that lists names.
    return "throttle:" + hmac.new(settings.INSTANCE_KEY, budget.encode(), hashlib.sha256).hexdigest()
