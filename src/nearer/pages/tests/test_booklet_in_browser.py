"""booklet.js in Chromium: a bar while the file is made, the file at its end, and the plain way without it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.served import Served
from tests.test_axe import OPTIONS

pytestmark = pytest.mark.browser
PHRASE = "marble otter lantern quick sofa"
PRESS = "Make the file"


@pytest.fixture
def window(serve: Callable[..., Served], visit: Callable[..., Any]) -> Callable[..., Any]:
    """Ana's, signed in, with a page of hers behind her, on the page about taking along."""

    def opened(**options: Any) -> Any:
        served = serve().start()
        ana = served.visitor()
        ana.post("/start/", {"name": "Ana", "partner": "", "passphrase": PHRASE, "adult": "on"})
        ana.post("/mine/new/", {"page-page": "a heron stood there"})
        page = visit(served.url, **options)
        page.context.add_cookies([{"name": one.name, "value": one.value, "url": served.url} for one in ana.jar])
        page.goto("/you/take-along/")
        return page

    return opened


def ask(page: Any, phrase: str = PHRASE, form: str = "Text that any editor opens") -> None:
    page.get_by_text(form).click()
    page.get_by_label("Your passphrase").fill(phrase)


def press(page: Any) -> None:
    page.get_by_role("button", name=PRESS).click()


def words_of(download: Any) -> str:
    return Path(download.path()).read_text("utf-8")


def test_the_file_comes_and_the_page_says_so(window: Callable[..., Any]) -> None:
    page = window()
    ask(page)
    with page.expect_download() as coming:
        press(page)
    assert coming.value.suggested_filename == "notes.md"
    assert "a heron stood there" in words_of(coming.value)
    expect(page.get_by_text("The file is there.")).to_be_visible()
    expect(page.get_by_label("Your passphrase")).to_have_value("")
    expect(page.get_by_role("progressbar")).to_be_hidden()


def test_while_it_is_made_a_bar_shows_how_far_it_is(window: Callable[..., Any]) -> None:
    page = window()
    asked: list[Any] = []
    page.route("**/you/take-along/", lambda route: asked.append(route))  # noqa: PLW0108  Playwright looks into it
    numbers = iter(["12", "64", "30"])
    page.route("**/progress/**", lambda route: route.fulfill(body=next(numbers, "30")))
    ask(page)
    with page.expect_request("**/you/take-along/"):
        press(page)
    bar = page.get_by_role("progressbar", name="How far the file has come")
    expect(bar).to_be_visible()
    expect(bar).to_have_js_property("value", 64)
    with page.expect_response("**/progress/**"):
        pass  # a number that is smaller, as from an answer that was overtaken
    expect(bar).to_have_js_property("value", 64)
    assert Axe().run(page, options=OPTIONS).response["violations"] == []
    press(page)
    assert len(asked) == 1
    asked[0].abort()
    expect(page.get_by_role("alert")).to_contain_text("did not arrive")
    expect(page.get_by_label("Your passphrase")).to_have_value(PHRASE)


def test_the_real_number_reaches_the_page(window: Callable[..., Any]) -> None:
    page = window()
    ask(page)
    with page.expect_download(), page.expect_request("**/you/take-along/") as sent:
        press(page)
    name = dict(pair.split("=") for pair in sent.value.post_data.split("&"))["progress"]
    said = page.evaluate("async (at) => (await fetch(at)).text()", f"/you/take-along/progress/{name}/")
    assert said == "100"


def test_a_wrong_passphrase_comes_back_with_what_was_chosen(window: Callable[..., Any]) -> None:
    page = window()
    ask(page, "not this one")
    press(page)
    expect(page.get_by_role("alert").first).to_contain_text("not your passphrase")
    assert page.get_by_label("Text that any editor opens").is_checked()
    ask(page)
    with page.expect_download() as coming:
        press(page)
    assert "a heron" in words_of(coming.value)


def test_without_scripts_the_form_goes_the_ordinary_way(window: Callable[..., Any]) -> None:
    page = window(scripts=False)
    expect(page.get_by_role("progressbar")).to_be_hidden()
    ask(page, form="A booklet to print")
    with page.expect_download() as coming:
        press(page)
    assert coming.value.suggested_filename == "notes.pdf"
    assert "a heron stood there" in " ".join(one.extract_text() for one in PdfReader(coming.value.path()).pages)
