"""What a browser fetches, as Chromium itself counts it: compressed, with headers."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

from tests.browser import QUIET
from tests.served import Served

from .ground import Person
from .table import Row

SETTLED = 800  # ms after the load event: fonts and the live stream
FIRST, REQUESTS, REPEAT = 60.0, 8, 8.0  # KB, requests, KB


def measured(server: Served) -> Iterator[Row]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium:
        yield Row("Weight", "no Chromium here")
        return
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield from visits(browser, server)
        browser.close()


def visits(browser: Any, server: Served) -> Iterator[Row]:
    stranger = Window(browser, server)
    yield first("First visit, signed out", stranger.visit("/"))
    ana = Window(browser, server, Person(server, "Ana"))
    yield first("First load of Today", ana.visit("/"))
    ana.visit("/you/")
    size, requests = ana.visit("/")
    aim = f"{REPEAT:.0f} KB"
    yield Row("Today again", f"{size:.1f} KB in {requests} requests", aim=aim, met=size <= REPEAT)


def first(what: str, weight: tuple[float, int]) -> Row:
    size, requests = weight
    met = size <= FIRST and requests <= REQUESTS
    return Row(what, f"{size:.1f} KB in {requests} requests", aim=f"{FIRST:.0f} KB in {REQUESTS}", met=met)


class Window:
    """A browser with an empty cache that counts what goes over the line."""

    def __init__(self, browser: Any, server: Served, person: Person | None = None) -> None:
        context = browser.new_context(base_url=server.url, service_workers="block")
        for cookie in person.browser.jar if person else ():
            context.add_cookies([{"name": cookie.name, "value": cookie.value, "url": server.url}])
        self.page = context.new_page()
        self.asked: dict[str, float] = {}
        line = context.new_cdp_session(self.page)
        line.send("Network.enable")
        line.on("Network.responseReceived", self._answered)
        line.on("Network.loadingFinished", lambda said: self._count(said, said["encodedDataLength"]))

    def _answered(self, said: dict[str, Any]) -> None:
        """Not what came out of the browser's own cache."""
        response = said["response"]
        if response["url"].startswith("http") and not response.get("fromDiskCache"):
            self.asked[said["requestId"]] = response["encodedDataLength"]

    def _count(self, said: dict[str, Any], size: float) -> None:
        if said["requestId"] in self.asked:
            self.asked[said["requestId"]] = size

    def visit(self, path: str) -> tuple[float, int]:
        """KB and requests."""
        self.asked.clear()
        self.page.goto(path, wait_until="load")
        self.page.wait_for_timeout(SETTLED)
        return sum(self.asked.values()) / 1000, sum(1 for size in self.asked.values() if size)
