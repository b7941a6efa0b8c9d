"""Leaving quickly: the page is covered at once, the session is over, and "Back" shows nothing."""

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from .arriving import arrive
from .journey import Walker, two
from .served import Served

pytestmark = pytest.mark.browser

WEATHER = b"<!doctype html><title>Weather</title><h1>Rain until noon</h1>"
SECRET = "Nobody may read this, canary-exit."


class Weather(BaseHTTPRequestHandler):
    """Somewhere harmless. Counts nothing, says nothing."""

    def do_GET(self) -> None:
        self.server.came.append((self.path, self.headers.get("Referer", "")))  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(WEATHER)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def weather() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    server.came = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def nearer(serve: Callable[..., Served], weather: ThreadingHTTPServer) -> Served:
    return serve(NEARER_EXIT_URL=f"http://127.0.0.1:{weather.server_port}/").start()


@pytest.fixture
def ana(nearer: Served, visit: Callable[..., Any], tmp_path: Path) -> Walker:
    """Ana, signed in, with a page of hers on the screen."""
    ana = two(visit, nearer.url, tmp_path / "exit")[0]
    return with_a_page(ana)


def with_a_page(ana: Walker) -> Walker:
    arrive(ana)
    ana.go("/mine/new/")
    ana.fill("Your page", SECRET)
    ana.press("Keep it")
    ana.page.locator("ul.list a").first.click()
    ana.sees(SECRET)
    return ana


def by_button(ana: Walker) -> None:
    ana.press("Leave quickly")


def by_shift(ana: Walker) -> None:
    for _ in range(3):
        ana.page.keyboard.press("Shift")


def from_inside_help(ana: Walker) -> None:
    ana.press("Help")
    ana.page.get_by_role("dialog").get_by_role("button", name="Leave quickly").click()


@pytest.mark.parametrize("leave", [by_button, by_shift, from_inside_help])
def test_leaving_covers_ends_and_cannot_be_undone(
    ana: Walker, nearer: Served, weather: ThreadingHTTPServer, leave: Callable[[Walker], None]
) -> None:
    token = {cookie["name"]: cookie["value"] for cookie in ana.page.context.cookies()}["sid"]
    leave(ana)
    expect(ana.page.get_by_role("heading", name="Rain until noon")).to_be_visible()
    assert [came for came in weather.came if came[0] == "/"] == [("/", "")]  # type: ignore[attr-defined]
    is_out(ana, nearer, token)


def is_out(ana: Walker, nearer: Served, token: str) -> None:
    """The cookie is gone and worth nothing, and no way back leads to words."""
    # The request that ends the session outlives the page: the other site may be there before its answer.
    ana.waits_for(lambda: "sid" not in {cookie["name"] for cookie in ana.page.context.cookies(nearer.url)})
    ana.page.context.add_cookies([{"name": "sid", "value": token, "url": nearer.url}])
    ana.go("/mine/").sees("Unlock")
    ana.page.context.clear_cookies(name="sid")
    for _ in range(3):
        ana.page.go_back()
        ana.page.wait_for_load_state()
        ana.sees_not("canary-exit", "Nobody may read")


def test_back_right_after_leaving_shows_nothing(ana: Walker) -> None:
    by_button(ana)
    expect(ana.page.get_by_role("heading", name="Rain until noon")).to_be_visible()
    ana.page.go_back()
    ana.page.wait_for_load_state()
    ana.sees_not("canary-exit")
    expect(ana.page.locator(".tabs")).to_have_count(0)


def test_the_page_is_covered_in_the_very_moment(ana: Walker) -> None:
    """Before anything is asked of anybody: what is under the middle of the glass, right after the press."""
    on_top, wide, high = ana.page.evaluate("""() => {
        document.querySelector("form[data-exit] button").click();
        const cover = document.querySelector(".cover").getBoundingClientRect();
        return [document.elementFromPoint(innerWidth / 2, innerHeight / 2).className,
            cover.width >= innerWidth, cover.height >= innerHeight];
    }""")
    assert on_top == "cover" and wide and high
    expect(ana.page.get_by_role("heading", name="Rain until noon")).to_be_visible()


def test_leaving_works_while_the_server_is_away(ana: Walker, nearer: Served) -> None:
    nearer.stop()
    by_shift(ana)
    expect(ana.page.get_by_role("heading", name="Rain until noon")).to_be_visible()


def test_a_shift_in_a_sentence_does_not_leave(ana: Walker) -> None:
    ana.go("/mine/new/")
    page = ana.page.get_by_label("Your page")
    page.focus()
    for key in ("Shift", "Shift", "a", "Shift", "Shift", "b"):
        ana.page.keyboard.press(key)
    expect(page).to_have_value("ab")


def test_leaving_works_as_a_form_without_scripts(
    nearer: Served, visit: Callable[..., Any], tmp_path: Path, weather: ThreadingHTTPServer
) -> None:
    ana = with_a_page(two(visit, nearer.url, tmp_path / "exit", scripts=False)[0])
    token = {cookie["name"]: cookie["value"] for cookie in ana.page.context.cookies()}["sid"]
    by_button(ana)
    expect(ana.page.get_by_role("heading", name="Rain until noon")).to_be_visible()
    assert [came for came in weather.came if came[0] == "/"] == [("/", "")]  # type: ignore[attr-defined]
    is_out(ana, nearer, token)


@pytest.mark.parametrize("scripts", [True, False])
def test_help_opens_without_asking_anybody(
    nearer: Served, visit: Callable[..., Any], tmp_path: Path, scripts: bool
) -> None:
    ana = two(visit, nearer.url, tmp_path / "exit", scripts=scripts)[0]
    arrive(ana)
    ana.go("/")
    ana.page.wait_for_load_state("load")
    if scripts:
        ana.until("Boolean(navigator.serviceWorker.controller)")  # what it keeps has come
    asked: list[str] = []
    ana.page.context.on("request", lambda request: asked.append(request.url))
    ana.press("Help")
    help_ = ana.page.get_by_role("dialog", name="Help")
    expect(help_.get_by_role("heading", name="Help lines")).to_be_visible()
    help_.locator("summary").first.click()
    expect(help_.get_by_role("link").first).to_be_visible()
    help_.get_by_role("button", name="Close").click()
    expect(help_).to_be_hidden()
    # The tab's own icon belongs to the page before, and comes when the browser likes.
    assert [url for url in asked if "/static/ui/icon." not in url and not url.endswith("/live/")] == []
