"""One person's own line over their own range, as shapes for a template: band first, dots lightly. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from .band import Band, band_of
from .series import Reading

WIDTH, HEIGHT = 328, 168
LEFT, RIGHT, TOP, BOTTOM = 26, 6, 8, 20
SHOWN = 53  # readings: a year of weeks


@dataclass(frozen=True)
class Dot:
    x: float
    y: float


@dataclass(frozen=True)
class Chart:
    """`lines`: one path for each stretch without a gap. `grid`: what stands at the side, and its height."""

    dots: list[Dot] = field(repr=False)
    lines: list[str] = field(repr=False)
    rows: list[Reading] = field(repr=False)
    first: date
    last: date
    band: Band | None = None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def grid(self) -> list[tuple[int, float]]:
        return [(value, _y(value)) for value in (0, 50, 100)]

    @property
    def band_top(self) -> float:
        return _y(self.band.high) if self.band else 0.0

    @property
    def band_height(self) -> float:
        return round(_y(self.band.low) - _y(self.band.high), 1) if self.band else 0.0

    @property
    def middle(self) -> float:
        return _y(self.band.middle) if self.band else 0.0

    @property
    def left(self) -> int:
        return LEFT

    @property
    def inner(self) -> int:
        return WIDTH - LEFT - RIGHT

    @property
    def right(self) -> int:
        return WIDTH - RIGHT


def chart_of(readings: Sequence[Reading]) -> Chart | None:
    """None for fewer than two readings with a value."""
    shown = list(readings[-SHOWN:])
    if sum(one.value is not None for one in shown) < 2:
        return None
    first, last = shown[0].day, shown[-1].day
    span = max((last - first).days, 1)
    places = [(LEFT + _inner((one.day - first).days / span), one.value) for one in shown]
    dots = [Dot(x, _y(value)) for x, value in places if value is not None]
    return Chart(dots, _stretches(places), shown, first, last, band_of(readings))


def _stretches(places: Sequence[tuple[float, int | None]]) -> list[str]:
    """Paths through neighbours that are both there."""
    stretches: list[list[Dot]] = [[]]
    for x, value in places:
        if value is None:
            stretches.append([])
        else:
            stretches[-1].append(Dot(x, _y(value)))
    return ["M" + " L".join(f"{dot.x} {dot.y}" for dot in some) for some in stretches if len(some) > 1]


def _inner(share: float) -> float:
    return round(share * (WIDTH - LEFT - RIGHT), 1)


def _y(value: float) -> float:
    return round(TOP + (100 - value) / 100 * (HEIGHT - TOP - BOTTOM), 1)
