"""What a content file may say. Anything else in it is a fault.

The exercise language is docs/exercises.md; tags follow evidence.md's content standard.
"""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Sentence = Annotated[str, StringConstraints(min_length=1, max_length=600, strip_whitespace=True)]
Row = Annotated[str, StringConstraints(pattern=r"^(S([1-9]|10)|B([1-9]|10)|O[1-7])$")]
Outcome = Annotated[str, StringConstraints(pattern=r"^O[1-7]$")]
Topic = Literal[
    "daily", "past", "values", "family", "body", "money", "work", "friends", "faith", "future", "conflict",
    "play", "touch", "sexuality", "ideas", "thanks",
]  # fmt: skip
Avoid = Literal["new_parent", "bereaved", "quarrel", "affair", "unsafe", "fear"]
RuleName = Literal["private", "given", "mutual", "matched", "agreement", "turns"]
Kind = Literal[
    "words", "line", "slider", "choice", "several", "date", "time",
    "feelings", "sort", "topic", "marks", "pick", "photo",
]  # fmt: skip


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Tags(Strict):
    """What every prompt says of itself (evidence.md section 5)."""

    outcomes: list[Outcome] = Field(min_length=1)
    serves: list[Row] = Field(min_length=1)
    topic: list[Topic] = Field(min_length=1)
    depth: int = Field(ge=1, le=5)
    minutes: Literal[2, 5, 10, 25, 45]
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


class Choice(Strict):
    """One thing to choose. The id is what is kept and what conditions name."""

    id: Id
    says: Sentence


class Condition(Strict):
    """Something that was chosen: `{ move = "ask", field = "how", is = ["listen"] }`, or `above = 6` for a slider."""

    move: Id
    field: Id
    is_: list[Id] = Field(default=[], alias="is")
    above: int | None = None

    def holds(self, value: object) -> bool:
        if self.above is not None:
            return isinstance(value, int) and value > self.above
        return value in self.is_


class Dated(Strict):
    """A day to look back on: so many days after a move, or the day that a field of it names."""

    after: Id
    days: int = Field(default=0, ge=0, le=400)
    field: Id | None = None


class Again(Strict):
    """Rounds: from `to` up to this move is done again until `field` has one of `until`, at most `most` times."""

    to: Id
    field: Id
    until: list[Id] = Field(min_length=1)
    most: int = Field(ge=2, le=5)


class AField(Strict):
    """One thing to fill in at a move.

    `of` names where choices come from: a feelings list, a card sort, a topic deck, a matched move to
    pick from. `starts` fills in my own words from `move.field`, to be changed before they go anywhere.
    `begins` is put in front of what is typed, and words that hold a phrase of `without` come back.
    """

    id: Id
    kind: Kind
    label: Sentence
    hint: str = ""
    required: bool = False
    words: int = Field(default=0, ge=0)
    low: int = 0
    high: int = 10
    choices: list[Choice] = []
    of: Id | None = None
    starts: str = ""
    begins: str = ""
    without: list[Sentence] = []


class Move(Strict):
    """One step of the script: who writes what, and who reads it when. docs/exercises.md has every field."""

    id: Id
    by: Id
    rule: RuleName
    ask: Sentence
    says: str = ""  # what the page says beside it: what is kept, who sees it, what comes next
    answers: Id | None = None
    after: list[Id] = []
    with_: Id | None = Field(default=None, alias="with")
    only_if: Condition | None = None
    shown_if: Condition | None = None
    cool_if: Condition | None = None
    again: Again | None = None
    on: Dated | None = None
    most: int = Field(default=3, ge=1, le=6)  # matched: how many of what both want appear
    aloud: bool = False
    optional: bool = False  # nothing waits for it, and no page asks for it
    pauses: bool = False
    plans: bool = False
    drill: int = Field(default=0, ge=0)  # which of the dealt lines stands above it, from 1; drills: private alone
    withdraw: bool = False  # mutual: may be taken back after it has opened; then neither reads the other's
    fields: list[AField] = Field(min_length=1)

    @property
    def takes_photo(self) -> bool:
        return any(field.kind == "photo" for field in self.fields)

    def field(self, field_id: str) -> AField:
        """Raises KeyError."""
        for field in self.fields:
            if field.id == field_id:
                return field
        raise KeyError(field_id)


