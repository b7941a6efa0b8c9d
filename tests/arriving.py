"""Two people whose accounts are already there: made with plain forms, then their browsers are let in.

For tests about something else. Signing up and pairing themselves are walked in test_journey.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from . import postgres
from .cast import GROUPS, PHRASES
from .hand import Hand
from .journey import Walker
from .served import Served


@dataclass
class Home:
    """A running server on which Ana and Ben are a couple already. `let_in` opens their browsers."""

    served: Served
    hands: dict[str, Hand] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.served.url

    def let_in(self, *people: Walker) -> None:
        for one in people:
            let_in(one, self.hands[one.name])


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Ana and Ben, paired once; their server has stopped, its folder is copied for each test."""
    served = Served(tmp_path_factory.mktemp("settled")).start()
    ana, ben = (Hand(name, served.url) for name in ("Ana", "Ben"))
    connect(*map(arrived, (ana, ben)))
    served.stop()
    return Home(served, {"Ana": ana, "Ben": ben})


@pytest.fixture
def home(serve: Callable[..., Served], request: pytest.FixtureRequest) -> Home:
    """A server of this test's own with Ana and Ben on it."""
    served = serve()
    if postgres.wanted():
        served.start()
        hands = [arrived(Hand(name, served.url)) for name in ("Ana", "Ben")]
        connect(*hands)
        return Home(served, {one.name: one for one in hands})
    known: Home = request.getfixturevalue("settled")
    shutil.copytree(known.served.data, served.data)
    return Home(served.start(), known.hands)


def arrive(*people: Walker) -> None:
    """Each has an account and an unlocked browser; the recovery code is on paper."""
    for one in people:
        let_in(one, arrived(Hand(one.name, one.url)))


def arrived(hand: Hand) -> Hand:
    hand.start().get("/welcome/code/")
    hand.did("/welcome/code/")
    return hand


def connect(inviter: Hand, joiner: Hand) -> None:
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
