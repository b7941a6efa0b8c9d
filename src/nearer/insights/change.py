"""Whether something moved, or whether it is noise: said late, seldom, and never about one week against the next. Pure.

The bands come from assumed numbers: nobody has measured these questions, and the pages say so.
    SEM = SD √(1 − r); two readings: 1.96 √2 SEM (Jacobson and Truax 1991); means of m and n: z SEM √(1/m + 1/n)
They treat the errors of two weeks as independent. Real weeks are alike, so real false alarms are more frequent:
simulation.py counts both, and docs/measuring.md prints it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from .series import Reading, has_too_many_gaps, known

TOO_FEW, WITHIN, UP, DOWN = "too-few", "within", "up", "down"


@dataclass(frozen=True)
class Noise:
    """What is assumed of one kind of reading until somebody has measured it."""

    sd: float
    retest: float

    @property
    def sem(self) -> float:
        return self.sd * sqrt(1 - self.retest)

    def band(self, z: float, first: int = 1, last: int = 1) -> float:
        """How far two means of so many readings each may lie apart by chance."""
        return z * self.sem * sqrt(1 / first + 1 / last)


FULL = Noise(sd=20, retest=0.75)
WEEKLY = Noise(sd=22, retest=0.60)
Z95, Z99 = 1.96, 2.576
MEANS_FROM = 6  # long ones: below that, the first is held against the latest
BEFORE, LATEST, Z_WEEKLY = 8, 6, 3.6
"""The weekly ones: the first eight against the latest six, 3.6 standard errors apart, and again at the next reading.

Three against three at 99 % and confirmed would say "moved" to one person in ten within a year in which nothing
changed, and to one in four where neighbouring weeks are alike. This says it to fewer than one in a hundred, and to
one in twenty (docs/measuring.md).
"""


def full_change(readings: Sequence[Reading]) -> str:
    """Of the long questions: the first against the latest; from six on three against three, at 99 %."""
    values = known(readings)
    if len(values) < 2:
        return TOO_FEW
    if len(values) < MEANS_FROM:
        return _verdict(values[-1] - values[0], FULL.band(Z95))
    return _verdict(_mean(values[-3:]) - _mean(values[:3]), FULL.band(Z99, 3, 3))


def weekly_change(readings: Sequence[Reading]) -> str:
    """Of the weekly questions: the latest six against the first eight, confirmed by the reading before."""
    values = known(readings)
    if len(values) < BEFORE + LATEST + 1 or has_too_many_gaps(readings):
        return TOO_FEW
    now, before = (_weekly(values[:end]) for end in (len(values), len(values) - 1))
    return now if now == before else WITHIN


def _weekly(values: Sequence[int]) -> str:
    band = WEEKLY.band(Z_WEEKLY, BEFORE, LATEST)
    return _verdict(_mean(values[-LATEST:]) - _mean(values[:BEFORE]), band)


def _verdict(difference: float, band: float) -> str:
    if abs(difference) < band:
        return WITHIN
    return UP if difference > 0 else DOWN


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values)
