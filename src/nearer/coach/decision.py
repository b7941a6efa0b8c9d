"""Three outcomes for each kind: yes, no, not sure. Only a yes is ever shown, and only of kinds above their gate.

Rules say where and why; the network says how likely, from 0 to 1 as calibrated. For what hurts when it is said
wrongly, both must agree. `gates.toml` holds what was measured (training/coach/evaluate.py writes it): a kind that did
not reach its precision stays silent, and docs/coach.md lists it.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from .reading import DRAFT, REPLY, Note

GATES = Path(__file__).parent / "gates.toml"
_OPENS = re.compile(r"\W*(?:(?:in|at|on|by|with) )?(?:what|which|who|how|when|where)\b[^.!?]*\?\s*$", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|your|yours|yourself|ur)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Gate:
    """`shown`: whether the kind reached its gate. `network`: from where the network agrees; `alone`: from where the
    network may say it without a rule; `rule`: whether a rule may say it without the network."""

    shown: bool = False
    network: float = 1.1
    alone: float = 1.1
    rule: bool = False


@cache
def gates(path: Path = GATES) -> Mapping[str, Gate]:
    found = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return {kind: Gate(**found.get(kind, {})) for kind in (*DRAFT, *REPLY)}


def decide(proposed: Sequence[Note], scores: Mapping[str, float], words: str, known: Mapping[str, Gate]) -> list[Note]:
    """What is said, in the order of the words, each span once. Silent where rule and network do not agree."""
    said: list[Note] = []
    for kind, gate in known.items():
        if not gate.shown:
            continue
        score, spans = scores.get(kind, 0.0), [note for note in proposed if note.kind == kind]
        if spans and (gate.rule or score >= gate.network):
            said += [replace(note, sure=max(score, note.sure) if gate.rule else score) for note in _apart(spans)]
        elif not spans and score >= gate.alone and _can_be_meant(kind, words):
            start = len(words) - len(words.lstrip())
            said.append(Note(kind, start, len(words.rstrip()), score, WHY[kind]))
    return sorted(said, key=lambda note: (note.start, note.end, note.kind))


def _can_be_meant(kind: str, words: str) -> bool:
    """Whether `words` can be of a kind that no rule proposed: an open question charges nobody, and a charge that says
    what somebody does or wants says "you". The network alone finds both in plain sentences about people."""
    if not words.strip() or (kind in ("blame", "contempt", "mind_reading") and _OPENS.match(words)):
        return False
    return kind not in ("blame", "mind_reading") or bool(_YOU.search(words))


def _apart(spans: Sequence[Note]) -> list[Note]:
    """Spans of one kind that do not lie in each other; the surer one stays."""
    kept: list[Note] = []
    for note in sorted(spans, key=lambda one: (-one.sure, one.start)):
        if all(note.end <= one.start or one.end <= note.start for one in kept):
            kept.append(note)
    return kept


WHY = {
    "blame": "charge", "contempt": "scorn", "defence": "counter", "shutting_down": "no-return", "demand": "order",
    "mind_reading": "knows-mind", "opinion_as_feeling": "feel-that", "feeling": "feeling", "request": "request",
    "ownership": "ownership", "their_side": "their-side", "thanks": "thanks", "says_back": "says-back",
    "names_feeling": "names-feeling", "makes_sense": "makes-sense", "open_question": "open-question",
    "advice": "advice", "judging": "judging", "turns_to_self": "turns-to-self", "minimising": "minimising",
    "changes_subject": "changes-subject",
}  # fmt: skip
