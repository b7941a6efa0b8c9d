"""Given: the other reads from the moment it is given; the author can take it back.

With `shown_if` the reader chooses the moment: until then they know only that something is there.
What the reader chose is theirs alone, so the giver sees the same page whatever it was.
"""

from nearer.programme.schema import Move

from ..state import Hidden, Shown, State, View


def theirs(state: State, move: Move, me: str, round: int) -> View:
    if not state.released(move.id, state.other(me), round):
        return Hidden("nothing-yet")
    said = state.seal(move.id, state.other(me), round)
    heard = said is not None and said.aloud
    return Shown() if heard or _wanted(state, move, me) else Hidden("invited")


def may_write(state: State, move: Move, me: str) -> str:
    return "" if state.stands(move.id, me) else "write"


def may_take_back(state: State, move: Move, me: str) -> bool:
    mine = state.seal(move.id, me)
    return mine is not None and not mine.aloud


def _wanted(state: State, move: Move, me: str) -> bool:
    """Whether I have said that I would like to hear it; always where nobody asks me."""
    if move.shown_if is None:
        return True
    mine = state.seal(move.shown_if.move, me)
    return mine is not None and move.shown_if.holds(mine.facts.get(move.shown_if.field))
