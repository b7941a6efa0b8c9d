"""Topics for a longer talk, and the questions about two people in a film (evidence.md S5)."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from .faults import Fault
from .schema import Choice, Id, Sentence, Strict
from .tables import FaultIds, Reading

FAULT_IDS = FaultIds(unreadable="C070", field="C071", twice="C072", missing="C073")
TOO_LONG = "C074"
FILE = "decks.toml"
NEEDED = ("film",)
LONGEST_TOPIC = 12


class Deck(Strict):
    """Topics to pick from, or questions to go through in order. Both people choose an opt-in before it is dealt."""

    id: Id
    title: Sentence
    kind: Literal["topics", "questions"]
    optin: Literal["none", "touch", "sex", "faith", "politics", "grief"]
    topics: list[Choice] = Field(min_length=1)

    def choices(self) -> list[tuple[str, str]]:
        """Id and words of every topic, in the order of the file."""
        return [(topic.id, topic.says) for topic in self.topics]


def load_decks(root: Path, faults: list[Fault]) -> dict[str, Deck]:
    """Every deck under `root` by id. What is wrong is added to `faults`."""
    reading = Reading(root / FILE, root, FAULT_IDS, faults)
    decks = reading.models(Deck, reading.tables(["decks"])["decks"], "decks")
    reading.once([deck.id for deck in decks])
    reading.once([topic.id for deck in decks for topic in deck.topics])
    for deck in decks:
        for topic in deck.topics:
            if len(topic.says.split()) > LONGEST_TOPIC:
                reading.fault(TOO_LONG, f"{deck.id}.{topic.id}", f"more than {LONGEST_TOPIC} words")
    found = {deck.id: deck for deck in decks}
    reading.needed(NEEDED, found)
    return found


def open_to(decks: dict[str, Deck], optins: frozenset[str] = frozenset()) -> list[Deck]:
    """The topic decks for two people who both chose these opt-ins, in the order of the file."""
    return [deck for deck in decks.values() if deck.kind == "topics" and deck.optin in {"none", *optins}]
