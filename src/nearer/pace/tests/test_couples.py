"""Made-up couples live a year with Nearer: what is offered stays within what both are fine with."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest

from nearer.pace.comfort import Comfort
from nearer.pace.offers import HEAVY, NEVER_DEALT
from nearer.pace.simulate import Life, Somebody, live
from nearer.programme.loader import programme

YEAR, SEEDS = 365, range(4)
FAMILIES = ("everyday", "story", "values", "practical", "closeness", "us")


def setting(level: float) -> Comfort:
    return Comfort(levels=dict.fromkeys(FAMILIES, level))


def slow() -> Somebody:
    return Somebody(Comfort(), glad=2, comes=0.7, passes=0.2)


COUPLES: dict[str, Callable[[], tuple[Somebody, Somebody]]] = {
    "two who are alike": lambda: (Somebody(), Somebody()),
    "one keen, one slow": lambda: (Somebody(setting(5), glad=5, comes=0.95, passes=0.01), slow()),
    "two who are keen": lambda: (Somebody(setting(5), glad=5), Somebody(setting(5), glad=5)),
    "irregular": lambda: (Somebody(comes=0.3), Somebody(comes=0.15)),
    "quarrelling": lambda: (Somebody(setting(4), glad=4, quarrels=0.05), Somebody(setting(4), glad=4, quarrels=0.05)),
    "one who falls silent": lambda: (Somebody(setting(4), glad=4), Somebody(setting(4), glad=4, until=60)),
}


def a_life(two: tuple[Somebody, Somebody], seed: int) -> Life:
    families = {name: subject.family for name, subject in programme().subjects.items()}
    return live(two, programme().all_cards(), families, YEAR, seed)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("couple", COUPLES)
def test_a_year_keeps_to_the_lower_of_two_and_to_the_dose(couple: str, seed: int) -> None:
    two = COUPLES[couple]()
    life = a_life(two, seed)
    assert len(life.cards) > 20
    assert all(depth <= lower for _, depth, lower in life.lower)
    assert all(shown <= 2 for shown in life.by_day.values())  # one each
    depths = [lying.card.depth for lying in life.cards]
    assert max(depths) < NEVER_DEALT
    assert not any(one >= HEAVY and other >= HEAVY for one, other in pairwise(depths))
    heavy = [lying.day for lying in life.cards if lying.card.depth >= HEAVY]
    assert all(later - one >= timedelta(days=7) for one, later in pairwise(heavy))
    assert len({lying.card.id for lying in life.cards}) == len(life.cards)


def test_two_who_are_keen_do_come_to_deeper_cards() -> None:
    depths = [lying.card.depth for lying in a_life(COUPLES["two who are keen"](), 1).cards]
    assert {1, 2, 3, 4} <= set(depths)


def test_in_the_first_weeks_nothing_is_deep() -> None:
    life = a_life(COUPLES["two who are keen"](), 2)
    start = life.cards[0].day
    assert all(lying.card.depth <= 2 for lying in life.cards if lying.day < start + timedelta(days=21))


def test_any_five_cards_have_something_light_and_something_glad() -> None:
    life = a_life(COUPLES["two who are alike"](), 3)
    for at in range(0, 100, 5):
        five = [lying.card for lying in life.cards[at : at + 5]]
        assert any(card.depth == 1 for card in five), at
        assert any("thanks" in card.topic for card in five), at


def test_after_a_quarrel_seven_days_stay_light() -> None:
    two = COUPLES["two who are keen"]()
    two[1].comfort.quarrel = date(2026, 3, 2).isoformat()
    life = a_life(two, 5)
    week = [lying.card.depth for lying in life.cards if date(2026, 3, 3) <= lying.day < date(2026, 3, 9)]
    assert week and set(week) == {1}


def test_closed_subjects_never_come() -> None:
    two = COUPLES["two who are keen"]()
    two[1].comfort.closed = ["family", "work"]
    came = [lying.card for lying in a_life(two, 6).cards if lying.card.id in two[1].done]
    met = [card for card in came if two[1].done[card.id] in ("answered", "passed", "lapsed")]
    assert len(met) > 50 and not any({"family", "work"} & set(card.topic) for card in met)


def test_a_subject_that_needs_both_comes_only_when_both_asked() -> None:
    for mine, theirs, comes in ((["faith"], [], False), (["faith"], ["faith"], True)):
        two = COUPLES["two who are keen"]()
        two[0].comfort.opted, two[1].comfort.opted = mine, theirs
        cards = [lying.card for lying in a_life(two, 7).cards]
        assert any(card.optin == "faith" for card in cards) is comes
        assert not any(card.optin not in ("none", "faith") for card in cards)
