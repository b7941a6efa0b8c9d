"""The first evening, whole: two browsers, one card, opened together, answered, and left again."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .journey import Walker, two
from .served import Served

pytestmark = pytest.mark.browser

ANA_SAYS = "I go quiet like a kitchen after guests, canary-ana-answer."
BEN_SAYS = "I start to whistle, canary-ben-answer."
ANA_HEARD = "You whistle when you are worn out, canary-ana-heard."
ANA_MATTERS = "That I can hear it from the hall, canary-ana-matters."
BEN_HEARD = "You go quiet, and it is not about me, canary-ben-heard."
BEN_ASKS = "How would you like me to come in? canary-ben-asks."
ANA_PAGE = "The bakery smelled of cardamom, canary-ana-page."
SHOWN = Path("journey")


@pytest.mark.parametrize(("size", "dark"), [("phone", False), ("desktop", True)])
def test_two_people_spend_their_first_evening(
    served: Served, visit: Callable[..., Any], tmp_path: Path, size: str, dark: bool
) -> None:
    ana, ben = two(visit, served.url, tmp_path / SHOWN, size=size, dark=dark)
    ana_arrives(ana)
    the_two_become_two(ana, ben)
    the_card_opens(ana, ben)
    each_replies(ana, ben)
    ana_keeps_a_page(ana, ben)
    ben_leaves(ana, ben)
    assert ana.faults == [] and ben.faults == []


def ana_arrives(ana: Walker) -> None:
    """Alone first: an account, who sees what, and one easy question answered."""
    ana.go("/")
    ana.sees("It is not therapy, and it is not for a relationship in which you are afraid.")
    ana.look("01-landing")
    code = ana.sign_up()
    assert len(code) == 26
    ana.look("02-recovery-code")
    ana.learns_who_sees_what()
    ana.sees_not(code)
    ana.look("03-first-card")
    ana.answers(ANA_SAYS)
    ana.sees("Your answer is kept. It opens when you both have one.")
    ana.look("04-kept-alone")


def the_two_become_two(ana: Walker, ben: Walker) -> None:
    code = ana.makes_a_code()
    ana.look("05-a-code")
    ben.go("/start/").look("06-sign-up")
    ben.sign_up()
    ben.learns_who_sees_what()
    assert ben.prompt() and ana.name not in ben.main().inner_text()
    ben.joins(code)
    ben.look("07-almost-there")
    ben.sees_not(ana.passphrase, ana.name)
    ana.sees("Ben has used your code")  # by itself
    ana.look("08-who-arrived")
    ana.press("Yes, that is my partner")
    ana.sees("You two are connected.", "You and Ben")
    ben.sees("You and Ana")  # by itself
    assert ana.page.locator(".code").inner_text() == ben.page.locator(".code").inner_text()
    ana.look("09-together")


def the_card_opens(ana: Walker, ben: Walker) -> None:
    ana.go("/")
    ben.go("/")
    assert ana.prompt() == ben.prompt()
    ben.sees_not("canary-ana", "kept", "You both have one")
    ben.look("10-ben-finds-the-card")
    ana.sees_not("canary-ben", "Ben has")
    ben.answers(BEN_SAYS)
    for one in (ana, ben):  # Ana's page by itself, and so Ben's
        one.sees(ANA_SAYS, BEN_SAYS)
        one.sees_not("You both have one", "It opens when")
    ana.look("11-opened")


def each_replies(ana: Walker, ben: Walker) -> None:
    ana.replies(ANA_HEARD, matters=ANA_MATTERS)
    ana.look("12-preview")
    ben.sees_not("canary-ana-heard", "canary-ana-matters")
    ana.gives()
    ana.look("13-given")
    ben.sees(ANA_HEARD, ANA_MATTERS)  # by itself
    ben.replies(BEN_HEARD, ask=BEN_ASKS)
    ana.sees_not("canary-ben-heard")
    ben.gives()
    ana.sees(BEN_HEARD, BEN_ASKS)
    ana.look("14-replied-to")
    ana.rates("I felt heard", 8)
    ana.press("Keep my answer")
    ana.sees("Kept.")
    ana.look("15-felt-heard")
    ben.page.reload()
    ben.sees("I felt heard")
    assert ben.page.locator("main input:checked").count() == 0
    ana.go("/ours/").sees(ana_prompt := ana.page.locator("ul.list a").first.inner_text())
    assert ana_prompt and "canary" not in ana.main().inner_text()
    ana.look("16-ours")


def ana_keeps_a_page(ana: Walker, ben: Walker) -> None:
    ana.go("/mine/").look("17-mine-empty")
    ana.follow("Write a page")
    ana.fill("Your page", ANA_PAGE)
    ana.look("18-a-page")
    ana.press("Keep it")
    ana.sees("Kept.", "The bakery smelled")
    ana.fill("Search my pages", "CARDAMOM")
    ana.press("Search")
    ana.sees("1 page found")
    assert "cardamom" not in ana.page.url.lower()
    ana.look("19-found")
    ana.fill("Search my pages", "unicycle")
    ana.press("Search")
    ana.sees("0 pages found")
    for path in ("/", "/ours/", "/mine/"):
        ben.go(path).sees_not("canary-ana-page", "bakery")


def ben_leaves(ana: Walker, ben: Walker) -> None:
    ben.go("/you/").follow("Leave this space")
    ben.look("20-leave")
    ben.fill("Your passphrase", ben.passphrase)
    ben.press("Leave now")
    ben.sees("You have left the shared space.")
    ben.look("21-after-leaving")
    ana.go("/").sees("Invite your partner, or use their code")
    ana.go("/ours/").sees("This shared space is closed. What was opened stays readable.")
    ana.look("22-closed")
    ana.sees_not("Ben has left", "left you")
    ana.page.locator("ul.list a").first.click()
    ana.sees("This shared space is closed.", ANA_SAYS, BEN_SAYS, BEN_HEARD)
    ana.look("23-closed-exchange")
    assert ana.page.get_by_role("button", name="See it as they will").count() == 0
