"""Agreement: a proposal and its counters are given; in force only with both signatures on one version.

Writing a version signs it. Either may propose a change while the old version stays in force, and
either may end it alone. All versions stay.
"""

from nearer.programme.schema import Move

from ..state import Hidden, Shown, State, View


def theirs(state: State, move: Move, me: str, round: int) -> View:
    return Shown() if state.released(move.id, state.other(me), round) else Hidden("nothing-yet")


def may_write(state: State, move: Move, me: str) -> str:
    return "write"  # a new version: the first, a counter, or a change to what is in force


def may_take_back(state: State, move: Move, me: str) -> bool:
    """An own proposal, until the other has signed it. What both signed can only be ended."""
    version, other = state.version(move), state.other(me)
    return state.author(move, version) == me and not (other and state.has_signed(move, other, version))


def may(state: State, move: Move, me: str, kind: str) -> bool:
    """Whether I may sign the newest version, or end the one in force."""
    version = state.version(move)
    if kind == "sign":
        waiting = version > 0 and not state.has_signed(move, me, version)
        return waiting and isinstance(theirs(state, move, me, version), Shown)
    return state.in_force(move) > 0
