"""Way B3, Small brave step, through the pages: a private guess, a step or none, three lines back, and a comparison."""

import pytest

from nearer.exchange.models import Landing
from tests.cast import Visitor, couple

from .walking import TOKEN, act, begin, day, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
RUNGS = ("first", "second", "third", "fourth", "fifth")
LADDER = {rung: f"canary-ladder {rung}" for rung in RUNGS}
STEP = {"step": "I practise phone calls", "ask": "just listen"}
REPLY = {"thanks": "about the calls", "heard": "a call takes you more than I knew", "care": "I am on your side"}
COMPARE = {"came": "reply", "compared": "canary-compare", "next": "same"}
LANDED = "You compared what you had guessed with what came, or chose a smaller step. Both count."


@pytest.fixture
def two() -> tuple[Visitor, Visitor, str]:
    ana, ben = couple()
    return ana, ben, begin(ana, "small-brave-step")


def predict(who: Visitor, id: str, kindly: int, in_: int = 3) -> None:
    write(who, id, "ladder", **LADDER)
    write(who, id, "predict", **STEP, kindly=kindly, fear="canary-fear of a laugh", day=day(in_))


def test_a_ladder_has_five_rungs_and_comes_before_the_guess(two) -> None:
    ana, _ben, id = two
    write(ana, id, "predict", 409, **STEP, kindly=6, fear="a laugh", day=day(3))
    write(ana, id, "ladder", 422, first="only one")
    write(ana, id, "share", 409, **STEP)
    write(ana, id, "ladder", **LADDER)
    assert 'value="canary-ladder first"' in ana.see(id)  # the easiest is filled in


@pytest.mark.parametrize("kindly", [0, 3])
def test_with_three_or_less_nothing_can_be_sent_and_a_smaller_way_completes_it(two, kindly: int) -> None:
    ana, ben, id = two
    before = seen(ben, id)
    predict(ana, id, kindly, in_=0)
    page = ana.see(id)
    assert "share-step" not in page and "options-way" in page and "The Help page" in page
    write(ana, id, "share", 409, **STEP)
    write(ana, id, "options", way="card")
    write(ana, id, "compare", came="stepped-down", compared="I wait for a calmer week.", next="smaller")
    assert LANDED in ana.see(id) and Landing.objects.filter(exchange=id).exists()
    assert seen(ben, id) == before  # not even that there was something


def test_from_four_on_stepping_down_is_open_too_and_the_other_is_not_told(two) -> None:
    ana, ben, id = two
    before = seen(ben, id)
    predict(ana, id, 4, in_=0)
    assert "share-step" in ana.see(id) and "options-way" in ana.see(id)
    write(ana, id, "options", way="smaller", line="something about work")
    write(ana, id, "compare", came="stepped-down", compared="not today", next="smaller")
    assert LANDED in ana.see(id) and seen(ben, id) == before


def test_what_is_shared_brings_neither_ladder_nor_guess_nor_fear(two) -> None:
    ana, ben, id = two
    before = seen(ben, id)
    predict(ana, id, 6)
    assert seen(ben, id) == before
    write(ana, id, "share", **STEP)
    page = ben.see(id)
    assert STEP["step"] in page and STEP["ask"] in page
    assert not [word for word in ("canary", "6 of 10", "of 10", "kindly they") if word in page]


def test_the_answer_is_three_things_and_nothing_else(two) -> None:
    ana, ben, id = two
    predict(ana, id, 6)
    write(ben, id, "reply", 409, **REPLY)
    write(ana, id, "share", **STEP)
    for missing in REPLY:
        write(ben, id, "reply", 422, **{name: words for name, words in REPLY.items() if name != missing})
    assert ben.see(id).count('name="reply-') == 3
    write(ben, id, "reply", **REPLY)
    page = ana.see(id)
    assert "Thanks for telling me about the calls" in page and REPLY["heard"] in page and REPLY["care"] in page


def test_it_lands_when_guess_and_reply_are_compared_on_the_day_that_was_named(two) -> None:
    ana, ben, id = two
    predict(ana, id, 6)
    write(ana, id, "share", **STEP)
    write(ben, id, "reply", **REPLY)
    write(ana, id, "compare", 409, **COMPARE)
    assert "you look at it again" in ana.see(id)
    with in_days(3):
        assert "Small brave step" in ana.back().get("/") and "compare-next" in ana.see(id)
        write(ana, id, "compare", 422, came="reply", next="next")
        before = ben.back().see(id), ben.get("/")
        write(ana, id, "compare", **COMPARE)
        assert LANDED in ana.see(id) and "6 of 10" in ana.see(id)
        pages = zip(before, (ben.see(id), ben.get("/")), strict=True)
        assert all(TOKEN.sub("", one) == TOKEN.sub("", other) for one, other in pages)
    assert Landing.objects.filter(exchange=id).exists()


def test_no_page_of_the_hearer_tells_whether_it_was_compared(two) -> None:
    ana, ben, id = two
    predict(ana, id, 6, in_=0)
    write(ana, id, "share", **STEP)
    write(ben, id, "reply", **REPLY)
    before = seen(ben, id)
    write(ana, id, "compare", **COMPARE)
    assert seen(ben, id) == before


def test_who_waits_for_a_reply_can_move_the_day(two) -> None:
    ana, ben, id = two
    predict(ana, id, 6, in_=1)
    write(ana, id, "share", **STEP)
    write(ana, id, "predict", **STEP, kindly=6, fear="a laugh", day=day(4))
    with in_days(1):
        write(ana.back(), id, "compare", 409, **COMPARE)
    with in_days(4):
        write(ben.back(), id, "reply", **REPLY)
        write(ana.back(), id, "compare", **COMPARE)
    assert Landing.objects.filter(exchange=id).exists()


def test_what_was_shared_can_be_taken_back(two) -> None:
    ana, ben, id = two
    predict(ana, id, 6)
    write(ana, id, "share", **STEP)
    act(ana, id, "share", "take-back")
    assert STEP["step"] not in ben.see(id)
    write(ben, id, "reply", 409, **REPLY)
