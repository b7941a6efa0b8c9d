"""Today: one card for two, at most two small things beside it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nearer.exchange import release, writing
from nearer.exchange.access import OwnExchange, due_alone, recent
from nearer.exchange.going_on import waits_for_me
from nearer.exchange.page import ExchangePage, page_of
from nearer.exchange.todays import todays_card
from nearer.insights.asking import asked_today, tending
from nearer.insights.checkins import all_of
from nearer.insights.wishes import wishes_of
from nearer.kit import clock
from nearer.pace import arc
from nearer.people import pairing
from nearer.people.door import needs_person, person_here
from nearer.people.manifest import LATER, PASSED
from nearer.people.sign_ins import SignIn, untold
from nearer.people.spaces import OwnSpace, just_closed, open_space
from nearer.people.unlocked import Unlocked
from nearer.programme.schema import Exercise

from .encouraging import note_of_today
from .weeks import asked_for, where_we_are

BESIDE = 2


@dataclass(frozen=True)
class Small:
    """One of the small things beside the card: a link, and what kind of thing it is."""

    id: str
    kind: str  # see exchange/going_on.py
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
    where: arc.Where
    week: str = ""  # what this week asks for, in a word
    note: str = field(default="", repr=False)
    asked: str = ""  # which questions about how it goes are offered: insights/asking.py
    tend: Exercise | None = None  # for what I tend, privately


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
    before, noted = dict(me.manifest.today), me.manifest.today.get("day", "")
    here = where_we_are(space) if space.other else arc.Where()
    card = todays_card(space, moving) if _wants_card(request, here, before, space) else None
    for_me = [*due_alone(me, clock.today(space.row.zone)), *moving]
    page = TodayPage(
        card=page_of(card) if card else None,
        beside=[small for small in map(_small, for_me) if small and small.id != (card.id if card else "")][:BESIDE],
        alone=space.other is None,
        arrival=space.other is None and pairing.is_waiting(space),
        closed=space.other is None and just_closed(me),
        rolled_back=me.rolled_back,
        new_sign_ins=untold(me),
        code_waiting=bool(me.manifest.code),
        where=here,
        week=_week(me, here, clock.today(space.row.zone)),
        note=note_of_today(space, here, noted) if space.other else "",
        **_about_me(me, clock.today(space.row.zone)),
    )
    return render(request, "pages/today.html", {"today": page, "page": page.card, "here": "today"})


def _wants_card(request: HttpRequest, here: arc.Where, noted: dict[str, str], space: OwnSpace) -> bool:
    """In the eight weeks a card a day; in a rest and after a close none; in the rhythm one a week. Or when asked."""
    today = clock.today(space.row.zone)
    if request.GET.get("card") == "anyway":
        return True
    if noted.get("day") == today.isoformat() and here.phase == arc.RHYTHM:
        return True
    last = date.fromisoformat(noted["day"]) if noted.get("day") else None
    return arc.wants_card(here, last, today)


def _week(me: Unlocked, here: arc.Where, today: date) -> str:
    asked = asked_for(me, here, today)
    return asked[0].title if asked else ""


def _about_me(me: Unlocked, today: date) -> dict[str, Any]:
    """Questions that are due, and an exercise for what I tend: from my own notebook, and seen by me alone."""
    wishes = wishes_of(me)
    asked = asked_today(all_of(me), wishes, today) if wishes.is_asked(today) else ""
    return {"asked": asked, "tend": tending(wishes, today)}


def _settled(space: OwnSpace, moving: list[OwnExchange]) -> list[OwnExchange]:
    """My visit lets go what may go (exchange/release.py)."""
    settled = [one.refresh() if release.release_what_may_go(one) else one for one in moving]
    for one in settled:
        writing.note_due(one)
    return settled


def _small(exchange: OwnExchange) -> Small | None:
    """Something that waits for me gently."""
    if exchange.me.manifest.asides.get(exchange.id) in (PASSED, LATER):
        return None
    kind = waits_for_me(exchange)
    return Small(exchange.id, kind, exchange.prompt) if kind else None
