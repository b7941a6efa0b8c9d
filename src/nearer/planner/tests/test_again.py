"""Plans that come again and again: at the same hour on the wall, in files, feeds and lists."""

import json
from datetime import UTC, date, datetime, time, timedelta

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as some

from nearer.kit import clock
from nearer.planner import feeds, ics
from nearer.planner.ics import Entry
from nearer.planner.plans import EVERY, Plan, Signed, plan_in
from tests.cast import couple

from .planned import address_of, agree, events, plan_for

TEA = Plan("a" * 26, "Tea", "", date(2026, 10, 16), time(19), 30, "Europe/Berlin", 1, "week")
DAYS = some.dates(min_value=date(2024, 1, 1), max_value=date(2034, 1, 1))


def changed(**fields: object) -> Plan:
    return Plan(**{**vars(TEA), **fields})  # type: ignore[arg-type]


def read(plan: Plan) -> tuple[icalendar.Event, icalendar.Calendar]:
    calendar = icalendar.Calendar.from_ical(ics.calendar_file([ics.entry_of(plan, False)]))
    (event,) = calendar.events  # type: ignore[union-attr]
    return event, calendar  # type: ignore[return-value]


def days_of(plan: Plan, until: date) -> list[date]:
    """The days on which a calendar program shows it."""
    event, _ = read(plan)
    start = datetime.combine(plan.day, time())
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=start)
    return [one.date() for one in rule.between(start, datetime.combine(until, time()), inc=True)]


@pytest.mark.parametrize(
    ("every", "rule"),
    [("week", "FREQ=WEEKLY;INTERVAL=1"), ("fortnight", "FREQ=WEEKLY;INTERVAL=2"), ("month", "FREQ=MONTHLY")],
)
def test_a_plan_that_comes_again_says_so_in_its_file(every: str, rule: str) -> None:
    assert read(changed(every=every))[0]["rrule"].to_ical().decode() == rule
    assert "rrule" not in read(changed(every=""))[0]


def test_the_hour_on_the_wall_stays_when_clocks_change() -> None:
    event, calendar = read(TEA)
    assert event["dtstart"].params["TZID"] == "Europe/Berlin"
    (described,) = calendar.timezones
    zone = described.to_tz(lookup_tzid=False)
    found = rrulestr(event["rrule"].to_ical().decode(), dtstart=datetime(2026, 10, 16, 19)).between(
        datetime(2026, 10, 1), datetime(2027, 4, 30)
    )
    on_earth = {one.date(): one.replace(tzinfo=zone).astimezone(UTC).hour for one in found}
    assert on_earth[date(2026, 10, 23)] == 17 and on_earth[date(2026, 10, 30)] == 18
    assert on_earth[date(2027, 3, 26)] == 18 and on_earth[date(2027, 4, 2)] == 17


def test_clock_changes_are_described_for_years_to_come() -> None:
    _, calendar = read(TEA)
    zone = calendar.timezones[0].to_tz(lookup_tzid=False)
    for year in range(2027, clock.now().year + 10):
        assert datetime(year, 7, 1, 19, tzinfo=zone).astimezone(UTC).hour == 17
        assert datetime(year, 12, 31, 19, tzinfo=zone).astimezone(UTC).hour == 18


@given(DAYS, some.sampled_from(EVERY), some.integers(0, 500))
def test_the_next_day_here_is_the_next_day_in_the_calendar(day: date, every: str, later: int) -> None:
    plan, today = changed(day=day, every=every), day + timedelta(days=later)
    coming = [one for one in days_of(plan, today + timedelta(days=40)) if one >= today]
    assert plan.next_on(today) == coming[0]


def test_in_a_short_month_it_comes_on_the_last_day() -> None:
    last = changed(day=date(2027, 1, 31), every="month")
    wanted = [date(2027, 1, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 4, 30)]
    assert days_of(last, date(2027, 5, 1)) == wanted


def test_a_plan_for_once_stays_on_its_day() -> None:
    once = changed(every="")
    assert once.next_on(date(2030, 1, 1)) == once.day and once.says_every == ""
    assert str(TEA.says_every) == "every week"


@pytest.mark.parametrize(("every", "kept"), [("week", "week"), ("once", ""), ("", ""), ("FREQ=SECONDLY", "")])
def test_only_what_calendars_know_is_taken_from_an_agreement(every: str, kept: str) -> None:
    found = plan_in(Signed("a" * 26, "UTC", 1, {"day": "2026-10-16", "every": every}))
    assert found is not None and found.every == kept


@pytest.mark.django_db(transaction=True)
def test_a_feed_keeps_what_comes_again_after_its_first_day(monkeypatch: pytest.MonkeyPatch) -> None:
    ana, ben = couple()
    agree(monkeypatch, ana, ben, signed=[plan_for(ana, ben, every="week"), plan_for(ana, ben, in_days=4)])
    ana.post("/you/calendar/on/")
    assert sorted("rrule" in one for one in events(address_of(ana))) == [False, True]
    with clock.moved(timedelta(days=60)):
        ana.back().get("/ours/")
        (kept,) = events(address_of(ana))
        assert kept["rrule"].to_ical() == b"FREQ=WEEKLY;INTERVAL=1"


def test_an_entry_that_was_sealed_before_plans_could_repeat_still_opens() -> None:
    old = {"uid": "u", "title": "t", "place": "", "day": "2026-01-02", "at": "", "minutes": 60, "zone": "UTC"}
    assert feeds._entry(json.dumps(old | {"revision": 1}).encode()) == Entry(
        "u", "t", "", date(2026, 1, 2), None, 60, "UTC", 1
    )
