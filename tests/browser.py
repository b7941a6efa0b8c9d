"""Chromium as this machine has it; nothing is downloaded."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from .policy import program, without

# A test's browser has no business on the network.
QUIET = ("--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
QUIET += ("--disable-component-update", "--disable-sync")
SIZES = {"phone": {"width": 360, "height": 780}, "desktop": {"width": 1280, "height": 900}}


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Playwright's Browser. Ask `visit` for a person's own window."""
    chromium = program("chromium", "chromium-browser", "google-chrome")
    if not chromium:
        without("Chromium")
    from playwright.sync_api import sync_playwright

    # Playwright keeps a loop in this thread; later tests here use the database as if there were none.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    arguments = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=arguments)
        yield launched
        launched.close()


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """Opens windows that share nothing: `visit(server.url, size="phone", dark=True, scripts=False)`."""
    contexts: list[Any] = []

    def open_window(url: str, size: str = "phone", dark: bool = False, scripts: bool = True) -> Any:
        look = {"viewport": SIZES[size], "color_scheme": "dark" if dark else "light", "reduced_motion": "reduce"}
        context = browser.new_context(base_url=url, java_script_enabled=scripts, **look)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()
