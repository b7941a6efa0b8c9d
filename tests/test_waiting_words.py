"""Words that could not go wait under the hands, in the page and nowhere else, and arrive once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from .arriving import Home
from .journey import Walker, two
from .served import Served
from .test_installed import CACHED, STORED, with_worker

pytestmark = pytest.mark.browser

WORDS = "The dough was warm, canary-ana."
KEPT = "Your answer is kept."
NOT_YET = "Not sent yet. Your words are still here; they go when you are connected again."
STILL_HERE = "Not sent. Your words are still here."


@pytest.fixture
def ana(home: Home, visit: Callable[..., Any], tmp_path: Path) -> Walker:
    """Ana, signed in, on her pages, with the worker in place."""
    ana = two(visit, home.url, tmp_path / "installed")[0]
    home.let_in(ana)
    return with_worker(ana.go("/mine/"))


@pytest.fixture
def served(home: Home) -> Served:
    """Her server."""
    return home.served


def line(one: Walker, is_there: bool) -> None:
    context: BrowserContext = one.page.context
    context.set_offline(not is_there)


def writes(one: Walker, words: str = WORDS) -> None:
    one.fill("Your page", words)
    one.press("Keep it")


def has_pages(one: Walker, how_many: int) -> None:
    one.go("/mine/")
    expect(one.main().locator("ul.list a")).to_have_count(how_many)


def test_words_wait_in_the_form_and_go_once_by_themselves(ana: Walker) -> None:
    ana.go("/mine/new/")
    line(ana, False)
    writes(ana)
    expect(ana.page.get_by_role("alert")).to_contain_text(NOT_YET)
    expect(ana.page.get_by_label("Your page")).to_have_value(WORDS)
    ana.press("Keep it")
    expect(ana.page.get_by_role("alert")).to_have_count(1)
    assert ana.page.evaluate(STORED) == [0, 0, 0]
    assert WORDS not in str(ana.page.evaluate(CACHED))
    line(ana, True)
    ana.sees("Kept.")
    has_pages(ana, 1)


def test_try_again_sends_what_waits(ana: Walker, served: Served) -> None:
    ana.go("/mine/new/")
    served.stop()
    writes(ana)
    ana.press("Try again")
    expect(ana.page.get_by_role("alert")).to_contain_text(NOT_YET)
    served.start()
    ana.press("Try again")
    ana.sees("Kept.")
    has_pages(ana, 1)


def test_words_whose_arrival_nobody_saw_are_kept_once(ana: Walker) -> None:
    """The server has them, and its answer is lost on the way."""
    ana.go("/mine/new/")
    cut_off(ana, "**/mine/new/")
    writes(ana)
    expect(ana.page.get_by_role("alert")).to_contain_text(NOT_YET)
    ana.press("Try again")
    ana.sees("Kept.")
    has_pages(ana, 1)


def test_an_answer_whose_arrival_nobody_saw_opens_for_both(
    ana: Walker, home: Home, visit: Callable[..., Any], tmp_path: Path
) -> None:
    ben = two(visit, home.url, tmp_path / "installed")[1]
    home.let_in(ben)
    ana.go("/")
    cut_off(ana, "**/answer/")
    ana.fill("Your answer", WORDS)
    ana.press("Keep my answer")
    expect(ana.page.get_by_role("alert")).to_contain_text(NOT_YET)
    ana.press("Try again")
    ana.sees(KEPT)
    ben.go("/").answers("Socks from the radiator.")
    ben.sees(WORDS)


def cut_off(one: Walker, where: str) -> None:
    """The next form arrives; what the server says to it does not."""

    def swallow(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    one.page.route(where, swallow, times=1)


def test_half_a_sentence_does_not_go_by_itself(ana: Walker) -> None:
    ana.go("/mine/new/")
    line(ana, False)
    writes(ana)
    expect(ana.page.get_by_role("alert")).to_contain_text(NOT_YET)
    ana.page.get_by_label("Your page").press_sequentially(" And then we")
    expect(ana.page.get_by_role("alert")).to_contain_text(STILL_HERE)
    line(ana, True)
    ana.page.wait_for_timeout(500)
    expect(ana.page.get_by_label("Your page")).to_have_value(f"{WORDS} And then we")
    ana.press("Try again")
    ana.sees("Kept.", "And then we")
    has_pages(ana, 1)


def test_an_ordinary_form_keeps_its_page_too(ana: Walker) -> None:
    ana.go("/mine/new/")
    writes(ana)
    search = ana.page.get_by_role("searchbox")
    search.fill("dough")
    line(ana, False)
    search.press("Enter")
    expect(ana.page.get_by_role("alert")).to_contain_text(STILL_HERE)
    expect(search).to_have_value("dough")
    line(ana, True)
    ana.press("Try again")
    expect(ana.page.get_by_role("alert")).to_have_count(0)
    expect(ana.page.get_by_role("searchbox")).to_have_value("dough")
