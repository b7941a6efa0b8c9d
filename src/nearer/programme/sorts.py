"""Cards that one person puts into piles, alone: own lines (evidence.md S8) and what something meant (S1)."""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import Field

from .faults import Fault
from .schema import Choice, Id, Sentence, Strict
from .tables import FaultIds, Reading

FAULT_IDS = FaultIds(unreadable="C065", field="C066", twice="C067", missing="C068")
WATCHING = "C069"
FILE = "sorts.toml"
NEEDED = ("lines", "meaning")

# Threat: a card about passwords or whereabouts makes handing them over look like closeness.
WATCHES = re.compile(r"\b(passwords?|passcodes?|log-?ins?|pin|locations?|whereabouts|track\w*|where i am)\b", re.I)


class Sort(Strict):
    """One set of cards and the piles they go into."""

    id: Id
    title: Sentence
    piles: list[Choice] = Field(min_length=2)
    cards: list[Choice] = Field(min_length=2)

    def pile(self, id: str) -> str:
        """The name of a pile. Raises KeyError."""
        return {pile.id: pile.says for pile in self.piles}[id]

    def card(self, id: str) -> str:
        """The words of a card. Raises KeyError."""
        return {card.id: card.says for card in self.cards}[id]


def load_sorts(root: Path, faults: list[Fault]) -> dict[str, Sort]:
    """Every card sort under `root` by id. What is wrong is added to `faults`."""
    reading = Reading(root / FILE, root, FAULT_IDS, faults)
    sorts = reading.models(Sort, reading.tables(["sorts"])["sorts"], "sorts")
    reading.once([sort.id for sort in sorts])
    for sort in sorts:
        reading.once([pile.id for pile in sort.piles], f"{sort.id}.piles.")
        reading.once([card.id for card in sort.cards], f"{sort.id}.cards.")
        for field in _watching(sort):
            reading.fault(WATCHING, field, "passwords and whereabouts are never items")
    found = {sort.id: sort for sort in sorts}
    reading.needed(NEEDED, found)
    return found


def _watching(sort: Sort) -> Iterator[str]:
    for name, choices in (("piles", sort.piles), ("cards", sort.cards)):
        yield from (f"{sort.id}.{name}.{choice.id}" for choice in choices if WATCHES.search(choice.says))
