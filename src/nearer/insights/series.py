"""Readings of one outcome over time. A gap stays a gap: nothing is carried forward and nothing is made up. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

TOO_MANY_GAPS = 0.4
"""More than this share of missing readings: nothing is said about them (evidence.md section 2)."""


@dataclass(frozen=True)
class Reading:
    """One outcome on one day, 0 to 100. None: left out, or not enough answers."""

    day: date
    value: int | None


def known(readings: Sequence[Reading]) -> list[int]:
    """The values that are there, oldest first."""
    return [one.value for one in readings if one.value is not None]


def has_too_many_gaps(readings: Sequence[Reading]) -> bool:
    missing = sum(one.value is None for one in readings)
    return missing > TOO_MANY_GAPS * len(readings)
