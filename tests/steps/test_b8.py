"""Way 8, through the pages: is it time? A route and a dated act, fear first, and nobody else the wiser."""

import pytest

from nearer.exchange.models import Exchange, Landing
from tests.cast import Visitor, couple

from .walking import begin, day, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "the bench behind the chapel"
LOOK = {"signs": ["stuck", "same"], "fear": "no", "words": f"we only talk about {CANARY}"}
ROUTE = {"route": "individual", "why": f"because of {CANARY}"}
ACT = {"kind": "act", "act": f"I call the practice by {CANARY}"}
SUMMARY = {"brings": f"I feel alone, on {CANARY}", "tried": "walks", "hope": "one calm talk"}
FIRST = "help for you alone comes first"


def looked(who: Visitor, **changed: object) -> str:
    id = begin(who, "is-it-time")
    write(who, id, "look", **LOOK | changed)
    return id


def routed(who: Visitor, route: str = "individual", **changed: object) -> str:
    id = looked(who, **changed)
    write(who, id, "route", **ROUTE | {"route": route})
    return id


def test_a_route_and_a_dated_act_land_and_the_day_brings_it_back() -> None:
    ana = Visitor("Ana").arrive()
    id = routed(ana)
    assert not Landing.objects.exists()
    write(ana, id, "next", 422, **ACT)  # an act without a day is none
    write(ana, id, "next", **ACT, day=day(9))
    assert Landing.objects.filter(exchange=id).exists() and "It stays here for you alone" in ana.see(id)
    write(ana, id, "look-back", 409, done="done")
    assert "Is it time?" not in ana.get("/")
    with in_days(9):
        assert "Is it time?" in ana.back().get("/")
        assert "This is the day that you chose" in ana.see(id)
        write(ana, id, "look-back", done="partly", line="a place in three weeks")
        assert "a place in three weeks" in ana.see(id) and "Is it time?" not in ana.get("/")


def test_not_now_lands_only_with_a_reason_and_a_day_to_look_again() -> None:
    ana = Visitor("Ana").arrive()
    id = routed(ana, "none")
    write(ana, id, "next", 422, kind="not-now", day=day(60))
    write(ana, id, "next", 422, kind="not-now", act="if we still do not talk, I call")
    assert not Landing.objects.exists()
    write(ana, id, "next", kind="not-now", act="if we still do not talk, I call", day=day(60))
    assert Landing.objects.filter(exchange=id).exists()
    with in_days(60):
        write(ana.back(), id, "look-back", done="still-not")
        assert "still not now" in ana.see(id)


def test_an_act_needs_a_route_and_a_route_a_look() -> None:
    ana = Visitor("Ana").arrive()
    id = begin(ana, "is-it-time")
    write(ana, id, "route", 409, **ROUTE)
    write(ana, id, "look", 422, signs=["stuck"])  # the question about fear is asked of everybody
    write(ana, id, "look", fear="no")  # and nothing else has to be ticked
    write(ana, id, "next", 409, **ACT, day=day(3))
    write(ana, id, "route", **ROUTE)
    assert "What is your next act" in ana.see(id)


@pytest.mark.parametrize(("fear", "first"), [("yes", True), ("not-sure", True), ("no", False)])
def test_where_there_is_fear_help_for_oneself_comes_first(fear: str, first: bool) -> None:
    ana = Visitor("Ana").arrive()
    id = looked(ana, fear=fear)
    page = ana.see(id)
    assert (FIRST in page) is first and "Which kind of help would fit now?" in page
    if first:
        assert page.index(FIRST) < page.index("Which kind of help would fit now?")
    write(ana, id, "me-first", 302 if first else 409, **{"from": "doctor"})
    write(ana, id, "route", route="none")  # and it is still for me to decide
    assert Exchange.objects.get(pk=id).parts.count() == (3 if first else 2)


def test_fear_taken_back_takes_the_page_back_to_what_everybody_reads() -> None:
    ana = Visitor("Ana").arrive()
    id = looked(ana, fear="yes")
    assert FIRST in ana.see(id)
    write(ana, id, "look", **LOOK)
    assert FIRST not in ana.see(id)


def test_help_today_says_where_it_is_and_asks_for_no_questions() -> None:
    ana = Visitor("Ana").arrive()
    id = routed(ana, "crisis")
    assert "please open Help now" in ana.see(id)
    write(ana, id, "today", whom="line")
    write(ana, id, "next", **ACT, day=day(0))
    assert "Questions for a therapist" not in ana.see(id)
    write(ana, id, "questions", 409, ask=["fee"])


def test_questions_and_my_own_words_wait_for_nobody_and_are_mine() -> None:
    ana = Visitor("Ana").arrive()
    id = routed(ana, "couple")
    assert "please open Help now" not in ana.see(id)
    write(ana, id, "next", **ACT, day=day(3))
    write(ana, id, "questions", ask=["training", "lgbtq", "apart", "fee"], own="do you work by video?")
    write(ana, id, "summary", **SUMMARY)
    page = ana.see(id)
    for said in ("Do you see each of us alone first", "do you work by video?", SUMMARY["hope"]):
        assert said in page
    assert SUMMARY["hope"] in ana.get(f"/mine/summary/{id}/")


def test_the_others_pages_stay_as_they_were_byte_for_byte() -> None:
    ana, ben = couple()
    before = seen(ben)
    id = routed(ana, "both", fear="yes")
    write(ana, id, "me-first", **{"from": "own"})
    write(ana, id, "next", **ACT, day=day(2))
    write(ana, id, "questions", ask=["fee"])
    write(ana, id, "summary", **SUMMARY)
    assert ana.client.post(f"/mine/summary/{id}/")["Content-Type"] == "application/pdf"
    ben.get(f"/exchanges/{id}/", 404)
    ben.get(f"/mine/summary/{id}/", 404)
    write(ben, id, "look", 404, **LOOK)
    assert seen(ben) == before
    with in_days(2):
        before = seen(ben.back())
        write(ana.back(), id, "look-back", done="done", line=CANARY)
        assert seen(ben) == before


def test_nothing_of_it_can_be_read_where_it_is_kept() -> None:
    ana = Visitor("Ana").arrive()
    id = routed(ana, fear="yes")
    write(ana, id, "next", **ACT, day=day(2))
    kept = b"".join(bytes(part.sealed_words) for part in Exchange.objects.get(pk=id).parts.all())
    assert kept and CANARY.encode() not in kept and b"not-sure" not in kept


def test_all_of_it_can_be_put_to_rest_and_then_no_sheet_is_left() -> None:
    ana = Visitor("Ana").arrive()
    id = routed(ana)
    write(ana, id, "next", **ACT, day=day(2))
    write(ana, id, "summary", **SUMMARY)
    ana.post(f"/exchanges/{id}/rest/", sure="yes")
    ana.get(f"/exchanges/{id}/", 404)
    ana.get(f"/mine/summary/{id}/", 404)
    with in_days(2):
        assert "Is it time?" not in ana.back().get("/")


def test_its_row_has_a_lesson_and_says_what_is_known_and_what_is_a_myth() -> None:
    ana = Visitor("Ana").arrive()
    page = ana.get("/steps/b8/")
    assert "2.68 years" in page and "That is a myth" in page and "Is it time?" in page
    assert "Roddy" in page and "Nobody has tested our guide" in page
