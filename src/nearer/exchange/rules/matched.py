"""Matched: both mark the same list; neither list is ever read by the other.

What both want is found in one visit (exchange/matching.py), and only a few of them, drawn at random,
appear. So something that does not appear proves nothing about anybody.
"""

from nearer.programme.schema import Move

from ..state import Hidden, State, View


def theirs(state: State, move: Move, me: str, round: int) -> View:
    """Never shown. The reason says how far it is, and no more of the other than a mutual move would."""
    if move.id in state.matched:
        return Hidden("nobody")
    if not state.stands(move.id, me):
        return Hidden("put-away" if _past(state) else "yours-first")
    if _past(state):
        return Hidden("put-away")
    return Hidden("matching" if state.stands(move.id, state.other(me)) else "kept")


def may_write(state: State, move: Move, me: str) -> str:
    if _past(state) or move.id in state.matched:
        return ""
    if not state.stands(move.id, me):
        return "write"
    return "" if state.stands(move.id, state.other(me)) else "rewrite"


def may_take_back(state: State, move: Move, me: str) -> bool:
    return move.id not in state.matched


def _past(state: State) -> bool:
    return state.over or state.closed
