"""Step 2, Say it back, through the pages: the floor, three tries, a question, and then the swap."""

import pytest

from nearer.exchange.models import Landing, Part
from nearer.kit import clock
from tests.cast import Visitor, couple

from .walking import act, begin, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = {"sense": "It makes sense because you plan ahead", "question": "What would you have said?"}
LANDED = "Each of you was said back until it was that's it"


@pytest.fixture
def two() -> tuple[Visitor, Visitor, str]:
    ana, ben = couple()
    return ana, ben, begin(ana, "say-it-back")


def half(speaker: Visitor, listener: Visitor, id: str, number: int) -> None:
    write(speaker, id, f"say-{number}", say=f"a small thing {number}")
    write(listener, id, f"back-{number}", heard=f"heard {number}")
    write(speaker, id, f"verdict-{number}", verdict="yes")
    write(listener, id, f"ask-{number}", **ASKED)
    write(speaker, id, f"answer-{number}", answer=f"an answer {number}")


def test_only_the_speaker_can_say_that_it_fits(two) -> None:
    ana, ben, id = two
    write(ben, id, "say-1", 409, say="me first")
    write(ana, id, "say-1", say="a colleague asked me something")
    assert "a colleague asked me something" in ben.see(id)
    write(ana, id, "verdict-1", 409, verdict="yes")  # nothing was said back yet
    write(ben, id, "back-1", heard="you were caught off guard")
    write(ben, id, "verdict-1", 409, verdict="yes")
    write(ben, id, "ask-1", 409, **ASKED)
    write(ana, id, "verdict-1", verdict="partly", missing="it was funny too")
    assert "it was funny too" in ben.see(id)
    write(ben, id, "ask-1", 409, **ASKED)
    write(ben, id, "back-1", heard="caught off guard, and amused")
    write(ana, id, "verdict-1", verdict="yes")
    assert "ask-1-question" in ben.see(id) and "caught off guard, and amused" in ana.see(id)


def test_the_swap_comes_after_the_answer(two) -> None:
    ana, ben, id = two
    half(ana, ben, id, 1)
    assert "say-2-say" in ben.see(id) and "say-2-say" not in ana.see(id)
    assert not Landing.objects.exists()
    half(ben, ana, id, 2)
    assert Landing.objects.filter(exchange=id).exists()
    assert all(LANDED in who.see(id) for who in (ana, ben))


def test_after_three_tries_it_stops_for_the_evening(two) -> None:
    ana, ben, id = two
    write(ana, id, "say-1", say="a small thing")
    for _ in range(3):
        write(ben, id, "back-1", heard="not quite")
        write(ana, id, "verdict-1", verdict="not-yet")
    write(ben, id, "back-1", 409, heard="once more")
    write(ben, id, "how", channel="any")
    assert "That is enough tries for one evening." in ben.see(id)


def test_how_each_likes_to_talk_is_given_and_nothing_waits_for_it(two) -> None:
    ana, ben, id = two
    write(ben, id, "how", channel="write", eyes="rather-not")
    assert "I listen better without it" in ana.see(id)
    half(ana, ben, id, 1), half(ben, ana, id, 2)
    write(ana, id, "heard", heard=8)
    assert "This one has landed." in ana.see(id)  # though she never said how she likes to talk


def test_what_is_said_aloud_leaves_no_words(two) -> None:
    ana, ben, id = two
    ana.post(f"/exchanges/{id}/say-1/", aloud="yes")
    ben.post(f"/exchanges/{id}/back-1/", aloud="yes")
    assert "(said aloud)" in ana.see(id) and "(said aloud)" in ben.see(id)
    ana.post(f"/exchanges/{id}/verdict-1/", 422, aloud="yes")  # what fits is pressed, not said
    write(ana, id, "verdict-1", verdict="yes")
    assert "ask-1-question" in ben.see(id)


def test_a_pause_that_both_signed_stops_everybody_until_its_hour(two) -> None:
    ana, ben, id = two
    write(ana, id, "say-1", say="a small thing")
    until = f"{(clock.now().hour + 2) % 24:02}:00"
    write(ben, id, "pause", until=until)
    assert "A pause until" not in ana.see(id)
    act(ana, id, "pause", "sign", version="1")
    assert all(f"A pause until {until}" in who.see(id) for who in (ana, ben))
    write(ben, id, "back-1", 409, heard="now")
    with in_days(0, 2):
        write(ben.back(), id, "back-1", heard="now")
        assert "A pause until" not in ana.back().see(id)


def test_how_heard_one_felt_is_for_own_eyes_only(two) -> None:
    ana, ben, id = two
    half(ana, ben, id, 1), half(ben, ana, id, 2)
    before = seen(ben, id)
    write(ana, id, "heard", heard=2)
    assert "2 of 10" in ana.see(id) and seen(ben, id) == before


def test_the_whole_of_it_can_be_done_on_one_device(two) -> None:
    ana, ben, id = two
    at = f"/exchanges/{id}/across/"
    assert "Do it on one device" in ana.see(id)
    for _ in range(40):
        page = ana.get(at)
        if LANDED in page:
            break
        told = {"at": page.split('name="at" value="')[1].split('"')[0]}
        do = "take" if 'value="take"' in page else "say"
        ana.post(at, do=do, choice="yes" if 'name="choice"' in page else "", **told)
    assert Landing.objects.filter(exchange=id).exists()
    assert LANDED in ben.see(id) and not Part.objects.filter(exchange=id, move="say-1").exists()
