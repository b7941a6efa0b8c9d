"""The same evening with JavaScript switched off: every act is a plain form, every news one reload away."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .journey import Walker, two
from .served import Served

pytestmark = pytest.mark.browser

ANA_SAYS = "Ten minutes on the bench, canary-ana-answer."
BEN_SAYS = "The smell of rain, canary-ben-answer."
ANA_HEARD = "You noticed the rain, canary-ana-heard."
BEN_HEARD = "You like to sit still, canary-ben-heard."
ANA_PAGE = "A heron stood in the canal, canary-ana-page."


def test_the_evening_needs_no_scripts(served: Served, visit: Callable[..., Any], tmp_path: Path) -> None:
    ana, ben = two(visit, served.url, tmp_path / "no-scripts", scripts=False)
    ana.go("/")
    assert ana.page.locator("html").get_attribute("lang") == "en"
    ana.sign_up()
    ana.learns_who_sees_what()
    ana.answers(ANA_SAYS)
    they_pair(ana, ben)
    the_card_opens(ana, ben)
    they_reply(ana, ben)
    ana_keeps_a_page(ana)
    they_part(ana, ben)
    assert ana.faults == [] and ben.faults == []


def they_pair(ana: Walker, ben: Walker) -> None:
    code = ana.makes_a_code()
    ben.sign_up()
    ben.learns_who_sees_what()
    ben.joins(code)
    ana.page.reload()
    ana.sees("Ben has used your code")
    ana.press("Yes, that is my partner")
    ana.sees("You two are connected.", "You and Ben")
    ben.follow("Look again")
    ben.sees("You and Ana")
    assert ana.page.locator(".code").inner_text() == ben.page.locator(".code").inner_text()


def the_card_opens(ana: Walker, ben: Walker) -> None:
    ana.go("/")
    ben.go("/").sees_not("canary-ana")
    assert ana.prompt() == ben.prompt()
    ben.answers(BEN_SAYS)
    ben.sees_not("canary-ana")  # Ana's answer leaves her vault in her own visit
    ben.sees("You both have one. It opens once each of you has looked in again.")
    ana.page.reload()
    ana.sees(ANA_SAYS, BEN_SAYS)
    ben.page.reload()
    ben.sees(ANA_SAYS, BEN_SAYS)
    ben.look("opened")


def they_reply(ana: Walker, ben: Walker) -> None:
    """The preview is a page of its own; what is not given yet is nowhere."""
    ana.replies(ANA_HEARD)
    ana.page.go_back()
    ben.page.reload()
    ben.sees_not("canary-ana-heard")
    ana.replies(ANA_HEARD)
    ana.look("preview")
    ana.gives()
    ben.page.reload()
    ben.sees(ANA_HEARD)
    ben.replies(BEN_HEARD)
    ben.gives()
    ana.page.reload()
    ana.sees(BEN_HEARD)
    ana.rates("I felt heard", 7)
    ana.press("Keep my answer")
    ana.sees("Kept.")


def ana_keeps_a_page(ana: Walker) -> None:
    ana.go("/mine/").follow("Write a page")
    ana.fill("Your page", ANA_PAGE)
    ana.press("Keep it")
    ana.sees("Kept.", "A heron stood")
    ana.fill("Search my pages", "heron")
    ana.press("Search")
    ana.sees("1 page found")


def they_part(ana: Walker, ben: Walker) -> None:
    ben.go("/you/").follow("Leave this space")
    ben.fill("Your passphrase", "not the right one at all")
    ben.press("Leave now")
    ben.sees("This is not your passphrase.")
    assert "422" in ben.faults.pop()  # so says the browser's console of a form that came back
    ben.fill("Your passphrase", ben.passphrase)
    ben.press("Leave now")
    ben.sees("You have left the shared space.")
    ana.go("/ours/").sees("This shared space is closed. What was opened stays readable.")
    ben.go("/you/").press("Lock this device")
    ben.sees("This device is locked.")
    ben.go("/ours/").sees("Sign in")
