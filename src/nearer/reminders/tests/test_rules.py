"""The rules over zones, clock changes and years: never outside the hour, never four a week, never after two unused."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearer.reminders.rules import Choice, Verdict, coming, due, is_enough, open_slot, rests, slot_on, verdict

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "UTC")
ZONES += ("America/St_Johns", "Africa/Cairo", "America/Sao_Paulo", "Pacific/Kiritimati")
STEP = timedelta(minutes=10)
WEEK, HOUR = timedelta(days=7), timedelta(hours=1)
EVERY_DAY = frozenset(range(7))

zones = st.sampled_from(ZONES)
hours = st.integers(0, 23)
days = st.dates(date(1990, 1, 1), date(2037, 12, 31))
# Around clock changes as often as anywhere else.
CHANGES = [date(2024, 3, 31), date(2024, 10, 27), date(2024, 3, 10), date(2024, 11, 3), date(2024, 4, 7)]
CHANGES += [date(2024, 10, 6), date(2011, 12, 30), date(2018, 11, 4), date(1994, 12, 31), date(2009, 3, 8)]
near_changes = st.builds(lambda day, by: day + timedelta(by), st.sampled_from(CHANGES), st.integers(-9, 3))
choices = st.builds(
    Choice, st.sampled_from(["mail", "push", "calendar"]), st.frozensets(st.integers(0, 6), min_size=1), hours, zones
)


def at(day: date, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minute)


def exists(day: date, hour: int, zone: ZoneInfo) -> bool:
    """Whether the clocks on the wall ever show this hour on this day."""
    wall = datetime(day.year, day.month, day.day, hour, tzinfo=zone)
    return wall.astimezone(UTC).astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None)


@settings(max_examples=600, deadline=None)
@given(choices, st.one_of(days, near_changes), st.integers(0, 1439))
def test_a_slot_is_open_only_while_the_wall_shows_the_chosen_hour_on_a_chosen_day(choice, day, minute):
    zone, now = ZoneInfo(choice.zone), at(day, minute)
    slot, wall = open_slot(choice, now), now.astimezone(zone)
    if slot is None:
        return
    assert slot <= now < slot + HOUR and slot.tzinfo is UTC
    assert wall.weekday() in choice.weekdays and slot.astimezone(zone).date() == wall.date()
    assert wall.hour == choice.hour or not exists(wall.date(), choice.hour, zone)


@settings(max_examples=400, deadline=None)
@given(zones, hours, st.one_of(days, near_changes))
def test_every_day_has_its_hour_once_at_the_same_time_on_the_wall(zone, hour, day):
    there = ZoneInfo(zone)
    slot = slot_on(day, hour, there)
    if exists(day, hour, there):
        assert slot is not None
        assert slot.astimezone(there).replace(tzinfo=None) == datetime(day.year, day.month, day.day, hour)
        assert slot.astimezone(there).fold == 0  # an hour that comes twice begins the first time
    elif slot is not None:
        wall = slot.astimezone(there)
        assert wall.date() == day and wall.hour >= hour
        assert not exists(day, hour, there) and (slot - STEP / 10).astimezone(there).utcoffset() != wall.utcoffset()


@pytest.mark.parametrize(
    ("zone", "day", "hour", "wall"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 2, "03:00"),  # skipped: when the clocks go on
        ("Europe/Berlin", date(2026, 10, 25), 2, "02:00"),  # twice: the first
        ("Europe/Berlin", date(2026, 3, 30), 20, "20:00"),
        ("America/New_York", date(2026, 3, 8), 2, "03:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), 2, "02:30"),  # half an hour
        ("Asia/Kathmandu", date(2026, 1, 1), 20, "20:00"),
        ("Pacific/Apia", date(2011, 12, 30), 20, None),  # a day that was left out
        ("Pacific/Apia", date(2011, 12, 31), 20, "20:00"),
    ],
)
def test_the_hour_on_the_wall(zone, day, hour, wall):
    slot = slot_on(day, hour, ZoneInfo(zone))
    assert (slot and slot.astimezone(ZoneInfo(zone)).strftime("%H:%M")) == wall


def test_an_hour_that_comes_twice_is_used_once():
    choice = Choice("mail", EVERY_DAY, 2, "Europe/Berlin")
    moments = [at(date(2026, 10, 24), 22 * 60 + step) for step in range(0, 6 * 60, 5)]
    found = {open_slot(choice, now) for now in moments} - {None}
    assert found == {datetime(2026, 10, 25, 0, tzinfo=UTC)}


def live(chosen, begin, weeks, visits, step=timedelta(minutes=30)):
    """Some weeks of ticks. Visits are days after the beginning; returns the slots used, by the rules alone."""
    used, seen, resting = [], begin.date(), False
    now = begin
    while now < begin + timedelta(weeks=weeks) and not resting:
        if (now.date() - begin.date()).days in visits:
            seen = now.date()
        for choice in chosen:
            slot = open_slot(choice, now)
            if slot is None or slot in used:
                continue
            resting = verdict(slot, used, seen) is Verdict.REST
            found = due(choice, now, used, seen)
            assert (found == slot) == (verdict(slot, used, seen) is Verdict.SEND)
            used += [found] if found else []
        now += step
    return used


weeks_of = st.integers(1, 4)
some_choices = st.lists(choices, min_size=1, max_size=3)
visit_days = st.frozensets(st.integers(0, 27))


@settings(max_examples=120, deadline=None)
@given(some_choices, st.one_of(days, near_changes), weeks_of, visit_days)
def test_there_are_never_more_than_three_in_any_seven_days(chosen, day, weeks, visits):
    used = sorted(live(chosen, at(day), weeks, visits))
    assert all(last - first >= WEEK for first, last in zip(used, used[3:], strict=False))


@settings(max_examples=120, deadline=None)
@given(some_choices, st.one_of(days, near_changes), weeks_of, visit_days)
def test_none_comes_after_two_that_nobody_used(chosen, day, weeks, visits):
    begin = at(day)
    used = live(chosen, begin, weeks, visits)
    been = {begin.date(), *(begin.date() + timedelta(days) for days in visits)}
    for (first, _), third in zip(pairwise(used), used[2:], strict=False):
        assert any(first.date() <= seen <= third.date() for seen in been), (first, third)


def test_whoever_never_comes_gets_two_and_then_none():
    choice = Choice("mail", frozenset({0, 2, 4}), 20, "Europe/Berlin")
    begin = datetime(2026, 1, 4, tzinfo=UTC)  # a Sunday
    used = live([choice], begin, 4, frozenset())
    assert [slot.date() for slot in used] == [date(2026, 1, 5), date(2026, 1, 7)]
    assert rests(used, begin.date()) and not rests(used, date(2026, 1, 5))


def test_whoever_comes_gets_every_chosen_day_but_the_fourth_of_the_short_week():
    choice = Choice("mail", frozenset({0, 2, 4}), 20, "Europe/Berlin")
    used = live([choice], datetime(2026, 3, 1, tzinfo=UTC), 6, frozenset(range(50)))
    gaps = [last - first for first, last in zip(used, used[3:], strict=False)]
    assert min(gaps) == WEEK
    missing = [day for day in (date(2026, 3, 30), date(2026, 4, 1)) if day not in {slot.date() for slot in used}]
    assert missing == [date(2026, 3, 30)] and len(used) == 17


@settings(max_examples=200, deadline=None)
@given(some_choices, st.one_of(days, near_changes), st.integers(0, 1439), st.integers(0, 9))
def test_what_a_calendar_is_told_is_what_would_be_sent_to_somebody_who_stays_away(chosen, day, minute, ago):
    now = at(day, minute)
    seen = now.date() - timedelta(ago)
    told = list(coming(chosen, now, [], seen))
    slots = [slot for _, slot in told]
    assert slots == sorted(set(slots)) and not any(slot + HOUR <= now for slot in slots)
    assert not is_enough(now + timedelta(days=400), slots)
    for number, slot in enumerate(slots):
        assert verdict(slot, slots[:number], seen) is Verdict.SEND
    assert sum(slot.date() > seen for slot in slots) <= 2
