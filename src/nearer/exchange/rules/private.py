"""Private: only its author, ever, unless the author copies a sentence out."""

from nearer.programme.schema import Move

from ..state import Hidden, State, View


def theirs(state: State, move: Move, me: str, round: int) -> View:
    return Hidden("private")


def may_write(state: State, move: Move, me: str) -> str:
    return "rewrite" if state.stands(move.id, me) else "write"


def may_take_back(state: State, move: Move, me: str) -> bool:
    return False  # nobody else has it
