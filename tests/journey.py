"""Two people in two real browsers: what each does on the pages, and how a page looks while they do."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

NARROW, HEIGHT = 320, 640
LOOKS = {
    "phone-day": (360, 780, "light"),
    "phone-night": (360, 780, "dark"),
    "desk-day": (1280, 900, "light"),
    "desk-night": (1280, 900, "dark"),
}
OVERFLOW = """() => [document.documentElement.scrollWidth - document.documentElement.clientWidth,
  [...document.querySelectorAll("body *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width && box.right > innerWidth + 1 && getComputedStyle(one).position !== "fixed";
  }).slice(0, 3).map((one) => one.outerHTML.slice(0, 90))]"""


@dataclass
class Walker:
    """One person at one browser window. `faults` fills by itself: errors, and calls to other places."""

    name: str
    page: Page
    url: str
    pictures: Path
    passphrase: str = ""
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.context.on("console", lambda said: self._hear(said.type, said.text))
        self.page.context.on("weberror", lambda fault: self._hear("error", str(fault.error)))
        self.page.context.on("request", lambda asked: self._leave(asked.url))
        self.page.set_default_timeout(15_000)

    def _hear(self, kind: str, words: str) -> None:
        if kind in ("error", "warning"):
            self.faults.append(words)

    def _leave(self, address: str) -> None:
        if not address.startswith((self.url + "/", "data:")):
            self.faults.append(f"asked {address}")

    def go(self, path: str) -> "Walker":
        self.page.goto(path)
        return self

    def rates(self, question: str, number: int) -> None:
        """Choose a number out of those below a question."""
        self.page.get_by_role("group", name=question).get_by_label(str(number), exact=True).check()

    def press(self, name: str, role: str = "button") -> None:
        """Press what is called so; a page with one of them only."""
        self.page.get_by_role(role, name=name, exact=True).click()  # type: ignore[arg-type]

    def follow(self, name: str) -> None:
        self.press(name, "link")

    def fill(self, label: str, words: str) -> None:
        self.page.get_by_label(label, exact=False).first.fill(words)

    def sees(self, *words: str) -> None:
        for text in words:
            expect(self.page.get_by_text(text).first).to_be_visible(timeout=15_000)

    def sees_not(self, *words: str) -> None:
        """Not on the glass, and not in the page behind it."""
        behind = self.page.content()
        for text in words:
            assert text not in behind, f"{self.name} has {text!r} in the page"

    def until(self, script: str) -> None:
        """Let the page go on until this holds in it. (Playwright's own wait evaluates inside the page: our policy
        forbids that from the second look on.)"""
        for _ in range(750):
            if self.page.evaluate(script):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"it did not happen on {self.name}'s page: {script}")

    def waits_for(self, true: Callable[[], Any]) -> None:
        """Let the browser go on until this holds outside the page."""
        for _ in range(750):
            if true():
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"it did not happen to {self.name}")

    def main(self) -> Locator:
        return self.page.locator("main")

    def sign_up(self) -> str:
        """From the landing page to Today, with the words that are offered. Gives the recovery code."""
        self.go("/").follow("Begin")
        offered = self.page.locator(".offer").inner_text().strip()
        assert len(offered.split()) == 5
        expect(self.page.get_by_label("Passphrase")).to_have_value(offered)
        self.passphrase = offered
        self.fill("What should you be called here?", self.name)
        self.page.get_by_label("I am 18 or older").check()
        self.press("Make my account")
        self.sees("Your recovery code")
        return "".join(self.page.locator(".code span").all_inner_texts())

    def learns_who_sees_what(self) -> None:
        self.press("I have it on paper")
        self.sees("Who can see what", "Mine", "Ours once both have answered", "Given now")
        self.follow("Show me the first card")
        expect(self.page.locator("h1.prompt")).to_be_visible()

    def makes_a_code(self) -> str:
        self.go("/together/")
        self.page.get_by_text("I invite my partner").click()
        form = self.page.locator("form[action$='/invite/']")
        form.get_by_label("Neither of us").check()
        form.get_by_role("button").click()
        self.sees("Give this code to your partner")
        return "".join(self.page.locator(".code span").all_inner_texts())

    def joins(self, code: str) -> None:
        """As one types it from a phone call: small letters, in groups."""
        self.go("/together/")
        self.page.get_by_text("I have a code").click()
        form = self.page.locator("form[action$='/join/']")
        form.get_by_label("The code").fill(" ".join(re.findall("..?.?.?.?", code.lower())))
        form.get_by_label("Neither of us").check()
        form.get_by_role("button").click()
        self.sees("Almost there")

    def answers(self, words: str) -> None:
        self.fill("Your answer", words)
        self.press("Keep my answer")
        expect(self.page.locator(":is(.kept, .said):visible").first).to_be_visible()

    def replies(self, heard: str, matters: str = "", ask: str = "") -> None:
        """Written, looked at as the other will see it, and only then given."""
        self.fill("What I heard", heard)
        self.fill("What matters to me in it", matters)
        self.fill("What I would like to ask", ask)
        self.press("See it as they will")
        expect(self.page.get_by_role("heading", name=re.compile("will see"))).to_be_visible()
        self.sees(*filter(None, (heard, matters, ask)))

    def gives(self) -> None:
        self.press("Give it")
        self.sees("Sent.")

    def prompt(self) -> str:
        return self.page.locator("h1.prompt").inner_text()

    def look(self, name: str) -> None:
        """Pictures in four looks, and nothing cut off at the side, down to the narrowest phone."""
        before = self.page.viewport_size
        for look, (width, height, scheme) in LOOKS.items():
            self.page.set_viewport_size({"width": width, "height": height})
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            self.page.screenshot(path=self.pictures / f"{name}-{look}.png", full_page=True)
            fits(self.page, f"{name} at {width}")
        self.page.set_viewport_size({"width": NARROW, "height": HEIGHT})
        fits(self.page, f"{name} at {NARROW}")
        if before:
            self.page.set_viewport_size(before)


def fits(page: Page, where: str) -> None:
    """No scrolling sideways."""
    too_wide, which = page.evaluate(OVERFLOW)
    assert too_wide <= 0, f"{where} is {too_wide} px too wide: {which}"


def two(visit: Any, url: str, pictures: Path, **window: Any) -> tuple[Walker, Walker]:
    """Ana and Ben, each in a browser of their own."""
    pictures.mkdir(parents=True, exist_ok=True)
    return tuple(Walker(name, visit(url, **window), url, pictures) for name in ("Ana", "Ben"))  # type: ignore[return-value]
