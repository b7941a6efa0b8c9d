"""Given: the other reads from the moment it is given; the author can take it back."""

from nearer.programme.schema import Move

from ..state import Hidden, Shown, State, View


def theirs(state: State, move: Move, me: str) -> View:
    return Shown() if state.released(move.id, state.other(me)) else Hidden("nothing-yet")


def may_write(state: State, move: Move, me: str) -> str:
    return "" if state.stands(move.id, me) else "write"


def may_take_back(state: State, move: Move, me: str) -> bool:
    return True
