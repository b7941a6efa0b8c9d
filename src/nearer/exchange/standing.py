"""Where an exchange stands for one person: the one thing that the page says before anything else."""

from dataclasses import dataclass
from datetime import date, datetime

from nearer.programme.schema import Move

from .rules import REWRITE, SIGN, WRITE, Act, landed, may_do, reached, theirs, waits_until_day
from .state import Hidden, State

CLOSED, LANDED, PAUSED, SPENT, COOLING, INVITED = "closed", "landed", "paused", "spent", "cooling", "invited"
YOURS, DATED, RESTED, KEPT, THEIRS = "yours", "dated", "rested", "kept", "theirs"


@dataclass(frozen=True)
class Standing:
    """`kind` is a key into gates.STANDINGS; `until` a moment or a day that belongs to it."""

    kind: str
    until: datetime | date | None = None


def standing(state: State, me: str) -> Standing:
    """Decided from my own part of the state alone wherever the other's must not show."""
    if state.closed:
        return Standing(CLOSED)
    if state.paused_until:
        return Standing(PAUSED, state.paused_until)
    acts = {act for act in may_do(state, me) if not _is_extra(state, act.move, act.kind)}
    if _invited(state, me):
        return Standing(INVITED)
    if any(act.kind in (WRITE, SIGN) for act in acts):
        return Standing(YOURS)
    cooling = [until for move in _own(state, me) if (until := _cooling(state, move, me))]
    if cooling:
        return Standing(COOLING, min(cooling))
    if landed(state, me):
        return Standing(LANDED)
    if any(state.spent(move) for move in state.script.moves):
        return Standing(SPENT)
    due = [day for move in _own(state, me) if (day := _dated(state, move, me))]
    if due:
        return Standing(DATED, min(due))
    if state.over:
        return Standing(RESTED)
    kept = any(act.kind == REWRITE and state.script.move(act.move).rule != "private" for act in acts)
    return Standing(KEPT if kept else THEIRS)


def holder(state: State) -> str | None:
    """Who has the floor: the one person with a turn to take; None when nobody has."""
    for person in state.people:
        for act in may_do(state, person):
            if act.kind == WRITE and state.script.move(act.move).rule == "turns":
                return person
    return None


def _own(state: State, me: str) -> list[Move]:
    return [move for move in state.script.moves if state.plays(move, me) and not state.stands(move.id, me)]


def _is_kept(state: State, act: Act) -> bool:
    """Whether words of mine wait, unread, for the other's. A page of my own waits for nobody."""
    return act.kind == REWRITE and state.script.move(act.move).rule in ("mutual", "matched")


def _is_extra(state: State, name: str, kind: str) -> bool:
    """A pause, a change to what is in force, a first word when all is said: never what a page waits for."""
    move = state.script.move(name)
    if move.optional:
        return True
    if move.rule == "agreement":
        return kind == WRITE and (move.pauses or state.version(move) > 0)
    opens_nothing = not (move.answers or move.after or move.on) and name not in state.script.landed.when
    return opens_nothing and kind == WRITE and landed(state)


def _invited(state: State, me: str) -> bool:
    waiting = [move for move in state.script.moves if move.shown_if and theirs(state, move, me) == Hidden("invited")]
    return any(not state.stands(move.shown_if.move, me) for move in waiting if move.shown_if)


def _cooling(state: State, move: Move, me: str) -> datetime | None:
    return state.cools_until(move) if reached(state, move, me) else None


def _dated(state: State, move: Move, me: str) -> date | None:
    return state.due(move) if reached(state, move, me) and waits_until_day(state, move) else None
