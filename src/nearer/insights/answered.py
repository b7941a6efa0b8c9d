"""One time that somebody answered questions about themselves, as it is once opened. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

FULL, WEEKLY = "full", "weekly"
UNFIT = "unfit"
"""The mark of a question that does not fit this week. A question that was skipped has no mark at all."""

Answers = dict[str, int | str]


@dataclass
class Answered:
    """One check-in, opened. `answers`: question -> 0 to 10, or UNFIT. A draft is not done."""

    id: str
    kind: str
    day: str
    answers: Answers = field(default_factory=dict, repr=False)
    revisions: dict[str, int] = field(default_factory=dict)
    done: bool = False
    begun: str = ""  # the day on which it was begun: it decides the order of the questions

    @property
    def on(self) -> date:
        return date.fromisoformat(self.day)

    def number(self, question: str) -> int | None:
        """What was answered; None for skipped, or not fitting."""
        given = self.answers.get(question)
        return given if isinstance(given, int) else None


def done(answered: Sequence[Answered], kind: str) -> list[Answered]:
    return [one for one in answered if one.kind == kind and one.done]


def draft(answered: Sequence[Answered], kind: str) -> Answered | None:
    """What was begun and waits to be finished."""
    return next((one for one in answered if one.kind == kind and not one.done), None)


def under_way(answered: Sequence[Answered], kind: str, today: date) -> Answered | None:
    """A draft, or what was finished today and may still be changed."""
    return draft(answered, kind) or next((one for one in done(answered, kind) if one.on == today), None)
