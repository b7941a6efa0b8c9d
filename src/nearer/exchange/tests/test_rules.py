"""The rules as properties, over every shipped exercise and every order of moves."""

from dataclasses import replace

import pytest

from nearer.exchange.rules import REWRITE, WRITE, allowed, landed, may_do, may_see
from nearer.exchange.state import Shown, State
from nearer.programme.loader import programme
from nearer.programme.schema import Exercise

from .world import every_state, key, start, successors

EXERCISES = programme().all_exercises()
each_exercise = pytest.mark.parametrize("script", EXERCISES, ids=lambda script: script.id)


def shown(state: State, me: str) -> set[str]:
    return {move for move, view in may_see(state, me).items() if isinstance(view, Shown)}


@each_exercise
def test_nothing_is_shown_early(script: Exercise) -> None:
    for state in every_state(script):
        for me in state.people:
            other = state.other(me)
            for move in shown(state, me):
                rule = script.move(move).rule
                assert rule != "private"
                assert state.stands(move, other) and state.released(move, other)
                if rule == "mutual":
                    assert state.stands(move, me) and state.opened


@each_exercise
def test_who_has_not_answered_learns_nothing_of_the_other(script: Exercise) -> None:
    """Same screen for answered, passed and never opened: nothing depends on the other's seal."""
    for state in every_state(script):
        for me in state.people:
            for move in script.moves:
                if move.rule == "mutual" and not state.stands(move.id, me) and state.opens is None:
                    without = {
                        place: seal for place, seal in state.seals.items() if place != (move.id, state.other(me))
                    }
                    blind = replace(state, seals=without)
                    assert may_see(state, me) == may_see(blind, me)
                    assert may_do(state, me) == may_do(blind, me)


@each_exercise
def test_who_waits_cannot_tell_whether_the_other_looked(script: Exercise) -> None:
    """Until both have answered there is one sentence, and no state of the other changes it."""
    for state in every_state(script):
        for me in state.people:
            for move in script.moves:
                if move.rule == "mutual" and state.stands(move.id, me) and state.opens is None:
                    assert may_see(state, me)[move.id].reason == ("put-away" if state.over or state.closed else "kept")


@each_exercise
def test_there_is_no_dead_end(script: Exercise) -> None:
    """From everywhere, landing or lapsing or leaving is still ahead."""
    for state in every_state(script):
        done = landed(state) or state.over or state.closed
        assert done or any(key(after) != key(state) for after in successors(state))


@each_exercise
def test_two_willing_people_land(script: Exercise) -> None:
    assert any(landed(state) for state in every_state(script))


@each_exercise
def test_nobody_writes_in_a_space_that_was_left(script: Exercise) -> None:
    for state in every_state(script):
        if state.closed:
            kinds = {act.kind for me in state.people for act in may_do(state, me)}
            assert not kinds & {WRITE, REWRITE}


@each_exercise
def test_what_had_not_opened_when_somebody_left_never_opens(script: Exercise) -> None:
    for state in every_state(script):
        if state.closed and state.opens is None:
            for me in state.people:
                assert all(script.move(move).rule != "mutual" for move in shown(state, me))


@each_exercise
def test_one_acts_only_for_oneself(script: Exercise) -> None:
    for state in every_state(script):
        for me in state.people:
            for act in may_do(state, me):
                assert state.plays(script.move(act.move), me)
                assert allowed(state, me, act)


def test_a_stranger_may_nothing() -> None:
    for script in EXERCISES:
        assert may_do(start(script), "cleo") == []
