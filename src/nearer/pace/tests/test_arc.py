"""Eight weeks that wait for two people, and a rhythm after them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nearer.pace.arc import (
    BEFORE,
    BEGAN,
    CLOSED,
    FINISHED,
    FOUNDATION,
    KINDS,
    REPEATED,
    RESTED,
    RESTING,
    RHYTHM,
    SKIPPED,
    SLOWER,
    USUAL,
    WOKE,
    Waymark,
    cap,
    suggest,
    where,
)

MONDAY = date(2026, 3, 2)
ROWS = {1: ["S2", "B5"], 2: ["S1"], 8: ["S9", "S10"]}


def on(number: int) -> date:
    return MONDAY + timedelta(days=number)


def began() -> Waymark:
    return Waymark(BEGAN, MONDAY)


def mark(kind: str, number: int, until: int | None = None) -> Waymark:
    return Waymark(kind, on(number), on(until) if until is not None else None)


def test_before_anybody_began_there_is_no_week() -> None:
    assert where([], {on(0)}, on(9)).phase == BEFORE


def test_a_week_waits_until_something_lands_in_it() -> None:
    here = where([began()], set(), on(40))
    assert (here.phase, here.week, here.begun) == (FOUNDATION, 1, False)


def test_seven_days_after_the_first_landing_the_next_week_comes() -> None:
    assert where([began()], {on(3)}, on(9)).week == 1
    assert where([began()], {on(3)}, on(10)).week == 2


def test_slower_gives_each_week_two() -> None:
    marks = [began(), mark(SLOWER, 0)]
    assert where(marks, {on(0)}, on(13)).week == 1
    assert where(marks, {on(0)}, on(14)).week == 2
    assert where([*marks, mark(USUAL, 5)], {on(0)}, on(7)).week == 2


def test_eight_weeks_lead_into_the_rhythm() -> None:
    landed = {on(number) for number in range(60)}
    assert where([began()], landed, on(55)).week == 8
    assert where([began()], landed, on(56)).phase == RHYTHM


def test_rest_holds_the_week_and_makes_it_longer() -> None:
    marks = [began(), mark(RESTED, 3, 13)]
    assert where(marks, {on(1)}, on(5)).phase == RESTING
    assert where(marks, {on(1)}, on(13)).week == 1
    assert where(marks, {on(1)}, on(17)).week == 1
    assert where(marks, {on(1)}, on(18)).week == 2


def test_waking_early_ends_a_rest() -> None:
    marks = [began(), mark(RESTED, 3, 13), mark(WOKE, 4)]
    assert where(marks, {on(1)}, on(4)).phase == FOUNDATION
    assert where(marks, {on(1)}, on(9)).week == 2


def test_a_rest_without_an_end_waits_for_somebody() -> None:
    marks = [began(), mark(RESTED, 3)]
    assert where(marks, {on(1)}, on(300)).phase == RESTING
    assert where([*marks, mark(WOKE, 301)], {on(1)}, on(302)).week == 1


def test_a_week_can_be_done_again_or_left_out() -> None:
    assert where([began(), mark(REPEATED, 5)], {on(0)}, on(8)).week == 1
    assert where([began(), mark(SKIPPED, 1)], {on(0)}, on(1)).week == 2


def test_starting_over_begins_with_week_one_again() -> None:
    marks = [began(), Waymark(BEGAN, on(100))]
    assert where(marks, {on(number) for number in range(100)}, on(100)).week == 1


def test_it_can_be_closed_at_any_time() -> None:
    assert where([began(), mark(CLOSED, 20)], {on(1)}, on(30)).phase == FINISHED


def test_what_has_landed_this_week_is_not_asked_for_again() -> None:
    here = where([began()], {on(0)}, on(2))
    assert suggest(here, ROWS, {}, on(2)) == ["S2", "B5"]
    assert suggest(here, ROWS, {"S2": on(0)}, on(2)) == ["B5"]


def test_in_the_rhythm_the_seasons_ask() -> None:
    landed = {on(number) for number in range(60)}
    here = where([began()], landed, on(60))
    assert suggest(here, ROWS, {}, on(60)) == []
    assert suggest(here, ROWS, {"S2": on(50), "S6": on(75)}, on(85)) == ["S2"]
    assert set(suggest(here, ROWS, {}, on(60 + 190))) == {"S2", "S6", "S9", "S10"}


MARKS = st.lists(
    st.builds(
        lambda kind, day, rest: mark(kind, day, day + rest if kind == RESTED and rest else None),
        st.sampled_from(KINDS),
        st.integers(0, 100),
        st.integers(0, 20),
    ),
    max_size=12,
)


@given(MARKS, st.sets(st.integers(0, 120), max_size=60), st.integers(0, 130))
def test_every_way_leads_somewhere_and_only_deepens(marks: list[Waymark], days: set[int], today: int) -> None:
    landed = {on(day) for day in days}
    here = where(marks, landed, on(today))
    assert 0 <= here.week <= 8 and 2 <= cap(here, 0) <= 4
    assert here.since is None or here.since <= on(today)
    later = where(marks, landed, on(today + 1))
    if here.phase == later.phase == FOUNDATION and not any(one.day == on(today + 1) for one in marks):
        assert later.week >= here.week
