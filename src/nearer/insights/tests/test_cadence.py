"""When questions are offered: never twice, never as a debt, and silent after two that were left out."""

from datetime import date, timedelta

import pytest

from nearer.insights.cadence import newest_day, next_season, rests, season_is_due, week_is_due

FIRST = date(2026, 1, 5)  # a Monday
MONDAY = 0


def days(*numbers: int) -> list[date]:
    return [FIRST + timedelta(days=number) for number in numbers]


@pytest.mark.parametrize(
    ("done", "today", "due"),
    [
        ([], 0, True),
        ([0], 0, False),
        ([0], 27, False),
        ([0], 28, True),
        ([0, 28], 55, False),
        ([0, 28], 56, True),
        ([0, 40], 55, False),  # late is in time
        ([0, 40], 56, True),
        ([0, 28, 56], 56 + 90, False),
        ([0, 28, 56], 56 + 91, True),
        ([0], 400, True),
        ([0, 400], 410, False),  # what was left out is not asked for later
    ],
)
def test_the_long_ones_come_at_the_start_in_week_four_in_week_eight_and_each_season(
    done: list[int], today: int, due: bool
) -> None:
    assert season_is_due(days(*done), FIRST + timedelta(days=today)) is due


@pytest.mark.parametrize(
    ("done", "following"),
    [([0], 28), ([0, 28], 56), ([0, 40], 56), ([0, 28, 56], 147), ([0, 400], 420), ([0, 2000], 2058)],
)
def test_the_next_ones_are_offered_on_the_first_mark_after_the_last(done: list[int], following: int) -> None:
    found = next_season(days(*done))
    assert (found - FIRST).days == following
    assert season_is_due(days(*done), found) and not season_is_due(days(*done), found - timedelta(days=1))


def test_nobody_is_asked_who_has_not_chosen_a_day() -> None:
    assert not week_is_due(None, None, [], FIRST)


@pytest.mark.parametrize(
    ("done", "today", "due"),
    [([], 0, True), ([0], 3, False), ([0], 7, True), ([3], 6, False), ([3], 7, True), ([0, 7], 13, False)],
)
def test_the_short_ones_come_on_ones_own_day_and_stay_open_for_the_week(done: list[int], today: int, due: bool) -> None:
    assert week_is_due(MONDAY, FIRST, days(*done), FIRST + timedelta(days=today)) is due


def test_a_day_that_was_chosen_later_in_the_week_waits_for_it() -> None:
    tuesday = FIRST + timedelta(days=1)
    assert not week_is_due(MONDAY, tuesday, [], tuesday + timedelta(days=2))
    assert week_is_due(MONDAY, tuesday, [], FIRST + timedelta(days=7))


def test_after_two_that_were_left_out_nothing_is_asked_until_one_is_answered() -> None:
    offered = [week_is_due(MONDAY, FIRST, [], FIRST + timedelta(days=7 * week)) for week in range(6)]
    assert offered == [True, True, False, False, False, False]
    answered = days(7 * 5 + 2)  # of their own accord
    assert not week_is_due(MONDAY, FIRST, answered, FIRST + timedelta(days=7 * 5 + 3))
    assert week_is_due(MONDAY, FIRST, answered, FIRST + timedelta(days=7 * 6))
    assert rests(MONDAY, FIRST, [], FIRST + timedelta(days=14))


def test_the_newest_weekday_is_never_ahead() -> None:
    for offset in range(14):
        today = FIRST + timedelta(days=offset)
        found = newest_day(MONDAY, today)
        assert found <= today < found + timedelta(days=7) and found.weekday() == MONDAY
