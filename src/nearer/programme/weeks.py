"""The order in which the programme is offered: eight weeks for two, and a way for somebody who is here alone."""

from pathlib import Path

from pydantic import Field

from .faults import Fault
from .schema import Row, Sentence, Strict
from .tables import FaultIds, Reading

FILE = "arc.toml"
FAULT_IDS = FaultIds(unreadable="C090", field="C091", twice="C092", missing="C093")
WEEKS = range(9)  # week 0 is what comes before


class Week(Strict):
    """What one week is about, and the rows it offers."""

    number: int = Field(ge=0, le=8)
    title: Sentence
    says: Sentence
    rows: list[Row] = Field(min_length=1)


def load_weeks(root: Path, faults: list[Fault]) -> tuple[dict[int, Week], list[Week]]:
    """The weeks by number, and the way alone. What is wrong is added to `faults`."""
    reading = Reading(root / FILE, root, FAULT_IDS, faults)
    tables = reading.tables(["weeks", "alone"])
    weeks, alone = (reading.models(Week, tables[name], name) for name in ("weeks", "alone"))
    for name, found in (("weeks", weeks), ("alone", alone)):
        reading.once([str(week.number) for week in found], f"{name}.")
    reading.needed([str(number) for number in WEEKS], [str(week.number) for week in weeks])
    return {week.number: week for week in weeks}, sorted(alone, key=lambda week: week.number)
