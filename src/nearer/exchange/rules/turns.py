"""Turns: one holds the floor; the other says back; the speaker confirms; then swap.

What is said is read like what is given. The script's chain decides whose turn it is, and never lets
two have it; a pause that both accepted stops everybody.
"""

from nearer.programme.schema import Move

from ..state import State, View
from . import given


def theirs(state: State, move: Move, me: str, round: int) -> View:
    return given.theirs(state, move, me, round)


def may_write(state: State, move: Move, me: str) -> str:
    return "" if state.paused_until else given.may_write(state, move, me)


def may_take_back(state: State, move: Move, me: str) -> bool:
    return given.may_take_back(state, move, me)
