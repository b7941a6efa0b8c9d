"""Faults in content: all of them at once, each with an id, a file, a field and a sentence."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """One thing wrong. Ids never change meaning: docs/exercises.md lists them."""

    id: str
    file: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.id} {self.file}: {self.field}: {self.message}"


class Faults(Exception):
    """Content that the program refuses to start on."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults in the content")
        self.faults = faults


def short(path: Path, root: Path) -> str:
    """A file's name as a writer knows it."""
    return path.relative_to(root.parent).as_posix() if path.is_relative_to(root.parent) else path.name
