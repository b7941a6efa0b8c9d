"""How deep one person is glad to go, and what moves it. Pure: no clock, no chance, no database.

Comfort is private, 1 to 5 for each family of subjects, in half steps. Only its owner's own ratings and
passes move it (evidence.md section 4, rules 1 and 5 to 8; a design judgement, unvalidated).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from typing import Any

LEAST, MOST, START = 1.0, 5.0, 2.0
HALF = 0.5
OPENED, PASSED = "opened", "passed"
TOO_MUCH, ABOUT_RIGHT, DEEPER = "too-much", "about-right", "could-go-deeper"
WELL, BADLY = 7, 3  # "received well", 0 to 10
KEPT = 60  # happenings that are remembered; older ones move nothing any more
QUARREL_LASTS = timedelta(days=7)
RAISED_AFTER = timedelta(days=14)
A_MONTH = timedelta(days=30)
A_STEP_A_MONTH = 2  # half steps


@dataclass(frozen=True)
class Felt:
    """How one opening was, or that a card was passed, for one person."""

    day: str
    family: str
    depth: int
    what: str = OPENED
    pace: str = ""  # too-much | about-right | could-go-deeper; "" was not said
    received: int | None = None
    regret: bool = False

    @property
    def gladly(self) -> bool:
        """An opening that speaks for going a little deeper."""
        said = self.pace in (ABOUT_RIGHT, DEEPER)
        return self.what == OPENED and said and self.received is not None and self.received >= WELL

    @property
    def hurt(self) -> bool:
        badly = self.received is not None and self.received <= BADLY
        return self.what == OPENED and (self.pace == TOO_MUCH or badly or self.regret)


@dataclass
class Comfort:
    """One person's own settings and what they felt. It lives in the sealed notebook and nowhere else."""

    levels: dict[str, float] = field(default_factory=dict)
    closed: list[str] = field(default_factory=list)  # subjects that are not for me
    opted: list[str] = field(default_factory=list)  # what I would also talk about: touch, sex, faith, politics, grief
    felt: list[Felt] = field(default_factory=list)
    raised: dict[str, list[str]] = field(default_factory=dict)  # family -> days on which it went up by itself
    quarrel: str = ""  # the day on which I said that we had one
    easy: str = ""  # the day on which I asked for something easy
    paused: bool = False
    quiet: bool = False  # joint cards stay at depth 1, and nothing looks different
    rests: dict[str, int] = field(default_factory=dict)  # family -> steps held back this season (draws.py)
    decoys: list[str] = field(default_factory=list)  # subjects that rest this season beside the closed ones
    season: str = ""

    def level(self, family: str) -> float:
        return self.levels.get(family, START)

    def reaches(self, family: str) -> int:
        """The deepest that is fine with me."""
        return int(self.level(family))

    def is_held(self, today: date) -> bool:
        """Whether everything stays at depth 1 for now."""
        return self.paused or self.quiet or is_recent(self.quarrel, today, QUARREL_LASTS)

    def is_easy(self, today: date) -> bool:
        return self.easy == today.isoformat()


def read(kept: Mapping[str, Any]) -> Comfort:
    """Comfort as the notebook keeps it. What it does not know it leaves out: an older notebook still opens."""
    known = {name: kept[name] for name in Comfort.__dataclass_fields__ if name in kept}
    return Comfort(**{**known, "felt": [Felt(**one) for one in known.get("felt", [])]})


def kept(comfort: Comfort) -> dict[str, Any]:
    """As the notebook keeps it: only what was set or felt."""
    return {name: value for name, value in asdict(comfort).items() if value not in ("", [], {}, False)}


def set_level(comfort: Comfort, family: str, level: float) -> None:
    """Set by its owner, up or down, as far as they like. What was felt before moves it no more."""
    comfort.levels[family] = min(MOST, max(LEAST, round(level * 2) / 2))
    _forget(comfort, family)


def feel(comfort: Comfort, felt: Felt) -> None:
    """Remember how it was, and move by it. Nobody is told."""
    again = [one for one in comfort.felt if (one.day, one.family, one.depth) != (felt.day, felt.family, felt.depth)]
    comfort.felt = [*again, felt][-KEPT:] if felt.what == OPENED else [*comfort.felt, felt][-KEPT:]
    if felt.hurt or _two_passes_in_four(comfort, felt.family):
        comfort.levels[felt.family] = max(LEAST, comfort.level(felt.family) - 1)
        _forget(comfort, felt.family)
    elif _may_rise(comfort, felt):
        comfort.levels[felt.family] = min(MOST, comfort.level(felt.family) + HALF)
        comfort.raised.setdefault(felt.family, []).append(felt.day)
        _forget(comfort, felt.family)


def fell(before: Comfort, after: Comfort) -> bool:
    """Whether somewhere the limit is lower now."""
    return any(after.level(family) < before.level(family) for family in {*before.levels, *after.levels})


def is_recent(day: str, today: date, span: timedelta) -> bool:
    return bool(day) and timedelta() <= today - date.fromisoformat(day) < span


def _two_passes_in_four(comfort: Comfort, family: str) -> bool:
    last = _of(comfort, family)[-4:]
    return sum(one.what == PASSED for one in last) >= 2


def _may_rise(comfort: Comfort, felt: Felt) -> bool:
    today, family = date.fromisoformat(felt.day), felt.family
    mine = _of(comfort, family)
    here = [one for one in mine if one.what == OPENED and one.depth == comfort.reaches(family)]
    if len(here) < 3 or not all(one.gladly for one in here[-3:]):
        return False
    if today - date.fromisoformat(here[0].day) < RAISED_AFTER:
        return False
    if sum(one.what == PASSED for one in mine[-5:]) > 1:
        return False
    lately = [day for day in comfort.raised.get(family, []) if is_recent(day, today, A_MONTH)]
    return len(lately) < A_STEP_A_MONTH


def _of(comfort: Comfort, family: str) -> list[Felt]:
    return [one for one in comfort.felt if one.family == family]


def _forget(comfort: Comfort, family: str) -> None:
    comfort.felt = [one for one in comfort.felt if one.family != family]
