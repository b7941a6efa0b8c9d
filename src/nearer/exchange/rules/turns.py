"""Turns: one holds the floor; the other says back; the speaker confirms; then swap.

What is said is read like what is given. The script's chain decides whose turn it is, and never lets
two have it; a pause that both accepted stops everybody.
"""

from nearer.programme.schema import Move

from ..state import Shown, State, View
from . import given


def theirs(state: State, move: Move, me: str, round: int) -> View:
    said = state.seal(move.id, state.other(me), round)
    return Shown() if said is not None and said.aloud else given.theirs(state, move, me, round)


def may_write(state: State, move: Move, me: str) -> str:
    return "" if state.paused_until else given.may_write(state, move, me)


def may_take_back(state: State, move: Move, me: str) -> bool:
    mine = state.seal(move.id, me)
    return mine is not None and not mine.aloud
