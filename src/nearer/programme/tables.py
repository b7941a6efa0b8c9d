"""Reading a content file that holds lists of records: strictly, with every fault collected."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from .faults import Fault, short

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class FaultIds:
    """The ids under which one kind of content reports its faults (docs/exercises.md)."""

    unreadable: str
    field: str
    twice: str
    missing: str


@dataclass(frozen=True)
class Reading:
    """One file being read. Faults go into the caller's list; nothing is raised."""

    path: Path
    root: Path
    ids: FaultIds
    faults: list[Fault]

    @property
    def file(self) -> str:
        return short(self.path, self.root)

    def fault(self, id: str, field: str, message: str) -> None:
        self.faults.append(Fault(id, self.file, field, message))

    def tables(self, names: Collection[str]) -> dict[str, list[Any]]:
        """The lists of records of these names. An absent or empty list is a fault and comes back empty."""
        try:
            data = tomllib.loads(self.path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
            self.fault(self.ids.unreadable, "file", f"cannot be read: {error}")
            return {name: [] for name in names}
        for extra in sorted(data.keys() - set(names)):
            self.fault(self.ids.field, extra, "unknown field")
        return {name: self._table(data, name) for name in names}

    def _table(self, data: dict[str, Any], name: str) -> list[Any]:
        records = data.get(name)
        if isinstance(records, list) and records:
            return records
        self.fault(self.ids.field, name, f"a list of [[{name}]] is missing")
        return []

    def models(self, kind: type[Model], records: list[Any], name: str) -> list[Model]:
        """The records that are as they should be; a fault with its field for each that is not."""
        made = [self._model(kind, record, f"{name}[{number}].") for number, record in enumerate(records, 1)]
        return [model for model in made if model is not None]

    def _model(self, kind: type[Model], record: Any, prefix: str) -> Model | None:
        try:
            return kind.model_validate(record)
        except ValidationError as error:
            for found in error.errors(include_url=False, include_input=False):
                self.fault(self.ids.field, prefix + ".".join(str(part) for part in found["loc"]), found["msg"])
            return None

    def once(self, ids: Collection[str], where: str = "") -> None:
        """A fault for every id that stands there more than once."""
        seen: set[str] = set()
        for id in ids:
            if id in seen:
                self.fault(self.ids.twice, where + id, "this id is used twice")
            seen.add(id)

    def needed(self, wanted: Collection[str], found: Collection[str]) -> None:
        """A fault for every id that pages of the product ask for by name and that is not there."""
        for id in wanted:
            if id not in found:
                self.fault(self.ids.missing, id, "this must exist")
