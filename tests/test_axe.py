"""Every page, by day and by night: nothing axe would fault, large enough to touch, and usable by keyboard."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .arriving import arrive
from .journey import Walker, fits, two
from .served import Served

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": WCAG}}
OPEN_TO_ALL = ["/", "/start/", "/sign-in/", "/recover/", "/help/", "/offline/", "/nothing-here/"]
ALONE = ["/", "/welcome/", "/welcome/code/", "/together/", "/ours/", "/mine/", "/mine/new/", "/mine/put-away/", "/you/"]
ALONE += ["/you/devices/", "/you/passphrase/", "/you/new-code/", "/you/erase/", "/patterns/", "/nothing-here/"]
AS_TWO = ["/", "/together/", "/together/leave/", "/ours/", "/mine/", "/you/", "/you/calendar/", "/steps/", "/steps/s1/"]
AS_TWO += ["/weeks/", "/you/pace/", "/you/reminders/"]
AS_TWO += ["/exercises/new-together/", "/exercises/season-check-up/paper/"]
REFUSED = [("/together/", "form[action$='/invite/']"), ("/together/", "form[action$='/join/']"), ("/", "article form")]
REFUSED += [(path, "main form[method=post]:has(.field)") for path in ("/mine/new/", "/you/passphrase/", "/you/erase/")]
TOUCH, INLINE = 44, 23

# A link inside a sentence is as high as its line (WCAG 2.5.8 asks no more); a choice is its whole row, and so
# is a link that stretches over its row of a list.
SMALL = """([touch, inline]) => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter((one) => one.type !== "hidden" && one.checkVisibility({ visibilityProperty: true }) && !one.closest(".skip"))
  .map((one) => {
    const style = getComputedStyle(one);
    const stretched = getComputedStyle(one, "::after").position === "absolute";
    const whole = stretched ? one.parentElement : one.closest("label") ?? one;
    const sentence = style.display === "inline" && one.parentElement.textContent.trim() !== one.textContent.trim();
    const height = sentence ? parseFloat(style.lineHeight) : whole.getBoundingClientRect().height;
    return [height, sentence ? inline : touch, one.outerHTML.slice(0, 110)];
  })
  .filter(([height, least]) => height && height < least - 0.5)"""
CUT = """() => [...document.querySelectorAll("main *, header *")].filter((box) => {
  const look = getComputedStyle(box);
  if (!box.checkVisibility() || look.overflowX === "visible") return false;
  if (box.matches(".unseen, input, textarea, select")) return false;
  const edge = box.getBoundingClientRect();
  return [...box.querySelectorAll("*")].some((one) => {
    const inner = one.getBoundingClientRect();
    return inner.width && (inner.right > edge.right + 1 || inner.left < edge.left - 1) && !one.matches(".unseen");
  });
}).map((box) => box.outerHTML.slice(0, 110))"""
FOCUS = """() => {
  const one = document.activeElement;
  if (one === document.body || one === document.documentElement) return null;
  const ring = [one, one.closest("label") ?? one].map((it) => getComputedStyle(it))
    .some((look) => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2);
  const box = one.getBoundingClientRect();
  const bar = document.querySelector(".tabs");
  const over = bar && getComputedStyle(bar).position === "fixed" && !bar.contains(one);
  const top = over ? bar.getBoundingClientRect().top : innerHeight;
  return { name: (one.labels?.[0] ?? one).textContent.trim() || one.getAttribute("aria-label") || one.name,
    ring, hidden: box.bottom < 1 || box.top >= top, at: one.compareDocumentPosition(document.querySelector("main")) };
}"""


@pytest.fixture
def ana(served: Served, visit: Callable[..., Any], tmp_path: Path) -> Walker:
    return two(visit, served.url, tmp_path / "axe")[0]


def is_open_to_all(page: Page, where: str) -> None:
    """No violation by day or by night; nothing too small to touch; nothing lost when text is twice as large."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found = Axe().run(page, options=OPTIONS).response["violations"]
        faults = [(fault["id"], [node["html"][:140] for node in fault["nodes"]][:3]) for fault in found]
        assert faults == [], f"{where}, {scheme}: {faults}"
    small = page.evaluate(SMALL, [TOUCH, INLINE])
    assert small == [], f"{where}: too small to touch: {small}"
    grows(page, where)


def grows(page: Page, where: str) -> None:
    """Twice as large, both ways: zoom at a desk (half the width) and larger text on a phone."""
    before = page.viewport_size
    page.set_viewport_size({"width": 640, "height": 450})
    fits(page, f"{where}, zoomed")
    page.set_viewport_size({"width": 360, "height": 780})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    fits(page, f"{where}, text twice as large")
    cut = page.evaluate(CUT)
    assert cut == [], f"{where}: cut off when text is twice as large: {cut}"
    page.evaluate("document.documentElement.style.fontSize = ''")
    if before:
        page.set_viewport_size(before)


def refuse(walker: Walker, form: str) -> None:
    """Send a form empty, past the browser's own checks."""
    walker.page.locator(form).first.evaluate("""(form) => {
      form.noValidate = true;
      for (const one of form.querySelectorAll("input:not([type=hidden]), textarea")) {
        one.value = ["radio", "checkbox"].includes(one.type) ? one.value : "";
        one.checked = false;
      }
      form.querySelector("button").click();
    }""")
    expect(walker.page.locator(".errors").first).to_be_visible()


