"""Made-up years: how often "moved" is said when nothing has changed, and how often it is found when something has.

python -m nearer.insights.simulation        prints the tables of docs/measuring.md
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import median

from .change import BEFORE, DOWN, LATEST, UP, WEEKLY, Z_WEEKLY

WEEKS, CHANGES_AT = 52, 20
OUTCOMES = 7
ALIKE = 0.3
"""How alike the errors of two weeks next to each other may be: an assumption for the worse case."""
FALSE_SHARE = 0.05
"""At most this share is told within a year that one outcome moved when nothing had, alike weeks or not."""


@dataclass(frozen=True)
class Found:
    """What a simulation brought. `weeks`: from the change to the first time that it was said, the middle one."""

    people: int
    share: float
    weeks: float | None = None


def false_moves(people: int, seed: int, alike: float = 0.0, outcomes: int = 1) -> Found:
    """The share of people without any true change who are told within a year that something moved."""
    chance = random.Random(seed)
    told = sum(any(_first_said(_year(chance, alike)) for _ in range(outcomes)) for _ in range(people))
    return Found(people, told / people)


def power(people: int, change: float, seed: int, alike: float = 0.0) -> Found:
    """The share who are told, of people whose answers truly change by so many points in week 20, and how soon."""
    chance = random.Random(seed)
    said = [_first_said(_year(chance, alike, change)) for _ in range(people)]
    rightly = [week - CHANGES_AT for week in said if week is not None and week >= CHANGES_AT]
    return Found(people, len(rightly) / people, median(rightly) if rightly else None)


def _year(chance: random.Random, alike: float, change: float = 0.0) -> list[int]:
    """Answers as people give them: whole numbers from 0 to 10, times ten."""
    level = chance.uniform(40, 75) - change / 2
    error, values = 0.0, []
    for week in range(WEEKS):
        error = alike * error + sqrt(1 - alike * alike) * chance.gauss(0, WEEKLY.sem)
        value = level + error + (change if week >= CHANGES_AT else 0)
        values.append(min(max(round(value / 10), 0), 10) * 10)
    return values


def _first_said(values: Sequence[int]) -> int | None:
    """The week in which the page first says "moved". The same rule as change.weekly_change, a year at a time."""
    before = ""
    for week, now in _verdicts(values):
        if now and now == before:
            return week
        before = now
    return None


def _verdicts(values: Sequence[int]) -> Iterator[tuple[int, str]]:
    start, band = sum(values[:BEFORE]) / BEFORE, WEEKLY.band(Z_WEEKLY, BEFORE, LATEST)
    for week in range(BEFORE + LATEST - 1, len(values)):
        difference = sum(values[week - LATEST + 1 : week + 1]) / LATEST - start
        yield week, "" if abs(difference) < band else (UP if difference > 0 else DOWN)


def _tables(people: int = 10_000) -> Iterator[str]:
    yield f"{people:,} made-up people a line, one weekly question each, 52 weeks"
    for alike in (0.0, ALIKE):
        for outcomes in (1, OUTCOMES):
            found = false_moves(people, seed=1, alike=alike, outcomes=outcomes)
            yield f"nothing changed, weeks alike {alike}: {outcomes} outcome(s): told falsely {found.share:.1%}"
    for points in (15, 25, 35):
        found = power(people, points, seed=2)
        yield f"changed by {points} points in week {CHANGES_AT}: told {found.share:.0%}, {found.weeks} weeks later"


if __name__ == "__main__":
    for line in _tables():
        print(line)  # noqa: T201  what this is run for
