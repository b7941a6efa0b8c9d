"""Pairs that nothing was trained on: what is shown is right, cheats are not, and a kind below its gate says nothing.

The pairs were written by a language model that had seen neither rules nor training pairs. docs/coach.md has every
figure; here stand floors, a little below what was seen.
"""

import json
import re
from collections import Counter, defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from nearer.coach import read
from nearer.coach.decision import gates

PAIRS = Path(__file__).resolve().parents[4] / "training" / "coach" / "pairs"
RIGHT, FEWEST = 0.85, 8  # of what is shown; below so many shown, a share says nothing
CHEATS = 0.15
NEAR = 0.6  # of a text's runs of three words
Pair = dict[str, Any]
KEYWORDS = re.compile(r"\b(always|never|should|i feel|pathetic|sorry|whatever|at least|why)\b", re.IGNORECASE)


@cache
def pairs() -> list[Pair]:
    files = sorted(PAIRS.glob("test-*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines() if line]


@cache
def kinds_in(words: str, to: str | None) -> frozenset[str]:
    return frozenset(note.kind for note in read(words, to).notes)


def by_kind() -> dict[str, list[Pair]]:
    found = defaultdict(list)
    for pair in pairs():
        found[pair["kind"]].append(pair)
    return found


def told(pair: Pair) -> tuple[bool, bool]:
    """Whether the kind is shown for the twin that is it, and for the one that is not."""
    yes = kinds_in(pair["yes"], pair.get("to"))
    no = kinds_in(pair["no"], pair.get("to_no", pair.get("to")))
    return pair["kind"] in yes, pair["kind"] in no


def test_there_are_pairs_of_many_kinds() -> None:
    assert len(pairs()) >= 100 and len(by_kind()) >= 7


@pytest.mark.parametrize("kind", [kind for kind, gate in gates().items() if gate.shown])
def test_what_is_shown_is_right(kind: str) -> None:
    found = [told(pair) for pair in by_kind().get(kind, [])]
    right, wrong = sum(yes for yes, _ in found), sum(no for _, no in found)
    assert right + wrong < FEWEST or right >= RIGHT * (right + wrong), f"{right} right, {wrong} wrong"


@pytest.mark.parametrize("kind", [kind for kind, gate in gates().items() if not gate.shown])
def test_a_kind_that_has_not_reached_its_gate_says_nothing(kind: str) -> None:
    assert not any(kind in kinds_in(pair["yes"], pair.get("to")) for pair in pairs())


def test_the_pairs_cannot_be_passed_by_cheating() -> None:
    """Longer is worse, and the obvious words: each solves few pairs, or the pairs are too easy."""
    solved = {"words": 0, "longer": 0}
    for pair in pairs():
        solved["words"] += bool(KEYWORDS.search(pair["yes"])) and not KEYWORDS.search(pair["no"])
        solved["longer"] += len(pair["yes"]) > 1.3 * len(pair["no"])
    assert {name: count for name, count in solved.items() if count > CHEATS * len(pairs())} == {}


def runs_of(words: str) -> set[tuple[str, ...]]:
    """Every three words in a row."""
    said = re.findall(r"[a-z']+", words.lower())
    return {tuple(said[at : at + 3]) for at in range(len(said) - 2)}


def test_no_test_pair_is_nearly_a_training_pair() -> None:
    """None shares most of its runs of three words with one text that was trained or calibrated on."""
    holders = defaultdict(list)
    for file in (*PAIRS.glob("train-*.jsonl"), *PAIRS.glob("held-*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            for text in {(pair := json.loads(line))["yes"], pair["no"]}:
                for run in runs_of(text):
                    holders[run].append(text)
    for pair in pairs():
        for text in (pair["yes"], pair["no"]):
            runs = runs_of(text)
            shared = Counter(held for run in runs for held in holders.get(run, ()))
            alike = [held for held, count in shared.items() if count > NEAR * len(runs) and len(runs) > 3]
            assert not alike, (pair["id"], text, alike)