def test_what_everybody_may_see_is_open_to_all(ana: Walker) -> None:
    for path in OPEN_TO_ALL:
        ana.go(path)
        is_open_to_all(ana.page, path)
    for path in ("/start/", "/sign-in/", "/recover/"):
        refuse(ana.go(path), "main form[method=post]")
        is_open_to_all(ana.page, f"{path} refused")
    ana.go("/").press("Help")
    ana.sees("Close")
    is_open_to_all(ana.page, "the open help")


def test_a_form_without_its_token_is_refused_on_a_page_for_all(ana: Walker) -> None:
    ana.go("/sign-in/")
    ana.page.locator("main [name=csrfmiddlewaretoken]").evaluate("one => one.remove()")
    ana.fill("Name", "Ana")
    ana.fill("Passphrase", "marble otter lantern")
    ana.press("Unlock")
    ana.sees("This page had gone stale")
    is_open_to_all(ana.page, "the page for 403")


def test_what_one_person_sees_is_open_to_all(ana: Walker) -> None:
    ana.sign_up()
    for path in ALONE:
        ana.go(path)
        is_open_to_all(ana.page, path)
    for path, form in REFUSED:
        refuse(ana.go(path), form)
        is_open_to_all(ana.page, f"{path} refused")
    ana.go("/")
    ana.answers("Rain on the roof.")
    ana.page.get_by_text("Read or change mine").click()
    is_open_to_all(ana.page, "a kept answer")
    a_page_is_kept_and_destroyed(ana)
    words_wait_at_the_door(ana)


def a_page_is_kept_and_destroyed(ana: Walker) -> None:
    ana.go("/mine/new/")
    ana.fill("Title", "A long day")
    ana.fill("Your page", "It was long.\n\nAnd then it was over.")
    ana.press("Keep it")
    ana.sees("Kept.")
    is_open_to_all(ana.page, "own pages")
    ana.follow("A long day")
    is_open_to_all(ana.page, "one own page")
    ana.press("Destroy this page")
    is_open_to_all(ana.page, "destroying a page")


def words_wait_at_the_door(ana: Walker) -> None:
    ana.go("/mine/new/")
    ana.fill("Your page", "Still here.")
    ana.page.context.clear_cookies(name="sid")
    ana.press("Keep it")
    ana.sees("Your words are still here")
    is_open_to_all(ana.page, "words that wait at the door")


def test_what_two_see_is_open_to_all(served: Served, visit: Callable[..., Any], tmp_path: Path) -> None:
    ana, ben = two(visit, served.url, tmp_path / "axe")
    for one in (ana, ben):
        one.sign_up()
    code = ana.makes_a_code()
    is_open_to_all(ana.page, "a code")
    ben.joins(code)
    is_open_to_all(ben.page, "almost there")
    ana.sees("Ben has used your code")
    is_open_to_all(ana.page, "who arrived")
    ana.press("Yes, that is my partner")
    ana.sees("You two are connected.")
    for path in AS_TWO:
        ana.go(path)
        is_open_to_all(ana.page, f"{path} as two")
    refuse(ana.go("/together/leave/"), "main form:has(.field)")
    is_open_to_all(ana.page, "leaving refused")
    an_opening_is_open_to_all(ana, ben)
    thanks_are_open_to_all(ana)


def an_opening_is_open_to_all(ana: Walker, ben: Walker) -> None:
    ana.go("/").answers("Rain on the roof.")
    ben.go("/").answers("Bread.")
    ana.page.reload()
    ana.sees("Bread.")
    is_open_to_all(ana.page, "an opening")
    ana.replies("You smelled bread.", ask="How did it taste?")
    ana.page.get_by_text("Change it first").click()
    is_open_to_all(ana.page, "a preview")
    ana.gives()
    ben.page.reload()
    ben.replies("It rained.")
    ben.gives()
    is_open_to_all(ben.page, "a reply, and how it felt")


def thanks_are_open_to_all(ana: Walker) -> None:
    ana.go("/").press("Say thanks for something")
    ana.sees("What you did")
    is_open_to_all(ana.page, "thanks")


@pytest.mark.parametrize("path", ["/", "/start/", "/help/", "/together/", "/mine/new/", "/you/devices/"])
def test_everything_is_reached_by_keyboard_and_can_be_seen(ana: Walker, path: str) -> None:
    if path not in ("/start/", "/help/"):
        arrive(ana)
    ana.go(path)
    reached = walk_by_tab(ana.page)
    assert reached[0]["name"] == "Skip to the content"
    unseen = [stop["name"] for stop in reached if not stop["ring"] or stop["hidden"]]
    assert unseen == [], f"no visible focus on {unseen}"
    inside = [stop["name"] for stop in reached if stop["at"] & 8]  # Node.DOCUMENT_POSITION_CONTAINS: within main
    wanted = ana.page.locator("main").locator("button:visible, a:visible, textarea:visible, summary:visible").count()
    assert len(inside) >= wanted > 0 or path == "/you/devices/"


def walk_by_tab(page: Page) -> list[dict[str, Any]]:
    """Every stop of the Tab key, once around."""
    stops: list[dict[str, Any]] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None or (stops and stop["name"] == stops[0]["name"]):
            break
        stops.append(stop)
    return stops
