"""Every state an exercise can get into, by every order of moves. Pure: no database, no words."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from nearer.exchange.rules import OPEN_NOW, TAKE_BACK, may_do
from nearer.exchange.state import Seal, State
from nearer.programme.schema import Exercise

NOW = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=2)
ANA, BEN = "ana", "ben"


def start(script: Exercise) -> State:
    people = (ANA, BEN) if script.people == 2 else (ANA,)
    return State(script, people, {}, NOW)


def key(state: State) -> tuple[object, ...]:
    """What tells two states apart."""
    return (frozenset(state.seals.items()), state.now, state.opens, state.pressed, state.over, state.closed)


def every_state(script: Exercise, most: int = 60_000) -> Iterator[State]:
    """All states reachable by acts, releases, time and leaving, each once."""
    waiting, seen = [start(script)], set()
    while waiting:
        state = waiting.pop()
        if key(state) in seen:
            continue
        seen.add(key(state))
        assert len(seen) <= most, "the script has more states than this test can walk"
        yield state
        waiting += successors(state)


def successors(state: State) -> list[State]:
    """One act, one release, the hour, the week, or somebody leaving."""
    return [*acts(state), *releases(state), *_time(state), *_leaving(state)]


def acts(state: State) -> Iterator[State]:
    for person in state.people:
        for act in may_do(state, person):
            place = (act.move, person)
            if act.kind == TAKE_BACK:
                yield replace(state, seals={**state.seals, place: Seal(stands=False)})
            elif act.kind == OPEN_NOW:
                yield replace(state, pressed=state.pressed | {person})
            else:
                yield _written(state, act.move, person)


def releases(state: State) -> Iterator[State]:
    """What release.py may do in somebody's visit: let an answer go once both stand."""
    for (move, person), seal in state.seals.items():
        both = all(state.stands(move, one) for one in state.people)
        if state.script.move(move).rule == "mutual" and seal.stands and both and not seal.released and not state.closed:
            yield replace(state, seals={**state.seals, (move, person): Seal(released=True)})


def _written(state: State, move: str, person: str) -> State:
    rule = state.script.move(move).rule
    after = replace(state, seals={**state.seals, (move, person): Seal(released=rule == "given")})
    if rule == "mutual" and after.opens is None and all(after.stands(move, one) for one in after.people):
        return replace(after, opens=LATER)
    return after


def _time(state: State) -> Iterator[State]:
    if state.opens is not None and state.now < state.opens:
        yield replace(state, now=LATER)
    if not state.over:
        yield replace(state, over=True)


def _leaving(state: State) -> Iterator[State]:
    if state.closed or len(state.people) == 1:
        return
    for person in state.people:
        kept = {
            place: replace(seal, released=False) if _unopened(state, place) and place[1] == person else seal
            for place, seal in state.seals.items()
        }
        yield replace(state, closed=True, seals=kept, opens=state.opens if state.opened else None)


def _unopened(state: State, place: tuple[str, str]) -> bool:
    return state.script.move(place[0]).rule == "mutual" and not state.opened
