"""Pace through the real pages: the lower of two leads, only my own ratings move mine, and nobody is told."""

from datetime import timedelta

import pytest

from nearer.exchange import pacing
from nearer.exchange.models import Exchange
from nearer.kit import clock
from nearer.pace import draws
from nearer.pace.comfort import START
from nearer.pace.notes import comfort_of, my_note, their_note
from nearer.people.models import Member
from nearer.people.spaces import current_space
from nearer.programme.loader import programme

from .cast import Visitor, couple

pytestmark = pytest.mark.django_db(transaction=True)
FAMILIES = ("everyday", "story", "values", "practical", "closeness", "us")


@pytest.fixture
def two() -> tuple[Visitor, Visitor]:
    return couple()


def sets(who: Visitor, depth: int, **more: object) -> None:
    who.post("/you/pace/", **{f"depth-{family}": str(depth) for family in FAMILIES}, **more)


def space_of(who: Visitor):
    space = current_space(who.me)
    assert space is not None
    return space


def deepest_for(who: Visitor) -> int:
    """The deepest card that could be dealt in this visit."""
    now = pacing.situation(space_of(who))
    return max(now.depths.values())


def test_until_both_have_been_here_cards_are_light(two) -> None:
    ana, _ = two
    sets(ana, 4)
    assert their_note(space_of(ana)) is None
    assert deepest_for(ana) == 1


def test_the_lower_of_two_leads_whoever_it_is(two, monkeypatch) -> None:
    monkeypatch.setattr(pacing.arc, "cap", lambda here, opened: 4)
    ana, ben = two
    sets(ana, 4), sets(ben, 1)
    assert deepest_for(ana) == deepest_for(ben) == 1
    for _ in range(20):  # the draws differ from note to note, and never go above what he set
        sets(ben, 2), sets(ben, 3), sets(ben, 2)
        assert deepest_for(ana) <= 2


def test_a_note_that_was_damaged_or_swapped_counts_as_none(two) -> None:
    ana, ben = two
    sets(ana, 4), sets(ben, 4)
    mine, theirs = (Member.objects.get(person__name=name) for name in ("Ana", "Ben"))
    for sealed in (b"nothing", theirs.sealed_pace[:-1] + b"x", mine.sealed_pace):
        Member.objects.filter(pk=theirs.pk).update(sealed_pace=sealed)
        assert their_note(space_of(ana)) is None and deepest_for(ana) == 1
        assert ana.get("/")


def test_what_is_not_for_me_never_comes_to_me_whoever_dealt_it(two) -> None:
    ana, ben = two
    card = Exchange.objects.get(pk=ana.todays_card())
    sets(ben, 3, closed=list(programme().card(card.card).topic))
    assert ben.todays_card() != card.pk


def test_a_swapped_card_lies_there_like_one_that_was_never_seen(two, monkeypatch) -> None:
    ana, ben = two
    monkeypatch.setattr(draws, "NOT_AMONG_THE_FIRST", 0)
    monkeypatch.setattr(draws, "SWAPS", 1)
    first = ana.todays_card()
    ana.answer(first, "a warm bench")
    assert ben.todays_card() != first
    with clock.moved(timedelta(days=9)):
        assert "This one was put away." in ana.back().see(first)


def an_opening(ana: Visitor, ben: Visitor) -> str:
    card = ana.todays_card()
    ana.answer(card, "a bench"), ben.answer(card, "a train")
    for one in (ana, ben, ana):
        one.see(card)
    ana.reply(card, "a train"), ben.reply(card, "a bench")
    return card


def test_too_much_lowers_mine_at_once_and_not_theirs(two) -> None:
    ana, ben = two
    card = an_opening(ana, ben)
    family = pacing.families()[programme().card(Exchange.objects.get(pk=card).card).topic[0]]
    ana.post(f"/exchanges/{card}/felt/", felt__felt="8", felt__pace="too-much")
    assert comfort_of(ana.me).level(family) == START - 1
    assert comfort_of(ben.me).level(family) == START
    assert my_note(space_of(ana), pacing.families()).depth(family) == 1


def test_one_pass_leaves_the_note_as_it_was(two) -> None:
    ana, _ = two
    card = ana.todays_card()
    before = Member.objects.get(person__name="Ana").sealed_pace
    ana.post(f"/exchanges/{card}/aside/", wish="pass")
    assert Member.objects.get(person__name="Ana").sealed_pace == before
    assert [one.what for one in comfort_of(ana.me).felt] == ["passed"] * len(comfort_of(ana.me).felt) != []


def test_bad_input_is_answered_and_changes_nothing(two) -> None:
    ana, _ = two
    page = ana.post("/you/pace/", 422, **{"depth-us": "9"})
    assert "Select a valid choice" in page or "This field is required" in page or "choice" in page
    ana.post("/you/pace/today/", 404, wish="everything")
    ana.post("/weeks/nonsense/", 404)
    ana.post("/weeks/rested/", 422, until="1999-01-01")
    assert comfort_of(ana.me).levels == {}


def test_after_a_rest_today_asks_for_nothing_and_gives_a_card_to_whoever_wants_one(two) -> None:
    ana, ben = two
    ana.post("/weeks/began/"), ben.post("/weeks/rested/")
    page = ana.get("/")
    assert "We are resting." in page and "answer__answer" not in page
    assert "answer-answer" in ana.get("/?card=anyway")
    ana.post("/weeks/woke/")
    assert "Week 1 of 8" in ben.get("/")


def test_who_turned_the_weeks_is_told_to_nobody(two) -> None:
    ana, ben = two
    ana.post("/weeks/began/"), ana.post("/weeks/slower/")
    assert "Ana" not in ben.get("/weeks/")


def test_a_note_about_me_comes_once_and_to_me_alone(two) -> None:
    ana, ben = two
    an_opening(ana, ben)
    with clock.moved(timedelta(days=1)):
        ana.back(), ben.back()
        assert "Your first card has opened." in ana.get("/")
        assert "Your first card has opened." in ana.get("/")  # all day
    with clock.moved(timedelta(days=2)):
        assert "Your first card has opened." not in ana.back().get("/")
