"""Two people whose accounts are already there: made with plain forms, then their browsers are let in.

For tests about something else. Signing up and pairing themselves are walked in test_journey.
"""

from .cast import GROUPS, PHRASES
from .hand import Hand
from .journey import Walker


def arrive(*people: Walker) -> list[Hand]:
    """Each has an account and an unlocked browser; the recovery code is on paper."""
    hands = [Hand(one.name, one.url).start() for one in people]
    for one, hand in zip(people, hands, strict=True):
        hand.get("/welcome/code/")
        hand.did("/welcome/code/")
        let_in(one, hand)
    return hands


def pair(ana: Walker, ben: Walker) -> None:
    """Two accounts that are connected."""
    inviter, joiner = arrive(ana, ben)
    inviter.get("/together/")
    assert inviter.did("/together/invite/", reach="neither")
    code = "".join(GROUPS.findall(inviter.get("/together/")))
    assert joiner.did("/together/join/", code=code, reach="neither")
    assert inviter.did("/together/confirm/", answer="yes")
    joiner.get("/together/")


def let_in(one: Walker, hand: Hand) -> None:
    one.passphrase = PHRASES[one.name]
    cookies = [{"name": name, "value": value, "url": one.url} for name, value in hand.cookies.items()]
    one.page.context.add_cookies(cookies)  # type: ignore[arg-type]
