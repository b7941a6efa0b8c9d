"""What a rule may look at. Seals, never words: a rule cannot leak what it does not hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from nearer.programme.schema import Exercise, Move

EACH = "each"


@dataclass(frozen=True)
class Seal:
    """A part as far as rules may know of it.

    `stands` – it was not taken back. `released` – a grant lets the other's vault open it.
    """

    stands: bool = True
    released: bool = False


@dataclass(frozen=True)
class Shown:
    """The other's part may be opened for this person now."""


@dataclass(frozen=True)
class Hidden:
    """It may not. `reason` is itself told to the person, so it is a disclosure too: words.GATES."""

    reason: str


View = Shown | Hidden


@dataclass(frozen=True)
class State:
    """One exchange at one moment. `people`: whoever began comes first; one or two ids."""

    script: Exercise
    people: tuple[str, ...]
    seals: Mapping[tuple[str, str], Seal]  # (move, person)
    now: datetime
    opens: datetime | None = None  # set once, when both have answered the mutual move
    pressed: frozenset[str] = frozenset()  # who pressed "open together now"
    over: bool = False  # seven days without both answers
    closed: bool = False  # somebody left the space

    def other(self, me: str) -> str | None:
        return next((person for person in self.people if person != me), None)

    def plays(self, move: Move, person: str) -> bool:
        """Whether this move is this person's to make."""
        if move.by == EACH:
            return person in self.people
        role = self.script.roles.index(move.by)
        return role < len(self.people) and self.people[role] == person

    def stands(self, move: str, person: str | None) -> bool:
        """Whether this person's words at this move are there and not taken back."""
        seal = self.seals.get((move, person or ""))
        return seal is not None and seal.stands

    def released(self, move: str, person: str | None) -> bool:
        seal = self.seals.get((move, person or ""))
        return seal is not None and seal.stands and seal.released

    @property
    def opened(self) -> bool:
        """Whether the hour has come, or both said: together, now."""
        if self.opens is None:
            return False
        return self.now >= self.opens or set(self.people) <= self.pressed
