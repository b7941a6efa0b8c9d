"""Reading the content files: strictly, once, and with every fault reported together."""

import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from nearer.kit.paths import content_root

from .decks import Deck, load_decks
from .drills import Drill, load_drills
from .faults import Fault, Faults, short
from .feelings import Feelings, load_feelings
from .ideas import Idea, load_ideas, newest
from .lessons import Lesson, load_lessons
from .measures import Measures, load_measures
from .notes import Encouragement, load_notes
from .rows import Row, load_rows
from .schema import Card, Exercise
from .scripts import script_faults
from .sorts import Sort, load_sorts
from .subjects import Family, Subject, load_subjects
from .weeks import Week, load_weeks

Model = TypeVar("Model", bound=BaseModel)
Versions = dict[str, dict[int, Any]]
BUILT_IN = ("card", "page")  # scripts that pages of the product run by name


@dataclass(frozen=True)
class Programme:
    """All content of one language. Every revision stays, so an old answer keeps its wording."""

    exercises: Mapping[str, Mapping[int, Exercise]]
    cards: Mapping[str, Mapping[int, Card]]
    ideas: Mapping[str, Mapping[int, Idea]] = field(default_factory=dict)
    feelings: Feelings = field(default_factory=Feelings)
    sorts: Mapping[str, Sort] = field(default_factory=dict)
    decks: Mapping[str, Deck] = field(default_factory=dict)
    lessons: Mapping[str, Mapping[int, Lesson]] = field(default_factory=dict)
    rows: Mapping[str, Row] = field(default_factory=dict)
    subjects: Mapping[str, Subject] = field(default_factory=dict)
    families: Mapping[str, Family] = field(default_factory=dict)
    weeks: Mapping[int, Week] = field(default_factory=dict)
    alone: Sequence[Week] = ()
    notes: Sequence[Encouragement] = ()
    drills: Mapping[str, Drill] = field(default_factory=dict)
    measures: Measures = field(default_factory=Measures)

    def exercise(self, id: str, revision: int | None = None) -> Exercise:
        """An exercise at a revision, or as it is now. Raises KeyError."""
        return _version(self.exercises[id], revision)

    def card(self, id: str, revision: int | None = None) -> Card:
        """A card at a revision, or as it is now. Raises KeyError."""
        return _version(self.cards[id], revision)

    def idea(self, id: str, revision: int | None = None) -> Idea:
        """An idea at a revision, or as it is now. Raises KeyError."""
        return _version(self.ideas[id], revision)

    def topic(self, id: str) -> str:
        """What a topic of a deck says. Raises KeyError."""
        return self._topics[id]

    @cached_property
    def _topics(self) -> dict[str, str]:
        return {topic.id: topic.says for deck in self.decks.values() for topic in deck.topics}

    def all_ideas(self) -> list[Idea]:
        return newest(self.ideas)

    def all_cards(self) -> list[Card]:
        return [self.card(id) for id in self.cards]

    @cached_property
    def landing_in_private(self) -> list[str]:
        """Exercises whose evidence is looked at alone. Their row would tell one when the other has looked."""
        return [id for id, versions in self.exercises.items() if any(map(_lands_in_private, versions.values()))]

    def all_exercises(self) -> list[Exercise]:
        return [self.exercise(id) for id in self.exercises]


@cache
def programme(language: str = "en") -> Programme:
    """The content as shipped. Raises Faults."""
    return load(content_root() / language)


def load(root: Path) -> Programme:
    """The content under `root`. Raises Faults with everything that is wrong in it."""
    faults: list[Fault] = []
    exercises: Versions = {}
    cards: Versions = {}
    scripts: list[tuple[str, Exercise]] = []
    for file, data in _files(root / "exercises", root, faults):
        exercise = _model(Exercise, data, file, "", faults)
        if exercise is not None:
            faults += [Fault(fault_id, file, field, message) for fault_id, field, message in script_faults(exercise)]
            _add(exercises, exercise, file, faults)
            scripts.append((file, exercise))
    for file, data in _files(root / "cards", root, faults):
        for number, record in enumerate(_records(data, file, faults), 1):
            card = _model(Card, record, file, f"cards[{number}].", faults)
            if card is not None:
                _add(cards, card, file, faults)
    ideas, feelings = load_ideas(root, faults), load_feelings(root, faults)
    sorts, decks = load_sorts(root, faults), load_decks(root, faults)
    faults += [fault for file, script in scripts for fault in _sort_faults(script, file, sorts)]
    lessons, rows = load_lessons(root, faults), load_rows(root, faults)
    subjects, families = load_subjects(root, faults)
    weeks, alone = load_weeks(root, faults)
    notes = load_notes(root, faults)
    measures = load_measures(root, faults)
    deals = [deal for _, script in scripts for deal in script.deals]
    drills = load_drills(root, faults, max([1, *(deal.count for deal in deals if deal.kind == "drills")]))
    for needed in BUILT_IN:
        if needed not in exercises:
            faults.append(Fault("C006", "exercises", needed, "this exercise must exist"))
    if not cards:
        faults.append(Fault("C006", "cards", "cards", "there is no card"))
    if faults:
        raise Faults(faults)
    lists = (ideas, feelings, sorts, decks, lessons, rows, subjects, families, weeks, alone, notes, drills)
    return Programme(exercises, cards, *lists, measures)


def _files(folder: Path, root: Path, faults: list[Fault]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path in sorted(folder.glob("*.toml")):
        try:
            yield short(path, root), tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            faults.append(Fault("C001", short(path, root), "file", f"cannot be read: {error}"))


def _records(data: dict[str, Any], file: str, faults: list[Fault]) -> list[Any]:
    extra = sorted(set(data) - {"cards"})
    faults += [Fault("C002", file, name, "unknown field") for name in extra]
    records = data.get("cards")
    if not isinstance(records, list):
        faults.append(Fault("C002", file, "cards", "a list of [[cards]] is missing"))
        return []
    return records


def _model(kind: type[Model], data: Any, file: str, prefix: str, faults: list[Fault]) -> Model | None:
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        for found in error.errors(include_url=False, include_input=False):
            field = prefix + ".".join(str(part) for part in found["loc"])
            faults.append(Fault("C002", file, field, found["msg"]))
        return None


def _sort_faults(script: Exercise, file: str, sorts: Collection[str]) -> Iterator[Fault]:
    """What only shows once all files are read: a card sort that nobody wrote."""
    for number, move in enumerate(script.moves):
        for one in move.fields:
            if one.kind == "sort" and one.of and one.of not in sorts:
                where = f"moves.{number}.fields.{one.id}.of"
                yield Fault("C075", file, where, f"no sort in sorts.toml is called {one.of}")


def _add(versions: Versions, model: Any, file: str, faults: list[Fault]) -> None:
    known = versions.setdefault(model.id, {})
    if model.revision in known:
        faults.append(Fault("C003", file, model.id, f"revision {model.revision} is defined twice"))
    known[model.revision] = model


def _lands_in_private(script: Exercise) -> bool:
    return any(script.move(name).rule == "private" for name in script.landed.when)


def _version(known: Mapping[int, Model], revision: int | None) -> Model:
    return known[max(known) if revision is None else revision]
