"""The reveal rules, and the two questions that the engine answers from script and rows alone.

`may_see`: what of the other's is open to me at each move. `may_do`: what I may do now.
"""

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from nearer.programme.schema import Move

from ..state import Hidden, Shown, State, View
from . import agreement, given, matched, mutual, private, turns

RULES: dict[str, ModuleType] = {
    "private": private,
    "given": given,
    "mutual": mutual,
    "matched": matched,
    "agreement": agreement,
    "turns": turns,
}
WRITE, REWRITE, TAKE_BACK, OPEN_NOW, SIGN, END = "write", "rewrite", "take-back", "open-now", "sign", "end"


@dataclass(frozen=True)
class Act:
    """Something this person may do now."""

    kind: str
    move: str = ""


def theirs(state: State, move: Move, me: str, round: int = 0) -> View:
    """What of the other's part at this move is open to me; of the current round unless one is named."""
    other = state.other(me)
    if other is not None and not state.plays(move, other):
        return Hidden("nobody")
    rule: Callable[[State, Move, str, int], View] = RULES[move.rule].theirs
    return rule(state, move, me, round or state.round(move))


def may_see(state: State, me: str) -> dict[tuple[str, int], View]:
    """For each move and round so far, whether the other's part is open to me."""
    return {
        (move.id, number): theirs(state, move, me, number)
        for move in state.script.moves
        for number in range(1, state.round(move) + 1)
    }


def may_do(state: State, me: str) -> list[Act]:
    """Everything I may do now. Leaving and passing are not listed: they are always allowed."""
    return [act for move in state.script.moves if state.plays(move, me) for act in _acts(state, move, me)]


def allowed(state: State, me: str, act: Act) -> bool:
    return act in may_do(state, me)


def applies(state: State, move: Move) -> bool:
    """Whether a move belongs to this run at all: some hang on what was chosen before."""
    if move.only_if is None:
        return True
    value = state.fact(state.script.move(move.only_if.move), move.only_if.field)
    return value is not None and move.only_if.holds(value)


def reached(state: State, move: Move, me: str) -> bool:
    """Whether everything this move of mine waits on has happened, but for days and holds."""
    if state.closed or not applies(state, move) or state.spent(move) or _answered_already(state, move):
        return False
    if move.answers is not None and not _is_shown(state, state.script.move(move.answers), me):
        return False
    return all(_is_made(state, state.script.move(name), me) for name in move.after)


def waits_until_day(state: State, move: Move) -> bool:
    """Whether the only thing missing is its day."""
    if move.on is None:
        return False
    due = state.due(move)
    return due is None or state.today < due


def landed(state: State, me: str = "") -> bool:
    """Whether every move that counts as evidence has been made, by everyone whose move it is.

    For `me`: as far as I may know. Whether the other has looked back in private is theirs: where both
    do, mine alone counts, and what only the other does never lands for me.
    """
    moves = [state.script.move(name) for name in state.script.landed.when]
    return all(
        _done_in_private(state, move, me) if me and move.rule == "private" else done(state, move) for move in moves
    )


def done(state: State, move: Move) -> bool:
    """Whether a move is evidence: signed by both, ended with a yes, or written by all who make it."""
    if move.rule == "agreement":
        return any(_both_signed(state, move, version) for version in range(1, state.version(move) + 1))
    if move.rule == "matched":
        return move.id in state.matched
    if move.again is not None:
        return state.said_yes(move)
    players = state.players(move)
    return bool(players) and all(state.ever(move, person) for person in players)


def _done_in_private(state: State, move: Move, me: str) -> bool:
    return state.plays(move, me) and state.ever(move, me)


def _both_signed(state: State, move: Move, version: int) -> bool:
    return all(state.has_signed(move, person, version) for person in state.people) and len(state.people) > 1


def _acts(state: State, move: Move, me: str) -> list[Act]:
    rule, acts = RULES[move.rule], []
    verdict = _may_write(state, move, me)
    if verdict and not (move.rule == "turns" and _is_before(state, move)):
        acts.append(Act(verdict, move.id))
    if state.stands(move.id, me) and rule.may_take_back(state, move, me):
        acts.append(Act(TAKE_BACK, move.id))
    if move.rule == "mutual" and mutual.may_open_now(state, move, me):
        acts.append(Act(OPEN_NOW, move.id))
    if move.rule == "agreement" and not state.closed:
        acts += [Act(kind, move.id) for kind in (SIGN, END) if agreement.may(state, move, me, kind)]
    return acts


def _may_write(state: State, move: Move, me: str) -> str:
    if not reached(state, move, me) or waits_until_day(state, move) or state.cools_until(move) is not None:
        return ""
    verdict: str = RULES[move.rule].may_write(state, move, me)
    return verdict


def _is_before(state: State, move: Move) -> bool:
    """Whether an earlier turn is open, such as one that was taken back: the floor is there, not here."""
    for earlier in state.script.moves[: state.script.places[move.id]]:
        if earlier.rule == "turns" and any(_may_write(state, earlier, one) for one in state.players(earlier)):
            return True
    return False


def _answered_already(state: State, move: Move) -> bool:
    """Inside rounds that ended with a yes, nothing is made again."""
    last = state.script.rounds_of(move)
    return last is not None and state.said_yes(last)


def _is_shown(state: State, move: Move, me: str) -> bool:
    """Whether the words at a move have come to me; a move that ends rounds only counts once it was a yes."""
    return isinstance(theirs(state, move, me), Shown) and _ended(state, move)


def _is_made(state: State, move: Move, me: str) -> bool:
    """Whether a move is done: mine when it is mine to make, else what the other gave me."""
    if move.rule == "agreement":
        return bool(state.in_force(move))
    if move.rule == "matched":
        return move.id in state.matched
    if state.plays(move, me):
        return state.stands(move.id, me) and _ended(state, move)
    if move.rule in ("given", "turns"):  # that it was given is no secret, even before I choose to hear it
        return state.released(move.id, state.other(me)) and _ended(state, move)
    return _is_shown(state, move, me)


def _ended(state: State, move: Move) -> bool:
    """A move that ends rounds is only past once it was a yes."""
    return move.again is None or state.said_yes(move)
