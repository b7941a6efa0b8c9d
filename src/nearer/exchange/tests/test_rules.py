"""The rules as properties, over every shipped exercise and every order of moves."""

from dataclasses import replace
from functools import lru_cache

import pytest

from nearer.exchange import gates
from nearer.exchange.rules import (
    REWRITE,
    WRITE,
    allowed,
    landed,
    may_do,
    may_see,
)
from nearer.exchange.standing import standing
from nearer.exchange.state import Shown, State
from nearer.programme.loader import programme
from nearer.programme.schema import Exercise

from .world import every_state, key, known_to, start, successors, willing

EXERCISES = programme().all_exercises()
each_exercise = pytest.mark.parametrize("script", EXERCISES, ids=lambda script: script.id, scope="module")


@lru_cache(maxsize=1)
def _states(id: str) -> list[State]:
    return list(every_state(programme().exercise(id)))


def states_of(script: Exercise) -> list[State]:
    """Costly to reach, so reached once for all claims about one exercise."""
    return _states(script.id)


def shown(state: State, me: str) -> set[tuple[str, int]]:
    return {place for place, view in may_see(known_to(state, me), me).items() if isinstance(view, Shown)}


@each_exercise
def test_in_every_state_nothing_shows_early_and_nobody_is_stuck(script: Exercise) -> None:
    """One walk, all claims: a state is costly to reach and cheap to look at."""
    for state in states_of(script):
        done = landed(state) or state.over or state.closed
        assert done or any(key(after) != key(state) for after in successors(state)), "a dead end"
        for me in state.people:
            _nothing_shows_early(state, me)
            _nothing_is_learnt_before_answering(state, me)
            _acts_are_ones_own(state, me)
            assert standing(known_to(state, me), me).kind in gates.STANDINGS


def _nothing_shows_early(state: State, me: str) -> None:
    other = state.other(me)
    for name, number in shown(state, me):
        move = state.script.move(name)
        assert move.rule not in ("private", "matched")
        assert state.released(name, other, number)
        if move.rule == "mutual":
            assert state.stands(state.script.partner_of(move) or name, me)
            assert state.opened(state.script.group(move))
        if move.shown_if:
            mine = state.seal(move.shown_if.move, me)
            assert mine is not None and move.shown_if.holds(mine.facts.get(move.shown_if.field))


def _nothing_is_learnt_before_answering(state: State, me: str) -> None:
    """Same page for answered, passed and never opened: nothing depends on the other's sealed part."""
    for move in state.script.moves:
        if move.rule not in ("mutual", "matched") or not state.plays(move, me):
            continue
        their_move = state.script.partner_of(move) or move.id
        if state.stands(move.id, me) or state.script.group(move) in state.opens or move.id in state.matched:
            continue
        without = {place: seal for place, seal in state.seals.items() if place[:2] != (their_move, state.other(me))}
        blind = replace(state, seals=without)
        assert may_see(known_to(state, me), me) == may_see(known_to(blind, me), me)
        assert may_do(known_to(state, me), me) == may_do(known_to(blind, me), me)
        assert standing(known_to(state, me), me) == standing(known_to(blind, me), me)


def _acts_are_ones_own(state: State, me: str) -> None:
    known = known_to(state, me)
    for act in may_do(known, me):
        assert state.plays(state.script.move(act.move), me)
        assert allowed(known, me, act)
        assert not (state.closed and act.kind in (WRITE, REWRITE))


@each_exercise
def test_who_waits_cannot_tell_whether_the_other_looked(script: Exercise) -> None:
    """Until both have answered there is one sentence, and no state of the other changes it."""
    for state in states_of(script):
        for me in state.people:
            for move in script.moves:
                if move.rule != "mutual" or not state.plays(move, me) or not state.stands(move.id, me):
                    continue
                if script.group(move) in state.opens:
                    continue
                view = may_see(known_to(state, me), me)[(script.partner_of(move) or move.id, 1)]
                assert view.reason == ("put-away" if state.over or state.closed else "kept")


@each_exercise
def test_only_one_person_has_the_floor(script: Exercise) -> None:
    """Of moves under `turns`, never both people have one to make."""
    for state in states_of(script):
        speaking = {
            me
            for me in state.people
            for act in may_do(known_to(state, me), me)
            if act.kind == WRITE and script.move(act.move).rule == "turns"
        }
        assert len(speaking) <= 1


@each_exercise
def test_two_willing_people_land(script: Exercise) -> None:
    assert any(landed(state) for state in willing(script))


@each_exercise
def test_what_had_not_opened_when_somebody_left_never_opens(script: Exercise) -> None:
    for state in states_of(script):
        if state.closed:
            for me in state.people:
                for name, _ in shown(state, me):
                    move = script.move(name)
                    assert move.rule != "mutual" or script.group(move) in state.opens


def test_a_stranger_may_nothing() -> None:
    for script in EXERCISES:
        assert may_do(start(script), "cleo") == []
