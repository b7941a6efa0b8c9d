"""Step 6, New together, through the pages: from private wishes to a moment that each of the two keeps."""

from itertools import product
from typing import Any

import pytest

from nearer.exchange.models import Exchange, Grant, Landing, Match
from nearer.programme.loader import programme
from tests.cast import Visitor, couple
from tests.playing import picture

from .walking import act, begin, day, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
REACHES = ("me", "partner", "neither", "both")
VISITS = 4
MARKED = "You have both marked the list."
NOTHING = "there was nothing that you both marked with yes"
LANDED = "You planned one thing that both of you wanted, and each of you kept a moment of it."
FRIDAY = {"at": "19:00", "place": "our kitchen, canary-place", "chores": "I buy the flour"}


def two(reaches: tuple[str, str] = ("neither", "neither")) -> tuple[Visitor, Visitor, str]:
    ana, ben = couple(reaches)
    return ana, ben, begin(ana, "new-together")


def dealt(id: str) -> list[str]:
    return [name for _, name, _ in Exchange.objects.get(pk=id).dealt]


def text(id: str, item: str) -> str:
    revision = next(number for _, name, number in Exchange.objects.get(pk=id).dealt if name == item)
    return programme().idea(item, revision).text


def mark(who: Visitor, id: str, yes: list[str], status: int = 302, **other: str) -> None:
    """Yes to these, another mark where one is named; every other idea is left as it is."""
    marks = {f"wishes-ideas.{item}": "yes" for item in yes}
    who.post(f"/exchanges/{id}/wishes/", status, **marks, **{f"wishes-ideas.{name}": to for name, to in other.items()})


def visits(id: str, *people: Visitor) -> None:
    """Each looks in a few times, and by then it has been found."""
    for _ in range(VISITS):
        if not Match.objects.filter(exchange=id).exists():
            for who in people:
                who.see(id)


def offered(who: Visitor, id: str) -> set[str]:
    """Which ideas this person may pick for the plan."""
    page = who.see(id)
    return {item for item in dealt(id) if f'name="plan-what" value="{item}"' in page}


def wished(ana: Visitor, ben: Visitor, id: str, common: int = 4) -> tuple[str, list[str]]:
    """Both want the first few; then each wants one more alone. Returns an idea that appeared, and all common ones."""
    items = dealt(id)
    mark(ana, id, [*items[:common], items[10]])
    mark(ben, id, [*items[:common], items[11]])
    visits(id, ana, ben)
    return sorted(offered(ana, id))[0], items[:common]


def planned(ana: Visitor, ben: Visitor, id: str) -> str:
    """Ana suggests Friday, Ben a day later, and Ana signs that."""
    what, _ = wished(ana, ben, id)
    write(ana, id, "plan", what=what, day=day(3), **FRIDAY)
    write(ben, id, "plan", what=what, day=day(4), **FRIDAY)
    act(ana, id, "plan", "sign", 409, version=1)
    act(ana, id, "plan", "sign", version=2)
    return what


# Wishes


def test_twelve_ideas_are_dealt_and_at_least_one_is_marked() -> None:
    ana, ben, id = two()
    assert len(dealt(id)) == 12 and all(text(id, item) in who.see(id) for item in dealt(id) for who in (ana, ben))
    mark(ana, id, [], 422)
    mark(ana, id, [], 422, **{dealt(id)[0]: "certainly"})
    mark(ana, id, [], **{dealt(id)[0]: "maybe"})


def test_nobody_sees_what_the_other_marked_or_that_they_did() -> None:
    ana, ben, id = two(("me", "partner"))
    before = seen(ben, id)
    mark(ana, id, dealt(id)[:3])
    assert seen(ben, id) == before
    mark(ana, id, dealt(id)[6:9])
    assert seen(ben, id) == before
    act(ana, id, "wishes", "take-back")
    assert seen(ben, id) == before


def test_a_wish_of_one_alone_is_on_no_page_of_the_other() -> None:
    ana, ben, id = two()
    items = dealt(id)
    what, common = wished(ana, ben, id)
    hers, his = text(id, items[10]), text(id, items[11])
    write(ana, id, "plan", what=what, day=day(3), **FRIDAY)
    act(ben, id, "plan", "sign", version=1)
    assert not [page for page in seen(ben, id) if hers in page] and not [page for page in seen(ana, id) if his in page]
    assert offered(ana, id) == offered(ben, id) <= set(common)


def test_an_idea_that_only_one_wants_cannot_be_planned() -> None:
    ana, ben, id = two()
    items = dealt(id)
    write(ana, id, "plan", 422, what=items[0], day=day(3))
    what, common = wished(ana, ben, id)
    hidden = (set(common) - offered(ana, id)).pop()
    for item in (items[10], items[11], items[9], hidden):
        write(ana, id, "plan", 422, what=item, day=day(3))
    write(ana, id, "plan", what=what, day=day(3))


