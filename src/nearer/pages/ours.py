"""Ours: what has been opened. A shelf that only grows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nearer.exchange import access, rules
from nearer.exchange.models import Exchange
from nearer.exchange.state import Shown
from nearer.people import pairing
from nearer.people.door import needs_person, person_here
from nearer.people.spaces import spaces_of

from .shelves import Shelf, shelf


@dataclass(frozen=True)
class OnTheShelf:
    """One exchange as a line: no words, only its prompt and the day."""

    id: str
    prompt: str
    day: date
    is_thanks: bool


@dataclass(frozen=True)
class OursPage:
    shelf: Shelf[OnTheShelf] = field(repr=False)
    alone: bool
    closed_only: bool


@require_safe
@needs_person
def ours(request: HttpRequest) -> HttpResponse:
    me = person_here(request)
    pairing.settle_quietly(me)
    spaces = spaces_of(me)
    may_be_open = Q(opening__isnull=False) | Q(begun_by__isnull=False)
    rows = Exchange.objects.filter(may_be_open, space__in=[space.row for space in spaces])
    found = shelf(access.with_rows(rows), request.GET.get("before", ""), lambda some: _seen(access.own(me, some)))
    together = any(space.other and not space.closed for space in spaces)
    shown = OursPage(
        shelf=found,
        alone=not any(space.other for space in spaces),
        closed_only=any(space.closed for space in spaces) and not together,
    )
    return render(request, "pages/ours.html", {"page": shown, "here": "ours"})


def _seen(exchanges: Iterable[access.OwnExchange]) -> list[tuple[str, OnTheShelf]]:
    found = []
    for one in exchanges:
        begun_by_me = one.row.begun_by_id == one.me.id
        seen = any(isinstance(view, Shown) for view in rules.may_see(one.state, one.me.id).values())
        if seen or (begun_by_me and one.parts):
            prompt = one.card.text if one.card else one.script.title
            found.append((one.id, OnTheShelf(one.id, prompt, one.row.day, one.card is None)))
    return found
