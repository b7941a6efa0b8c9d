"""Which note a person reads today: about what they did, at most one in three days, each one once. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from nearer.programme.notes import Encouragement

from .comfort import OPENED, PASSED, Comfort

APART = timedelta(days=3)


@dataclass(frozen=True)
class Facts:
    """What somebody did, as far as they know it themselves."""

    opened: int = 0
    returned: int = 0  # days since the last visit
    passed: int = 0
    lowered: int = 0
    raised: int = 0
    rated: int = 0
    week: int = 0
    landed: Collection[str] = field(default=())  # rows


def facts_of(comfort: Comfort, opened: int, returned: int, week: int, landed: Collection[str]) -> Facts:
    rose = sum(len(days) for days in comfort.raised.values())
    fell = sum(level < 2 for level in comfort.levels.values())
    felt = comfort.felt
    passed, rated = (sum(one.what == what for one in felt) for what in (PASSED, OPENED))
    return Facts(opened, returned, passed, fell, rose, rated, week, landed)


def note_for(
    notes: Iterable[Encouragement], facts: Facts, read: Mapping[str, str], today: date
) -> Encouragement | None:
    """The note for today, the newest thing first; None on most days. `read`: note -> the day it was read."""
    lately = max(read.values(), default="")
    if lately and today - date.fromisoformat(lately) < APART:
        return None
    fit = [note for note in notes if note.id not in read and _holds(note, facts)]
    return max(fit, key=lambda note: (ORDER.index(note.when), note.count)) if fit else None


ORDER = ("opened", "rated", "passed", "week", "raised", "lowered", "landed", "returned")


def _holds(note: Encouragement, facts: Facts) -> bool:
    if note.when == "landed":
        return note.row in facts.landed
    reached: int = getattr(facts, note.when)
    return reached >= note.count
