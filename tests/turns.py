"""Two people on the floor in two browsers: how they get there, what each does, and how fast the other sees it."""

import re

from playwright.sync_api import expect

from .journey import Walker

TOLD, BACK = "The new colleague asked me something, and I had no answer.", "You were asked something, and it was hard."
WATCH = """() => {
  const now = () => performance.timeOrigin + performance.now();
  const said = () => [...document.querySelectorAll("[data-tell]")].map((one) => one.textContent).join();
  let before = said();
  new MutationObserver(() => {
    if (said() === before) return;
    before = said();
    requestAnimationFrame(() => { window.changedAt = now(); });
  }).observe(document, { subtree: true, childList: true });
  addEventListener("submit", () => { window.actedAt = now(); }, true);
}"""


def begin(ana: Walker, ben: Walker, exercise: str = "say-it-back") -> str:
    """Ana begins and has the floor; Ben has the page open. Where it is."""
    ana.go(f"/exercises/{exercise}/")
    ana.page.get_by_label("I speak first").check()
    ana.press("Begin")
    path = re.sub(r"^.*(/exchanges/\w+/).*$", r"\1", ana.page.url)
    ben.go(path)
    ana.sees("Your turn")
    ben.sees("Ana has the floor.", "Listen; nothing to do.")
    return path


def says(one: Walker, label: str, words: str) -> None:
    one.page.get_by_role("textbox", name=label).fill(words)
    one.press("Say it")


def asks(one: Walker, question: str) -> None:
    """What makes sense, and one question."""
    one.page.get_by_role("textbox", name="It makes sense because").fill("you like to be prepared.")
    says(one, "One open question", question)


def suggests_a_pause(one: Walker, until: str) -> None:
    one.page.get_by_text("Suggest a pause").click()
    one.page.get_by_label("We go on at").fill(until)
    one.press("Suggest it")


def watch(*people: Walker) -> None:
    for one in people:
        one.page.evaluate(WATCH)


def took(actor: Walker, other: Walker, sees: str) -> float:
    """Milliseconds from an act of one to the first frame in which the other's page has changed."""
    expect(other.page.get_by_text(sees).first).to_be_visible(timeout=15_000)
    other.until("window.changedAt")
    changed, acted = other.page.evaluate("window.changedAt"), actor.page.evaluate("window.actedAt")
    for one in (actor, other):
        one.page.evaluate("window.changedAt = 0")
    return float(changed) - float(acted)