class Deal(Strict):
    """What is drawn once for both when a run begins."""

    kind: Literal["ideas", "cards", "topics", "subjects", "slots", "drills", "questions"]
    count: int = Field(ge=1, le=21)
    depth: int = Field(default=0, ge=0, le=5)  # of cards; 0: as deep as is fine with both


class Variant(Strict):
    """The same exercise for other people and places."""

    id: Literal["together", "apart", "long-distance", "low-energy", "quiet", "on-paper"]
    says: Sentence


class Evidence(Strict):
    strength: Literal["strong", "some", "early", "practice wisdom"]
    cite: str
    doi: str
    n: int = Field(ge=0)
    note: Sentence


class Landed(Strict):
    """What counts as done: evidence from the exercise itself, never a tick."""

    when: list[Id] = Field(min_length=1)
    says: Sentence


class Exercise(Tags):
    """A script of moves for one or two people."""

    id: Id
    revision: int = Field(ge=1)
    title: Sentence
    summary: Sentence
    people: Literal[1, 2]
    roles: list[Id] = Field(min_length=1, max_length=2)
    role_names: list[Sentence] = []  # what a person reads before choosing who goes first
    roll: bool = False  # who goes first is drawn
    rest: bool = False  # its words can be put to rest, for good
    not_when: list[Avoid]
    evidence: Evidence
    deals: list[Deal] = []
    variants: list[Variant] = []
    moves: list[Move] = Field(min_length=1)
    landed: Landed

    def move(self, move_id: str) -> Move:
        """Raises KeyError."""
        return self._by_id[move_id]

    def partner_of(self, move: Move) -> str | None:
        """The move whose words open together with this one's; None where nothing opens together."""
        if move.rule != "mutual":
            return None
        if move.with_:
            return move.with_
        return next((one.id for one in self.moves if one.with_ == move.id), move.id)

    def group(self, move: Move) -> str:
        """The name under which a pair of moves opens: its first move."""
        other = self.partner_of(move) or move.id
        return min(move.id, other, key=self.places.__getitem__)

    def rounds_of(self, move: Move) -> Move | None:
        """The move that ends the rounds in which this move is made; None outside rounds."""
        return self._rounds.get(move.id)

    @cached_property
    def _rounds(self) -> dict[str, Move]:
        """Each move inside rounds, and the move that ends them."""
        found: dict[str, Move] = {}
        for last in self.moves:
            if last.again:
                inside = self.moves[self.places[last.again.to] : self.places[last.id] + 1]
                found |= {move.id: last for move in inside}
        return found

    @cached_property
    def once(self) -> frozenset[str]:
        """The moves that are made in one round only."""
        return frozenset(
            move.id
            for move in self.moves
            if move.rule != "agreement" and move.id not in self._rounds and not self._looks_back(move)
        )

    def _looks_back(self, move: Move) -> bool:
        """Whether this is looked at anew with each version of an agreement. What both keep is kept once."""
        return move.rule == "private" and move.on is not None and self.move(move.on.after).rule == "agreement"

    @cached_property
    def places(self) -> dict[str, int]:
        return {move.id: number for number, move in enumerate(self.moves)}

    @cached_property
    def _by_id(self) -> dict[str, Move]:
        return {move.id: move for move in self.moves}

    @cached_property
    def telling(self) -> frozenset[tuple[str, str]]:
        """The choices, numbers and days that the course of the exercise hangs on. Never words."""
        found: set[tuple[str, str]] = set()
        for move in self.moves:
            conditions = (move.only_if, move.shown_if, move.cool_if)
            found |= {(one.move, one.field) for one in conditions if one}
            found |= {(move.id, move.again.field)} if move.again else set()
            found |= {(move.on.after, move.on.field or "")} if move.on else set()
            found |= {(move.id, field.id) for field in move.fields if move.pauses and field.kind == "time"}
        return frozenset(found)
