"""Plans as a calendar file (RFC 5545), written by the icalendar library.

Neutral unless its owner chose otherwise: a file lies in a downloads folder, and a feed on somebody else's machine.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _

from nearer.kit import clock
from nearer.vault import derive_from

from .plans import WEEKS, Plan

MAKER = "-//Notes//EN"
ASK_AGAIN = timedelta(hours=12)
SHORTEST_MONTH = 28
YEARS_AHEAD = 10  # how far clock changes are described for what comes again and again
LONGEST = 200  # characters of a title or a place


@dataclass(frozen=True)
class Entry:
    """One plan as whoever holds the calendar file sees it."""

    uid: str
    title: str = field(repr=False)
    place: str = field(repr=False)
    day: date
    at: time | None
    minutes: int
    zone: str
    revision: int
    every: str = ""


def entry_of(plan: Plan, real: bool) -> Entry:
    """The plan with its own title and place, or with neither."""
    title, place = (_line(plan.title), _line(plan.place)) if real else ("", "")
    when = (plan.day, plan.at, plan.minutes, plan.zone, plan.revision, plan.every)
    return Entry(uid(plan.exchange_id), title or _("Time set aside"), place, *when)


def uid(exchange_id: str) -> str:
    """The same for ever for one plan, and no name of a row: a calendar must not lead into a stolen database."""
    return str(uuid.UUID(bytes=derive_from(settings.INSTANCE_KEY, "plan/uid", exchange_id, size=16)))


def calendar_file(entries: Sequence[Entry]) -> bytes:
    """A calendar with these entries, in UTF-8."""
    calendar = icalendar.Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Notes")
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for entry in entries:
        calendar.add_component(_event(entry))
    if entries:
        years = [entry.day.year for entry in entries]
        ahead = clock.now().year + YEARS_AHEAD if any(entry.every for entry in entries) else 0
        calendar.add_missing_timezones(date(min(years) - 1, 1, 1), date(max(*years, ahead) + 1, 12, 31))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> icalendar.Event:
    event = icalendar.Event()
    for name, value in _properties(entry).items():
        event.add(name, value)
    return event


def _properties(entry: Entry) -> dict[str, Any]:
    start, end = _times(entry)
    told: dict[str, Any] = {"uid": entry.uid, "sequence": entry.revision, "summary": entry.title}
    # Not when the plan was made or last seen: a calendar's keeper learns when somebody was here from no line of it.
    told |= {"dtstamp": clock.now().replace(microsecond=0), "dtstart": start, "dtend": end, "class": "PRIVATE"}
    if entry.every:
        told["rrule"] = _again(entry)
    if entry.place:
        told["location"] = entry.place
    if entry.at is None:
        told["transp"] = "TRANSPARENT"  # a day with a plan in it is not a busy day
    return told


def _again(entry: Entry) -> dict[str, Any]:
    """On the clocks on the wall, so that a clock change moves nothing. In a short month, on its last day."""
    if entry.every in WEEKS:
        return {"freq": "weekly", "interval": WEEKS[entry.every]}
    if entry.day.day <= SHORTEST_MONTH:
        return {"freq": "monthly"}
    return {"freq": "monthly", "bymonthday": [*range(SHORTEST_MONTH, entry.day.day + 1)], "bysetpos": -1}


def _times(entry: Entry) -> tuple[date, date]:
    """Beginning and end, as the clocks on the wall show them: days for a plan without an hour."""
    if entry.at is None:
        return entry.day, entry.day + timedelta(days=1)
    zone = ZoneInfo(entry.zone)
    # Through UTC: an hour that a clock change skips becomes one that exists, and the length stays true.
    start = datetime.combine(entry.day, entry.at, zone).astimezone(UTC)
    end = start + timedelta(minutes=entry.minutes)
    there = end.astimezone(zone)
    return start.astimezone(zone), end if there.fold else there  # a file cannot say "the second half past two"


def _line(words: str) -> str:
    """One line without control characters, of a length that calendar programs show."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())[:LONGEST]
