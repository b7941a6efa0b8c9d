"""Slots, subjects and drill lines: what is dealt, how it is said, and how it can be marked."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from nearer.exchange.choices import line_of, offers
from nearer.exchange.dealing import dealt_for
from nearer.exchange.models import Exchange
from nearer.exchange.slots import PARTS, day_of, next_slots, says_slot
from nearer.kit import clock
from nearer.people.spaces import current_space
from nearer.programme.loader import programme
from nearer.programme.schema import Deal, Exercise
from tests.cast import couple

MARKED = programme().exercise("protected-half-hour")


def dealing(kind: str, count: int) -> Exercise:
    return MARKED.model_copy(update={"deals": [Deal.model_validate({"kind": kind, "count": count})]})


def run_of(kind: str, count: int) -> Exchange:
    """Unsaved, as the printed sheet has it."""
    return Exchange(dealt=dealt_for(dealing(kind, count), None))


@given(some.dates(min_value=date(2020, 1, 1), max_value=date(2090, 1, 1)), some.integers(1, 21))
def test_slots_begin_tomorrow_and_go_on_without_a_gap(today: date, count: int) -> None:
    slots = next_slots(today, count)
    assert len(set(slots)) == count and slots[0] == f"{today + timedelta(days=1)}-morning"
    assert [slot.rpartition("-")[2] for slot in slots[:3]] == list(PARTS)[:count]
    days = [day_of(slot) for slot in slots]
    assert days == sorted(days) and (days[-1] - today).days == -(-count // 3)


def test_a_slot_is_said_as_people_say_it() -> None:
    with translation.override("en"):
        assert says_slot("2026-11-25-evening") == "Wednesday, 25 November, evening"
    with pytest.raises(ValueError, match="isoformat"):
        day_of("breathing-in")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_tomorrow_is_the_spaces_own(zone: str) -> None:
    ana, _ = couple()
    space = current_space(ana.me)
    assert space is not None
    space.row.zone = zone
    first = dealt_for(MARKED, space)[0]
    assert first == ["slots", f"{clock.today(zone) + timedelta(days=1)}-morning", 0]


@pytest.mark.parametrize(
    ("kind", "count", "marks"),
    [("slots", 21, ["I could", "Not then"]), ("subjects", 16, ["Ready", "Slowly", "Not now"])],
)
def test_what_is_dealt_can_be_marked(kind: str, count: int, marks: list[str]) -> None:
    row, move = run_of(kind, count), MARKED.move("slots")
    offer = offers(dealing(kind, count), move, row)["times"]
    assert [says for _, says in offer.options] == marks and len(offer.items) == count
    assert all(says for _, says in offer.items)


def test_subjects_are_dealt_in_the_order_of_their_file() -> None:
    names = [name for _, name, _ in run_of("subjects", 16).dealt]
    assert names == list(programme().subjects)
    some_ = [name for _, name, _ in run_of("subjects", 5).dealt]
    assert some_ == sorted(some_, key=names.index) and len(set(some_)) == 5


def test_a_matched_slot_can_be_picked() -> None:
    row = run_of("slots", 6)
    wanted = [row.dealt[1][1], row.dealt[4][1]]
    field: dict[str, Any] = {"id": "what", "kind": "pick", "of": "slots"}
    move = MARKED.move("plan")
    picking = move.model_copy(update={"fields": [move.fields[0].model_copy(update=field)]})
    offer = offers(MARKED, picking, row, wanted)["what"]
    assert [name for name, _ in offer.options] == wanted
    assert all(re.search(r", (morning|afternoon|evening)$", str(says)) for _, says in offer.options)


def test_drills_are_of_as_many_kinds_as_there_are() -> None:
    script = programme().exercise("rewrite-lines")
    row = Exchange(dealt=dealt_for(script, None))
    lines = [line_of(row, move) for move in script.moves]
    kinds = {drill.kind for drill in programme().drills.values() if (drill.line, drill.model) in lines}
    assert len(kinds) == 6 and lines[6:] == [("", ""), ("", "")]
    others = {tuple(name for _, name, _ in dealt_for(script, None)) for _ in range(5)}
    assert len(others) > 1
