"""When questions are offered. Pure: days in, yes or no out. Nobody is ever late; what was left out is a gap.

Source: evidence.md, Cadence. At the start, in week 4, in week 8, then each season; the short ones on one's own
weekday, and they stop asking after two that were skipped.
"""

from collections.abc import Sequence
from datetime import date, timedelta

WEEK = timedelta(days=7)
FIRST_MARKS = (timedelta(weeks=4), timedelta(weeks=8))
SEASON = timedelta(weeks=13)
RESTS_AFTER = 2


def season_is_due(done: Sequence[date], today: date) -> bool:
    """Whether the long ones are offered today. `done`: the days on which they were finished."""
    if not done:
        return True
    first, last = min(done), max(done)
    reached = [first + mark for mark in _marks(today - first) if first + mark <= today]
    return bool(reached) and last < reached[-1]


def next_season(done: Sequence[date]) -> date:
    """The day from which the long ones are offered again, after the last of `done`, which is not empty."""
    first, last = min(done), max(done)
    return next(first + mark for mark in _marks(last - first + SEASON + FIRST_MARKS[-1]) if first + mark > last)


def _marks(so_far: timedelta) -> list[timedelta]:
    seasons = range(1, max((so_far - FIRST_MARKS[-1]) // SEASON, 0) + 1)
    return [*FIRST_MARKS, *(FIRST_MARKS[-1] + SEASON * number for number in seasons)]


def week_is_due(weekday: int | None, since: date | None, done: Sequence[date], today: date) -> bool:
    """Whether the seven are offered today. `weekday`: one's own, Monday 0; None for never. `since`: chosen then."""
    if weekday is None or since is None or rests(weekday, since, done, today):
        return False
    asked = newest_day(weekday, today)
    return asked >= since and not any(asked <= day <= today for day in done)


def rests(weekday: int, since: date, done: Sequence[date], today: date) -> bool:
    """Whether two were skipped in a row, so that nothing is asked until the page is opened of one's own accord."""
    current = newest_day(weekday, today)
    weeks = [current - WEEK * number for number in range(RESTS_AFTER + 1)]
    return weeks[-1] >= since and not any(weeks[-1] <= day <= today for day in done)


def newest_day(weekday: int, today: date) -> date:
    """The newest such weekday, today included."""
    return today - timedelta(days=(today.weekday() - weekday) % 7)
