"""Own private pages: listing, searching, writing. All in the owner's request; there is no index,
because a partner who knows your vocabulary could test words against one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from nearer.people.spaces import spaces_of
from nearer.people.unlocked import Unlocked
from nearer.vault import SealError, Words

from . import actions
from .access import OwnExchange, exchange_for, own, with_rows
from .models import Exchange, Grant, Part
from .sealing import open_sealed

PAGE = "page"
FIRST_LINE = 140
MOST_FOUND = 50
_COLUMNS = (
    "exchange_id",
    "exchange__day",
    "id",
    "move",
    "revision",
    "commitment",
    "sealed_words",
    "grants__wrapped_key",
)


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
    found = {
        entry.id: entry for entry, _ in _opened(me, _rows(me).filter(exchange__in=exchange_ids).values_list(*_COLUMNS))
    }
    return [found[id] for id in exchange_ids if id in found]


def search(me: Unlocked, query: str) -> list[Entry]:
    """The newest pages that hold every word of the query, in any case."""
    wanted = query.casefold().split()
    rows = _rows(me).order_by("-exchange__day", "-exchange_id").values_list(*_COLUMNS)
    found = []
    for entry, text in _opened(me, rows.iterator(chunk_size=2000)):
        if all(word in text for word in wanted):
            found.append(entry)
            if len(found) == MOST_FOUND:
                break
    return found


@transaction.atomic
def write_page(me: Unlocked, fields: Mapping[str, Any]) -> Exchange:
    """Keep a new page."""
    row = actions.begin(me, PAGE, None)
    exchange = exchange_for(me, row.pk)
    assert exchange is not None
    actions.write(exchange, PAGE, fields)
    return row


def put_away(me: Unlocked, most: int = 60) -> list[OwnExchange]:
    """Exchanges with an own answer that did not open and will not."""
    rows = Exchange.objects.filter(Q(opening=None), space__in=[s.row for s in spaces_of(me)], parts__author=me.id)
    newest = with_rows(rows.filter(begun_by=None).distinct()).order_by("-day", "-id")[:most]
    return [one for one in own(me, newest) if one.state.over or one.state.closed]


def _rows(me: Unlocked) -> QuerySet[Part]:
    return Part.objects.filter(author=me.id, exchange__space=None, exchange__exercise=PAGE, grants__reader=Grant.OWN)


def _opened(me: Unlocked, rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Entry, str]]:
    """Each page with its text folded for comparing. A damaged one is named, never hidden."""
    for exchange_id, day, part_id, move, revision, commitment, sealed, wrapped in rows:
        place = (exchange_id, move, part_id, revision)
        try:
            words = open_sealed(me, place, bytes(sealed), bytes(wrapped), bytes(commitment))
        except SealError:
            yield Entry(exchange_id, day, "", "", damaged=True), ""
            continue
        yield _entry(exchange_id, day, words), _folded(words)


def _entry(exchange_id: str, day: date, words: Words) -> Entry:
    text = str(words.fields.get("page", ""))
    return Entry(
        exchange_id, day, str(words.fields.get("title", "")), " ".join(text[: 2 * FIRST_LINE].split())[:FIRST_LINE]
    )


def _folded(words: Words) -> str:
    return f"{words.fields.get('title', '')}\n{words.fields.get('page', '')}".casefold()
