"""Which card is this person's today: one a day, the newest first, so that two who look in on the same
evening meet on the same card, unless the pace swaps one of them another (pacing.py). Nothing here depends
on what the other has done with theirs."""

from nearer.kit import clock
from nearer.people.manifest import LATER, LIGHTER, PASSED, SWAPPED, Manifest
from nearer.people.spaces import OwnSpace

from .access import OwnExchange, exchange_for
from .actions import deal
from .pacing import comes_to

DONE_WITH = (PASSED, LIGHTER, SWAPPED)
ANSWER = "answer"


def todays_card(space: OwnSpace, recent: list[OwnExchange]) -> OwnExchange | None:
    """My card of today; None when every card has been dealt."""
    today = clock.today(space.row.zone).isoformat()
    noted = space.me.manifest.today
    if noted.get("space") == space.id and noted.get("day") == today:
        found = next((one for one in recent if one.id == noted["exchange"]), None)
        if found is not None:
            return found
    return _take_up(space, recent, today)


def another_card(space: OwnSpace, recent: list[OwnExchange], lighter: bool) -> OwnExchange | None:
    """A different card for the rest of today, after a pass or a wish for something lighter."""
    return _take_up(space, recent, clock.today(space.row.zone).isoformat(), lighter)


def _take_up(space: OwnSpace, recent: list[OwnExchange], today: str, lighter: bool = False) -> OwnExchange | None:
    me = space.me
    left: list[str] = []
    found = None
    for one in recent:
        if _is_open_to(one, lighter):
            if comes_to(one):
                found = one
                break
            left.append(one.id)
    if found is None:
        row = deal(space, lighter)
        found = exchange_for(me, row.pk) if row else None
    if found is None:
        return None
    taken = found

    def note(manifest: Manifest) -> None:
        manifest.today = {"space": space.id, "day": today, "exchange": taken.id}
        if manifest.asides.get(taken.id) == LATER:
            manifest.set_aside(taken.id, "")
        for id in left:
            manifest.set_aside(id, SWAPPED)

    me.note(note)
    return found


def _is_open_to(exchange: OwnExchange, lighter: bool) -> bool:
    me, state = exchange.me, exchange.state
    if exchange.card is None or state.over or (ANSWER, me.id, 1) in state.seals:
        return False
    if lighter and exchange.card.depth > 1:
        return False
    return me.manifest.asides.get(exchange.id, "") not in DONE_WITH
