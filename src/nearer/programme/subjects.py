"""What cards are about, in families: people set their own pace for a family, and close a subject."""

from pathlib import Path
from typing import get_args

from .faults import Fault
from .schema import Id, Sentence, Strict, Topic
from .tables import FaultIds, Reading

FAULT_IDS = FaultIds(unreadable="C080", field="C081", twice="C082", missing="C083")
FILE = "subjects.toml"


class Family(Strict):
    """Subjects that are about equally near to somebody."""

    id: Id
    says: Sentence


class Subject(Strict):
    """One subject of cards: its id is a card's topic."""

    id: Topic
    says: Sentence
    family: Id


def load_subjects(root: Path, faults: list[Fault]) -> tuple[dict[str, Subject], dict[str, Family]]:
    """Subjects and families by id. What is wrong is added to `faults`."""
    reading = Reading(root / FILE, root, FAULT_IDS, faults)
    tables = reading.tables(["families", "subjects"])
    families = {one.id: one for one in reading.models(Family, tables["families"], "families")}
    subjects = reading.models(Subject, tables["subjects"], "subjects")
    reading.once([one.id for one in subjects])
    reading.needed(get_args(Topic), [one.id for one in subjects])
    for one in subjects:
        if one.family not in families:
            reading.fault(FAULT_IDS.field, f"{one.id}.family", f"no family is called {one.family}")
    return {one.id: one for one in subjects}, families
