"""Where two people are in the eight weeks and after. Pure: waymarks, the days on which something landed, today.

A week counts from the day on which something first lands in it, so nobody falls behind: a week in which
nothing happens is simply still there. Nothing here ever counts down.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

BEGAN, RESTED, WOKE, SLOWER, USUAL = "began", "rested", "woke", "slower", "usual"
REPEATED, SKIPPED, CLOSED = "repeated", "skipped", "closed"
KINDS = (BEGAN, RESTED, WOKE, SLOWER, USUAL, REPEATED, SKIPPED, CLOSED)
BEFORE, FOUNDATION, RHYTHM, RESTING, FINISHED = "before", "foundation", "rhythm", "resting", "finished"
WEEKS = 8
A_WEEK, TWO_WEEKS = timedelta(days=7), timedelta(days=14)
DEEPER_AFTER, STILL_DEEPER_AFTER = 10, 30  # openings, for two who only open cards


@dataclass(frozen=True)
class Waymark:
    """Something that two people, or one for both, decided about their way. Who it was is kept nowhere."""

    kind: str
    day: date
    until: date | None = None


@dataclass(frozen=True)
class Where:
    """Where they are. `week` is 1 to 8 in the foundation, else the last one they came to."""

    phase: str = BEFORE
    week: int = 0
    since: date | None = None  # when this week, or the rhythm, was reached
    begun: bool = False  # whether something has landed in this week
    until: date | None = None  # of a rest
    slower: bool = False


def where(marks: Iterable[Waymark], landed: Collection[date], today: date) -> Where:
    """Fold what was decided and what has landed."""
    known = sorted((one for one in marks if one.day <= today), key=lambda one: one.day)
    starts = [number for number, one in enumerate(known) if one.kind == BEGAN]
    if not starts:
        return Where()
    mine = known[starts[-1] :]
    slower = [one.kind for one in mine if one.kind in (SLOWER, USUAL)][-1:] == [SLOWER]
    found = _walk(mine, sorted(landed), today, TWO_WEEKS if slower else A_WEEK, slower)
    if mine[-1].kind == CLOSED:
        return Where(FINISHED, found.week, mine[-1].day, slower=slower)
    rest = [one for one in mine if one.kind in (RESTED, WOKE)][-1:]
    if rest and rest[0].kind == RESTED and (rest[0].until is None or today < rest[0].until):
        return Where(RESTING, found.week, rest[0].day, found.begun, rest[0].until, slower)
    return found


def cap(here: Where, opened: int) -> int:
    """How deep the programme itself lets a card go."""
    if here.phase == BEFORE:
        return 2 if opened < DEEPER_AFTER else 3 if opened < STILL_DEEPER_AFTER else 4
    return 2 if here.week <= 3 else 3 if here.week <= 6 else 4


def wants_card(here: Where, last: date | None, today: date) -> bool:
    """Whether Today brings a card by itself. `last`: the day of my last one."""
    if here.phase in (RESTING, FINISHED):
        return False
    return here.phase != RHYTHM or last is None or today - last >= A_WEEK


def suggest(here: Where, rows: Mapping[int, Collection[str]], landed: Mapping[str, date], today: date) -> list[str]:
    """Which rows this week asks for and that have not landed in it. In the rhythm: what is due by the season."""
    if here.phase == FOUNDATION and here.since is not None:
        since = here.since
        return [row for row in rows.get(here.week, ()) if landed.get(row, date.min) < since]
    if here.phase == RHYTHM:
        return [row for row, every in EVERY.items() if today - landed.get(row, here.since or today) >= every]
    return []


EVERY = {
    "S10": timedelta(days=182),  # the season check-up, twice a year (Cordova et al. 2014)
    "S9": timedelta(days=121),  # Three views, three times a year (Finkel et al. 2013)
    "S2": timedelta(days=30),  # a talk a month
    "S6": timedelta(days=14),  # something new, a fortnight apart (Coulter and Malouff 2013)
}


def _walk(marks: list[Waymark], landed: list[date], today: date, length: timedelta, slower: bool) -> Where:
    week, since = 1, marks[0].day
    turns = [one for one in marks if one.kind in (REPEATED, SKIPPED)]
    while True:
        first = next((day for day in landed if since <= day <= today), None)
        ends = first + length + _rested(marks, first, today) if first else None
        turn = next((one for one in turns if one.day >= since and (ends is None or one.day < ends)), None)
        if turn is not None:
            turns.remove(turn)
            week, since = week + (turn.kind == SKIPPED), turn.day
        elif ends is None or today < ends:
            return Where(FOUNDATION, week, since, first is not None, slower=slower)
        else:
            week, since = week + 1, ends
        if week > WEEKS:
            return Where(RHYTHM, WEEKS, since, True, slower=slower)


def _rested(marks: list[Waymark], since: date, today: date) -> timedelta:
    """Days of rest since a day: they make the week longer."""
    total = timedelta()
    for number, one in enumerate(marks):
        if one.kind == RESTED and one.day >= since:
            woke = next((later.day for later in marks[number + 1 :] if later.kind in (WOKE, RESTED)), today)
            total += max(min(woke, one.until or woke, today) - one.day, timedelta())
    return total
