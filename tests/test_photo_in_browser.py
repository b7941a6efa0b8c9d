"""Sending a photo in a real browser: whatever goes wrong on the way, the words and the chosen photo stay."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from .served import Served
from .test_photo_upload import of_size, on_the_day

pytestmark = pytest.mark.browser
WORDS = "the dough was warm, canary-ana"


@pytest.fixture
def moment(served: Served, visit: Callable[..., Any]) -> Page:
    """Ana's page, on the day, with the words and a large photo in it that are not sent yet."""
    couple, path = on_the_day(served)
    page: Page = visit(served.url)
    cookies = [{"name": name, "value": value, "url": served.url} for name, value in couple.ana.cookies.items()]
    page.context.add_cookies(cookies)  # type: ignore[arg-type]
    page.goto(path.removesuffix("moment/"))
    page.get_by_role("textbox", name="A moment I'd keep").fill(WORDS)
    page.get_by_role("textbox", name="What was new in it").fill("that we did it")
    choose(page, 2_000_000)
    return page


def choose(page: Page, size: int) -> None:
    file = {"name": "us.jpg", "mimeType": "image/jpeg", "buffer": of_size(size)}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]


def send(page: Page) -> None:
    page.get_by_role("button", name="Keep my answer").click()


def everything_is_there(page: Page) -> None:
    expect(page.get_by_role("textbox", name="A moment I'd keep")).to_have_value(WORDS)
    assert page.locator("input[type=file]").evaluate("(field) => field.files[0]?.name") == "us.jpg"
    expect(page.locator("progress")).to_have_count(0)


def test_without_a_line_nothing_is_lost_and_it_can_be_sent_again(moment: Page) -> None:
    moment.context.set_offline(True)
    send(moment)
    expect(moment.get_by_role("alert")).to_contain_text("Not sent yet. Your words are still here;")
    everything_is_there(moment)
    moment.context.set_offline(False)  # it goes by itself
    expect(moment.locator("img.said__photo, .kept").first).to_be_visible()


def test_while_it_goes_a_bar_says_so(moment: Page) -> None:
    waiting: list[Route] = []
    moment.route("**/moment/", lambda route: waiting.append(route))  # noqa: PLW0108  Playwright looks into what it calls
    with moment.expect_request("**/moment/"):
        send(moment)
    expect(moment.get_by_role("progressbar", name="Keep my answer")).to_be_visible()
    waiting[0].abort()
    everything_is_there(moment)


def test_too_large_is_said_beside_the_words(moment: Page) -> None:
    choose(moment, 14_500_000)
    send(moment)
    expect(moment.get_by_role("alert")).to_contain_text("12 MB is the most", timeout=30_000)
    everything_is_there(moment)
    choose(moment, 400_000)
    send(moment)
    expect(moment.locator("img.said__photo, .kept").first).to_be_visible()


def test_a_strange_page_on_the_way_takes_no_words_along(moment: Page) -> None:
    page_of_its_own = "<html><body><h1>413 Request Entity Too Large</h1></body></html>"
    moment.route("**/moment/", lambda route: route.fulfill(status=413, content_type="text/html", body=page_of_its_own))
    send(moment)
    expect(moment.get_by_role("alert")).to_have_text("Not sent. Your words are still here.")
    everything_is_there(moment)
