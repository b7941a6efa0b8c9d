"""When a reminder may go: pure functions over hours, days and zones.

A slot is the moment at which a chosen hour begins on a chosen day, in UTC. It is open for as long as the
clocks on the wall show that hour. Three slots in any 7 × 24 hours may be used, over all kinds together.
In the spring week of 167 hours that can cost the fourth slot: one reminder fewer, never one more.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

MOST, WEEK = 3, timedelta(days=7)
IGNORED = 2  # so many unused ones in a row, and reminders rest
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
AHEAD = 8  # days that a calendar is told in advance


@dataclass(frozen=True)
class Choice:
    """What one person chose for one kind. Weekdays from 0, Monday, to 6."""

    kind: str
    weekdays: frozenset[int]
    hour: int
    zone: str


class Verdict(Enum):
    SEND = "send"
    ENOUGH = "enough"  # three this week already
    REST = "rest"  # the last two were not used


def slot_on(day: date, hour: int, zone: ZoneInfo) -> datetime | None:
    """When this hour begins on this day, in UTC.

    An hour that comes twice begins the first time. An hour that a clock change skips begins when the
    clocks go on; None when they go on in another day, as where a whole day was left out.
    """
    there = datetime.combine(day, time(hour), zone).astimezone(UTC)
    return there if there.astimezone(zone).date() == day else None


def open_slot(choice: Choice, now: datetime) -> datetime | None:
    """The slot that is open at this moment, if one is."""
    zone = ZoneInfo(choice.zone)
    wall = now.astimezone(zone)
    if wall.weekday() not in choice.weekdays:
        return None
    slot = slot_on(wall.date(), choice.hour, zone)
    if slot is None or not slot <= now < slot + HOUR:
        return None
    return slot if slot.astimezone(zone).hour == wall.hour else None


def verdict(slot: datetime, sent: Iterable[datetime], last_visit: date) -> Verdict:
    """Whether a reminder may use this slot, given the slots used before and the day (UTC) of the last visit."""
    used = sorted(sent)
    if rests(used, last_visit):
        return Verdict.REST
    return Verdict.ENOUGH if is_enough(slot, used) else Verdict.SEND


def rests(used: Sequence[datetime], last_visit: date) -> bool:
    """Whether nobody came since the day of the last reminder but one. `used` in order of time."""
    return len(used) >= IGNORED and last_visit < used[-IGNORED].astimezone(UTC).date()


def is_enough(slot: datetime, used: Iterable[datetime]) -> bool:
    """Whether one more would make four in some 7 days."""
    near = sorted([slot, *(one for one in used if abs(one - slot) < WEEK)])
    return any(last - first < WEEK for first, last in zip(near, near[MOST:], strict=False))


def due(choice: Choice, now: datetime, sent: Iterable[datetime], last_visit: date) -> datetime | None:
    """The slot that a reminder may use at this moment, if there is one."""
    slot, used = open_slot(choice, now), list(sent)
    free = slot is not None and slot not in used and verdict(slot, used, last_visit) is Verdict.SEND
    return slot if free else None


def coming(
    choices: Iterable[Choice], now: datetime, sent: Iterable[datetime], last_visit: date
) -> Iterator[tuple[str, datetime]]:
    """What would be sent in the next days if nobody came any more: (kind, slot), the soonest first.

    For calendars, which are told in advance and may not ask again for a day: never more than may be unused.
    """
    used = sorted(sent)
    for slot, kind in sorted(_slots(choices, now)):
        if slot not in used and verdict(slot, used, last_visit) is Verdict.SEND:
            used = sorted([*used, slot])
            yield kind, slot


def _slots(choices: Iterable[Choice], now: datetime) -> Iterator[tuple[datetime, str]]:
    """Every slot from the open one on."""
    for choice in choices:
        zone = ZoneInfo(choice.zone)
        today = now.astimezone(zone).date()
        for day in (today + ahead * DAY for ahead in range(AHEAD)):
            slot = slot_on(day, choice.hour, zone) if day.weekday() in choice.weekdays else None
            if slot is not None and now < slot + HOUR:
                yield slot, choice.kind
