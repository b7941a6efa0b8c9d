"""What the coach says hangs on what is meant: not on spelling, typing or a kind word beside a harsh one.

The texts are the test pairs, which nothing was trained on. Floors stand a little below what was seen; docs/coach.md
has the figures.
"""

from functools import cache

import pytest

from nearer.coach import read
from nearer.coach.decision import gates
from training.coach.cheats import masked, praised, softened
from training.coach.swaps import SWAPS

from .test_pairs import kinds_in, pairs

FLIPS = {"who is spoken of": 0.05, "American spelling": 0.08, "no articles": 0.07, "a slip of the fingers": 0.03}
# all others: the aim itself
AIM = 0.02
FEWEST = 8
HARSH = frozenset("blame contempt defence shutting_down demand mind_reading opinion_as_feeling".split())
SHOWN = [kind for kind, gate in gates().items() if gate.shown]


@cache
def texts() -> tuple[tuple[str, str | None], ...]:
    """Both twins of every second test pair, with what they answer."""
    half = pairs()[::2]
    yes = [(pair["yes"], pair.get("to")) for pair in half]
    return (*yes, *((pair["no"], pair.get("to_no", pair.get("to"))) for pair in half))


@pytest.mark.parametrize("name", SWAPS)
def test_what_is_said_does_not_hang_on(name: str) -> None:
    changed = [(words, new, to) for words, to in texts() if (new := SWAPS[name](words)) != words]
    flips = [new for words, new, to in changed if kinds_in(words, to) != kinds_in(new, to)]
    assert len(changed) > 20
    assert len(flips) <= FLIPS.get(name, AIM) * len(changed) + 2, flips[:3]


def harsh_and_found() -> list[tuple[str, str]]:
    """(kind, words) of the harsh twins that the coach marks as they are."""
    own = [pair for pair in pairs() if pair["kind"] in HARSH & set(SHOWN)]
    return [(pair["kind"], pair["yes"]) for pair in own if pair["kind"] in kinds_in(pair["yes"], None)]


@pytest.mark.parametrize("kinder", [praised, softened])
def test_a_kind_word_beside_it_does_not_wash_a_harsh_one_clean(kinder) -> None:
    found = harsh_and_found()
    still = [words for kind, words in found if HARSH & kinds_in(kinder(words), None)]
    assert len(found) >= FEWEST and len(still) >= 0.75 * len(found)


def test_advice_behind_the_words_of_a_listener_is_not_listening() -> None:
    own = [pair for pair in pairs() if pair["kind"] == "advice"]
    stems = [(f"It sounds like {pair['yes'][:1].lower()}{pair['yes'][1:]}", pair["to"]) for pair in own]
    taken = [words for words, to in stems if "says_back" in kinds_in(words, to)]
    assert len(taken) <= 0.05 * len(own)


@pytest.mark.parametrize("kind", [kind for kind in SHOWN if kind in HARSH])
def test_without_the_words_that_give_it_away_it_is_not_wrong_more_often(kind: str) -> None:
    """Silence is allowed; a wrong mark is not. The words that make "I feel that" what it is are not hidden."""
    own = [pair for pair in pairs() if pair["kind"] == kind]
    right = sum(kind in kinds_in(masked(pair["yes"]), None) for pair in own)
    wrong = sum(kind in kinds_in(masked(pair["no"]), None) for pair in own)
    assert wrong <= max(2, 0.2 * (right + wrong))


def test_an_insult_in_a_foreign_mouth_is_still_quoted() -> None:
    quoted = 'My boss said "you are useless" in front of everyone, and I felt so small.'
    assert not HARSH & {note.kind for note in read(quoted).notes}
