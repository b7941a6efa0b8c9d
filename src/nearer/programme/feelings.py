"""Words for feelings, and what the body or the weather can say instead for whom words are hard (evidence.md S3)."""

from pathlib import Path

from pydantic import Field

from .faults import Fault
from .schema import Choice, Id, Sentence, Strict
from .tables import FaultIds, Reading

FAULT_IDS = FaultIds(unreadable="C060", field="C061", twice="C062", missing="C063")
UNKNOWN_FAMILY = "C064"
FILE = "feelings.toml"
TABLES = ("families", "feelings", "body", "colours")
KINDS = ("word", "body", "colour")  # what `of` of a feelings field may name


class Feeling(Strict):
    """One feeling word and the family it stands in."""

    id: Id
    family: Id
    word: Sentence


class Feelings(Strict):
    """All three ways to name a feeling. No id stands twice, so a kept answer needs only its id."""

    families: list[Choice] = Field(default=[])
    feelings: list[Feeling] = Field(default=[])
    body: list[Choice] = Field(default=[])
    colours: list[Choice] = Field(default=[])

    def choices(self, kind: str) -> list[tuple[str, str]]:
        """Id and words of every "word", "body" or "colour", in the order of the file. Raises KeyError."""
        return {
            "word": [(feeling.id, feeling.word) for feeling in self.feelings],
            "body": [(choice.id, choice.says) for choice in self.body],
            "colour": [(choice.id, choice.says) for choice in self.colours],
        }[kind]

    def by_family(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The feeling words, grouped under the name of their family."""
        return [
            (family.says, [(feeling.id, feeling.word) for feeling in self.feelings if feeling.family == family.id])
            for family in self.families
        ]

    def says(self, id: str) -> str:
        """The words that were chosen. Raises KeyError."""
        return dict([pair for kind in KINDS for pair in self.choices(kind)])[id]


def load_feelings(root: Path, faults: list[Fault]) -> Feelings:
    """The lists under `root`. What is wrong is added to `faults`."""
    reading = Reading(root / FILE, root, FAULT_IDS, faults)
    tables = reading.tables(TABLES)
    families = reading.models(Choice, tables["families"], "families")
    feelings = reading.models(Feeling, tables["feelings"], "feelings")
    body = reading.models(Choice, tables["body"], "body")
    colours = reading.models(Choice, tables["colours"], "colours")
    reading.once([family.id for family in families], "families.")
    reading.once([*(feeling.id for feeling in feelings), *(choice.id for choice in (*body, *colours))])
    known = {family.id for family in families}
    for feeling in feelings:
        if feeling.family not in known:
            reading.fault(UNKNOWN_FAMILY, f"{feeling.id}.family", "this family does not exist")
    for empty in sorted(known - {feeling.family for feeling in feelings}):
        reading.fault(FAULT_IDS.missing, f"families.{empty}", "a family without a word")
    return Feelings(families=families, feelings=feelings, body=body, colours=colours)
