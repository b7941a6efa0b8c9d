"""Blaming lines to practise on, each with one way to say it that asks for something (evidence.md B5)."""

from pathlib import Path
from typing import Literal

from .faults import Fault
from .schema import Id, Sentence, Strict
from .tables import FaultIds, Reading

FAULT_IDS = FaultIds(unreadable="C084", field="C085", twice="C086", missing="C087")
FILE = "drills.toml"


class Drill(Strict):
    """One line as it comes out in anger, and a model answer: event, feeling, need, request."""

    id: Id
    kind: Literal["always-never", "blame", "mind-reading", "demand", "sarcasm", "comparing"]
    line: Sentence
    model: Sentence


def load_drills(root: Path, faults: list[Fault], wanted: int = 1) -> dict[str, Drill]:
    """Every drill under `root` by id, at least as many as an exercise deals. What is wrong is added to `faults`."""
    reading = Reading(root / FILE, root, FAULT_IDS, faults)
    drills = reading.models(Drill, reading.tables(["drills"])["drills"], "drills")
    reading.once([drill.id for drill in drills])
    if len(drills) < wanted:
        reading.fault(FAULT_IDS.missing, "drills", f"an exercise deals {wanted} of them")
    return {drill.id: drill for drill in drills}
