"""What is told apart from noise: the table of the evidence, hand-worked cases, and made-up years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.insights import change, simulation
from nearer.insights.band import HIGHER, LOWER, WITHIN, band_of
from nearer.insights.change import DOWN, FULL, TOO_FEW, UP, WEEKLY, Z95, Z99, full_change, weekly_change
from nearer.insights.scoring import score
from nearer.insights.series import Reading

DAY = date(2026, 1, 5)


def readings(*values: int | None) -> list[Reading]:
    return [Reading(DAY + timedelta(weeks=number), value) for number, value in enumerate(values)]


@pytest.mark.parametrize(
    ("noise", "z", "count", "points"),
    [
        (FULL, Z95, 1, 28),
        (WEEKLY, Z95, 1, 39),
        (FULL, Z95, 3, 16),
        (FULL, Z99, 3, 21),
        (WEEKLY, Z95, 3, 22),
        (WEEKLY, Z99, 3, 29),
    ],
)
def test_the_bands_are_those_of_the_table(noise: change.Noise, z: float, count: int, points: int) -> None:
    assert round(noise.band(z, count, count)) == points


@pytest.mark.parametrize(
    ("answers", "turned", "found"),
    [
        ((7, 8, 6, 2), {3}, 72),  # 7 + 8 + 6 + (10 - 2) = 29; 29 / 4 = 7.25
        ((7, 8, None, 2), {3}, 77),  # 7 + 8 + 8 = 23; 23 / 3 = 7.67
        ((7, None, None, 2), {3}, None),
        ((0, 0, 0, 10), {3}, 0),
        ((10, 10, 10, 0), {3}, 100),
        ((6,), set(), 60),
        ((None,), set(), None),
    ],
)
def test_scores_against_hand_worked_cases(answers: tuple[int | None, ...], turned: set[int], found: int | None) -> None:
    named = {f"q{number}": answer for number, answer in enumerate(answers)}
    assert score(named, {f"q{number}" for number in turned}) == found


@pytest.mark.parametrize("wrong", [-1, 11])
def test_an_answer_out_of_bounds_is_no_answer(wrong: int) -> None:
    with pytest.raises(ValueError, match="q0"):
        score({"q0": wrong, "q1": 5, "q2": 5})


@given(st.lists(st.integers(0, 10) | st.none(), min_size=4, max_size=4))
def test_turning_every_question_turns_the_score(answers: list[int | None]) -> None:
    named = {str(number): answer for number, answer in enumerate(answers)}
    plain, turned = score(named), score(named, named)
    assert (plain is None) == (turned is None) == (sum(answer is not None for answer in answers) < 3)
    assert plain is None or turned is None or abs(plain + turned - 100) <= 1


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ((50,), TOO_FEW),
        ((50, 77), change.WITHIN),  # 27
        ((50, 78), UP),  # 28 and more
        ((78, 50), DOWN),
        ((50, 90, 50, 90, 77), change.WITHIN),
        ((50, 50, 50, 71, 71, 71), change.WITHIN),  # 21 < 21.04
        ((50, 50, 50, 71, 71, 72), UP),  # 21.3
        ((50, None, 78), UP),
    ],
)
def test_long_questions_by_hand(values: tuple[int | None, ...], verdict: str) -> None:
    assert full_change(readings(*values)) == verdict


def test_weekly_ones_say_nothing_below_fifteen_and_nothing_before_it_is_confirmed() -> None:
    low, high = [40] * 8, [80] * 6
    assert round(WEEKLY.band(change.Z_WEEKLY, 8, 6)) == 27  # 3.6 * 13.91 * sqrt(1/8 + 1/6) = 27.05
    assert weekly_change(readings(*low, *high)) == TOO_FEW
    assert weekly_change(readings(*low, *[40] * 3, *[80] * 5)) == change.WITHIN  # 73.3 is 33 up; before it 66.7, 26.7
    assert weekly_change(readings(*low, *high, 80)) == UP
    assert weekly_change(readings(*[90] * 8, *[40] * 7)) == DOWN
    assert weekly_change(readings(*low, *high, 0)) == change.WITHIN  # 66.7 is 26.7 up


def test_one_week_against_the_next_is_never_held() -> None:
    assert weekly_change(readings(*[50] * 14, 100)) == change.WITHIN


def test_too_many_gaps_say_nothing() -> None:
    with_gaps = [value for pair in zip([40] * 8 + [90] * 7, [None] * 15, strict=True) for value in pair]
    assert weekly_change(readings(*with_gaps)) == TOO_FEW


def test_the_usual_range_by_hand() -> None:
    values = [60, 70, 60, 50, 60, 70, 60, 50]  # every step is 10; the middle is 60
    band = band_of(readings(*values))
    assert band is not None and (band.low, band.middle, band.high) == (60 - 26.6, 60, 60 + 26.6)
    assert (band.place(86), band.place(87), band.place(33)) == (WITHIN, HIGHER, LOWER)
    assert band_of(readings(*values[:7])) is None


def test_a_gap_makes_no_step() -> None:
    over_a_gap = band_of(readings(60, 60, 60, 60, 60, None, 90, 90, 90, 90))
    assert over_a_gap is not None and over_a_gap.low == over_a_gap.high == 60


@given(st.lists(st.integers(0, 100) | st.none(), max_size=60))
def test_a_range_stays_between_nothing_and_everything(values: list[int | None]) -> None:
    band = band_of(readings(*values))
    assert band is None or 0 <= band.low <= band.middle <= band.high <= 100


def test_few_are_told_of_a_change_that_was_none() -> None:
    assert simulation.false_moves(people=2_000, seed=3).share <= 0.01
    assert simulation.false_moves(people=2_000, seed=3, alike=simulation.ALIKE).share <= simulation.FALSE_SHARE + 0.015


def test_a_large_change_is_found_by_most_and_a_year_says_what_the_page_says() -> None:
    assert simulation.power(people=1_000, change=35, seed=4).share > 0.9
    values = [40] * 20 + [80] * 32
    said = simulation._first_said(values)
    assert said is not None
    assert weekly_change(readings(*values[: said + 1])) == UP
    assert weekly_change(readings(*values[:said])) != UP
