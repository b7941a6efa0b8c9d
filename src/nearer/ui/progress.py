"""How far a long piece of work has come: one number under a name that its owner's browser made up.

Kept beside what once.py keeps: in this server's memory, or in Redis where several processes share the work.
Never words, and nothing that says whose work it is or what it makes.
"""

import hashlib

from django.core.cache import cache

FORGOTTEN_AFTER = 120  # seconds without a step
ALL = 100


class Progress:
    """Whole per cents from 0 to 100 for one person's piece of work. Without a name nothing is kept."""

    def __init__(self, owner: str, name: str) -> None:
        self._key = _key(owner, name) if name else ""
        self._last = -1

    def reach(self, done: int, of: int) -> None:
        """So many of so many are done. It never goes back, and 100 is for the end."""
        number = min(ALL * done // of if of else 0, ALL)
        if self._key and number > self._last:
            self._last = number
            cache.set(self._key, number, FORGOTTEN_AFTER)


def progress_of(owner: str, name: str) -> int | None:
    """The number; None alike for no such work and for somebody else's."""
    found: int | None = cache.get(_key(owner, name))
    return found


def _key(owner: str, name: str) -> str:
    # Threat: whoever looks into Redis would see who is making something.
    return f"progress/{hashlib.sha256(f'{owner} {name}'.encode()).hexdigest()}"
