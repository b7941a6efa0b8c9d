"""The floor on two open pages: whose turn it is comes by itself, and no word is lost on the way."""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from playwright.sync_api import expect

from .arriving import Home
from .journey import Walker, fits, two
from .turns import BACK, TOLD, asks, begin, says, suggests_a_pause, took, watch

pytestmark = pytest.mark.browser

AT_ONCE, AT_LAST = 1_000, 3_000  # ms; what it takes on a quiet machine is measured in bench
UNSENT = "Not sent yet. Your words are still here;"


@pytest.fixture
def both(home: Home, visit: Callable[..., Any], tmp_path: Path) -> tuple[Walker, Walker]:
    """Ana has the floor, Ben's page lies open."""
    ana, ben = two(visit, home.url, tmp_path / "floor")
    home.let_in(ana, ben)
    begin(ana, ben)
    return ana, ben


def test_it_goes_from_one_page_to_the_other_and_lands(both: tuple[Walker, Walker]) -> None:
    ana, ben = both
    watch(ana, ben)
    says(ana, "What I want to tell", TOLD)
    times = [took(ana, ben, "What did you hear?")]
    ben.sees(TOLD)
    ana.sees("Ben has the floor.")
    for one in both:
        fits(one.page, f"the floor of {one.name}")
    says(ben, "What I heard", BACK)
    times.append(took(ben, ana, "Is that what you meant?"))
    ana.page.get_by_role("textbox", name="What is still missing").fill("It was funny too.")
    ana.press("Partly")
    times.append(took(ana, ben, "try 2 of 3"))
    ben.sees("It was funny too.", TOLD)
    ben.press("I said it aloud")
    times.append(took(ben, ana, "Is that what you meant?"))
    ana.press("That's it")
    times.append(took(ana, ben, "What makes sense to you in it?"))
    asks(ben, "What would you have liked to say?")
    times.append(took(ben, ana, "What is your answer to the question?"))
    says(ana, "My answer", "That I needed a minute.")
    times.append(took(ana, ben, "Now the floor is yours."))
    ben.sees("That I needed a minute.")
    times += second_half(ana, ben)
    for one in both:
        one.sees("This one has landed.", "How was it to be listened to?")
        assert one.faults == []
    assert median(times) < AT_ONCE and max(times) < AT_LAST, times
    print("the other's page changed after", sorted(round(one) for one in times), "ms")


def second_half(ana: Walker, ben: Walker) -> list[float]:
    """Said aloud on both sides."""
    turns = [(ben, ana, "I said it aloud", "What did you hear?"), (ana, ben, "I said it aloud", "Is that what")]
    turns += [(ben, ana, "That's it", "What makes sense"), (ana, ben, "I said it aloud", "What is your answer")]
    turns += [(ben, ana, "I said it aloud", "This one has landed.")]
    times = []
    for actor, other, button, sees in turns:
        actor.press(button)
        times.append(took(actor, other, sees))
    return times


def test_who_listens_to_the_page_is_told_whose_turn_it_is(both: tuple[Walker, Walker]) -> None:
    ana, ben = both
    says(ana, "What I want to tell", TOLD)
    expect(ben.page.get_by_role("status").filter(has_text="Your turn What did you hear?")).to_be_attached()
    says(ben, "What I heard", BACK)
    ana.press("Not yet")
    ben.sees("try 2 of 3")
    ana.page.locator("summary", has_text="What was said so far").click()
    ben.press("I said it aloud")
    expect(ana.page.get_by_role("status").filter(has_text="Your turn Is that what you meant?")).to_be_attached()


def test_the_clock_is_quiet_and_stands_still_for_whoever_wants_no_motion(both: tuple[Walker, Walker]) -> None:
    ana, _ = both
    clock = ana.page.locator(".floor__clock")
    expect(clock).to_be_hidden()
    ana.page.emulate_media(reduced_motion="no-preference")
    expect(clock).to_be_visible()
    assert clock.locator("[role], [aria-live]").count() == 0
    clock.locator("summary").click()
    expect(clock.locator("span")).to_be_hidden()


