"""Ours: what has been opened. A shelf that only grows."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nearer.exchange import access, rules
from nearer.exchange.access import Said
from nearer.exchange.agreed import Agreed, agreed
from nearer.exchange.models import Exchange, Landing, Opening
from nearer.exchange.page import has_photo
from nearer.exchange.state import Shown
from nearer.kit import clock
from nearer.people import pairing
from nearer.people.door import needs_person, person_here
from nearer.people.spaces import spaces_of
from nearer.people.unlocked import Unlocked
from nearer.planner.actions import settle_feed
from nearer.planner.plans import Plan, plans_of
from nearer.vault import SealError

from .shelves import Shelf, shelf

MOMENTS, MOMENT = "new-together", "moment"
MOST_MOMENTS, FIRST_WORDS = 6, 140


@dataclass(frozen=True)
class OnTheShelf:
    """One exchange as a line: no words, only its prompt and the day."""

    id: str
    prompt: str
    day: date
    is_thanks: bool


@dataclass(frozen=True)
class Moment:
    """Something both kept of the same day: the first words of each, and whether a photo goes with them."""

    id: str
    move: str
    day: date
    line: str = field(repr=False)
    photo: str = ""  # mine | theirs


@dataclass(frozen=True)
class OursPage:
    shelf: Shelf[OnTheShelf] = field(repr=False)
    alone: bool
    closed_only: bool
    agreements: list[Agreed] = field(repr=False)
    plans: list[Plan] = field(repr=False)
    moments: list[Moment] = field(repr=False)


@require_safe
@needs_person
def ours(request: HttpRequest) -> HttpResponse:
    me = person_here(request)
    pairing.settle_quietly(me)
    settle_feed(me)
    spaces = spaces_of(me)
    before = request.GET.get("before", "")
    may_be_open = Exists(Opening.objects.filter(exchange=OuterRef("pk"))) | Q(begun_by__isnull=False)
    rows = Exchange.objects.filter(may_be_open, space__in=[space.row for space in spaces])
    found = shelf(access.with_rows(rows), before, lambda some: _seen(access.own(me, some)))
    together = any(space.other and not space.closed for space in spaces)
    today = clock.today(spaces[0].row.zone) if spaces else None
    shown = OursPage(
        shelf=found,
        alone=not any(space.other for space in spaces),
        closed_only=any(space.closed for space in spaces) and not together,
        agreements=[] if before else [one for one in agreed(me) if not one.move.plans],
        plans=[] if before or today is None else _ahead(me, today),
        moments=[] if before else _moments(me),
    )
    return render(request, "pages/ours.html", {"page": shown, "here": "ours"})


def _ahead(me: Unlocked, today: date) -> list[Plan]:
    """What is planned from today on, each on its next day, the soonest first."""
    found = [replace(plan, day=day) for plan in plans_of(me) if (day := plan.next_on(today)) >= today]
    return sorted(found, key=lambda plan: (plan.day, plan.at or time.min))


def _seen(exchanges: Iterable[access.OwnExchange]) -> list[tuple[str, OnTheShelf]]:
    return [
        (one.id, OnTheShelf(one.id, one.prompt, one.row.day, one.card is None)) for one in exchanges if _is_seen(one)
    ]


def _is_seen(one: access.OwnExchange) -> bool:
    """Something of the other's is open to me, or I began it and wrote."""
    if any(isinstance(view, Shown) for view in rules.may_see(one.state, one.me.id).values()):
        return True
    return one.card is None and any(author == one.me.id for _, author, _ in one.parts)


def _moments(me: Unlocked) -> list[Moment]:
    """The newest moments that both kept, each with its first words."""
    rows = Landing.objects.filter(exchange__space__in=[space.row for space in spaces_of(me)]).order_by("-day")
    kept = Exchange.objects.filter(pk__in=rows.filter(exchange__exercise=MOMENTS).values("exchange"))
    newest = access.own(me, access.with_rows(kept).order_by("-day", "-pk")[:MOST_MOMENTS])
    return [moment for one in newest if (moment := _moment(one)) is not None]


def _moment(one: access.OwnExchange) -> Moment | None:
    move = one.script.move(MOMENT)
    try:
        words = one.mine(MOMENT)
    except SealError:
        return None
    said = one.theirs(move)
    line = str(words.fields.get(move.fields[0].id, "")) if words else ""
    theirs = one.parts.get((MOMENT, one.state.other(one.me.id) or "", 1)) if isinstance(said, Said) else None
    photo = "mine" if has_photo(one.parts.get((MOMENT, one.me.id, 1)), move) else "theirs" * has_photo(theirs, move)
    return Moment(one.id, MOMENT, one.row.day, line[:FIRST_WORDS], photo)
