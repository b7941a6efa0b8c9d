"""What people answer about themselves: seven outcomes, four questions each, and one a week each."""

from pathlib import Path

from pydantic import Field

from .faults import Fault
from .schema import Outcome, Sentence, Strict
from .tables import FaultIds, Reading

FAULT_IDS = FaultIds(unreadable="C100", field="C101", twice="C102", missing="C103")
FILE = "measures.toml"
OUTCOMES = tuple(f"O{number}" for number in range(1, 8))
EACH = 4
NEVER_BESIDE = ("O2", "O6", "O7")
LOWEST, HIGHEST = 0, 10


class OutcomeName(Strict):
    """One outcome in everyday words."""

    id: Outcome
    says: Sentence


class Question(Strict):
    """One question about oneself, answered from 0 to 10 or left out."""

    id: str = Field(pattern=r"^o[1-7][a-dw]$")
    outcome: Outcome
    revision: int = Field(default=1, ge=1)
    text: Sentence
    turned: bool = False
    help_from: int | None = Field(default=None, ge=LOWEST, le=HIGHEST)


class Measures(Strict):
    """All of it. `full` is asked each season, `weekly` each week."""

    outcomes: dict[str, OutcomeName] = {}
    full: tuple[Question, ...] = ()
    weekly: tuple[Question, ...] = ()

    def of(self, kind: str) -> tuple[Question, ...]:
        return self.full if kind == "full" else self.weekly

    @property
    def beside(self) -> list[Question]:
        """What two may lay side by side: never how safe, how glad or how lasting it is for one of them."""
        return [one for one in self.full if one.outcome not in NEVER_BESIDE]

    def question(self, id: str) -> Question:
        """Raises KeyError."""
        for one in (*self.full, *self.weekly):
            if one.id == id:
                return one
        raise KeyError(id)


def load_measures(root: Path, faults: list[Fault]) -> Measures:
    """What is wrong is added to `faults`."""
    reading = Reading(root / FILE, root, FAULT_IDS, faults)
    tables = reading.tables(["outcomes", "full", "weekly"])
    outcomes = reading.models(OutcomeName, tables["outcomes"], "outcomes")
    full, weekly = (reading.models(Question, tables[name], name) for name in ("full", "weekly"))
    reading.once([one.id for one in outcomes])
    reading.once([one.id for one in (*full, *weekly)])
    for outcome in OUTCOMES:
        reading.needed([outcome], [one.id for one in outcomes])
        asked = [one for one in full if one.outcome == outcome]
        if len(asked) != EACH or sum(one.turned for one in asked) != 1:
            reading.fault(FAULT_IDS.missing, outcome, "has four questions, and one of them is turned")
        if [one.outcome for one in weekly].count(outcome) != 1:
            reading.fault(FAULT_IDS.missing, outcome, "has one question a week")
    return Measures(outcomes={one.id: one for one in outcomes}, full=tuple(full), weekly=tuple(weekly))
