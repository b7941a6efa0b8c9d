"""The 27 rows of the programme: ten steps, ten ways over obstacles, seven outcomes."""

from pathlib import Path
from typing import Literal

from .faults import Fault
from .schema import Row as RowId
from .schema import Sentence, Strict
from .tables import FaultIds, Reading

FAULT_IDS = FaultIds(unreadable="C040", field="C041", twice="C042", missing="C043")
WRONG_KIND = "C044"
FILE = "programme.toml"
KINDS = {"S": "step", "B": "way", "O": "outcome"}
ROWS = (*(f"S{n}" for n in range(1, 11)), *(f"B{n}" for n in range(1, 11)), *(f"O{n}" for n in range(1, 8)))


class Row(Strict):
    """One row: what it asks of a couple, its name in Nearer, and when it has landed."""

    id: RowId
    kind: Literal["step", "way", "outcome"]
    title: Sentence
    exercise_name: Sentence
    asks: Sentence
    works_when: Sentence


def load_rows(root: Path, faults: list[Fault]) -> dict[str, Row]:
    """Every row under `root` by id, in the programme's own order. What is wrong is added to `faults`."""
    reading = Reading(root / FILE, root, FAULT_IDS, faults)
    rows = reading.models(Row, reading.tables(["rows"])["rows"], "rows")
    reading.once([row.id for row in rows])
    for row in rows:
        if row.kind != KINDS[row.id[0]]:
            reading.fault(WRONG_KIND, f"{row.id}.kind", f"a row of {row.id[0]} is of kind {KINDS[row.id[0]]}")
    found = {row.id: row for row in rows}
    reading.needed(ROWS, found)
    return {id: found[id] for id in ROWS if id in found}
