"""What a rule may look at. Seals, never words: a rule cannot leak what it does not hold."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from nearer.programme.schema import Exercise, Move

EACH = "each"
MORNING = time(6)
Place = tuple[str, str, int]  # move, person, round
Fact = str | int | date | time


@dataclass(frozen=True)
class Seal:
    """A part as far as rules may know of it.

    `stands` – it was not taken back. `released` – a grant lets the other's vault open it. `facts` –
    what was chosen in it, for those fields that the script's course hangs on, and only where the
    person who looks may read the part. `at` – when it was written, under the same condition.
    `aloud` – it was said on one device: nothing was written, so there is nothing to read or take back.
    """

    stands: bool = True
    released: bool = False
    facts: Mapping[str, Fact] = field(default_factory=dict, hash=False)
    at: datetime | None = None
    aloud: bool = False


@dataclass(frozen=True)
class Shown:
    """The other's part may be opened for this person now."""


@dataclass(frozen=True)
class Hidden:
    """It may not. `reason` is itself told to the person, so it is a disclosure too: gates.GATES."""

    reason: str


View = Shown | Hidden


@dataclass(frozen=True)
class State:
    """One exchange at one moment, as one person may know it. `people`: who goes first comes first."""

    script: Exercise
    people: tuple[str, ...]
    seals: Mapping[Place, Seal]
    now: datetime
    zone: str = "UTC"
    opens: Mapping[str, datetime] = field(default_factory=dict)  # by group: set once both have answered
    pressed: frozenset[tuple[str, str]] = frozenset()  # (group, person) who pressed "open together now"
    matched: frozenset[str] = frozenset()  # matched moves whose common yes has been found
    signed: frozenset[Place] = frozenset()  # (agreement, who signed, version); writing a version signs it
    ended: frozenset[tuple[str, int]] = frozenset()  # versions of agreements that somebody ended
    over: bool = False  # seven days without a word
    closed: bool = False  # somebody left the space

    def other(self, me: str) -> str | None:
        return next((person for person in self.people if person != me), None)

    def plays(self, move: Move, person: str | None) -> bool:
        """Whether this move is this person's to make."""
        if person not in self.people:
            return False
        if move.by == EACH:
            return True
        role = self.script.roles.index(move.by)
        return role < len(self.people) and self.people[role] == person

    def players(self, move: Move) -> list[str]:
        return [person for person in self.people if self.plays(move, person)]

    # rounds

    def round(self, move: Move) -> int:
        """Which round of this move is being made now, from 1.

        An agreement counts its versions, and a look back at one has a round for each version in force.
        """
        if move.id in self.script.once:
            return 1
        if move.rule == "agreement":
            return max(self.version(move), 1)
        if move.on is not None and move.rule == "private":
            return max(self.in_force(self.script.move(move.on.after)), 1)
        last = self.script.rounds_of(move)
        if last is None or last.again is None:
            return 1
        return min(self._turned_down(last) + 1, last.again.most)

    def spent(self, move: Move) -> bool:
        """Whether the rounds this move stands in have all been used without a yes."""
        last = self.script.rounds_of(move)
        return last is not None and last.again is not None and self._turned_down(last) >= last.again.most

    def _turned_down(self, last: Move) -> int:
        return sum(1 for seal in self._standing(last) if not self._is_yes(last, seal))

    def said_yes(self, last: Move) -> bool:
        """Whether the move that ends the rounds has ended them."""
        return any(self._is_yes(last, seal) for seal in self._standing(last))

    def _is_yes(self, last: Move, seal: Seal) -> bool:
        assert last.again is not None
        return seal.facts.get(last.again.field) in last.again.until

    def _standing(self, move: Move) -> Iterator[Seal]:
        return (seal for (name, _, _), seal in self.seals.items() if name == move.id and seal.stands)

    # single parts

    def seal(self, move: str, person: str | None, round: int = 0) -> Seal | None:
        """A part that stands; of the current round unless one is named."""
        at = round or self.round(self.script.move(move))
        found = self.seals.get((move, person or "", at))
        return found if found is not None and found.stands else None

    def stands(self, move: str, person: str | None, round: int = 0) -> bool:
        """Whether this person's words at this move are there and not taken back."""
        return self.seal(move, person, round) is not None

    def ever(self, move: Move, person: str) -> bool:
        """Whether this person's words stand in any round."""
        return any(self.stands(move.id, person, number) for number in range(1, self.round(move) + 1))

    def released(self, move: str, person: str | None, round: int = 0) -> bool:
        found = self.seal(move, person, round)
        return found is not None and found.released

    def fact(self, move: Move, name: str) -> Fact | None:
        """What was chosen at a move, as far as the person who looks may know."""
        if move.rule == "agreement":
            version = self.in_force(move)
            return self._fact_of(move, name, version) if version else None
        return self._fact_of(move, name, self.round(move))

    def _fact_of(self, move: Move, name: str, round: int) -> Fact | None:
        for person in self.players(move):
            found = self.seal(move.id, person, round)
            if found is not None and name in found.facts:
                return found.facts[name]
        return None

    def written_at(self, move: Move) -> datetime | None:
        """When a move was last made, as far as the person who looks may know."""
        moments = [seal.at for seal in self._standing(move) if seal.at is not None]
        return max(moments) if moments else None

    # agreements

    def version(self, move: Move) -> int:
        """The newest version of an agreement that stands; 0 before the first."""
        standing = [at for (name, _, at), seal in self.seals.items() if name == move.id and seal.stands]
        return max(standing, default=0)

    def author(self, move: Move, version: int) -> str | None:
        return next((person for person in self.people if self.stands(move.id, person, version)), None)

    def has_signed(self, move: Move, person: str, version: int) -> bool:
        return (move.id, person, version) in self.signed

    def in_force(self, move: Move) -> int:
        """The version that both have signed and nobody has ended; 0 for none."""
        both = [
            version
            for version in range(1, self.version(move) + 1)
            if self.author(move, version) and all(self.has_signed(move, person, version) for person in self.people)
        ]
        newest = max(both, default=0)
        return 0 if (move.id, newest) in self.ended else newest

    # time

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def opened(self, group: str) -> bool:
        """Whether the hour has come, or both said: together, now."""
        opens = self.opens.get(group)
        if opens is None:
            return False
        return self.now >= opens or all((group, person) in self.pressed for person in self.people)

    def morning_after(self, moment: datetime) -> datetime:
        """Six o'clock on the next day, on the space's own clock."""
        zone = ZoneInfo(self.zone)
        following = moment.astimezone(zone).date() + timedelta(days=1)
        return datetime.combine(following, MORNING, zone).astimezone(UTC)

    def due(self, move: Move) -> date | None:
        """The day from which a move that looks back can be made; None while that is not known."""
        if move.on is None:
            return None
        target = self.script.move(move.on.after)
        if move.on.field is not None:
            named = self.fact(target, move.on.field)
            return named + timedelta(days=move.on.days) if isinstance(named, date) else None
        written = self.written_at(target)
        return written.astimezone(ZoneInfo(self.zone)).date() + timedelta(days=move.on.days) if written else None

    def cools_until(self, move: Move) -> datetime | None:
        """Until when something written in heat waits; None when nothing has to."""
        if move.cool_if is None:
            return None
        hot = self.script.move(move.cool_if.move)
        value = self.fact(hot, move.cool_if.field)
        written = self.written_at(hot)
        if value is None or written is None or not move.cool_if.holds(value):
            return None
        until = self.morning_after(written)
        return until if self.now < until else None

    @property
    def paused_until(self) -> datetime | None:
        """When they both said they would go on; None while nothing is paused."""
        for move in self.script.moves:
            version = self.in_force(move) if move.pauses else 0
            if version:
                until = self.pause_end(move, version)
                if until and self.now < until:
                    return until
        return None

    def pause_end(self, move: Move, version: int) -> datetime | None:
        """Until when this version of a pause would hold; None while I may not know."""
        at = next((value for field_, value in self._facts(move, version) if isinstance(value, time)), None)
        written = next((seal.at for seal in self._of_version(move, version) if seal.at), None)
        if at is None or written is None:
            return None
        zone = ZoneInfo(self.zone)
        begun = written.astimezone(zone)
        until = datetime.combine(begun.date(), at, zone)
        return until if until > begun else until + timedelta(days=1)

    def _of_version(self, move: Move, version: int) -> Iterator[Seal]:
        return (seal for person in self.people if (seal := self.seal(move.id, person, version)))

    def _facts(self, move: Move, version: int) -> Iterator[tuple[str, Fact]]:
        return ((name, value) for seal in self._of_version(move, version) for name, value in seal.facts.items())
