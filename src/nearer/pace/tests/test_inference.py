"""What one partner can work out about the other from everything they may see, over a simulated year.

The observer knows the rules, every card's depth and subjects, the days, and what opened. The bounds are the
claim of docs/pace.md; an observer who did better would make this fail.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta

import pytest

from nearer.pace.comfort import PASSED, Comfort
from nearer.pace.simulate import ANSWERED, LAPSED, SWAPPED, Life, Somebody, live
from nearer.programme.loader import programme

FAMILIES = ("everyday", "story", "values", "practical", "closeness", "us")
YEAR = 365
COUPLES = 30
NEAR_CHANCE = 0.60  # area under the curve, where 0.5 is guessing
Clues = tuple[object, ...]


def subjects() -> dict[str, str]:
    return {name: subject.family for name, subject in programme().subjects.items()}


def year_of(her: Somebody, him: Somebody, seed: int) -> Life:
    return live((her, him), programme().all_cards(), subjects(), YEAR, seed)


def clues(life: Life, at: int) -> Clues:
    """What she sees around one card of hers that did not open: those before and after it, and what became of them."""
    this = life.cards[at]
    near = life.cards[max(0, at - 2) : at] + life.cards[at + 1 : at + 4]
    opened = tuple(one.opened is not None for one in near)
    lighter = [one.card.depth for one in life.cards[at + 1 : at + 4]]
    busy = sum(one.opened is not None and abs((one.opened - this.day).days) <= 1 for one in life.cards)
    return (this.card.depth, sum(opened), min(lighter, default=0), min(busy, 2))


def unopened(seeds: Iterable[int]) -> Iterable[tuple[Clues, str]]:
    """Cards that she answered and that never opened, and what he did on a day on which he was there."""
    for seed in seeds:
        chance = random.Random(seed)
        her = Somebody(Comfort(levels=dict.fromkeys(FAMILIES, 4.0)), glad=4, passes=0.0, lets_lie=0.0)
        him = Somebody(glad=4, passes=chance.choice((0.05, 0.1, 0.15)), lets_lie=0.1)
        life = year_of(her, him, seed)
        for at, lying in enumerate(life.cards):
            did = him.done.get(lying.card.id, "")
            settled = life.cards[-1].day - lying.day > timedelta(days=10)
            if settled and her.done.get(lying.card.id) == ANSWERED and did in (PASSED, SWAPPED, LAPSED):
                yield clues(life, at), did


def learned(known: Sequence[tuple[Clues, str]]) -> dict[tuple[int, object], float]:
    """For each value of each clue, how often it went with a pass (naive Bayes, with a little doubt)."""
    seen: dict[tuple[int, object], list[int]] = defaultdict(lambda: [1, 2])
    for clue, did in known:
        for number, value in enumerate(clue):
            seen[number, value][0] += did == PASSED
            seen[number, value][1] += 1
    return {key: passed / of for key, (passed, of) in seen.items()}


def area_under_curve(scored: Sequence[tuple[float, bool]]) -> float:
    """How often a pass is ranked above something else; 0.5 is guessing."""
    passes = [score for score, is_pass in scored if is_pass]
    others = [score for score, is_pass in scored if not is_pass]
    wins = sum((one > other) + 0.5 * (one == other) for one in passes for other in others)
    return wins / (len(passes) * len(others))


def test_a_pass_cannot_be_told_from_a_swap_or_a_lapse() -> None:
    known, tried = list(unopened(range(COUPLES))), list(unopened(range(1000, 1000 + COUPLES)))
    rates = learned(known)
    scored = []
    for clue, did in tried:
        score = 1.0
        for number, value in enumerate(clue):
            score *= rates.get((number, value), 0.5)
        scored.append((score, did == PASSED))
    assert sum(is_pass for _, is_pass in scored) > 200
    assert abs(area_under_curve(scored) - 0.5) <= NEAR_CHANCE - 0.5, area_under_curve(scored)


@pytest.fixture(scope="module")
def watched() -> dict[int, list[list[tuple[int, int]]]]:
    """For a partner at 2 and one at 3: in each year, day and depth of every card of one family."""
    found: dict[int, list[list[tuple[int, int]]]] = {2: [], 3: []}
    for level, years in found.items():
        for seed in range(COUPLES):
            her = Somebody(Comfort(levels=dict.fromkeys(FAMILIES, 5.0)), glad=5)
            him = Somebody(Comfort(levels=dict.fromkeys(FAMILIES, float(level))), glad=level + 0.5)
            cards = year_of(her, him, seed + 10_000 * level).cards
            start, of = cards[0].day, subjects()
            values = [one for one in cards if "values" in {of[topic] for topic in one.card.topic}]
            years.append([((one.day - start).days, one.card.depth) for one in values])
    return found


@pytest.mark.parametrize(("days", "most"), [(56, 0.75), (YEAR, 0.90)])
def test_his_comfort_is_hardly_told_from_the_next_level(watched, days: int, most: float) -> None:
    """She has set 5 everywhere and watches one family. Is he at 2 or at 3? Half of the guesses come right by chance."""
    seen = {
        level: [sum(depth >= 3 for day, depth in year if day < days) for year in years]
        for level, years in watched.items()
    }
    # The best single line between few and many deeper cards.
    right = max(sum(n < cut for n in seen[2]) + sum(n >= cut for n in seen[3]) for cut in range(40)) / (2 * COUPLES)
    assert right <= most, right
