"""Blind raters of the test pairs: who does not know what the writer meant says whether a text shows its kind.

    python -m training.coach.raters ask --out FOLDER        # batches to hand out, twins never told apart
    python -m training.coach.raters keep --answers A B      # answers, one file a rater, into pairs/ratings.jsonl
    python -m training.coach.raters show                    # agreement, and how many pairs are disputed

An answer file has lines `first-number letters`: y (shows it), n (does not) or u (cannot tell), ten items a line.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .measures import kappa

PAIRS = Path(__file__).parent / "pairs"
RATINGS = PAIRS / "ratings.jsonl"
BATCH = 100


class Item(NamedTuple):
    """One twin of a pair, as a rater gets it; `side` is what its writer meant."""

    id: str
    side: str
    kind: str
    text: str
    to: str | None


@cache
def items() -> list[Item]:
    """Both twins of every test pair in an order that tells nothing, the same on every machine."""
    found = []
    for file in sorted(PAIRS.glob("test-*.jsonl")):
        for pair in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            found.append(Item(pair["id"], "yes", pair["kind"], pair["yes"], pair.get("to")))
            found.append(Item(pair["id"], "no", pair["kind"], pair["no"], pair.get("to_no") or pair.get("to")))
    random.Random(20261123).shuffle(found)
    return found


def ask(folder: Path) -> None:
    lines = [
        f"{number} | {one.kind} | {f'[partner said: {one.to}] ' if one.to else ''}{one.text}\n"
        for number, one in enumerate(items())
    ]
    for start in range(0, len(lines), BATCH):
        (folder / f"batch{start // BATCH:02d}.txt").write_text("".join(lines[start : start + BATCH]), encoding="utf-8")


def keep(answers: list[Path]) -> None:
    """Raises ValueError where an answer is missing or is no answer."""
    raters = [_answers_in(file) for file in answers]
    kept: dict[str, dict[str, str]] = {}
    for number, one in enumerate(items()):
        kept.setdefault(one.id, {})[one.side] = "".join(rater[number] for rater in raters)
    lines = [json.dumps({"id": id, **sides}, sort_keys=True) + "\n" for id, sides in sorted(kept.items())]
    RATINGS.write_text("".join(lines), encoding="utf-8")


def _answers_in(file: Path) -> str:
    told: dict[int, str] = {}
    for start, letters in (line.split() for line in file.read_text().splitlines() if line.strip()):
        told |= {int(start) + at: letter for at, letter in enumerate(letters)}
    if sorted(told) != list(range(len(items()))) or set(told.values()) - set("ynu"):
        raise ValueError(f"{file.name}: {len(told)} answers to {len(items())} items")
    return "".join(told[number] for number in range(len(items())))


def ratings() -> Iterator[tuple[Item, str]]:
    """Each twin with its raters' letters."""
    told = {row["id"]: row for row in map(json.loads, RATINGS.read_text(encoding="utf-8").splitlines())}
    for one in items():
        yield one, told[one.id][one.side]


def disputed() -> set[str]:
    """Pairs of which every rater reads one twin otherwise than its writer meant it."""
    return {one.id for one, letters in ratings() if not set(letters) & {one.side[0], "u"}}


def show() -> None:
    rows = [(one.kind, one.side[0], *letters) for one, letters in ratings()]
    raters = range(2, len(rows[0]))
    for kind in ("all", *sorted({row[0] for row in rows})):
        own = [row for row in rows if kind in ("all", row[0])]
        pairs = [(1, at) for at in raters] + [(a, b) for a in raters for b in raters if a < b]
        cells = [f"{kappa([row[a] for row in own], [row[b] for row in own]):.2f}" for a, b in pairs]
        print(f"{kind:20s} {len(own):5d}  kappa, writer and each rater, then raters: {'  '.join(cells)}")
    print(f"disputed pairs: {len(disputed())}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("step", choices=("ask", "keep", "show"))
    parser.add_argument("--out", type=Path)
    parser.add_argument("--answers", type=Path, nargs="+")
    options = parser.parse_args()
    {"ask": lambda: ask(options.out), "keep": lambda: keep(options.answers), "show": show}[options.step]()


if __name__ == "__main__":
    main()
