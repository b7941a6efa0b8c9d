"""Measures where rules and network together are right nine times in ten, and writes `gates.toml` for the coach.

    python -m training.coach.gates --held-out f0.json [--write src/nearer/coach/gates.toml]

Only pairs are used that the network which scored them had not seen (`ship.py` leaves that file). A kind is shown
when one way of deciding reaches the precision over all texts whose label is known; the test pairs have no say here.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path

from nearer.coach.answers import reply_notes
from nearer.coach.coverage import coverage
from nearer.coach.structure import draft_notes

from .data import DRAFT_KINDS, REPLY_KINDS, Example, load_pairs
from .train import held_files, pair_files

PRECISION, FEWEST = 0.91, 12  # above the nine in ten that are promised: writers one has not met are a little harder
Row = tuple[bool, float, bool]
Bound = tuple[float, float, float]


def proposed_kinds(example: Example) -> set[str]:
    """The kinds that any rule proposes for a text."""
    notes = list(draft_notes(example.text))
    if example.to is not None:
        notes += reply_notes(example.text, coverage(example.text, example.to))
    return {note.kind for note in notes}


def lowest_bound(rows: Iterable[Row], wanted: int) -> Bound | None:
    """(bound, precision, share found): the lowest score from which the rows are right often enough, or None."""
    best, right = None, 0
    for count, (_, score, true) in enumerate(sorted(rows, key=lambda row: -row[1]), start=1):
        right += true
        if count >= FEWEST and right / count >= PRECISION:
            best = (score, right / count, right / max(1, wanted))
    return best


def gate_of(rows: list[Row]) -> dict[str, object]:
    """The gate of one kind from (a rule proposed it, score, truth) of every text with a known label."""
    wanted = sum(true for _, _, true in rows)
    ruled = [row for row in rows if row[0]]
    right = sum(true for _, _, true in ruled)
    rule = len(ruled) >= FEWEST and right / len(ruled) >= PRECISION
    both, alone = lowest_bound(ruled, wanted), lowest_bound(rows, wanted)
    gate: dict[str, object] = {"shown": bool(rule or both or alone)}
    gate |= {"network": round(both[0], 4)} if both else {}
    gate |= {"alone": round(alone[0], 4)} if alone else {}
    return gate | ({"rule": True} if rule else {})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", type=Path, required=True)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args()
    scores = json.loads(options.held_out.read_text(encoding="utf-8"))
    pairs = [e for e in load_pairs(pair_files() + held_files()) if e.twin in scores]
    proposed = {e.twin: proposed_kinds(e) for e in pairs}
    lines = []
    for kind in (*DRAFT_KINDS, *REPLY_KINDS):
        rows = [(kind in proposed[e.twin], scores[e.twin].get(kind, 0.0), e.labels[kind] > 0.5)
                for e in pairs if kind in e.labels]  # fmt: skip
        if rows:
            gate = gate_of(rows)
            lines += [f"[{kind}]", *(f"{name} = {json.dumps(value)}" for name, value in gate.items()), ""]
            ruled = [true for rule, _, true in rows if rule]
            print(f"{kind:20s} {gate}  rule alone: {sum(ruled)}/{len(ruled)} right of {sum(r[2] for r in rows)}")
    if options.write:
        options.write.write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
