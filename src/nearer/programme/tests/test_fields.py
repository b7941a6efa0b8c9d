"""Fields and moves that ask for something they cannot have, each in a copy of a file that ships."""

from copy import deepcopy
from typing import Any

import pytest

from nearer.programme.loader import programme
from nearer.programme.schema import Exercise
from nearer.programme.scripts import script_faults

HALF_HOUR, LINES = "protected-half-hour", "rewrite-lines"


def changed(id: str, place: str, **change: Any) -> Exercise:
    """A script with one field ("move.field"), one move or the script itself changed."""
    data = deepcopy(programme().exercise(id).model_dump(by_alias=True, exclude_defaults=True))
    move_id, _, field_id = place.partition(".")
    table: dict[str, Any] = next((one for one in data["moves"] if one["id"] == move_id), data)
    if field_id:
        table = next(one for one in table["fields"] if one["id"] == field_id)
    table |= change
    return Exercise.model_validate(data)


def found(id: str, place: str, **change: Any) -> set[tuple[str, str]]:
    return {(fault, field) for fault, field, _message in script_faults(changed(id, place, **change))}


def test_nothing_is_wrong_with_what_ships() -> None:
    for id in (HALF_HOUR, LINES, "time-out"):
        assert found(id, "") == set()


@pytest.mark.parametrize(("name", "value"), [("begins", "I will"), ("without", ["you never"])])
def test_only_what_is_typed_has_a_beginning_or_does_without(name: str, value: Any) -> None:
    assert found(HALF_HOUR, "plan.day", **{name: value}) == {("C037", f"moves.1.fields.day.{name}")}
    assert found(HALF_HOUR, "plan.what", **{name: value}) == set()


def test_a_beginning_may_not_itself_come_back() -> None:
    wanted = {("C037", "moves.7.fields.line.begins")}
    assert found(LINES, "own.line", begins="You never") == wanted


def test_a_drill_is_dealt_and_private() -> None:
    assert found(LINES, "line-1", drill=7) == {("C038", "moves.0.drill")}
    assert found(HALF_HOUR, "said", drill=1) == {("C038", "moves.2.drill")}
    dealing = [{"kind": "drills", "count": 1}, {"kind": "slots", "count": 21}]
    shared = changed(HALF_HOUR, "", deals=dealing).model_dump(by_alias=True, exclude_defaults=True)
    shared["moves"][1]["drill"] = 1
    assert ("C038", "moves.1.drill") in {(one[0], one[1]) for one in script_faults(Exercise.model_validate(shared))}


def test_a_plan_comes_again_as_calendars_know_it() -> None:
    choices = [{"id": "week", "says": "Weekly"}, {"id": "full-moon", "says": "At full moon"}]
    assert found(HALF_HOUR, "plan.every", choices=choices) == {("C039", "moves.1.fields.every")}
    typed = {"kind": "line", "choices": []}
    assert found(HALF_HOUR, "plan.every", **typed) == {("C039", "moves.1.fields.every")}


def test_a_day_is_taken_from_slots_that_were_matched() -> None:
    where = {("C029", "moves.1.fields.day.of")}
    assert found(HALF_HOUR, "plan.day", of="nowhere") == where
    assert found(HALF_HOUR, "plan.day", of="said") == where
    assert found(HALF_HOUR, "", deals=[{"kind": "ideas", "count": 12}]) == where


def test_marks_need_something_that_can_be_marked() -> None:
    drills = [{"kind": "drills", "count": 6}]
    assert ("C029", "moves.0.fields.times") in found(HALF_HOUR, "", deals=drills)
    for kind in ("ideas", "cards", "subjects", "slots"):
        assert not any("times" in field for _, field in found(HALF_HOUR, "", deals=[{"kind": kind, "count": 3}]))
