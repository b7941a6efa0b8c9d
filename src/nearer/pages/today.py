"""Today: one card for two, at most two small things beside it."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nearer.exchange import release, rules
from nearer.exchange.access import OwnExchange, recent
from nearer.exchange.page import ExchangePage, page_of
from nearer.exchange.state import Shown
from nearer.exchange.todays import todays_card
from nearer.people import pairing
from nearer.people.door import needs_person, person_here
from nearer.people.sign_ins import SignIn, untold
from nearer.people.spaces import OwnSpace, just_closed, open_space

BESIDE = 2


@dataclass(frozen=True)
class Small:
    """One of the small things beside the card: a link, and what kind of thing it is."""

    id: str
    kind: str  # opened | thanks | kept
    prompt: str


@dataclass(frozen=True)
class TodayPage:
    """Everything the template is given."""

    card: ExchangePage | None = field(repr=False)
    beside: list[Small]
    alone: bool
    arrival: bool
    closed: bool
    rolled_back: bool
    new_sign_ins: list[SignIn]
    code_waiting: bool


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """The landing page for a visitor; today's card for a person."""
    if request.me is None and not request.damaged:  # type: ignore[attr-defined]
        return render(request, "pages/landing.html")
    return _todays_page(request)


@needs_person
def _todays_page(request: HttpRequest) -> HttpResponse:
    me = person_here(request)
    pairing.settle_quietly(me)
    space = open_space(me)
    moving = _settled(space, recent(space))
    card = todays_card(space, moving)
    page = TodayPage(
        card=page_of(card) if card else None,
        beside=[small for small in map(_small, moving) if small and small.id != (card.id if card else "")][:BESIDE],
        alone=space.other is None,
        arrival=space.other is None and pairing.is_waiting(space),
        closed=space.other is None and just_closed(me),
        rolled_back=me.rolled_back,
        new_sign_ins=untold(me),
        code_waiting=bool(me.manifest.code),
    )
    return render(request, "pages/today.html", {"today": page, "page": page.card, "here": "today"})


def _settled(space: OwnSpace, moving: list[OwnExchange]) -> list[OwnExchange]:
    """My visit lets go what may go (exchange/release.py)."""
    return [one.refresh() if release.release_what_may_go(one) else one for one in moving]


def _small(exchange: OwnExchange) -> Small | None:
    """Something that waits for me gently: words of theirs that I have not replied to, or an answer of mine."""
    me, state = exchange.me.id, exchange.state
    prompt = exchange.card.text if exchange.card else exchange.script.title
    for move in exchange.script.moves:
        if move.answers is None or not state.plays(move, me) or state.stands(move.id, me):
            continue
        if move.rule == "given" and isinstance(rules.theirs(state, exchange.script.move(move.answers), me), Shown):
            return Small(exchange.id, "opened" if exchange.card else "thanks", prompt)
    waiting = exchange.card is not None and state.stands("answer", me) and not state.opened and not state.over
    return Small(exchange.id, "kept", prompt) if waiting else None
