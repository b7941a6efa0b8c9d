"""One card for two: kept, opened together, replied to."""

from datetime import timedelta

import pytest

from nearer.exchange.models import Exchange, Grant, Landing, Opening, Part
from nearer.kit import clock
from tests.cast import Visitor, couple

pytestmark = pytest.mark.django_db(transaction=True)
KEPT = "Your answer is kept. It opens when you both have one."


@pytest.fixture
def two() -> tuple[Visitor, Visitor]:
    return couple()


def both_answer(ana: Visitor, ben: Visitor) -> str:
    card = ana.todays_card()
    ana.answer(card, "a warm bench")
    ben.answer(card, "a late train")
    ana.see(card), ben.see(card)
    return card


def second_card(ana: Visitor, ben: Visitor) -> str:
    """A card that opens at the opening hour, unlike the first of a space."""
    both_answer(ana, ben)
    ana.post(f"/exchanges/{Exchange.objects.get().pk}/aside/", wish="another")
    return ana.todays_card()


def test_two_people_meet_on_the_same_card(two) -> None:
    ana, ben = two
    assert ana.todays_card() == ben.todays_card()


def test_an_answer_is_kept_and_opens_when_both_have_one(two) -> None:
    ana, ben = two
    card = ana.todays_card()
    ana.answer(card, "a warm bench")
    assert KEPT in ana.see(card)
    assert "a warm bench" not in ben.see(card)
    ben.answer(card, "a late train")
    assert "a late train" in ana.see(card)
    assert "a warm bench" in ben.see(card)


def test_a_kept_answer_can_be_changed_until_both_have_one(two) -> None:
    ana, ben = two
    card = ana.todays_card()
    ana.answer(card, "first thought")
    ana.answer(card, "second thought")
    ben.answer(card, "a late train")
    ana.see(card)
    assert "second thought" in ben.see(card) and "first thought" not in ben.see(card)
    assert "Something moved" in ana.answer(card, "third thought", 409)


@pytest.mark.parametrize("hour, said", [(10, "It opens at 20:00"), (21, "It opens tomorrow at 20:00")])
def test_later_cards_wait_for_the_opening_hour(hour: int, said: str) -> None:
    with clock.moved(clock.now().replace(hour=hour) - clock.now()):
        ana, ben = couple()
        card = second_card(ana, ben)
        ana.answer(card, "the hill")
        ben.answer(card, "the sea")
        assert said in ana.see(card) and "the sea" not in ana.see(card)
        with clock.moved(timedelta(days=1)):
            ana.back(), ben.back().see(card)
            assert "the sea" in ana.see(card) and "the hill" in ben.see(card)


def test_it_opens_at_once_when_both_press(two) -> None:
    ana, ben = two
    card = second_card(ana, ben)
    ana.answer(card, "the hill")
    ben.answer(card, "the sea")
    ana.post(f"/exchanges/{card}/answer/open-now/")
    assert "the sea" not in ana.see(card)
    ben.post(f"/exchanges/{card}/answer/open-now/")
    assert "the hill" in ben.see(card) and "the sea" in ana.see(card)


def test_an_answer_taken_back_before_the_opening_never_opens(two) -> None:
    ana, ben = two
    card = second_card(ana, ben)
    ana.answer(card, "the hill")
    ben.answer(card, "the sea")
    ana.post(f"/exchanges/{card}/answer/take-back/")
    with clock.moved(timedelta(days=1)):
        ana.back(), ben.back()
        assert "This one was put away." in ben.see(card) and "the hill" not in ben.see(card)
        assert "the hill" in ana.see(card)


def test_what_never_had_two_answers_is_put_away(two) -> None:
    ana, _ben = two
    card = ana.todays_card()
    ana.answer(card, "a warm bench")
    with clock.moved(timedelta(days=8)):
        ana.back()
        assert "This one was put away." in ana.see(card)
        assert "a warm bench" in ana.see(card)
        assert card in ana.get("/mine/put-away/")


def test_a_reply_is_previewed_then_given_and_lands_the_card(two) -> None:
    ana, ben = two
    card = both_answer(ana, ben)
    preview = ana.post(f"/exchanges/{card}/reply/", 200, reply__heard="you like trains")
    assert "This is what Ben will see" in preview and not Part.objects.filter(move="reply").exists()
    ana.reply(card, "you like trains", matters="that you wait", ask="Where to?")
    page = ben.see(card)
    assert "you like trains" in page and "that you wait" in page and "Where to?" in page
    ben.reply(card, "you sat still")
    assert Landing.objects.filter(exchange=card).exists()


def test_feeling_heard_is_for_its_owner_alone(two) -> None:
    ana, ben = two
    card = both_answer(ana, ben)
    ana.get(f"/exchanges/{card}/felt/", 405)
    ana.reply(card, "you like trains")
    ben.post(f"/exchanges/{card}/felt/", felt__felt="9")
    assert not Grant.objects.filter(part__move="felt", reader="space").exists()


def test_a_reply_before_the_opening_is_refused_and_keeps_the_words(two) -> None:
    ana, ben = two
    card = ana.todays_card()
    ana.answer(card, "a warm bench")
    page = ben.post(f"/exchanges/{card}/reply/", 409, reply__heard="too early", step="give")
    assert "too early" in page and not Part.objects.filter(move="reply").exists()


def test_later_hides_the_card_until_tomorrow(two) -> None:
    ana, _ben = two
    card = ana.todays_card()
    ana.post(f"/exchanges/{card}/aside/", wish="later")
    assert "It will be here tomorrow." in ana.get("/")
    with clock.moved(timedelta(days=1)):
        assert ana.back().todays_card() == card


def test_lighter_brings_a_card_of_the_lightest_depth(two) -> None:
    from nearer.programme.loader import programme

    ana, _ben = two
    card = ana.todays_card()
    ana.post(f"/exchanges/{card}/aside/", wish="lighter")
    other = ana.todays_card()
    assert other != card
    assert programme().card(Exchange.objects.get(pk=other).card).depth == 1


def test_a_pass_can_be_undone(two) -> None:
    ana, _ben = two
    card = ana.todays_card()
    ana.post(f"/exchanges/{card}/aside/", wish="pass")
    assert "Put aside. Nothing is said about it." in ana.get("/")
    ana.post(f"/exchanges/{card}/aside/", wish="undo")
    assert ana.todays_card() == card


def test_leaving_puts_unopened_answers_away_for_good(two) -> None:
    ana, ben = two
    card = second_card(ana, ben)
    ana.answer(card, "the hill")
    ben.answer(card, "the sea")
    ana.post("/together/leave/", passphrase=ana.passphrase)
    with clock.moved(timedelta(days=2)):
        ana.back(), ben.back()
        assert "the hill" not in ben.see(card) and "the sea" not in ana.see(card)
        assert "closed" in ben.see(card)
    assert not Opening.objects.filter(exchange=card).exists()


def test_leaving_can_take_opened_words_out(two) -> None:
    ana, ben = two
    card = both_answer(ana, ben)
    ana.post("/together/leave/", passphrase=ana.passphrase, take_out="on")
    assert "a warm bench" not in ben.see(card)
    assert "a late train" in ana.see(card)


def test_the_other_is_told_once_and_neutrally_that_the_space_is_closed(two) -> None:
    ana, ben = two
    ana.post("/together/leave/", passphrase=ana.passphrase)
    assert "This shared space is closed" in ben.get("/")
    assert "This shared space is closed" not in ben.get("/")
    assert "This shared space is closed" in ben.get("/ours/")
    assert "This shared space is closed" not in ana.get("/")
