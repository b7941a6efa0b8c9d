"""What the course of an exercise may hang on: choices, numbers and days out of a part. Never words.

Beside the fields of its move, a part holds when it was written and under which rule. No field can be called so.
"""

from datetime import date, datetime, time
from typing import Any

from nearer.programme.schema import AField, Move
from nearer.vault import Words

from .state import Fact

WRITTEN, RULE = "_at", "_rule"
WRITTEN_BEFORE = "at"  # in parts of 0.1


def written_at(move: Move, words: Words) -> datetime | None:
    """When these words were written; None when they do not say."""
    known = words.fields.get(WRITTEN)
    if known is None and not any(one.id == WRITTEN_BEFORE for one in move.fields):
        known = words.fields.get(WRITTEN_BEFORE)
    try:
        return datetime.fromisoformat(known) if known else None
    except (TypeError, ValueError):
        return None


def fact(field: AField, value: Any) -> Fact | None:
    """The value of one field, if it is of a kind that a rule may know, and whole."""
    try:
        if field.kind == "choice":
            return value if value in {choice.id for choice in field.choices} else None
        if field.kind == "slider":
            return int(value)
        if field.kind == "date":
            return date.fromisoformat(value)
        if field.kind == "time":
            return time.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return None
