"""Turns said aloud on one device that goes from hand to hand: the engine of two devices, over taps.

Pure. A tap says who made which move and what was chosen where the course hangs on it. Words are never
among them: whoever is not signed in has no vault here, so nothing they say can be kept for them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from typing import Any

from nearer.programme.schema import AField, Exercise, Move

from .rules import WRITE, Act, done, may_do
from .state import Place, Seal, State

MIDDAY = time(12, tzinfo=UTC)


@dataclass(frozen=True)
class Tap:
    """One press. Without a move: this player took the device."""

    move: str
    player: int
    chosen: Mapping[str, str] = field(default_factory=dict, hash=False)

    def kept(self) -> list[Any]:
        """As JSON holds it; `taps` is the way back."""
        return [self.move, self.player, dict(self.chosen)]


@dataclass(frozen=True)
class Turn:
    """What is said aloud next, by whom; `ends` is the choice at its end, None where it is only said."""

    player: int
    move: Move
    round: int
    most: int
    ends: AField | None = None

    def tap(self, choice: str) -> Tap | None:
        """The tap that ends this turn; None when `choice` is not one that can."""
        if self.ends is None:
            return None if choice else Tap(self.move.id, self.player)
        known = choice in {one.id for one in self.ends.choices}
        return Tap(self.move.id, self.player, {self.ends.id: choice}) if known else None


def taps(kept: Iterable[Any]) -> list[Tap]:
    """Out of what `Tap.kept` made."""
    return [Tap(move, player, chosen) for move, player, chosen in kept]


def holder_of(said: list[Tap]) -> int | None:
    """Who has the device in hand."""
    return said[-1].player if said else None


def after(state: State, said: Iterable[Tap]) -> State:
    """The state as if each tap were a turn that was written and given. A tap that cannot be ends the walk."""
    for tap in said:
        if tap.move:
            person = state.people[tap.player]
            if Act(WRITE, tap.move) not in may_do(state, person):
                break
            place = (tap.move, person, state.round(state.script.move(tap.move)))
            state = replace(state, seals={**state.seals, place: Seal(released=True, facts=tap.chosen, aloud=True)})
    return state


def next_turn(state: State) -> Turn | None:
    """The one turn that somebody can take now; the script's chain never gives it to two."""
    for player, person in enumerate(state.people):
        for act in may_do(state, person):
            move = state.script.move(act.move)
            if act.kind == WRITE and move.rule == "turns":
                return _turn(state, move, player)
    return None


def talked_over(state: State) -> list[Move]:
    """What comes before the first turn, or what a turn waits on, that two people in one room simply talk over.

    It steers nothing and proves nothing.
    """
    script, turns = state.script, turns_of(state.script)
    before = script.places[turns[0].id] if turns else 0
    open_first = {move.id for move in script.moves[:before] if move.rule in ("given", "mutual")}
    names = open_first | {name for turn in turns for name in turn.after}
    steering = {move for move, _ in script.telling} | set(script.landed.when)
    return [move for move in script.moves if move.id in names - steering and _is_open_talk(state, move)]


def in_one_room(state: State) -> State:
    """The state as two people have it who have talked over what turns wait on."""
    said = {(move.id, who, 1): Seal(released=True, aloud=True) for move in talked_over(state) for who in state.people}
    return replace(state, seals={**said, **state.seals})


def spent(state: State) -> bool:
    """Whether all tries of a round have been used without a yes."""
    return any(state.spent(move) for move in turns_of(state.script))


def turns_of(script: Exercise) -> list[Move]:
    return [move for move in script.moves if move.rule == "turns"]


def can_land(state: State) -> bool:
    """Whether turns alone are still missing, and each of them ends with one choice or none."""
    script = state.script
    missing = [move for name in script.landed.when if not done(state, move := script.move(name))]
    steers = [_steering(script, turn) for turn in turns_of(script)]
    simple = all(len(fields) <= 1 and all(one.kind == "choice" for one in fields) for fields in steers)
    return simple and bool(missing) and all(move.rule == "turns" for move in missing)


def all_said(state: State, day: date) -> dict[Place, Seal]:
    """Every turn, as made aloud on that day: there is nothing of it to read or to take back."""
    at = datetime.combine(day, MIDDAY)
    said = [*turns_of(state.script), *(move for move in talked_over(state) if move.rule == "given")]
    return {
        (move.id, person, 1): Seal(released=True, facts=_yes(move), at=at, aloud=True)
        for move in said
        for person in state.players(move)
    }


def _is_open_talk(state: State, move: Move) -> bool:
    """Private, given or opened together, for both; and not written by both already."""
    kind = move.rule in ("private", "given", "mutual") and move.by == "each"
    return kind and not all(state.ever(move, person) for person in state.people)


def _turn(state: State, move: Move, player: int) -> Turn:
    last = state.script.rounds_of(move)
    most = last.again.most if last is not None and last.again is not None else 1
    steering = _steering(state.script, move)
    return Turn(player, move, state.round(move), most, steering[0] if steering else None)


def _steering(script: Exercise, turn: Move) -> list[AField]:
    """The fields of a turn that the course hangs on."""
    return [one for one in turn.fields if (turn.id, one.id) in script.telling]


def _yes(move: Move) -> dict[str, str]:
    return {move.again.field: move.again.until[0]} if move.again else {}
