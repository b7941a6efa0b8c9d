"""One's own pace and the eight weeks, as two people use them on their phones."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from .arriving import Home, arrive
from .journey import Walker, two
from .served import Served

pytestmark = pytest.mark.browser


@pytest.fixture
def both(home: Home, visit: Callable[..., Any], tmp_path: Path) -> tuple[Walker, Walker]:
    ana, ben = two(visit, home.url, tmp_path / "weeks")
    home.let_in(ana, ben)
    return ana, ben


def test_somebody_alone_has_a_way_of_their_own(served: Served, visit: Callable[..., Any], tmp_path: Path) -> None:
    ana = two(visit, served.url, tmp_path / "weeks")[0]
    arrive(ana)
    ana.go("/weeks/").sees("On your own for now", "take this way for yourself")
    ana.look("01-alone")


def test_the_weeks_wait_rest_and_go_on_for_both(both: tuple[Walker, Walker]) -> None:
    ana, ben = both
    ana.go("/weeks/").sees("you are never late")
    ana.look("02-before")
    ana.press("Begin the eight weeks")
    ben.go("/weeks/").sees("Week 1 of 8.", "It begins when you first do something in it.")
    ben.look("03-week-1")
    ben.go("/").sees("Week 1 of 8")
    ben.look("04-today")
    ben.go("/weeks/").page.get_by_text("Rest, slower, again, or enough").click()
    ben.press("Rest")
    ana.go("/").sees("We are resting.")
    ana.look("05-resting")
    ana.follow("A card anyway")
    expect(ana.page.locator("h1.prompt")).to_be_visible()
    ana.go("/weeks/").press("Go on")
    ana.sees("Week 1 of 8.")
    assert ana.faults == [] and ben.faults == []


def test_my_pace_is_mine(both: tuple[Walker, Walker]) -> None:
    ana, ben = both
    ana.go("/you/pace/").sees("Whoever wants to go slower leads")
    ana.look("06-my-pace")
    ana.page.get_by_label("Money and work").select_option(label="Everyday things")
    ana.page.get_by_role("group", name="Not for me").get_by_label("Faith and meaning").check()
    ana.press("Save")
    ana.go("/you/pace/")
    expect(ana.page.get_by_label("Money and work")).to_have_value("1")
    ben.go("/you/pace/")
    expect(ben.page.get_by_label("Money and work")).to_have_value("2")
    ana.press("We had a quarrel")
    ana.sees("Cards stay light for a week.")
    ana.press("It is over")
    assert ana.faults == [] and ben.faults == []
