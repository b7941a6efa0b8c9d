"""`nearer programme`: the 27 rows, and what the content holds for each of them."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

from nearer.programme.faults import Faults
from nearer.programme.lessons import Lesson
from nearer.programme.rows import Row
from nearer.programme.schema import Card, Exercise


class Content(Protocol):
    """As much of the programme as a listing needs."""

    @property
    def rows(self) -> Mapping[str, Row]: ...
    @property
    def lessons(self) -> Mapping[str, Mapping[int, Lesson]]: ...
    def all_exercises(self) -> Sequence[Exercise]: ...
    def all_cards(self) -> Sequence[Card]: ...


@dataclass(frozen=True)
class Named:
    """Something with an id and a title. `landed` says when an exercise is done; a lesson has none."""

    id: str
    title: str
    landed: str = ""


@dataclass(frozen=True)
class Held:
    """One row and everything that serves it."""

    id: str
    kind: str
    title: str
    exercise_name: str
    asks: str
    works_when: str
    lesson: Named | None
    exercises: list[Named]
    cards: int


def programme(as_json: bool = False) -> int:
    """Print the listing; the faults and 1 where the content has any."""
    from nearer.programme import loader

    try:
        content = loader.programme()
    except Faults as found:
        print("\n".join([f"{found}:", *(f"  {fault}" for fault in found.faults)]), file=sys.stderr)
        return 1
    print(listing(content, as_json))
    return 0


def listing(content: Content, as_json: bool) -> str:
    """All rows with their lesson, exercises and number of cards, for reading or as JSON."""
    held = [_held(content, row) for row in content.rows.values()]
    if as_json:
        return json.dumps({"rows": [_plain(row) for row in held]}, ensure_ascii=False, indent=2)
    return "\n\n".join(_says(row) for row in held)


def _held(content: Content, row: Row) -> Held:
    newest = [revisions[max(revisions)] for revisions in content.lessons.values()]
    lesson = next((Named(one.id, one.title) for one in newest if one.row == row.id), None)
    serving = [Named(one.id, one.title, one.landed.says) for one in content.all_exercises() if row.id in one.serves]
    cards = sum(row.id in card.serves for card in content.all_cards())
    return Held(**row.model_dump(), lesson=lesson, exercises=serving, cards=cards)


def _plain(row: Held) -> dict[str, object]:
    lesson = row.lesson and {"id": row.lesson.id, "title": row.lesson.title}
    return {**asdict(row), "lesson": lesson}


def _says(row: Held) -> str:
    lines = [f"{row.id}  {row.title} · {row.exercise_name}", f"    asks      {row.asks}"]
    lines.append(f"    works     {row.works_when}")
    lines.append(f"    lesson    {f'{row.lesson.id}: {row.lesson.title}' if row.lesson else 'none yet'}")
    lines += [f"    exercise  {one.id}: {one.title}. Landed: {one.landed}" for one in row.exercises]
    if not row.exercises:
        lines.append("    exercise  none yet")
    return "\n".join([*lines, f"    cards     {row.cards}"])