def test_a_lost_connection_loses_no_word(both: tuple[Walker, Walker]) -> None:
    ana, ben = both
    box = ana.page.get_by_role("textbox", name="What I want to tell")
    box.fill(TOLD[:20])
    ana.page.context.set_offline(True)
    box.press_sequentially(TOLD[20:])
    ana.press("Say it")
    ana.sees(UNSENT)
    expect(box).to_have_value(TOLD)
    ben.sees("Ana has the floor.")
    ana.page.context.set_offline(False)  # it goes by itself
    ben.sees("What did you hear?", TOLD)
    says(ben, "What I heard", BACK)
    ana.sees("Is that what you meant?", BACK)  # the page listens again


def test_a_server_that_dies_and_comes_back_loses_no_word(both: tuple[Walker, Walker], home: Home) -> None:
    ana, ben = both
    says(ana, "What I want to tell", TOLD)
    ben.sees(TOLD)
    box = ben.page.get_by_role("textbox", name="What I heard")
    box.fill(BACK)
    home.served.kill()
    ben.press("Say it")
    ben.sees(UNSENT)
    home.served.start()
    expect(box).to_have_value(BACK)
    ben.press("Say it")
    ana.sees("Is that what you meant?", BACK)
    ana.press("That's it")
    ben.sees("What makes sense to you in it?")


def test_a_closed_tab_opens_where_it_was(both: tuple[Walker, Walker]) -> None:
    ana, ben = both
    says(ana, "What I want to tell", TOLD)
    ben.sees(TOLD)
    for one, sees in ((ben, "What did you hear?"), (ana, "Ben has the floor.")):
        where, window = one.page.url, one.page.context
        one.page.close()
        one.page = window.new_page()
        one.page.goto(where)
        one.sees(sees)
    says(ben, "What I heard", BACK)
    ana.sees("Is that what you meant?", BACK)


def test_words_typed_while_the_device_locks_are_held_and_go_on(both: tuple[Walker, Walker]) -> None:
    ana, ben = both
    says(ana, "What I want to tell", TOLD)
    ben.sees(TOLD)
    ben.page.get_by_role("textbox", name="What I heard").fill(BACK)
    other = ben.page.context.new_page()
    other.goto("/you/")
    other.get_by_role("button", name="Lock this device").click()
    other.close()
    ben.press("Say it")
    ben.sees("Your words are still here")
    ana.sees_not(BACK)
    ben.fill("Name", "Ben")
    ben.fill("Passphrase", ben.passphrase)
    ben.press("Unlock and keep my words")
    ben.press("Send")
    ben.sees("Ana has the floor.")
    ana.sees("Is that what you meant?", BACK)


def test_a_pause_comes_and_goes_around_words_that_are_being_typed(both: tuple[Walker, Walker]) -> None:
    ana, ben = both
    box = ana.page.get_by_role("textbox", name="What I want to tell")
    box.fill(TOLD[:20])
    suggests_a_pause(ben, "23:59")
    ana.sees("Ben suggests a pause until 23:59")
    ben.sees("It holds once Ana accepts it.")
    ana.press("Accept it")
    for one in both:
        one.sees("A pause until 23:59", "Either of you can end the pause sooner.")
    expect(box).to_have_value(TOLD[:20])
    ben.press("Go on now")
    ben.sees("Ana has the floor.")
    expect(ana.page.get_by_text("A pause until")).to_have_count(0)
    box.press_sequentially(TOLD[20:])
    ana.press("Say it")
    ben.sees("What did you hear?", TOLD)
    assert ana.faults == [] and ben.faults == []


def test_it_needs_no_scripts(home: Home, visit: Callable[..., Any], tmp_path: Path) -> None:
    ana, ben = two(visit, home.url, tmp_path / "plain", scripts=False)
    home.let_in(ana, ben)
    begin(ana, ben)
    suggests_a_pause(ana, "23:59")
    ben.page.reload()
    ben.press("Accept it")
    ben.sees("A pause until 23:59")
    ana.page.reload()
    ana.press("Go on now")
    says(ana, "What I want to tell", TOLD)
    ana.sees("Ben has the floor.")
    ben.page.reload()
    says(ben, "What I heard", BACK)
    ana.page.reload()
    ana.press("That's it")
    ben.page.reload()
    ben.sees("What makes sense to you in it?")
    assert ana.faults == [] and ben.faults == []
