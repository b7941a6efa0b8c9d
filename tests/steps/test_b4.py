"""Way B4 through the pages: small promises that their giver tells of first, and a card on what stays here."""

import pytest

from nearer.exchange.models import Landing
from tests.cast import Visitor, couple

from .walking import act, begin, day, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
PLAN = {"half": "canary-half", "if": "if it is six", "then": "text you before six"}
CARD = {"stays": "what we say about our parents", "may-know": "your brother, of the flat", "exception": "illness"}


@pytest.fixture
def promised() -> tuple[Visitor, Visitor, str]:
    """Ana gives: Ben has named wishes, and she has promised something for tomorrow."""
    ana, ben = couple()
    id = begin(ana, "small-promise")
    write(ben, id, "wish", one="that you text me when it gets late")
    before = seen(ben, id)
    write(ana, id, "plan", **PLAN)
    assert seen(ben, id) == before
    write(ana, id, "promise", **{"will": "text you before six", "by-when": day(1)})
    return ana, ben, id


def test_the_giver_waits_for_wishes_and_promises_nothing_before() -> None:
    ana, ben = couple()
    id = begin(ana, "small-promise")
    write(ana, id, "plan", 409, **PLAN)
    write(ana, id, "wish", 409, one="mine")  # wishes are the other's
    write(ben, id, "wish", 422, two="only the second")
    write(ben, id, "wish", one="that you text me")
    write(ana, id, "promise", 409, **{"will": "text you", "by-when": day(1)})


def test_a_promise_begins_with_i_will_and_its_plan_stays_with_the_giver(promised) -> None:
    ana, ben, id = promised
    page = ben.see(id)
    assert "I will text you before six" in page
    assert "canary-half" not in page and "if it is six" not in page
    write(ana, id, "promise", 422, **{"will": "I will", "by-when": day(1)})


def test_kept_is_told_first_by_the_giver_and_lands_when_the_other_says_what_they_noticed(promised) -> None:
    ana, ben, id = promised
    write(ana, id, "report", 409, how="kept", line="at ten to six")
    with in_days(1):
        write(ben.back(), id, "noticed", 409, noticed="noticed")
        assert "Small promises, kept" in ana.back().get("/")
        write(ana, id, "report", how="kept", line="at ten to six")
        assert "What do you see of its effect" not in ana.see(id)
        write(ana, id, "mend", 409, effect="none", smaller="an alarm")
        write(ben, id, "noticed", noticed="not-yet")
    assert Landing.objects.filter(exchange=id).exists()


@pytest.mark.parametrize("how", ["partly", "not"])
def test_what_was_not_kept_is_mended_with_its_effect_and_a_smaller_one(promised, how: str) -> None:
    ana, ben, id = promised
    with in_days(1):
        write(ana.back(), id, "report", how=how, line="I noticed at eight")
        write(ana, id, "mend", 422, smaller="set an alarm")
        write(ana, id, "mend", effect="I think you waited", smaller="set an alarm")
        page = ben.back().see(id)
        assert "I think you waited" in page and "I will set an alarm" in page
        write(ben, id, "noticed", noticed="noticed", line="thank you for saying it first")
        assert "thank you for saying it first" in ana.see(id)
    assert Landing.objects.filter(exchange=id).exists()


def test_nothing_is_added_up_anywhere(promised) -> None:
    ana, ben, id = promised
    with in_days(1):
        write(ana.back(), id, "report", how="not", line="I forgot")
        pages = "".join(seen(ben.back(), id) + seen(ana, id)).lower()
    assert not [word for word in ("broken promise", "promises kept:", "1 of 1", "streak") if word in pages]


def test_what_stays_here_holds_with_both_names_and_is_looked_at_alone() -> None:
    ana, ben = couple()
    id = begin(ana, "what-stays-here")
    assert "An earlier version" not in ana.see(id)
    write(ana, id, "card", **CARD, review=day(30))
    page = ben.see(id)
    assert CARD["stays"] in page and "never stands between you and help" in page
    act(ben, id, "card", "sign", version=1)
    with in_days(30):
        before = seen(ben.back(), id)
        write(ana.back(), id, "review", fits="slipped", words="canary: it was me")
        assert "canary: it was me" in ana.see(id) and seen(ben, id) == before
        write(ben, id, "review", fits="fits")
        assert "canary" not in ben.see(id)
    assert Landing.objects.filter(exchange=id).exists()


def test_the_card_can_be_ended_by_either_alone() -> None:
    ana, ben = couple()
    id = begin(ana, "what-stays-here")
    write(ana, id, "card", **CARD, review=day(30))
    act(ben, id, "card", "sign", version=1)
    act(ben, id, "card", "end", sure="yes")
    with in_days(30):
        write(ana.back(), id, "review", 409, fits="fits")
