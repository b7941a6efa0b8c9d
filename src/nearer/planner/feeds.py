"""What a token leads to, and nothing else does.

    row    HKDF(T, "feed/id") in hex             names the row, tells nothing of T
    key    HKDF(T, "feed/key", instance key)     opens its events

T is in the address that a calendar program holds, and in its owner's sealed manifest; never in a row.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, time
from typing import Any

from django.conf import settings

from nearer.vault import Context, Key, SealError, box, derive_from, unbox

from .events import feed_asked
from .ics import Entry
from .models import Feed, FeedEvent


def row_of(token: str) -> str:
    """The name of the row that goes with a token."""
    return derive_from(token.encode(), "feed/id").hex()


def key_of(token: str) -> Key:
    return Key(derive_from(token.encode(), "feed/key", salt=settings.INSTANCE_KEY))


def entries_behind(token: str) -> list[Entry] | None:
    """What a calendar program is given; None when this token leads nowhere (any more)."""
    feed = Feed.objects.filter(pk=row_of(token)).first()
    if feed is None:
        return None
    found = [*opened(key_of(token), feed.events.select_related("feed")).values()]
    found += added_to(feed)
    return sorted(found, key=lambda entry: (entry.day, entry.at or time.min, entry.uid))


def added_to(feed: Feed) -> list[Entry]:
    """What apps above put into this calendar."""
    answers: list[tuple[Any, Any]] = feed_asked.send(sender=Feed, person_id=feed.person_id)
    return [entry for _, given in answers for entry in given]


def opened(key: Key, rows: Iterable[FeedEvent]) -> dict[str, Entry]:
    """Entries by exchange. A damaged one is left out: its owner's next visit writes it again."""
    found = {}
    for row in rows:
        try:
            found[row.exchange_id] = _entry(unbox(key, row.sealed_event, _context(row)))
        except SealError:
            continue
    return found


def sealed(key: Key, feed: Feed, exchange_id: str, entry: Entry) -> FeedEvent:
    """The row of one event, unsaved."""
    row = FeedEvent(feed=feed, exchange_id=exchange_id)
    when = {"day": entry.day.isoformat(), "at": entry.at.isoformat() if entry.at else ""}
    row.sealed_event = box(key, json.dumps(asdict(entry) | when, ensure_ascii=False).encode(), _context(row))
    return row


def _entry(opened: bytes) -> Entry:
    try:
        told = json.loads(opened)
        at = time.fromisoformat(told["at"]) if told["at"] else None
        return Entry(**told | {"day": date.fromisoformat(told["day"]), "at": at})
    except (TypeError, ValueError, KeyError):
        raise SealError("not an event") from None


def _context(row: FeedEvent) -> Context:
    return Context("feed", author=row.feed.person_id, object=row.feed_id, part=row.exchange_id)
