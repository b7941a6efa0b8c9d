"""Calendar files, read back by the library that calendar programs are built on."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from nearer.kit import clock
from nearer.planner import ics
from nearer.planner.plans import Plan, Signed, plan_in

WALK = Plan("a" * 26, "A walk by the canal", "Third bridge", date(2026, 6, 5), time(19), 90, "Europe/Berlin", 3)
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kolkata", "UTC")


def changed(**fields: object) -> Plan:
    return Plan(**{**vars(WALK), **fields})  # type: ignore[arg-type]


def read(*plans: Plan, real: bool = False) -> icalendar.Calendar:
    made = ics.calendar_file([ics.entry_of(plan, real) for plan in plans])
    return icalendar.Calendar.from_ical(made)  # type: ignore[return-value]


def event(plan: Plan, real: bool = False) -> icalendar.Event:
    (found,) = read(plan, real=real).events
    return found


def test_a_plan_is_neutral_unless_its_owner_chose_otherwise() -> None:
    neutral, real = event(WALK), event(WALK, real=True)
    assert neutral["summary"] == "Time set aside" and "location" not in neutral and "description" not in neutral
    assert real["summary"] == "A walk by the canal" and real["location"] == "Third bridge"
    assert neutral["class"] == "PRIVATE"
    assert b"walk" not in ics.calendar_file([ics.entry_of(WALK, False)])


def test_a_plan_keeps_its_name_through_changes_and_the_name_is_no_rows() -> None:
    first, second = event(WALK), event(changed(revision=4, at=time(20)))
    assert first["uid"] == second["uid"] and (first["sequence"], second["sequence"]) == (3, 4)
    assert event(changed(exchange_id="b" * 26))["uid"] != first["uid"]
    assert WALK.exchange_id not in ics.calendar_file([ics.entry_of(WALK, True)]).decode()


def test_the_stamp_is_the_present_and_not_the_last_visit() -> None:
    with clock.moved(timedelta(days=40)):
        stamp = event(WALK).decoded("dtstamp")
        assert abs(stamp - clock.now()) < timedelta(minutes=1)


def test_the_title_is_said_in_the_readers_language() -> None:
    with translation.override("en"):
        assert event(WALK)["summary"] == translation.gettext("Time set aside")


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", [date(2026, 1, 15), date(2026, 7, 15), date(2026, 11, 1)])
def test_the_hour_is_right_on_the_wall_and_on_earth(zone: str, day: date) -> None:
    found = event(changed(day=day, zone=zone))
    start = found.decoded("dtstart")
    assert start.replace(tzinfo=None) == datetime.combine(day, time(19))
    assert start == datetime.combine(day, time(19), ZoneInfo(zone))
    assert found.decoded("dtend") - start == timedelta(minutes=90)


def test_a_program_that_trusts_only_the_file_reads_the_same_hours() -> None:
    days = [date(2026, 3, 28), date(2026, 3, 29), date(2026, 10, 24), date(2026, 10, 25), date(2027, 7, 1)]
    calendar = read(*[changed(exchange_id=f"{n}" * 26, day=day) for n, day in enumerate(days)])
    (described,) = calendar.timezones
    zone = described.to_tz(lookup_tzid=False)
    for day, hour in zip(days, (18, 17, 17, 18, 17), strict=True):
        assert datetime.combine(day, time(19), zone).astimezone(UTC).hour == hour, day


def test_a_plan_across_a_clock_change_lasts_as_long_as_it_was_meant_to() -> None:
    night = event(changed(day=date(2026, 10, 25), at=time(1, 30), minutes=120))
    start, end = night.decoded("dtstart"), night.decoded("dtend")
    assert (start.hour, start.minute) == (1, 30)
    assert end.astimezone(UTC) - start.astimezone(UTC) == timedelta(hours=2)


def test_an_hour_that_a_clock_change_skips_becomes_one_that_exists() -> None:
    start = event(changed(day=date(2026, 3, 29), at=time(2, 30))).decoded("dtstart")
    assert (start.hour, start.minute) == (3, 30)


def test_a_plan_without_an_hour_is_a_whole_day_that_does_not_look_busy() -> None:
    found = event(changed(at=None))
    assert found.decoded("dtstart") == date(2026, 6, 5) and found.decoded("dtend") == date(2026, 6, 6)
    assert found["transp"] == "TRANSPARENT"
    assert not read(changed(at=None)).timezones


def test_an_empty_calendar_can_be_read() -> None:
    assert not read().events


@given(some.text(), some.text())
def test_no_words_can_write_a_line_of_the_file(title: str, place: str) -> None:
    found = event(changed(title=title, place=place), real=True)
    assert set(found) <= {"UID", "SEQUENCE", "SUMMARY", "DTSTAMP", "DTSTART", "DTEND", "CLASS", "LOCATION"}
    assert found["summary"].isprintable() and 0 < len(found["summary"]) <= 200
    assert found["summary"] in (ics._line(title), "Time set aside")


def signed(**fields: str) -> Signed:
    zone = fields.pop("zone", "Europe/Berlin")
    return Signed("a" * 26, zone, 3, {"day": "2026-06-05", "at": "19:00", "place": "", "what": "x", **fields})


def test_what_both_signed_becomes_a_plan() -> None:
    wanted = changed(minutes=60)
    assert plan_in(signed(what=" A walk by the canal ", place="Third bridge")) == wanted
    assert plan_in(signed(minutes="90")).minutes == 90  # type: ignore[union-attr]
    assert plan_in(signed(at="")).at is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "fields",
    [{"day": ""}, {"day": "soon"}, {"day": "9999-12-31"}, {"at": "25:00"}, {"zone": "Nowhere"}, {"zone": "/x"}],
)
def test_what_names_no_day_is_no_plan_and_no_fault(fields: dict[str, str]) -> None:
    assert plan_in(signed(**fields)) is None


@given(some.fixed_dictionaries({name: some.text(max_size=12) for name in ("day", "at", "minutes", "zone")}))
def test_nothing_that_is_signed_is_a_fault(fields: dict[str, str]) -> None:
    plan_in(signed(**fields))


def test_a_plan_does_not_quote_itself() -> None:
    assert "canal" not in repr(WALK) + repr(ics.entry_of(WALK, True)) + repr(signed(what="canal"))
