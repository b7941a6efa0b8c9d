"""Steps as two people do them, in real browsers: with a photo, with signatures, and put to rest."""

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import expect

from .arriving import Home
from .journey import Walker, two

pytestmark = pytest.mark.browser

SHOWN = Path("steps")


def write(one: Walker, label: str, words: str) -> None:
    one.page.get_by_role("textbox", name=label).fill(words)


def day(days: int = 0) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def begin(one: Walker, exercise: str) -> str:
    """A run that has begun. Gives its path."""
    one.go(f"/exercises/{exercise}/").press("Begin")
    one.page.wait_for_url("**/exchanges/**")
    return one.page.url.removeprefix(one.url)


def test_a_wish_of_both_becomes_a_plan_and_a_moment_with_its_photo(
    home: Home, visit: Callable[..., Any], tmp_path: Path
) -> None:
    ana, ben = two(visit, home.url, tmp_path / SHOWN)
    home.let_in(ana, ben)
    run = begin(ana, "new-together")
    ana.look("s6-01-wishes")
    ideas = ana.page.locator("fieldset:has(input[value=maybe])")
    assert ideas.count() == 12
    for who, yes in ((ana, [1, 3, 4]), (ben, [3, 4, 7])):
        who.go("/steps/").follow("New together") if who is ben else None
        rows = who.page.locator("fieldset:has(input[value=maybe])")
        for number in range(12):
            rows.nth(number).locator(f"input[value={'yes' if number in yes else 'no'}]").check()
        who.press("Keep my answer")
        expect(who.page.locator(":is(.kept, .said):visible").first).to_be_visible()
    ben.go(run), ana.go(run)
    expect(ana.page.locator("input[name=plan-what]")).to_have_count(2)
    ana.page.locator("input[name=plan-what]").first.check()
    ana.page.get_by_label("On which day").fill(day())
    write(ana, "Where", "our kitchen, canary-place")
    ana.look("s6-02-plan")
    ana.press("Suggest it")
    ben.go(run).sees("our kitchen, canary-place")
    ben.look("s6-03-a-suggestion")
    ben.press("I sign this")
    ben.sees("This holds")
    ben.go("/ours/").sees("Planned", "our kitchen, canary-place")
    ben.look("s6-04-planned")
    keeps(ana, run, "the dough, canary-ana", a_photo())
    keeps(ben, run, "the lamp, canary-ben")
    ana.go(run), ben.go(run)
    for who in (ana, ben):
        who.sees("the dough, canary-ana", "the lamp, canary-ben")
        picture = who.page.locator("img.said__photo")
        expect(picture).to_have_count(1)
        picture.scroll_into_view_if_needed()
        who.until("document.querySelector('img.said__photo').naturalWidth > 0")
    ben.look("s6-05-moments")
    ana.go("/ours/").sees("Moments")
    ana.look("s6-06-ours")
    assert ana.faults == [] and ben.faults == []


def keeps(one: Walker, run: str, moment: str, photo: bytes = b"") -> None:
    one.go(run)
    write(one, "A moment I'd keep", moment)
    write(one, "What was new in it", "that we did it")
    if photo:
        file = {"name": "canary-name.jpg", "mimeType": "image/jpeg", "buffer": photo}
        one.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    one.look(f"s6-moment-{one.name}")
    one.press("Keep my answer")
    expect(one.page.locator(":is(.kept, .said):visible").first).to_be_visible()


def a_photo() -> bytes:
    out = io.BytesIO()
    Image.effect_mandelbrot((1200, 900), (-2, -1.2, 0.8, 1.2), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def test_an_agreement_is_suggested_countered_signed_looked_at_and_ended(
    home: Home, visit: Callable[..., Any], tmp_path: Path
) -> None:
    ana, ben = two(visit, home.url, tmp_path / SHOWN)
    home.let_in(ana, ben)
    run = begin(ana, "our-agreement")
    terms(ana, "whoever cooks does not wash up", "not on Thursdays", day(14))
    ana.look("s8-01-first")
    ana.press("Suggest it")
    ben.go(run).sees("A suggestion for you", "not on Thursdays")
    ben.look("s8-02-a-suggestion")
    ben.page.get_by_text("Suggest something else").click()
    terms(ben, "whoever cooks does not wash up", "not on Fridays", day())
    ben.press("Suggest it")
    ana.go(run).sees("not on Fridays", "An earlier version")
    ana.look("s8-03-a-counter")
    ana.press("I sign this")
    ana.sees("This holds. You both signed it.")
    ana.go("/ours/").sees("What holds between us", "not on Fridays")
    ana.look("s8-04-ours")
    for who, how in ((ana, 0), (ben, 1)):
        who.go(run).page.locator("input[name=review-how]").nth(how).check()
        who.page.locator("input[name=review-like]").first.check()
        who.look(f"s8-05-looking-back-{who.name}")
        who.press("Keep my answer")
        who.sees("on that day it was looked at again")
    ben.go(run).press("End it")
    ben.sees("You can end it alone")
    ben.look("s8-06-ending")
    ben.press("End it")
    ben.sees("This was ended. It stays here to be read.")
    ana.go("/ours/").sees_not("What holds between us")
    assert ana.faults == [] and ben.faults == []


def terms(one: Walker, what: str, exception: str, review: str) -> None:
    write(one, "What we agree on", what)
    write(one, "Except when", exception)
    write(one, "Who may know of it", "nobody")
    one.page.get_by_label("The day on which each of us looks at it again").fill(review)


def test_what_was_put_to_rest_is_gone_from_the_disk(home: Home, visit: Callable[..., Any], tmp_path: Path) -> None:
    ana, _ = two(visit, home.url, tmp_path / SHOWN)
    home.let_in(ana)
    ana.go("/exercises/three-views/").look("s9-01-before")
    ana.press("Begin")
    write(ana, "What happened", "The soup was cold, canary-facts.")
    ana.rates("How much it weighs on me today", 6)
    ana.look("s9-02-facts")
    ana.press("Keep my answer")
    write(ana, "What the outsider sees", "Two tired people, canary-outsider.")
    ana.press("Keep my answer")
    write(ana, "What makes it hard in the moment", "Hunger, canary-hard.")
    write(ana, "What I do next time", "I eat an apple first, canary-act.")
    ana.press("Keep my answer")
    ana.sees("On ", "The soup was cold, canary-facts.")
    ana.look("s9-03-waits-for-its-day")
    before = _sealed(home)
    assert len(before) == 3
    ana.press("Put this to rest")
    ana.sees("Everything you wrote here is destroyed", "a backup made before today")
    ana.look("s9-04-put-to-rest")
    ana.press("Put it to rest")
    ana.sees("Put to rest. What you wrote there is gone.")
    ana.sees_not("canary")
    assert _sealed(home) == []
    on_disk = b"".join(file.read_bytes() for file in home.served.data.glob("nearer.sqlite3*"))
    for sealed in before:
        assert sealed[:64] not in on_disk, "the locked writing still lies in the file"
    assert ana.faults == []


def _sealed(home: Home) -> list[bytes]:
    """Every sealed part in the database, as a host could read it."""
    import sqlite3

    database = sqlite3.connect(home.served.data / "nearer.sqlite3")
    try:
        return [bytes(row[0]) for row in database.execute("SELECT sealed_words FROM exchange_part")]
    finally:
        database.close()
