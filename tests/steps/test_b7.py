"""Way 7, Protected half-hour, through the pages: from times that suit both to one thing that the other said."""

from itertools import product

import icalendar
import pytest

from nearer.exchange.models import Exchange, Landing, Match
from nearer.exchange.slots import day_of, says_slot
from tests.cast import Visitor, couple

from .walking import act, begin, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
NOTHING = "there was nothing that you both marked with yes"
HALF_HOUR = {"what": "our half-hour, canary-what", "at": "17:00", "every": "week", "place": "the bench, canary-place"}
HALF_HOUR |= {"needs": "a cushion", "phones": "away"}
VISITS = 4


def two(reaches: tuple[str, str] = ("neither", "neither")) -> tuple[Visitor, Visitor, str]:
    ana, ben = couple(reaches)
    return ana, ben, begin(ana, "protected-half-hour")


def dealt(id: str) -> list[str]:
    return [name for _, name, _ in Exchange.objects.get(pk=id).dealt]


def mark(who: Visitor, id: str, yes: list[str], no: tuple[str, ...] = (), status: int = 302) -> None:
    marks = {f"slots-times.{slot}": "yes" for slot in yes} | {f"slots-times.{slot}": "no" for slot in no}
    who.post(f"/exchanges/{id}/slots/", status, **marks)


def visits(id: str, *people: Visitor) -> None:
    """Each looks in a few times, and by then it has been found."""
    for _ in range(VISITS):
        if not Match.objects.filter(exchange=id).exists():
            for who in people:
                who.see(id)


def marked(ana: Visitor, ben: Visitor, id: str) -> list[str]:
    """Two times suit both, and one more suits each alone. Returns what suits both."""
    slots = dealt(id)
    mark(ana, id, [slots[4], slots[11], slots[0]])
    mark(ben, id, [slots[4], slots[11], slots[20]], no=(slots[0],))
    visits(id, ana, ben)
    if not Match.objects.filter(exchange=id).exists():  # each waits for the other, until one of them says so
        act(ana, id, "slots", "open-first")
        visits(id, ben, ana)
    return [slots[4], slots[11]]


def planned(ana: Visitor, ben: Visitor, id: str, **more: str) -> str:
    day = day_of(marked(ana, ben, id)[0]).isoformat()
    write(ana, id, "plan", day=day, **{**HALF_HOUR, **more})
    act(ben, id, "plan", "sign", version=1)
    return day


def test_seven_days_in_three_parts_are_dealt_and_one_at_least_is_marked() -> None:
    ana, _, id = two()
    page = ana.see(id)
    assert len(dealt(id)) == 21 and all(says_slot(slot) in page for slot in dealt(id))
    assert page.count("I could") == 21 == page.count("Not then")
    mark(ana, id, [], status=422)


@pytest.mark.parametrize("reaches", list(product(("me", "partner", "neither", "both"), repeat=2)))
def test_only_what_suits_both_appears_whoever_can_reach_the_machine(reaches: tuple[str, str]) -> None:
    ana, ben, id = two(reaches)
    slots, both = dealt(id), marked(ana, ben, id)
    before = seen(ben, id)
    for who, others in ((ana, slots[20]), (ben, slots[0])):
        found = who.see(id).partition("You both marked:")[2].partition("</ul>")[0]
        assert all(says_slot(slot) in found for slot in both) and says_slot(others) not in found
    assert seen(ben, id) == before


def test_nobody_sees_what_the_other_marked_or_that_they_did() -> None:
    ana, ben, id = two()
    before = seen(ben, id)
    mark(ana, id, dealt(id)[:3])
    assert seen(ben, id) == before


def test_where_nothing_suits_both_the_page_says_so_and_no_more() -> None:
    ana, ben, id = two()
    mark(ana, id, dealt(id)[:2]), mark(ben, id, dealt(id)[2:4])
    visits(id, ana, ben)
    assert all(NOTHING in who.see(id) for who in (ana, ben))
    assert all("plan-day" not in who.see(id) for who in (ana, ben))


def test_the_plan_begins_with_the_first_day_that_suits_both() -> None:
    ana, ben, id = two()
    both = marked(ana, ben, id)
    assert f'value="{day_of(both[0]).isoformat()}"' in ana.see(id)


@pytest.mark.parametrize("missing", ["at", "place", "needs", "phones", "every"])
def test_a_half_hour_has_a_place_needs_and_a_word_about_phones(missing: str) -> None:
    ana, ben, id = two()
    day = day_of(marked(ana, ben, id)[0]).isoformat()
    write(ana, id, "plan", 422, day=day, **{**HALF_HOUR, missing: ""})


@pytest.mark.parametrize(
    ("every", "says", "rule"),
    [
        ("once", "Just this once", None),
        ("week", "Every week", b"FREQ=WEEKLY;INTERVAL=1"),
        ("fortnight", "Every two weeks", b"FREQ=WEEKLY;INTERVAL=2"),
    ],
)
def test_it_comes_again_in_the_calendar_as_both_signed(every: str, says: str, rule: bytes | None) -> None:
    ana, ben, id = two()
    day = planned(ana, ben, id, every=every)
    assert says in ben.see(id)
    file = ben.client.get(plan_file(ben))
    (event,) = icalendar.Calendar.from_ical(file.content).events  # type: ignore[union-attr]
    assert event.decoded("dtstart").date().isoformat() == day and event.decoded("dtstart").hour == 17
    assert (event["rrule"].to_ical() if "rrule" in event else None) == rule


def plan_file(who: Visitor) -> str:
    page = who.get("/ours/")
    assert "canary-what" in page and "canary-place" in page
    return page.partition('class="quiet" href="')[2].partition('"')[0]


def test_each_notes_alone_one_thing_that_the_other_said() -> None:
    ana, ben, id = two()
    planned(ana, ben, id)
    write(ana, id, "said", 409, said="too early")
    with in_days(8):
        before = seen(ben.back(), id)
        write(ana.back(), id, "said", 422, again="outside was better")
        write(ana, id, "said", said="I would like to learn to swim, canary-ana")
        assert seen(ben, id) == before and not Landing.objects.filter(exchange=id).exists()
        write(ben, id, "said", said="the heron was early, canary-ben")
        assert "canary-ana" in ana.see(id) and "canary-ben" not in ana.see(id) and "canary-ana" not in ben.see(id)
        assert Landing.objects.filter(exchange=id).exists()
        assert all("one thing that the other said" in who.see(id) for who in (ana, ben))


def test_either_moves_it_or_lets_it_go() -> None:
    ana, ben, id = two()
    day = planned(ana, ben, id)
    write(ben, id, "plan", day=day, **{**HALF_HOUR, "at": "18:30"})
    act(ana, id, "plan", "sign", version=2)
    assert "18:30" in ana.get("/ours/")
    act(ana, id, "plan", "end", sure="yes")
    assert all("canary-what" not in who.get("/ours/") for who in (ana, ben))
