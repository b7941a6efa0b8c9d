"""What the coach found in somebody's words: spans with a reason each, never a score and never other words."""

from dataclasses import dataclass, field
from typing import Any

DRAFT = (
    "blame", "contempt", "defence", "shutting_down", "demand", "mind_reading", "opinion_as_feeling",
    "feeling", "request", "ownership", "their_side", "thanks",
)  # fmt: skip
HARSH = DRAFT[:7]
REPLY = (
    "says_back", "names_feeling", "makes_sense", "open_question",
    "advice", "judging", "turns_to_self", "minimising", "changes_subject",
)  # fmt: skip
PARTS = ("event", "feeling", "their_side", "request")
Span = tuple[int, int]


@dataclass(frozen=True)
class Note:
    """One thing that was noticed. `start` and `end` lie in the words; `why` is a key into reasons.REASONS."""

    kind: str
    start: int
    end: int
    sure: float
    why: str


@dataclass(frozen=True)
class Reading:
    """Everything found. `silent`: the words speak of fear or force, and nothing is said of their wording.

    `slots`: where event, feeling, their side and request stand, None for what is missing. `depth` 0 nothing
    personal, 1 facts, 2 thoughts, 3 feelings, 4 feelings and a need. `covered` and `missed`: spans in what was
    answered that the words took up, and did not.
    """

    notes: tuple[Note, ...] = ()
    slots: dict[str, Span | None] = field(default_factory=dict)
    depth: int = 0
    covered: tuple[Span, ...] = ()
    missed: tuple[Span, ...] = ()
    silent: bool = False

    def as_json(self) -> dict[str, Any]:
        notes = [
            {"kind": one.kind, "start": one.start, "end": one.end, "sure": round(one.sure, 3), "why": one.why}
            for one in self.notes
        ]
        spans = {"covered": list(map(list, self.covered)), "missed": list(map(list, self.missed))}
        slots = {name: list(span) if span else None for name, span in self.slots.items()}
        return {"notes": notes, "slots": slots, "depth": self.depth, **spans, "silent": self.silent}
