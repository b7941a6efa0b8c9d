"""What a content file may say. Anything else in it is a fault.

The exercise language is docs/exercises.md; tags follow evidence.md's content standard.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=600, strip_whitespace=True)]
Row = Annotated[str, StringConstraints(pattern=r"^(S([1-9]|10)|B([1-9]|10)|O[1-7])$")]
Outcome = Annotated[str, StringConstraints(pattern=r"^O[1-7]$")]
Topic = Literal[
    "daily", "past", "values", "family", "body", "money", "work", "friends", "faith", "future", "conflict",
    "play", "touch", "sexuality",
]  # fmt: skip
Avoid = Literal["new_parent", "bereaved", "quarrel", "affair", "unsafe", "fear"]
RuleName = Literal["private", "given", "mutual"]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Tags(Strict):
    """What every prompt says of itself (evidence.md section 5)."""

    outcomes: list[Outcome] = Field(min_length=1)
    serves: list[Row] = Field(min_length=1)
    topic: list[Topic] = Field(min_length=1)
    depth: int = Field(ge=1, le=5)
    minutes: Literal[2, 5, 10, 25]
    place: Literal["together", "apart", "either"]
    energy: Literal["low", "mid", "high"]
    valence: Literal["light", "warm", "tender", "hard"]
    optin: Literal["none", "touch", "sex", "faith", "politics", "grief"]
    avoid_if: list[Avoid]
    author: Sentence
    reviewed_by: str
    reviewed_on: str
    licence: Literal["CC0-1.0"]


class Card(Tags):
    """One prompt. It runs the script of exercises/card.toml."""

    id: Id
    revision: int = Field(ge=1)
    text: Sentence
    mode: Literal["solo", "sealed", "floor", "talk"]
    follow_ups: list[Sentence] = Field(min_length=2, max_length=2)
    first: bool = False


class AField(Strict):
    """One thing to fill in at a move."""

    id: Id
    kind: Literal["words", "line", "slider", "choice"]
    label: Sentence
    hint: str = ""
    required: bool = False
    words: int = Field(default=0, ge=0)
    low: int = 0
    high: int = 10
    choices: list[Sentence] = []


class Move(Strict):
    """One step of the script: who writes what, and who reads it when."""

    id: Id
    by: Id
    rule: RuleName
    ask: Sentence
    answers: Id | None = None
    fields: list[AField] = Field(min_length=1)


class Evidence(Strict):
    strength: Literal["strong", "some", "early", "practice wisdom"]
    cite: str
    doi: str
    n: int = Field(ge=0)
    note: Sentence


class Landed(Strict):
    """What counts as done: evidence from the exercise itself, never a tick."""

    when: Id
    says: Sentence


class Exercise(Tags):
    """A script of moves for one or two people."""

    id: Id
    revision: int = Field(ge=1)
    title: Sentence
    summary: Sentence
    people: Literal[1, 2]
    roles: list[Id] = Field(min_length=1, max_length=2)
    not_when: list[Avoid]
    evidence: Evidence
    moves: list[Move] = Field(min_length=1)
    landed: Landed

    def move(self, move_id: str) -> Move:
        """Raises KeyError."""
        for move in self.moves:
            if move.id == move_id:
                return move
        raise KeyError(move_id)
