"""Mutual: neither reads the other's words until both have answered; then both, at the opening.

What does not open is "put away", in the same words whether it was passed, swapped, taken back or
never opened. That the other has answered is told only to somebody who has answered.
"""

from nearer.programme.schema import Move

from ..state import Hidden, Shown, State, View


def theirs(state: State, move: Move, me: str) -> View:
    if not state.stands(move.id, me):
        return Hidden("put-away" if _past(state) else "yours-first")
    if state.opens is None:
        return Hidden("put-away" if _past(state) else "kept")
    if not state.opened:
        return Hidden("put-away" if state.closed else "ready")
    other = state.other(me)
    if state.released(move.id, other):
        return Shown()
    return Hidden("nearly" if state.stands(move.id, other) and not state.closed else "put-away")


def may_write(state: State, move: Move, me: str) -> str:
    if _past(state) or state.opens is not None:
        return ""  # once both have answered, neither changes what the other's visit may already rely on
    return "rewrite" if state.stands(move.id, me) else "write"


def may_take_back(state: State, move: Move, me: str) -> bool:
    return not state.opened


def may_open_now(state: State, move: Move, me: str) -> bool:
    return theirs(state, move, me) == Hidden("ready") and me not in state.pressed


def _past(state: State) -> bool:
    return state.over or state.closed
