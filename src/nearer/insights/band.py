"""A person's own usual range, from their own readings alone: the XmR chart of quality control (Wheeler 2000). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from .series import Reading, known

ENOUGH = 8
XMR = 2.66  # three standard deviations, estimated from the mean moving range: 3 / 1.128
HIGHER, WITHIN, LOWER = "higher", "within", "lower"


@dataclass(frozen=True)
class Band:
    """Usual range of one person, 0 to 100."""

    low: float
    middle: float
    high: float

    def place(self, value: float) -> str:
        """Where a reading lies against the usual range."""
        if value > self.high:
            return HIGHER
        return LOWER if value < self.low else WITHIN


def band_of(readings: Sequence[Reading]) -> Band | None:
    """None below eight readings, or where too few follow each other without a gap."""
    values = known(readings)
    moves = [
        abs(one.value - before.value)
        for before, one in pairwise(readings)
        if one.value is not None and before.value is not None
    ]
    if len(values) < ENOUGH or len(moves) < ENOUGH // 2:
        return None
    middle, reach = float(median(values)), XMR * sum(moves) / len(moves)
    return Band(max(middle - reach, 0.0), middle, min(middle + reach, 100.0))
