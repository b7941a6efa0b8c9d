"""On a home screen and without a line: calm pages, and nothing private kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from nearer.reminders.words import TEXT, TITLE

from .arriving import Home
from .journey import Walker, two
from .served import Served

pytestmark = pytest.mark.browser

WORDS = "The dough was warm, canary-ana."
LOCKED = "This device is locked."
NO_LINE = "No connection just now"
CACHED = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found[new URL(request.url).pathname] = await (await cache.match(request)).text();
    }
  }
  return found;
}"""
STORED = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length]"""


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


def with_worker(one: Walker) -> Walker:
    one.until("navigator.serviceWorker.controller?.state === 'activated'")
    return one


def line(one: Walker, is_there: bool) -> None:
    context: BrowserContext = one.page.context
    context.set_offline(not is_there)


def writes(one: Walker, words: str = WORDS) -> None:
    one.fill("Your page", words)
    one.press("Keep it")


def test_the_first_visit_brings_the_worker_and_no_complaint(served: Served, visit: Callable[..., Any]) -> None:
    someone = Walker("Somebody", visit(served.url), served.url, served.temp)
    with_worker(someone.go("/"))
    assert someone.page.evaluate("async () => (await navigator.serviceWorker.ready).scope") == f"{served.url}/"
    assert someone.page.locator("link[rel=manifest]").get_attribute("href") == "/manifest.webmanifest"
    assert someone.faults == []


def test_chromium_would_put_it_on_a_home_screen(ana: Walker) -> None:
    devtools = ana.page.context.new_cdp_session(ana.page)
    told = devtools.send("Page.getAppManifest")
    assert told["url"].endswith("/manifest.webmanifest") and told["errors"] == []
    assert devtools.send("Page.getInstallabilityErrors")["installabilityErrors"] in ([], _in_private_window())


def _in_private_window() -> list[dict[str, Any]]:
    """The one complaint about a test's own window, which is private."""
    return [{"errorId": "in-incognito", "errorArguments": []}]


def test_without_a_line_a_page_says_so_and_comes_by_itself(ana: Walker) -> None:
    line(ana, False)
    ana.go("/ours/").sees(NO_LINE)
    assert ana.page.url.endswith("/ours/")
    ana.press("Help")
    expect(ana.page.get_by_role("dialog").get_by_role("heading", name="Help lines")).to_be_visible()
    ana.press("Close")
    line(ana, True)
    expect(ana.page.get_by_role("heading", name="Ours")).to_be_visible()


def test_help_opens_without_a_line_and_every_country_with_it(ana: Walker) -> None:
    line(ana, False)
    ana.go("/help/").sees("Help lines")
    country = ana.main().locator(".help__lines details").first
    country.locator("summary").click()
    expect(country.locator("li").first).to_be_visible()
    expect(ana.page.locator("body")).to_have_css("background-color", "rgb(244, 239, 230)")


def test_while_the_server_is_away_its_pages_say_so(ana: Walker, served: Served) -> None:
    served.stop()
    ana.go("/").sees(NO_LINE)
    served.start()
    ana.follow("Try again")
    expect(ana.page.locator(".tabs")).to_be_visible()


def test_nothing_is_kept_that_is_not_the_same_for_everybody(ana: Walker) -> None:
    ana.go("/mine/new/")
    writes(ana)
    for path in ("/", "/mine/", "/you/", "/steps/", "/together/"):
        ana.go(path)
    found = ana.page.evaluate(CACHED)
    pages = {path for path in found if not path.startswith("/static/ui/")}
    assert pages == {"/help/", "/offline/", "/manifest.webmanifest"}
    assert "canary" not in str(found) and ">Ana<" not in str(found)
    assert "csrfmiddlewaretoken" not in "".join(found[path] for path in pages)
    assert ana.page.evaluate(STORED) == [0, 0, 0]


def test_another_build_takes_the_place_of_the_old_one(ana: Walker, served: Served) -> None:
    (before,) = ana.page.evaluate("caches.keys()")
    served.stop()
    served.environment["NEARER_EXIT_URL"] = "https://weather.example/"
    served.start()
    ana.go("/mine/")
    ana.page.evaluate("async () => { await (await navigator.serviceWorker.ready).update(); }")
    ana.until(f"caches.keys().then((names) => names.length === 1 && names[0] !== {before!r})")
    assert "https://weather.example/" in ana.page.evaluate(CACHED)["/offline/"]


def test_locking_empties_the_browser_and_the_next_page_works_offline_again(ana: Walker) -> None:
    ana.go("/you/")
    ana.page.evaluate("caches.open('left-behind')")
    ana.press("Lock this device")
    ana.sees(LOCKED)
    with_worker(ana).until("caches.keys().then((names) => names.length === 1 && names[0].startsWith('kept-'))")
    line(ana, False)
    ana.go("/mine/").sees(NO_LINE)


def test_a_push_message_says_what_it_always_says(ana: Walker, served: Served) -> None:
    ana.page.context.grant_permissions(["notifications"], origin=served.url)
    devtools = ana.page.context.new_cdp_session(ana.page)
    registered: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: registered.extend(one["registrationId"] for one in told["registrations"]),
    )
    devtools.send("ServiceWorker.enable")
    for _ in range(250):
        if registered:
            break
        ana.page.wait_for_timeout(20)
    pushed = {"origin": f"{served.url}/", "registrationId": registered[0], "data": "canary, from somebody else"}
    devtools.send("ServiceWorker.deliverPushMessage", pushed)
    shown = "navigator.serviceWorker.ready.then((ready) => ready.getNotifications())"
    ana.until(f"{shown}.then((notes) => notes.length === 1)")
    said = ana.page.evaluate(f"{shown}.then(([note]) => [note.title, note.body, note.tag])")
    assert said == [str(TITLE), str(TEXT), "card"] == ["Notes", "A card is ready when you are.", "card"]
