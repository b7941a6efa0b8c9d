"""Only my own ratings and passes move mine, by the rules of evidence.md section 4."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nearer.pace.comfort import (
    ABOUT_RIGHT,
    DEEPER,
    LEAST,
    MOST,
    OPENED,
    PASSED,
    START,
    TOO_MUCH,
    Comfort,
    Felt,
    feel,
    kept,
    read,
    set_level,
)

MONDAY = date(2026, 3, 2)


def day(number: int) -> str:
    return (MONDAY + timedelta(days=number)).isoformat()


def opened(number: int, pace: str = ABOUT_RIGHT, received: int = 8, depth: int = 2, regret: bool = False) -> Felt:
    return Felt(day(number), "values", depth, OPENED, pace, received, regret)


def passed(number: int, depth: int = 2) -> Felt:
    return Felt(day(number), "values", depth, PASSED)


def after(*felt: Felt) -> Comfort:
    comfort = Comfort()
    for one in felt:
        feel(comfort, one)
    return comfort


def test_three_good_openings_over_two_weeks_raise_it_by_half_a_step() -> None:
    assert after(opened(0), opened(7), opened(14)).level("values") == START + 0.5


def test_three_good_openings_in_one_week_do_not() -> None:
    assert after(opened(0), opened(3), opened(6)).level("values") == START


def test_two_openings_do_not() -> None:
    assert after(opened(0), opened(20)).level("values") == START


def test_a_reply_that_was_not_received_well_holds_it() -> None:
    assert after(opened(0), opened(7), opened(14, received=6)).level("values") == START


def test_openings_at_another_depth_hold_it() -> None:
    assert after(*(opened(number, depth=1) for number in (0, 7, 14, 21))).level("values") == START


def test_one_pass_among_five_does_not_hold_it() -> None:
    assert after(passed(0), opened(1), opened(8), opened(15)).level("values") == START + 0.5


def test_at_most_one_step_in_a_month() -> None:
    comfort = Comfort()
    for number in range(0, 61, 2):
        feel(comfort, opened(number, DEEPER, 10, comfort.reaches("values")))
    up = [date.fromisoformat(one) for one in comfort.raised["values"]]
    assert all(sum(timedelta() <= one - first < timedelta(days=30) for one in up) <= 2 for first in up)


def test_too_much_badly_received_and_regret_each_lower_it_at_once_by_one() -> None:
    for hurt in (opened(0, TOO_MUCH), opened(0, received=3), opened(0, regret=True)):
        assert after(hurt).level("values") == START - 1


def test_two_passes_in_four_lower_it_and_are_then_forgotten() -> None:
    comfort = after(opened(0), passed(1), opened(2), passed(3))
    assert comfort.level("values") == START - 1
    feel(comfort, passed(4))
    assert comfort.level("values") == START - 1


def test_other_families_stay_where_they_are() -> None:
    assert after(opened(0, TOO_MUCH)).level("money") == START


def test_its_owner_sets_it_as_they_like() -> None:
    comfort = after(opened(0), opened(7))
    set_level(comfort, "values", 4.5)
    assert comfort.level("values") == 4.5 and comfort.reaches("values") == 4
    feel(comfort, opened(14, depth=4))
    assert comfort.level("values") == 4.5  # what was felt before no longer counts


def test_a_quarrel_holds_everything_for_seven_days() -> None:
    comfort = Comfort(quarrel=day(0))
    assert comfort.is_held(MONDAY + timedelta(days=6)) and not comfort.is_held(MONDAY + timedelta(days=7))


FELT = st.builds(
    Felt,
    st.integers(0, 200).map(day),
    st.sampled_from(["values", "money"]),
    st.integers(1, 5),
    st.sampled_from([OPENED, PASSED]),
    st.sampled_from(["", TOO_MUCH, ABOUT_RIGHT, DEEPER]),
    st.none() | st.integers(0, 10),
    st.booleans(),
)


@given(st.lists(FELT, max_size=80))
def test_it_stays_within_its_bounds_and_moves_by_small_steps(felts: list[Felt]) -> None:
    comfort = Comfort()
    for one in sorted(felts, key=lambda one: one.day):
        before = dict(comfort.levels)
        feel(comfort, one)
        for family in ("values", "money"):
            change = comfort.level(family) - before.get(family, START)
            assert LEAST <= comfort.level(family) <= MOST
            assert change in (0, 0.5, -1) or comfort.level(family) == LEAST
            assert family == one.family or change == 0
    assert read(kept(comfort)) == comfort
