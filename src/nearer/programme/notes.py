"""Short notes to a person about what they themselves did."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from .faults import Fault
from .schema import Id, Row, Sentence, Strict
from .tables import FaultIds, Reading

FAULT_IDS = FaultIds(unreadable="C094", field="C095", twice="C096", missing="C097")
FILE = "notes.toml"


class Encouragement(Strict):
    """One note, and what has to be true for it. `count` for what is counted, `row` for what has landed."""

    id: Id
    when: Literal["opened", "returned", "passed", "lowered", "raised", "rated", "week", "landed"]
    count: int = Field(default=1, ge=1, le=1000)
    row: Row | None = None
    says: Sentence


def load_notes(root: Path, faults: list[Fault]) -> list[Encouragement]:
    """Every note, in the order of the file. What is wrong is added to `faults`."""
    reading = Reading(root / FILE, root, FAULT_IDS, faults)
    notes = reading.models(Encouragement, reading.tables(["notes"])["notes"], "notes")
    reading.once([note.id for note in notes])
    for note in notes:
        if (note.when == "landed") != (note.row is not None):
            reading.fault(FAULT_IDS.field, f"{note.id}.row", "a row goes with landed, and only with it")
    return notes
