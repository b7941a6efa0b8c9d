"""An open page keeps itself true, and never at the cost of words that somebody is typing."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from .arriving import Home
from .journey import Walker, two

pytestmark = pytest.mark.browser

LIVE = re.compile(r"/live/$")
ANA_SAYS, BEN_SAYS = "A quiet bus ride.", "Socks from the radiator."


@pytest.fixture
def both(home: Home, visit: Callable[..., Any], tmp_path: Path) -> tuple[Walker, Walker]:
    """Ana and Ben, paired, each on Today."""
    ana, ben = two(visit, home.url, tmp_path / "live")
    home.let_in(ana, ben)
    return ana.go("/"), ben.go("/")


def test_an_opening_comes_to_an_open_page(both: tuple[Walker, Walker]) -> None:
    ana, ben = both
    ana.answers(ANA_SAYS)
    ana.page.evaluate("window.sameWindow = true")
    ben.answers(BEN_SAYS)
    ana.sees(BEN_SAYS, ANA_SAYS)
    assert ana.page.evaluate("window.sameWindow"), "the page was loaded again"
    ben.sees(ANA_SAYS, BEN_SAYS)


def test_what_happens_while_a_page_is_still_connecting_is_not_missed(both: tuple[Walker, Walker]) -> None:
    """The other acts after my page was made and before it listens; on a slow line that is a second."""
    ana, ben = both
    ana.answers(ANA_SAYS)
    held: list[Route] = []
    ana.page.route(LIVE, lambda route: held.append(route))  # noqa: PLW0108  Playwright looks into what it calls
    ana.page.reload()
    ana.sees("Your answer is kept.")
    ana.waits_for(lambda: held)
    ben.answers(BEN_SAYS)
    held[0].continue_()
    ana.sees(BEN_SAYS)


def test_a_ping_carries_no_words_and_no_name(both: tuple[Walker, Walker]) -> None:
    ana, ben = both
    ana.answers(ANA_SAYS)
    ana.page.evaluate("""() => {
        window.pings = [];
        const line = new EventSource("/live/");
        line.addEventListener("changed", (ping) => window.pings.push(ping.data + ping.lastEventId));
    }""")
    ben.answers(BEN_SAYS)
    ana.sees(BEN_SAYS)
    assert set(ana.page.evaluate("window.pings")) <= {""}


def test_nothing_that_is_being_typed_is_swapped_away(both: tuple[Walker, Walker]) -> None:
    ana, ben = both
    ana.answers(ANA_SAYS)
    ana.page.get_by_text("Read or change mine").click()
    ana.fill("Your answer", "A quiet bus ride, half a sent")
    ana.page.locator("h1").click()  # the focus is elsewhere; the words are not sent yet
    ben.answers(BEN_SAYS)
    ana.sees("Something is new.")
    expect(ana.page.get_by_label("Your answer")).to_have_value("A quiet bus ride, half a sent")
    expect(ana.page.get_by_text("Something is new.")).to_have_count(1)
    ana.sees_not(BEN_SAYS)
    ana.page.on("dialog", lambda asked: asked.accept())  # "leave without sending?"
    ana.press("Show it")
    ana.sees(ANA_SAYS, BEN_SAYS)


def test_what_was_unfolded_stays_unfolded(both: tuple[Walker, Walker]) -> None:
    """News about one part of the page is no reason to fold another."""
    ana, ben = both
    ana.answers(ANA_SAYS)
    ana.page.get_by_text("Read or change mine").click()
    ben.press("Say thanks for something")
    ben.fill("What you did", "You hung up my coat.")
    ben.fill("What it did for me", "I sat down.")
    ben.press("See it as they will")
    ben.gives()
    ana.sees("Something for you")
    expect(ana.page.get_by_label("Your answer")).to_be_visible()


def test_a_reply_being_written_stays_under_the_hands(both: tuple[Walker, Walker]) -> None:
    ana, ben = both
    ana.answers(ANA_SAYS)
    ben.answers(BEN_SAYS)
    ana.sees(BEN_SAYS)
    ana.fill("What I heard", "Warm socks, and that it")
    ben.page.reload()
    ben.replies("You like it when nobody talks.")
    ben.gives()
    ana.sees("Something is new.")
    ana.page.get_by_label("What I heard").press_sequentially(" is a small thing.")
    ana.press("See it as they will")
    ana.sees("Warm socks, and that it is a small thing.")
    ana.gives()
    ana.sees("You like it when nobody talks.")


def test_words_stay_when_the_server_is_away_and_go_when_it_is_back(both: tuple[Walker, Walker], home: Home) -> None:
    ana, ben = both
    home.served.stop()
    ana.fill("Your answer", ANA_SAYS)
    ana.press("Keep my answer")
    ana.sees("Not sent yet. Your words are still here;")
    expect(ana.page.get_by_label("Your answer")).to_have_value(ANA_SAYS)
    ana.press("Keep my answer")
    expect(ana.page.get_by_text("Not sent yet.")).to_have_count(1)
    home.served.start()
    ana.press("Keep my answer")
    ana.sees("Your answer is kept.")
    expect(ana.page.get_by_text("Not sent yet.")).to_have_count(0)
    ben.answers(BEN_SAYS)
    ana.sees(BEN_SAYS)  # and the page listens again


def test_a_session_that_ended_elsewhere_locks_the_open_page(both: tuple[Walker, Walker]) -> None:
    """Signed out from another device: what is open in this window goes away."""
    ana, _ = both
    ana.answers(ANA_SAYS)
    other = ana.page.context.new_page()
    other.goto("/you/")
    other.get_by_role("button", name="Lock this device").click()
    expect(ana.page.get_by_role("link", name="Begin")).to_be_visible(timeout=15_000)
    ana.sees_not(ANA_SAYS)
