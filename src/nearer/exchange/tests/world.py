"""The states an exercise can get into, by every order of moves. Pure: no database, no words.

A world state holds everything; `known_to` takes away what one person may not know, as access.py does.
Small scripts are walked whole; long ones breadth first as far as it goes, then by many seeded walks.
"""

import random
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import product

from nearer.exchange.rules import END, OPEN_NOW, REWRITE, SIGN, TAKE_BACK, may_do
from nearer.exchange.rules.mutual import both_stand
from nearer.exchange.state import Fact, Seal, State
from nearer.programme.schema import Exercise, Move

NOW = datetime(2026, 1, 5, 18, 0, tzinfo=UTC)
HOURS = timedelta(hours=4)
TOGETHER = ("given", "turns", "agreement")
ANA, BEN = "ana", "ben"
WHOLE, WALKS, STEPS, VERSIONS = 1_000, 30, 60, 3


def start(script: Exercise) -> State:
    people = (ANA, BEN) if script.people == 2 else (ANA,)
    return State(script, people, {}, NOW)


def known_to(state: State, me: str) -> State:
    """The state as access.py would build it for this person: no facts out of what they may not read."""

    def known(place: tuple[str, str, int], seal: Seal) -> Seal:
        rule = state.script.move(place[0]).rule
        readable = place[1] == me or (rule in TOGETHER and seal.released)
        return seal if readable else replace(seal, facts={}, at=None)

    return replace(state, seals={place: known(place, seal) for place, seal in state.seals.items()})


def key(state: State) -> tuple[object, ...]:
    """What tells two states apart."""
    sets = (frozenset(state.seals.items()), frozenset(state.opens.items()), state.pressed, state.matched, state.signed)
    return (*sets, state.ended, state.now, state.over, state.closed)


def every_state(script: Exercise) -> Iterator[State]:
    """States reachable by acts, releases, time and leaving, each once."""
    waiting, seen = deque([start(script)]), set()
    while waiting and len(seen) < WHOLE:
        state = waiting.popleft()
        if key(state) not in seen:
            seen.add(key(state))
            yield state
            waiting += successors(state)
    if waiting:
        yield from _walked(script, seen)


def _walked(script: Exercise, seen: set[tuple[object, ...]]) -> Iterator[State]:
    chance = random.Random(script.id)
    for number in range(WALKS):
        state = start(script)
        for _ in range(STEPS):
            forward = [*acts(state, backward=number % 3 == 0), *releases(state)]
            following = forward if forward and chance.random() < 0.85 else successors(state)
            if not following:
                break
            state = chance.choice(following)
            if key(state) not in seen:
                seen.add(key(state))
                yield state


def successors(state: State) -> list[State]:
    """One act, one release, some hours or days, the week, or somebody leaving."""
    return [*acts(state), *releases(state), *_time(state), *_leaving(state)]


def willing(script: Exercise) -> Iterator[State]:
    """Two people who do whatever is asked, and say yes where a yes lands it."""
    state = start(script)
    for _ in range(120):
        yield state
        forward = [*releases(state), *acts(state, backward=False, kind=True)]
        following = forward or [replace(state, now=state.now + timedelta(days=1))]
        state = next((one for one in following if key(one) != key(state)), state)


def acts(state: State, backward: bool = True, kind: bool = False) -> Iterator[State]:
    for person in state.people:
        for act in may_do(known_to(state, person), person):
            move = state.script.move(act.move)
            place = (act.move, person, state.round(move))
            if act.kind == TAKE_BACK:
                if backward:
                    yield replace(state, seals={**state.seals, place: Seal(stands=False)})
            elif act.kind == OPEN_NOW:
                yield replace(state, pressed=state.pressed | {(state.script.group(move), person)})
            elif act.kind == SIGN:
                yield replace(state, signed=state.signed | {(act.move, person, state.version(move))})
            elif act.kind == END:
                if backward:
                    yield replace(state, ended=state.ended | {(act.move, state.in_force(move))})
            elif not (kind and (act.kind == REWRITE or _is_extra(state, move))):
                yield from _written(state, move, person, kind)


def _is_extra(state: State, move: Move) -> bool:
    return move.rule == "agreement" and (move.pauses or state.version(move) > 0)


def _written(state: State, move: Move, person: str, kind: bool) -> Iterator[State]:
    number = state.round(move)
    if move.rule == "agreement":
        number = state.version(move) + 1
        if number > VERSIONS:
            return
    for facts in _facts(state, move, kind):
        seal = Seal(released=move.rule in TOGETHER, facts=facts, at=state.now)
        after = replace(state, seals={**state.seals, (move.id, person, number): seal})
        if move.rule == "agreement":
            after = replace(after, signed=after.signed | {(move.id, person, number)})
        group = state.script.group(move)
        if move.rule == "mutual" and group not in after.opens and both_stand(after, move):
            after = replace(after, opens={**after.opens, group: after.now + HOURS})
        yield after


def _facts(state: State, move: Move, kind: bool) -> list[dict[str, Fact]]:
    """Everything that could be chosen in the fields that the course hangs on."""
    names = [name for one, name in sorted(state.script.telling) if one == move.id and name]
    options = [_values(state, move, name, kind) for name in names]
    return [dict(zip(names, values, strict=True)) for values in product(*options)]


def _values(state: State, move: Move, name: str, kind: bool) -> list[Fact]:
    field = move.field(name)
    if field.kind == "slider":
        return [field.low] if kind else [field.low, field.high]
    if field.kind == "date":
        return [state.today + timedelta(days=10)]
    if field.kind == "time":
        return [time(23, 30)]
    if kind and move.again and move.again.field == name:
        return list(move.again.until[:1])
    return [choice.id for choice in field.choices]


def releases(state: State) -> Iterator[State]:
    """What release.py and matching.py may do in somebody's visit, once both stand."""
    for (name, person, number), seal in state.seals.items():
        move = state.script.move(name)
        if state.closed or not seal.stands or seal.released or not both_stand(state, move):
            continue
        if move.rule == "mutual":
            yield replace(state, seals={**state.seals, (name, person, number): replace(seal, released=True)})
        elif move.rule == "matched" and name not in state.matched and not state.over:
            yield replace(state, matched=state.matched | {name})


def _time(state: State) -> Iterator[State]:
    if state.now < NOW + timedelta(days=40):
        yield replace(state, now=state.now + HOURS)
        yield replace(state, now=state.now + timedelta(days=15))
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
        opens = {group: at for group, at in state.opens.items() if state.opened(group)}
        yield replace(state, closed=True, seals=kept, opens=opens)


def _unopened(state: State, place: tuple[str, str, int]) -> bool:
    move = state.script.move(place[0])
    return move.rule == "mutual" and not state.opened(state.script.group(move))
