"""My map: my own entries, newest first, and what comes again in them. Opened and counted in my request alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from nearer.exchange import access, rules
from nearer.exchange.facts import written_at
from nearer.exchange.forms import as_words
from nearer.exchange.models import Exchange
from nearer.exchange.page import offers_of
from nearer.people.door import needs_person, person_here
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import programme
from nearer.vault import SealError

from .repeats import ENOUGH, Repeats, heavier_twice, repeats

PART_MAP, ENTRY, SELF_CHANGE = "part-map", "entry", "self-change"
TEXTS, LISTS, LEFT = ("trigger", "need", "act", "effect"), ("feelings", "body"), "left"
ON_DAYS = 4
MOST_READ = 100
"""Entries on the page: a year of two a week. Opening them is the cost of keeping no index."""


@dataclass(frozen=True)
class Entry:
    """One entry, opened. `lines`: label and words as they are read; none for a damaged one."""

    id: str
    day: date
    lines: list[tuple[str, str]] = field(default_factory=list, repr=False)
    said: Mapping[str, str | Sequence[str]] = field(default_factory=dict, repr=False)
    left: str = field(default="", repr=False)
    written: datetime | None = None

    @property
    def damaged(self) -> bool:
        return not self.lines


@dataclass(frozen=True)
class MapPage:
    """Everything the template is given."""

    entries: list[Entry] = field(repr=False)
    repeats: Repeats = field(repr=False)
    heavier: bool = False
    landed: bool = False
    enough: int = ENOUGH

    @property
    def missing(self) -> int:
        """How many entries are still to come before anything is counted."""
        return max(ENOUGH - sum(not entry.damaged for entry in self.entries), 0)


@require_safe
@needs_person
def my_map(request: HttpRequest) -> HttpResponse:
    """The page. Nobody else's request opens an entry, and what is found is thrown away with the answer."""
    me = person_here(request)
    entries = sorted(filter(None, map(_entry, _own(me, PART_MAP))), key=_age, reverse=True)
    whole = [entry for entry in entries if not entry.damaged]
    days = {entry.day for entry in whole}
    page = MapPage(
        entries=entries,
        repeats=repeats([entry.said for entry in whole]),
        heavier=heavier_twice(entry.left for entry in whole),
        landed=len(whole) >= ENOUGH and len(days) >= ON_DAYS and _has_changed(me),
    )
    return render(request, "pages/my_map.html", {"page": page, "part_map": PART_MAP, "here": "mine"})


def _own(me: Unlocked, exercise: str) -> list[access.OwnExchange]:
    rows = access.with_rows(Exchange.objects.filter(begun_by=me.id, space=None, exercise=exercise))
    return access.own(me, rows.order_by("-day", "-pk")[:MOST_READ])


def _has_changed(me: Unlocked) -> bool:
    """Whether I have looked back on a change of my own."""
    return SELF_CHANGE in programme().exercises and any(rules.landed(one.state, me.id) for one in _own(me, SELF_CHANGE))


def _entry(one: access.OwnExchange) -> Entry | None:
    """An entry that was written; None for a run that was opened and left empty."""
    try:
        words = one.mine(ENTRY)
    except SealError:
        return Entry(one.id, one.row.day)
    if words is None:
        return None
    return Entry(one.id, one.row.day, *_opened(one, words.fields), written_at(one.script.move(ENTRY), words))


def _age(entry: Entry) -> tuple[date, datetime]:
    """By day, and within a day by the minute that only the words themselves tell."""
    return entry.day, entry.written or datetime.combine(entry.day, time(), UTC)


def _opened(
    one: access.OwnExchange, fields: Mapping[str, Any]
) -> tuple[list[tuple[str, str]], dict[str, str | Sequence[str]], str]:
    """What the page shows of an entry, what is counted in it, and how it left me."""
    move = one.script.move(ENTRY)
    offered = offers_of(one, move)
    shown = [(each.label, as_words(each, fields.get(each.id), offered[each.id])) for each in move.fields]
    said: dict[str, str | Sequence[str]] = {name: str(fields.get(name, "")) for name in TEXTS}
    for name in LISTS:
        says = dict(offered[name].options)
        said[name] = [says[id] for id in fields.get(name, []) if id in says]
    return [line for line in shown if line[1]], said, str(fields.get(LEFT, ""))
