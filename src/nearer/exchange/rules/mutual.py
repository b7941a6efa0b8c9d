"""Mutual: neither reads the other's words until both have answered; then both, at the opening.

The two answer the same move, or two moves that are a pair (`with`). What does not open is "put
away", in the same words whether it was passed, swapped, taken back or never opened. That the other
has answered is told only to somebody who has answered.
"""

from nearer.programme.schema import Move

from ..state import Hidden, Shown, State, View


def theirs(state: State, move: Move, me: str, round: int) -> View:
    """`move` is the other's. Mine in the pair decides what I may know."""
    mine, opens = _own(state, move), state.opens.get(state.script.group(move))
    if not state.stands(mine, me):
        return Hidden("put-away" if _past(state) else "yours-first")
    if opens is None:
        return Hidden("put-away" if _past(state) else "kept")
    if not state.opened(state.script.group(move)):
        return Hidden("put-away" if state.closed else "ready")
    other = state.other(me)
    if state.released(move.id, other):
        return Shown()
    return Hidden("nearly" if state.stands(move.id, other) and not state.closed else "put-away")


def may_write(state: State, move: Move, me: str) -> str:
    if _past(state) or state.script.group(move) in state.opens:
        return ""  # once both have answered, neither changes what the other's visit may already rely on
    return "rewrite" if state.stands(move.id, me) else "write"


def may_take_back(state: State, move: Move, me: str) -> bool:
    return move.withdraw or not state.opened(state.script.group(move))


def may_open_now(state: State, move: Move, me: str) -> bool:
    """`move` is mine."""
    group = state.script.group(move)
    other = state.script.move(_own(state, move))
    return theirs(state, other, me, 1) == Hidden("ready") and (group, me) not in state.pressed


def both_stand(state: State, move: Move) -> bool:
    """Whether both answers of the pair are there."""
    pair = {move.id, _own(state, move)}
    places = [(name, person) for name in pair for person in state.players(state.script.move(name))]
    return len({person for _, person in places}) > 1 and all(state.stands(*place) for place in places)


def _own(state: State, move: Move) -> str:
    """The move that opens together with this one."""
    return state.script.partner_of(move) or move.id


def _past(state: State) -> bool:
    return state.over or state.closed
