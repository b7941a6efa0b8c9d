"""The engine over taps: whatever is offered on one device can be landed on it, for every exercise there is."""

from datetime import date

import pytest

from nearer.exchange import across, aloud
from nearer.exchange.aloud import Tap, after, can_land, in_one_room, next_turn
from nearer.exchange.rules import TAKE_BACK, WRITE, landed, may_do
from nearer.exchange.state import State
from nearer.programme.loader import programme
from nearer.programme.schema import Exercise

from .floor import floor
from .world import start

SCRIPTS = [floor(), *programme().all_exercises()]
each_script = pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.id)


def offered(state: State) -> bool:
    return len(state.people) > 1 and can_land(state) and next_turn(in_one_room(state)) is not None


def walked(state: State, kind: bool) -> list[Tap]:
    """The taps of two who end every round at once, or as late as they can."""
    said: list[Tap] = []
    while (turn := next_turn(after(state, said))) is not None:
        again, ends = turn.move.again, turn.ends
        if again and kind:
            choice = again.until[0]
        elif again:
            choice = next(one.id for one in turn.move.field(again.field).choices if one.id not in again.until)
        else:
            choice = ends.choices[0].id if ends else ""
        tap = turn.tap(choice)
        assert tap is not None and len(said) < 200
        said.append(tap)
    return said


@each_script
def test_whatever_is_offered_lands_for_two_who_are_willing(script: Exercise) -> None:
    assert across.LOG not in script.places, "this name is kept for the log"
    if offered(state := start(script)):
        room = in_one_room(state)
        assert landed(after(room, walked(room, kind=True)))


@each_script
def test_two_who_never_say_yes_come_to_an_end_too(script: Exercise) -> None:
    if offered(state := start(script)) and any(move.again for move in aloud.turns_of(script)):
        room = in_one_room(state)
        end = after(room, walked(room, kind=False))
        assert aloud.spent(end) and not landed(end)


def test_what_is_practised_in_listening_can_be_done_on_one_device() -> None:
    floors = [one for one in SCRIPTS if one.id in ("a-floor", "say-it-back")]
    assert floors and all(offered(start(one)) for one in floors)


@each_script
def test_said_aloud_leaves_no_turn_to_take_and_none_to_take_back(script: Exercise) -> None:
    state = start(script)
    if not offered(state):
        return
    said = State(script, state.people, aloud.all_said(state, date(2026, 1, 5)), state.now)
    acts = {(act.kind, script.move(act.move).rule) for person in said.people for act in may_do(said, person)}
    assert landed(said)
    assert not {(WRITE, "turns"), (TAKE_BACK, "turns")} & acts


def test_what_turns_wait_on_is_talked_over_in_one_room() -> None:
    """And neither counts as evidence nor hides a choice that the course hangs on."""
    moves = [one.model_copy(update={"after": ["way"]}) if one.id == "tell" else one for one in floor().moves]
    state = start(floor().model_copy(update={"moves": moves}))
    room = in_one_room(state)
    assert next_turn(state) is None
    assert [move.id for move in aloud.talked_over(state)] == ["way"]
    assert landed(after(room, walked(room, kind=True)))


def test_a_tap_that_cannot_be_ends_the_walk() -> None:
    state = start(floor())
    first, early = Tap("tell", 0), Tap("reply", 0)
    assert set(after(state, [first, early, Tap("back", 1)]).seals) == {("tell", "ana", 1)}


def test_taps_come_back_as_they_were_kept() -> None:
    said = walked(start(floor()), kind=True)
    assert aloud.taps(tap.kept() for tap in said) == said
    assert all(word in ("yes", "is") for tap in said for pair in tap.chosen.items() for word in pair)
