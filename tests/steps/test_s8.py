"""Step 8 through the pages: a line that is mine, an agreement that is ours, a promise that is mine to you."""

from typing import Any

import pytest

from nearer.exchange.models import Exchange, Landing, Part
from nearer.exchange.sealing import release_grant, seal_part
from nearer.people.spaces import current_space
from nearer.vault import Words
from tests.cast import Visitor, couple

from .walking import act, begin, day, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
HOLDS = "This holds. You both signed it."
ENDED = "This was ended. It stays here to be read."
CARDS = {"cards.my-past": "mine", "cards.quiet-after": "ask-me", "cards.guests": "fine"}
NEED = "I need half an hour, so that I can be with you after, canary-need"
TEN = {"what": "no money talk after ten, canary-what", "exception": "a bill is due", "may-know": "only us"}
NINE = {**TEN, "what": "no money talk after nine, canary-nine"}
THEN = "then I will ring the dentist, canary-plan"


@pytest.fixture
def two() -> tuple[Visitor, Visitor]:
    return couple()


def landed(id: str) -> bool:
    return Landing.objects.filter(exchange=id).exists()


# My line


def line(ana: Visitor, **more: str) -> str:
    id = begin(ana, "my-line")
    write(ana, id, "sort", **CARDS)
    write(ana, id, "line", first=NEED, **more)
    return id


def test_what_was_sorted_stays_with_its_owner(two) -> None:
    ana, ben = two
    id = begin(ana, "my-line")
    before = seen(ben, id)
    write(ana, id, "line", 409, first=NEED)
    write(ana, id, "sort", 422)  # no card at all says nothing
    write(ana, id, "sort", **CARDS)
    assert "Stories from my past" in ana.see(id) and seen(ben, id) == before
    write(ana, id, "line", 422, second="the first line is missing")
    write(ana, id, "line", first=NEED, third="I need my own shelf")
    page = ben.see(id)
    assert "canary-need" in page and "my own shelf" in page and "Stories from my past" not in page


@pytest.mark.parametrize("answer", ["can", "partly", "talk"])
def test_a_line_is_said_back_and_holds_whatever_the_answer_is(two, answer: str) -> None:
    ana, ben = two
    id = line(ana)
    assert "it has become control" not in ben.see(id) and "you need not follow it" in ben.see(id)
    write(ben, id, "can", 409, answer=answer)
    write(ben, id, "back", heard="you want me out")
    write(ana, id, "verdict", verdict="not-yet", missing="it is not about you")
    write(ben, id, "back", heard="the door brings you back to me")
    write(ana, id, "verdict", verdict="yes")
    assert "Their line holds whatever the answer is" in ben.see(id) and not landed(id)
    write(ben, id, "can", answer=answer, words="canary-can")
    assert "canary-can" in ana.see(id) and landed(id)
    for who in two:
        page = who.see(id)
        assert "The line holds either way." in page and "accepted" not in page.lower()


def test_whoever_draws_a_line_reads_what_is_no_line(two) -> None:
    ana, _ = two
    id = begin(ana, "my-line")
    write(ana, id, "sort", **CARDS)
    page = ana.see(id)
    assert "friends, clothes, phone, faith or movement" in page and "The Help page says more." in page


def test_a_line_that_is_taken_back_is_nowhere(two) -> None:
    ana, ben = two
    id = begin(ana, "my-line")
    before = seen(ben, id)
    write(ana, id, "sort", **CARDS)
    write(ana, id, "line", first=NEED)
    act(ana, id, "line", "take-back")
    assert seen(ben, id) == before


# Our agreement


def agreed(ana: Visitor, ben: Visitor) -> str:
    """Ana suggests ten, Ben suggests nine, and Ana signs that."""
    id = begin(ana, "our-agreement")
    write(ana, id, "agree", **TEN, review=day(14))
    write(ben, id, "agree", **NINE, review=day(14))
    act(ana, id, "agree", "sign", version=2)
    return id


def look_back(who: Visitor, id: str, status: int = 302, **more: str) -> str:
    return write(who, id, "review", status, **{"how": "kept", "like": "renew", **more})


@pytest.mark.parametrize("missing", ["what", "exception", "may-know", "review"])
def test_an_agreement_has_an_exception_who_may_know_and_a_day(two, missing: str) -> None:
    ana, _ = two
    id = begin(ana, "our-agreement")
    write(ana, id, "agree", 422, **{**TEN, "review": day(14), missing: ""})
    assert not Part.objects.exists()


def test_only_what_both_signed_holds_and_every_version_stays(two) -> None:
    ana, ben = two
    id = begin(ana, "our-agreement")
    write(ana, id, "agree", **TEN, review=day(14))
    assert "canary-what" in ben.see(id) and HOLDS not in ben.see(id)
    write(ben, id, "agree", **NINE, review=day(14))
    act(ana, id, "agree", "sign", 409, version=1)  # Ben has suggested something else since
    assert all(HOLDS not in who.see(id) and "canary-nine" not in who.get("/ours/") for who in two)
    act(ana, id, "agree", "sign", version=2)
    for who in two:
        page = who.see(id)
        assert HOLDS in page and "canary-nine" in page and "canary-what" in page and "An earlier version" in page
        assert "canary-nine" in who.get("/ours/") and "canary-what" not in who.get("/ours/")


def test_a_change_holds_nothing_up_until_it_is_signed(two) -> None:
    ana, ben = two
    id = agreed(ana, ben)
    write(ben, id, "agree", **{**NINE, "what": "no money talk at all"}, review=day(30))
    assert HOLDS in ana.see(id) and "canary-nine" in ana.get("/ours/") and "at all" not in ana.get("/ours/")


