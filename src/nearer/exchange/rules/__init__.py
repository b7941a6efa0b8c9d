"""The reveal rules, and the two questions that the engine answers from script and rows alone.

`may_see`: what of the other's is open to me at each move. `may_do`: what I may do now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from nearer.programme.schema import Move

from ..state import Hidden, Shown, State, View
from . import given, mutual, private

RULES: dict[str, ModuleType] = {"private": private, "given": given, "mutual": mutual}
WRITE, REWRITE, TAKE_BACK, OPEN_NOW = "write", "rewrite", "take-back", "open-now"


@dataclass(frozen=True)
class Act:
    """Something this person may do now."""

    kind: str
    move: str = ""


def theirs(state: State, move: Move, me: str) -> View:
    """What of the other's part at this move is open to me."""
    other = state.other(me)
    if other is not None and not state.plays(move, other):
        return Hidden("nobody")
    rule: Callable[[State, Move, str], View] = RULES[move.rule].theirs
    return rule(state, move, me)


def may_see(state: State, me: str) -> dict[str, View]:
    """For each move, whether the other's part is open to me."""
    return {move.id: theirs(state, move, me) for move in state.script.moves}


def may_do(state: State, me: str) -> list[Act]:
    """Everything I may do now. Leaving and passing are not listed: they are always allowed."""
    return [act for move in state.script.moves if state.plays(move, me) for act in _acts(state, move, me)]


def allowed(state: State, me: str, act: Act) -> bool:
    return act in may_do(state, me)


def landed(state: State) -> bool:
    """Whether everyone whose move it is has made the landing move."""
    move = state.script.move(state.script.landed.when)
    players = [person for person in state.people if state.plays(move, person)]
    return bool(players) and all(state.stands(move.id, person) for person in players)


def _acts(state: State, move: Move, me: str) -> list[Act]:
    acts = []
    if _its_turn(state, move, me):
        verdict = RULES[move.rule].may_write(state, move, me)
        if verdict:
            acts.append(Act(verdict, move.id))
    if state.stands(move.id, me) and RULES[move.rule].may_take_back(state, move, me):
        acts.append(Act(TAKE_BACK, move.id))
    if move.rule == "mutual" and mutual.may_open_now(state, move, me):
        acts.append(Act(OPEN_NOW, move.id))
    return acts


def _its_turn(state: State, move: Move, me: str) -> bool:
    if state.closed:
        return False
    return move.answers is None or isinstance(theirs(state, state.script.move(move.answers), me), Shown)