@pytest.mark.parametrize("reaches", list(product(REACHES, REACHES)), ids="-".join)
def test_what_both_want_is_found_whoever_can_reach_the_machine(reaches: tuple[str, str]) -> None:
    ana, ben, id = two(reaches)
    items = dealt(id)
    mark(ana, id, items[:8], **{items[9]: "maybe"})
    mark(ben, id, items[4:], **{items[3]: "no"})
    visits(id, ana, ben)
    if reaches == ("partner", "partner"):  # each waits for the other, until one of them says so
        assert MARKED in ana.see(id) and "I open first" in ana.see(id) and not Match.objects.exists()
        act(ana, id, "wishes", "open-first")
        visits(id, ben, ana)
    shown = offered(ana, id)
    assert len(shown) == 3 and shown <= set(items[4:8]) and offered(ben, id) == shown
    for who in (ana, ben):
        mark(who, id, items, 409)  # what was found stands
    assert not Grant.objects.filter(part__exchange=id, part__move="wishes", reader=Grant.SPACE).exists()


def test_where_nothing_is_wanted_by_both_the_page_says_so_and_no_more() -> None:
    ana, ben, id = two()
    items = dealt(id)
    mark(ana, id, items[:6])
    mark(ben, id, items[6:])
    visits(id, ana, ben)
    assert all(NOTHING in who.see(id) and "plan-what" not in who.see(id) for who in (ana, ben))
    assert not [page for page in seen(ben, id) for item in items[:6] if text(id, item) in page]


# The plan


def test_a_plan_holds_once_both_have_signed_it_and_stands_in_the_calendar() -> None:
    ana, ben, id = two()
    what, _ = wished(ana, ben, id)
    write(ana, id, "plan", 422, what=what)  # without a day it is no plan
    write(ana, id, "plan", what=what, day=day(3), **FRIDAY)
    assert "canary-place" in ben.see(id) and "Planned" not in ben.get("/ours/")
    ben.get(f"/plans/{id}/calendar.ics", 404)
    write(ben, id, "plan", what=what, day=day(4), **FRIDAY)
    act(ana, id, "plan", "sign", 409, version=1)  # Ben has suggested something else since
    act(ana, id, "plan", "sign", version=2)
    for who in (ana, ben):
        assert text(id, what) in who.get("/ours/") and "canary-place" in who.get("/ours/")
        assert "BEGIN:VEVENT" in who.get(f"/plans/{id}/calendar.ics")


def test_a_plan_that_one_has_ended_is_no_plan_any_more() -> None:
    ana, ben, id = two()
    planned(ana, ben, id)
    act(ana, id, "plan", "end", sure="yes")
    assert "This was ended" in ben.see(id) and "Planned" not in ben.get("/ours/")
    with in_days(4):
        write(ben.back(), id, "moment", 409, moment="the rye", new="the rye")


# The moments


def keep(who: Visitor, id: str, status: int = 302, **more: Any) -> str:
    return write(
        who, id, "moment", status, **{"moment": f"the rye, canary-{who.name}", "new": "your whistling", **more}
    )


def test_each_keeps_a_moment_of_the_same_day_and_they_open_together() -> None:
    ana, ben, id = two()
    planned(ana, ben, id)
    keep(ana, id, 409)
    with in_days(3):
        keep(ana.back(), id, 409)  # the day that both signed is Ben's
    with in_days(4):
        before = seen(ben.back(), id)
        assert "moment-moment" in ben.see(id)
        keep(ana.back(), id, 422, new="")
        keep(ana, id)
        assert seen(ben, id) == before and not Landing.objects.exists()
        keep(ben, id)
        ana.see(id), ben.see(id)
        assert "canary-Ana" in ben.see(id) and "canary-Ben" in ana.see(id)
        assert all(LANDED in who.see(id) for who in (ana, ben))
    assert Landing.objects.filter(exchange=id).exists()


def test_a_photo_opens_with_its_moment() -> None:
    ana, ben, id = two()
    planned(ana, ben, id)
    with in_days(4):
        keep(ana.back(), id, photo=picture())
        theirs = f"/exchanges/{id}/moment/photo/theirs/"
        assert ben.back().client.get(theirs).status_code == 404
        keep(ben, id)
        ana.see(id), ben.see(id)
        assert ben.client.get(theirs)["Content-Type"] == "image/jpeg"


def test_moments_that_were_opened_stay_when_another_day_is_planned() -> None:
    ana, ben, id = two()
    what = planned(ana, ben, id)
    with in_days(4):
        keep(ana.back(), id), keep(ben.back(), id)
        ana.see(id), ben.see(id)
        write(ana, id, "plan", what=what, day=day(9))
        act(ben, id, "plan", "sign", version=3)
        assert "canary-Ana" in ben.see(id) and "canary-Ben" in ana.see(id)


def test_an_afterthought_is_its_writers_alone() -> None:
    ana, ben, id = two()
    planned(ana, ben, id)
    with in_days(4):
        keep(ana.back(), id)
        write(ana, id, "afterthought", 409, line="too early")
        keep(ben.back(), id)
        ben.see(id), ana.see(id)
        before = seen(ben, id)
        write(ana, id, "afterthought", line="outdoors next time, canary-after")
        assert "canary-after" in ana.see(id) and seen(ben, id) == before
