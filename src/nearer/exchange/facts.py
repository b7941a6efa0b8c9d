"""What the course of an exercise may hang on: choices, numbers and days out of a part. Never words."""

from datetime import date, time
from typing import Any

from nearer.programme.schema import AField

from .state import Fact


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
