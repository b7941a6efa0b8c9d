"""What people type: strange, long, late or twice. A clear answer each time, and never a lost word."""

import pytest

from nearer.exchange.models import Part
from nearer.kit import clock
from tests.cast import Visitor, couple

pytestmark = pytest.mark.django_db(transaction=True)

STRANGE = [
    "emoji 🌿👩🏽‍🦽 and e\u0301",
    "שלום \u202eright to left\u202c and back",
    "tabs\tand\nlines\n\nkept",
    '<script>alert(1)</script> & "quotes" {{ braces }} {% tag %}',
    "zero\u200dwidth and \u00a0spaces",
]


@pytest.fixture
def ana() -> Visitor:
    return Visitor("Ana").arrive()


@pytest.mark.parametrize("words", STRANGE)
def test_strange_words_come_back_as_they_were(ana, words) -> None:
    card = ana.todays_card()
    ana.answer(card, words)
    page = ana.see(card)
    assert words in page.replace("<br>", "\n") or words in page
    assert "<script>alert" not in ana.client.get(f"/exchanges/{card}/").content.decode()


def test_control_characters_go_and_the_words_stay(ana) -> None:
    card = ana.todays_card()
    ana.answer(card, "be\x00fore\x07 and\x1b after")
    assert "before and after" in ana.see(card)


def test_an_empty_answer_is_asked_for_kindly(ana) -> None:
    card = ana.todays_card()
    assert "Write a few words first" in ana.answer(card, "   \n ", 422)
    assert not Part.objects.exists()


def test_too_long_is_said_with_numbers_and_nothing_is_lost(ana) -> None:
    card = ana.todays_card()
    long = "word " * 10_000
    page = ana.answer(card, long, 422)
    assert "at most 20,000 characters" in page and "49,999" in page and long.strip() in page
    assert not Part.objects.exists()


def test_a_megabyte_is_answered_with_a_sentence_and_the_words(ana) -> None:
    card = ana.todays_card()
    page = ana.answer(card, "x" * 1_000_000, 422)
    assert "1,000,000" in page and "x" * 1_000_000 in page


def test_two_tabs_answering_at_once_keep_both_words() -> None:
    ana, ben = couple()
    card = ana.todays_card()
    ben.answer(card, "from Ben")
    ana.answer(card, "from the first tab")
    page = ana.answer(card, "from the second tab", 409)
    assert "from the second tab" in page and "Something moved" in page
    assert "from the first tab" in ben.see(card)


def test_a_page_from_before_somebody_left_keeps_its_words() -> None:
    ana, ben = couple()
    card = ben.todays_card()
    ana.post("/together/leave/", passphrase=ana.passphrase)
    page = ben.answer(card, "too late", 409)
    assert "too late" in page and not Part.objects.filter(author=ben.me.id).exists()


def test_a_slider_out_of_bounds_is_refused() -> None:
    ana, ben = couple()
    card = ana.todays_card()
    for one in (ana, ben):
        one.answer(card, "words")
    ana.see(card), ben.see(card)
    ben.reply(card, "heard")
    ana.post(f"/exchanges/{card}/felt/", 422, felt__felt="11")
    ana.post(f"/exchanges/{card}/felt/", 422, felt__felt="often")
    ana.post(f"/exchanges/{card}/felt/", felt__felt="0")


def test_an_unknown_move_exercise_or_wish_is_not_there(ana) -> None:
    card = ana.todays_card()
    ana.post(f"/exchanges/{card}/nonsense/", 404, x="y")
    ana.post(f"/exchanges/{card}/aside/", 404, wish="nonsense")
    ana.post("/begin/nonsense/", 404)
    ana.post("/begin/card/", 404)


def test_a_thanks_alone_leads_to_pairing(ana) -> None:
    assert ana.client.post("/begin/thanks/")["Location"] == "/together/"


def test_the_clock_can_be_moved_and_comes_back() -> None:
    from datetime import timedelta

    before = clock.now()
    with clock.moved(timedelta(days=2)):
        assert clock.now() - before >= timedelta(days=2)
    assert clock.now() - before < timedelta(days=1)
