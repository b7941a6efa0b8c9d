"""Reminders in a person's own calendar: the next ones, as entries of the feed that they have already.

A calendar is told beforehand and asks again when it likes. So it learns only of those that would come if
nobody came here any more, and of none once reminders rest: it never shows more unused ones than are sent.
"""

import uuid
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from nearer.kit import clock
from nearer.planner.ics import Entry
from nearer.vault import derive_from

from . import outbox
from .models import CALENDAR, Reminder, Sending
from .rules import HOUR
from .words import TEXT

MINUTES = 15


def entries(person_id: str) -> list[Entry]:
    """What this person's calendar shows of reminders."""
    chosen = Reminder.objects.filter(person=person_id, kind=CALENDAR).first()
    if chosen is None:
        return []
    begun = Sending.objects.filter(person=person_id, kind=CALENDAR, slot__gt=clock.now() - HOUR)
    slots = [*begun.values_list("slot", flat=True)]
    slots += [slot for kind, slot in outbox.coming(person_id) if kind == CALENDAR]
    return [_entry(person_id, slot, chosen.zone) for slot in slots]


def _entry(person_id: str, slot: datetime, zone: str) -> Entry:
    there = slot.astimezone(ZoneInfo(zone))
    name = uuid.UUID(bytes=derive_from(settings.INSTANCE_KEY, "reminder/uid", person_id, slot.isoformat(), size=16))
    return Entry(
        uid=str(name),
        title=str(TEXT),
        place="",
        day=there.date(),
        at=there.time().replace(tzinfo=None),
        minutes=MINUTES,
        zone=zone,
        revision=0,
    )
