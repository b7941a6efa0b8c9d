"""The floor by day and by night, for every hand: nothing axe would fault in any state of it, and in long lists."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .arriving import Home
from .journey import Walker, two
from .test_axe import is_open_to_all, walk_by_tab
from .turns import BACK, TOLD, begin, says, suggests_a_pause

pytestmark = pytest.mark.browser


@pytest.fixture
def both(home: Home, visit: Callable[..., Any], tmp_path: Path) -> tuple[Walker, Walker]:
    ana, ben = two(visit, home.url, tmp_path / "floor")
    home.let_in(ana, ben)
    return ana, ben


def test_the_floor_is_open_to_all(both: tuple[Walker, Walker]) -> None:
    ana, ben = both
    begin(ana, ben)
    ana.page.emulate_media(reduced_motion="no-preference")
    is_open_to_all(ana.page, "my turn")
    is_open_to_all(ben.page, "their turn")
    says(ana, "What I want to tell", TOLD)
    says(ben, "What I heard", BACK)
    ana.sees("That's it")
    is_open_to_all(ana.page, "a verdict")
    ana.press("Partly")
    ben.sees("try 2 of 3")
    ben.page.get_by_text("What was said so far").click()
    is_open_to_all(ben.page, "a second try, and what was said")
    suggests_a_pause(ben, "23:59")
    ana.sees("Accept it")
    is_open_to_all(ana.page, "a pause suggested to me")
    is_open_to_all(ben.page, "a pause that I suggest")
    ana.press("Accept it")
    ana.page.get_by_role("heading", name="A pause until 23:59").wait_for()
    is_open_to_all(ana.page, "a pause")


def test_a_verdict_is_reached_by_keyboard(both: tuple[Walker, Walker]) -> None:
    ana, ben = both
    begin(ana, ben)
    says(ana, "What I want to tell", TOLD)
    says(ben, "What I heard", BACK)
    ana.sees("That's it")
    ana.page.reload()
    names = [stop["name"] for stop in walk_by_tab(ana.page) if stop["ring"] and not stop["hidden"]]
    wanted = ["That's it", "Partly", "Not yet", "What was said so far", "Suggest a pause"]
    assert [name for name in names if name in wanted] == wanted


def test_long_lists_are_open_to_all(both: tuple[Walker, Walker]) -> None:
    ana, _ = both
    ana.go("/exercises/plain-talk/").press("Begin")
    ana.sees("What I felt")
    for fold in ana.page.locator(".fold > summary").all():
        fold.click()
    ana.page.get_by_label("restless", exact=True).check()
    ana.page.get_by_role("group", name="Being remembered").get_by_label("This above all").check()
    is_open_to_all(ana.page, "feelings and a sort")
    ana.go("/exercises/ladder/").press("Begin")
    ana.page.get_by_label("Fine with me").first.check()
    is_open_to_all(ana.page, "marks")
