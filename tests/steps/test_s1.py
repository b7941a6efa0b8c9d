"""Step 1, Plain talk, through the pages: from a draft to an answered request."""

import pytest

from nearer.exchange.models import Landing
from tests.cast import Visitor, couple

from .walking import act, begin, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
EVENT, SIDE, REQUEST = "Sunday was taken, canary-event", "you love those days, canary-side", "tell me by Friday"
DRAFT = {"event": EVENT, "feelings": ["lonely", "sad"], "meaning.closeness": "most", "side": SIDE, "request": REQUEST}
MESSAGE = {
    "when": f"When {EVENT}",
    "felt": "I felt left out",
    "see": "I can see you love it",
    "would": "Would you ring?",
}
CLOSED = "Something has been written to you. You choose when to hear it, or not to."
INVITED = "Ana wrote something to you. It stays closed until you say you would like to hear it."
LANDED = "A message with all four lines was sent and answered"


@pytest.fixture
def two() -> tuple[Visitor, Visitor, str]:
    ana, ben = couple()
    return ana, ben, begin(ana, "plain-talk")


def say(ana: Visitor, id: str) -> None:
    write(ana, id, "draft", **DRAFT, heat=3)
    write(ana, id, "message", **MESSAGE)


def test_a_draft_is_nobody_elses_and_fills_in_the_four_lines(two) -> None:
    ana, ben, id = two
    before = seen(ben, id)
    write(ana, id, "message", 409, **MESSAGE)
    write(ana, id, "draft", **DRAFT, heat=6)
    assert seen(ben, id) == before and CLOSED not in ben.see(id)
    page = ana.see(id)
    assert all(f"\n{words}</textarea>" in page for words in (EVENT, "lonely, sad", SIDE, REQUEST))
    write(ana, id, "message", 422, **{**MESSAGE, "would": ""})  # without a request it cannot be answered


def test_what_is_hot_waits_for_the_morning(two) -> None:
    ana, ben, id = two
    before = seen(ben, id)
    write(ana, id, "draft", **DRAFT, heat=7)
    assert "It waits until 06:00" in ana.see(id) and "message-when" not in ana.see(id)
    write(ana, id, "message", 409, **MESSAGE)
    assert seen(ben, id) == before
    with in_days(1, 6):
        write(ana.back(), id, "message", **MESSAGE)
        assert CLOSED in ben.back().see(id)


def test_the_other_chooses_when_to_hear_it(two) -> None:
    ana, ben, id = two
    say(ana, id)
    assert "What is yours is kept. What comes next is up to Ben" in ana.see(id)
    assert INVITED in ben.see(id) and "Something for you" in ben.get("/")
    write(ben, id, "back", 409, heard="too early")
    for choice in ("not-this", "now", "not-this"):
        write(ben, id, "hear", answer=choice)
        assert (EVENT in ben.see(id)) == (choice == "now")
        assert (CLOSED in ben.see(id)) == (INVITED in ben.see(id)) == (choice != "now")
    assert "Something for you" not in ben.get("/")  # left closed, it asks for nothing
    assert "canary-side" not in ben.see(id)  # of the draft, only what was given


def test_the_tellers_pages_are_the_same_whatever_the_other_chose(two) -> None:
    ana, ben, id = two
    say(ana, id)
    before = seen(ana, id)
    for choice in ("not-this", "now", "not-this"):
        write(ben, id, "hear", answer=choice)
        ben.see(id)
        assert seen(ana, id) == before


def test_it_lands_when_it_fitted_and_was_answered(two) -> None:
    ana, ben, id = two
    say(ana, id)
    write(ben, id, "hear", answer="now")
    write(ben, id, "back", heard="you were cross")
    assert "you were cross" in ana.see(id)
    write(ana, id, "verdict", verdict="partly", missing="sad, not cross")
    assert "sad, not cross" in ben.see(id)
    write(ben, id, "reply", 409, answer="yes")
    write(ben, id, "back", heard="you were sad about Sunday")
    write(ana, id, "verdict", verdict="yes")
    assert not Landing.objects.exists()
    assert "This is what Ana will see" in ben.post(f"/exchanges/{id}/reply/", 200, reply__answer="offer")
    write(ben, id, "reply", answer="offer", words="Saturday morning works")
    assert Landing.objects.filter(exchange=id).exists()
    for who in (ana, ben):
        page = who.see(id)
        assert "Saturday morning works" in page and LANDED in page and "This one has landed." in page


def test_three_tries_are_enough_for_one_evening(two) -> None:
    ana, ben, id = two
    say(ana, id)
    write(ben, id, "hear", answer="now")
    for number in range(3):
        write(ben, id, "back", heard=f"try {number}")
        write(ana, id, "verdict", verdict="not-yet")
    write(ben, id, "back", 409, heard="a fourth")
    write(ben, id, "reply", 409, answer="yes")
    assert "That is enough tries for one evening." in ben.see(id) and "try 0" in ana.see(id)
    assert not Landing.objects.exists()


def test_what_was_given_can_be_taken_back_unheard(two) -> None:
    ana, ben, id = two
    before = seen(ben, id)
    say(ana, id)
    act(ana, id, "message", "take-back")
    assert seen(ben, id) == before and EVENT in ana.see(id)
