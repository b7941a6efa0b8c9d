"""Own private pages: listing, searching, writing. All in the owner's request; there is no index,
because a partner who knows your vocabulary could test words against one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from nearer.people.spaces import spaces_of
from nearer.people.unlocked import Unlocked
from nearer.vault import SealError, Words

from . import actions
from .access import OwnExchange, own, with_rows
from .models import Exchange, Grant, Part
from .sealing import open_sealed

PAGE = "page"
FIRST_LINE = 140
MOST_FOUND = 50
_COLUMNS = ("exchange_id", "id", "move", "revision", "sealed_words", "grants__wrapped_key")


@dataclass(frozen=True)
class Entry:
    """One page in a list."""

    id: str
    day: date
    title: str = field(repr=False)
    line: str = field(repr=False)
    damaged: bool = False


def entries(me: Unlocked, exchange_ids: list[str]) -> list[Entry]:
    """These pages, in this order."""
    days = dict(Exchange.objects.filter(pk__in=exchange_ids).values_list("pk", "day"))
    rows = _rows(me).filter(exchange__in=exchange_ids).values_list(*_COLUMNS)
    found = {id: _entry(id, days[id], words) for id, words in _opened(me, rows)}
    return [found[id] for id in exchange_ids if id in found]


def search(me: Unlocked, query: str) -> list[Entry]:
    """The newest pages that hold every word of the query, in any case."""
    wanted = query.casefold().split()
    rows = _rows(me).order_by("-exchange__day", "-exchange_id").values_list(*_COLUMNS)
    hits = (id for id, words in _opened(me, rows.iterator(chunk_size=2000)) if words and _holds(words, wanted))
    return entries(me, list(islice(hits, MOST_FOUND)))


@transaction.atomic
def write_page(me: Unlocked, fields: Mapping[str, Any]) -> Exchange:
    """Keep a new page."""
    row = actions.begin(me, PAGE, None)
    actions.write_new(me, row, PAGE, fields)
    return row


def put_away(me: Unlocked, most: int = 60) -> list[OwnExchange]:
    """Exchanges with an own answer that did not open and will not."""
    rows = Exchange.objects.filter(Q(openings=None), space__in=[s.row for s in spaces_of(me)], parts__author=me.id)
    newest = with_rows(rows.filter(begun_by=None).distinct()).order_by("-day", "-id")[:most]
    return [one for one in own(me, newest) if one.state.over or one.state.closed]


def _rows(me: Unlocked) -> QuerySet[Part]:
    # With the move named, a few pages are found by the key of a part; without it all of an author's parts are read.
    mine = Part.objects.filter(author=me.id, move=PAGE, grants__reader=Grant.OWN)
    return mine.filter(exchange__space=None, exchange__exercise=PAGE)


def _opened(me: Unlocked, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[str, Words | None]]:
    """Each page by name with its words; None for a damaged one, which is named, never hidden."""
    for exchange_id, part_id, move, revision, sealed, wrapped in rows:
        try:
            yield exchange_id, open_sealed(me, (exchange_id, move, part_id, revision), sealed, wrapped)
        except SealError:
            yield exchange_id, None


def _entry(exchange_id: str, day: date, words: Words | None) -> Entry:
    if words is None:
        return Entry(exchange_id, day, "", "", damaged=True)
    line = " ".join(str(words.fields.get("page", ""))[: 2 * FIRST_LINE].split())[:FIRST_LINE]
    return Entry(exchange_id, day, str(words.fields.get("title", "")), line)


def _holds(words: Words, wanted: list[str]) -> bool:
    text = f"{words.fields.get('title', '')}\n{words.fields.get('page', '')}".casefold()
    return all(word in text for word in wanted)