def test_each_looks_at_it_alone_on_the_day_and_then_it_lands(two) -> None:
    ana, ben = two
    id = agreed(ana, ben)
    look_back(ana, id, 409)
    with in_days(14):
        before = seen(ben.back(), id)
        look_back(ana.back(), id, 422, like="")
        look_back(ana, id, how="slipped", words="twice, canary-slip", like="change")
        assert seen(ben, id) == before and not landed(id)
        look_back(ben, id, words="it went well, canary-well")
        assert "canary-well" not in ana.see(id) and "canary-slip" in ana.see(id)
    assert landed(id)


def test_a_renewed_version_is_looked_at_anew(two) -> None:
    ana, ben = two
    id = agreed(ana, ben)
    with in_days(14):
        look_back(ana.back(), id, words="the first time, canary-first")
        write(ana, id, "agree", **NINE, review=day(14))
        act(ben.back(), id, "agree", "sign", version=3)
        look_back(ana, id, 409)
        look_back(ben, id, 409)
    with in_days(28):
        assert "canary-first" in ana.back().see(id)
        look_back(ana, id, how="changed", like="end", words="the second time")
        assert "canary-first" in ana.see(id) and "the second time" in ana.see(id)
        look_back(ben.back(), id)
    assert landed(id) and Part.objects.filter(exchange=id, move="review", round=3).count() == 2


def test_either_ends_it_alone_and_it_stays_to_be_read(two) -> None:
    ana, ben = two
    id = agreed(ana, ben)
    assert "How did it go" not in ben.post(f"/exchanges/{id}/agree/end/", 200)
    assert HOLDS in ana.see(id)  # asked once more, and nothing has happened yet
    act(ben, id, "agree", "end", sure="yes")
    for who in two:
        assert ENDED in who.see(id) and "canary-nine" in who.see(id) and "canary-nine" not in who.get("/ours/")
    with in_days(14):
        look_back(ana.back(), id, 409)


def change_the_row(ana: Visitor, id: str, **fields: Any) -> None:
    """Ana runs the server: she seals other words into the version that was signed."""
    part = Part.objects.get(exchange=id, move="agree", round=1)
    part.grants.all().delete()
    seal_part(ana.me, part, Words(fields)).save(force_insert=True)
    part.save()
    release_grant(ana.me, current_space(ana.me), Part.objects.get(pk=part.pk), b"").save(force_insert=True)


def test_words_that_were_changed_after_i_signed_are_not_in_force_for_me(two) -> None:
    ana, ben = two
    id = begin(ana, "our-agreement")
    write(ana, id, "agree", **TEN, review=day(14))
    act(ben, id, "agree", "sign", version=1)
    assert HOLDS in ben.see(id) and "canary-what" in ben.get("/ours/")
    change_the_row(ana, id, **{**TEN, "what": "you ask me before you go out", "review": day(14)})
    assert HOLDS not in ben.see(id) and "A suggestion for you." in ben.see(id)
    assert "before you go out" in ben.see(id) and "before you go out" not in ben.get("/ours/")
    with in_days(14):
        look_back(ben.back(), id, 409)


# My promise


def promise(ana: Visitor) -> str:
    id = begin(ana, "my-promise")
    write(ana, id, "plan", **{"if": "I close the laptop, canary-if", "then": THEN})
    write(ana, id, "promise", will="I will ring the dentist", **{"by-when": day(5)})
    return id


def test_a_plan_is_the_givers_and_fills_in_the_promise(two) -> None:
    ana, ben = two
    id = begin(ana, "my-promise")
    before = seen(ben, id)
    write(ana, id, "promise", 409, will="I will ring", **{"by-when": day(5)})
    write(ana, id, "plan", **{"if": "I close the laptop, canary-if", "then": THEN})
    assert seen(ben, id) == before and f"\n{THEN}</textarea>" in ana.see(id)
    write(ana, id, "promise", 422, will="I will ring")  # without a day nobody comes back to it
    write(ana, id, "promise", will="I will ring", **{"by-when": day(5)})
    assert "I will ring" in ben.see(id) and not [page for page in seen(ben, id) if "canary" in page]


@pytest.mark.parametrize(("how", "noticed"), [("kept", "noticed"), ("partly", "not-yet"), ("not", "not-yet")])
def test_the_giver_tells_first_and_it_lands_whatever_is_told(two, how: str, noticed: str) -> None:
    ana, ben = two
    id = promise(ana)
    write(ana, id, "report", 409, how="kept", line="too early")
    write(ben, id, "noticed", 409, noticed="noticed")
    with in_days(5):
        write(ben.back(), id, "noticed", 409, noticed="not-yet")  # who gave it says it first
        write(ana.back(), id, "report", 422, how=how)
        write(ana, id, "report", how=how, line="we go on the fifth, canary-line")
        assert "canary-line" in ben.see(id) and not landed(id)
        write(ben, id, "noticed", noticed=noticed)
        assert all("said first how it went" in who.see(id) for who in two)
    assert landed(id)


def test_nobody_can_begin_a_promise_for_somebody_else(two) -> None:
    ana, ben = two
    ben.post("/begin/my-promise/", first="they")
    id = Exchange.objects.get(exercise="my-promise").pk
    write(ana, id, "plan", 409, **{"if": "I", "then": "will"})
    assert "plan-then" in ben.see(id)
