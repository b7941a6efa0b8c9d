"""The power goes out while two people write: what was acknowledged is there, and nothing is half-opened."""

import random
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from .killing import Couple, everybody_writing, everything_is_there, nothing_is_half, together
from .killing_runs import evening, evenings_are_whole
from .served import Served

KILLS, SERVERS = 88, 2  # two servers at once, so that one starts while the other is written to
MOST = 16  # writes acknowledged before the power goes, however fast this machine is today


def test_kill_9_loses_nothing_and_leaves_nothing_half(serve: Callable[..., Served]) -> None:
    couples = [together(serve().start()) for _ in range(SERVERS)]
    with ThreadPoolExecutor(SERVERS) as pool:
        list(pool.map(lives_through_kills, couples))
    for couple in couples:
        moves = [move for _, exchange, move in couple.sure if exchange]
        assert min(map(moves.count, ("answer", "reply", "thanks"))) > 10, "too little was going on"
        evenings = {move: moves.count(move) for move in ("agree", "say-1", "back-1", "verdict-1", "plan", "moment")}
        assert min(evenings.values()) > 3, f"too few evenings: {evenings}"


def lives_through_kills(couple: Couple) -> None:
    chance = random.Random(couple.served.port)
    for number in range(KILLS // SERVERS):
        couple.fresh.clear()
        with everybody_writing(couple, evening(couple) if number % 2 else couple.acts()):
            at_some_moment(couple, chance)
            couple.served.kill()
        couple.served.start()
        nothing_is_half(couple.served)
        everything_is_there(couple, couple.fresh | set(couple.maybe))
        evenings_are_whole(couple)
    everything_is_there(couple, set(couple.sure))
    both_see_what_opened(couple)


def at_some_moment(couple: Couple, chance: random.Random) -> None:
    """In the middle of any write: after so many, and a little."""
    enough, patience = chance.randrange(MOST), time.monotonic() + 5
    while len(couple.fresh) < enough and time.monotonic() < patience:
        time.sleep(0.002)
    time.sleep(chance.uniform(0, 0.03))


def both_see_what_opened(couple: Couple) -> None:
    """An answer of each: after both have looked in, each reads the other's."""
    opened = couple.answered("Ana") & couple.answered("Ben")
    assert opened
    for exchange in opened:
        for who in (couple.ana, couple.ben):
            who.get(f"/exchanges/{exchange}/")
        pages = [who.get(f"/exchanges/{exchange}/") for who in (couple.ana, couple.ben)]
        assert all("said--theirs" in page and "said--mine" in page for page in pages), exchange
