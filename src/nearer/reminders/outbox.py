"""Planning and sending. Any number of processes may do both at the same time.

A sending is planned once (a unique row), claimed once (one UPDATE wins) and then tried once. So it never
goes twice; one that a crash cuts off between claim and sending is lost, and counts as sent.
"""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from nearer.kit import clock
from nearer.people.models import Person
from nearer.planner.models import Feed

from . import actions, addresses, mail, push, rules
from .errors import Gone, NotSent
from .models import CALENDAR, CLAIMED, DUE, LOST, MAIL, PUSH, SENT, Reminder, Rest, Sending, Visit
from .rules import Choice, Verdict

log = logging.getLogger("nearer.reminders")
KEPT = timedelta(days=8)  # the week that counts, and a day to be sure
CARRIERS = {MAIL: mail.send, PUSH: push.send}


def tick() -> int:
    """Plan what is due and send it. Returns how many were sent."""
    now = clock.now()
    for reminder in Reminder.objects.filter(person__rest=None).order_by("pk"):
        _plan(reminder, now)
    sent = sum(_send(sending) for sending in Sending.objects.filter(state=DUE).order_by("slot", "pk"))
    Sending.objects.filter(slot__lt=now - KEPT, person__reminders=None).delete()
    return sent


def try_now(person: Person, kind: str) -> str:
    """One at once, because its owner asked. It counts like any other: LOST, SENT, or '' for not now."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    with transaction.atomic():
        visit = Visit.objects.select_for_update().filter(person=person).first()
        used = _used(person.pk)
        if visit is None or rules.verdict(hour, used, visit.day) is not Verdict.SEND:
            return ""
        row = {"person": person, "kind": kind, "slot": hour}
        sending, new = Sending.objects.get_or_create(**row, defaults={"state": CLAIMED})
    reminder = Reminder.objects.filter(person=person, kind=kind).first()
    if not new or reminder is None:
        return ""
    _carry(sending, reminder, clock.now() + rules.HOUR)
    sending.refresh_from_db(fields=["state"])
    return sending.state


def choice_of(reminder: Reminder) -> Choice | None:
    """None for an edited row, or a zone that this machine does not know."""
    try:
        ZoneInfo(reminder.zone)
        return Choice(reminder.kind, frozenset(map(int, reminder.weekdays)), reminder.hour % 24, reminder.zone)
    except (KeyError, ValueError, OSError):
        return None


def coming(person_id: str) -> Iterable[tuple[str, datetime]]:
    """What comes next for a person: (kind, slot)."""
    visit = Visit.objects.filter(person=person_id).first()
    if visit is None or Rest.objects.filter(person=person_id).exists():
        return []
    choices = [choice_of(reminder) for reminder in Reminder.objects.filter(person=person_id)]
    return rules.coming(filter(None, choices), clock.now(), _used(person_id), visit.day)


def _plan(reminder: Reminder, now: datetime) -> None:
    """A row for the slot that is open, if the rules let one be."""
    slot = _slot(reminder, now)
    row = {"person_id": reminder.person_id, "kind": reminder.kind, "slot": slot}
    if slot is None or Sending.objects.filter(**row).exists():  # looked at first: the hour has sixty minutes
        return
    with transaction.atomic():
        # One at a time for each person: two kinds in the same minute must see each other.
        visit = Visit.objects.select_for_update().filter(person=reminder.person_id).first()
        if visit is None or not Reminder.objects.filter(pk=reminder.pk).exists():
            return
        verdict = rules.verdict(slot, _used(reminder.person_id), visit.day)
        if verdict is Verdict.REST:
            Rest.objects.get_or_create(person_id=reminder.person_id)
        elif verdict is Verdict.SEND:
            state = SENT if reminder.kind == CALENDAR else DUE  # the calendar was told beforehand: feed.py
            Sending.objects.get_or_create(**row, defaults={"state": state})
            _forget_old(reminder.person_id, now)


def _slot(reminder: Reminder, now: datetime) -> datetime | None:
    """The open slot. A calendar without an address reminds nobody."""
    choice = choice_of(reminder)
    slot = rules.open_slot(choice, now) if choice else None
    unheard = slot and reminder.kind == CALENDAR and not Feed.objects.filter(person=reminder.person_id).exists()
    return None if unheard else slot


def _send(sending: Sending) -> bool:
    """Whether this process sent it."""
    reminder = Reminder.objects.filter(person=sending.person_id, kind=sending.kind).first()
    if reminder is None or _slot(reminder, clock.now()) != sending.slot:
        # Planned before a crash or a change, and its hour is over: late is worse than never.
        Sending.objects.filter(pk=sending.pk, state=DUE).delete()
        return False
    if not _claim(sending):
        return False
    _carry(sending, reminder, sending.slot + rules.HOUR)
    return Sending.objects.filter(pk=sending.pk, state=SENT).exists()


def _claim(sending: Sending) -> bool:
    """True for one process of all that ask."""
    return Sending.objects.filter(pk=sending.pk, state=DUE).update(state=CLAIMED) == 1


def _carry(sending: Sending, reminder: Reminder, until: datetime) -> None:
    """The one try. What fails for certain is lost; what may have gone stays claimed, and counts."""
    address = addresses.open_address(reminder.person_id, reminder.kind, reminder.sealed_address)
    mine = Sending.objects.filter(pk=sending.pk)
    try:
        if address is None:
            raise NotSent
        CARRIERS[reminder.kind](address, until)
    except Gone:
        mine.update(state=LOST)
        actions.drop(reminder.person_id, reminder.kind)
    except NotSent:
        log.warning("A reminder could not be sent.", exc_info=True)
        mine.update(state=LOST)
    except Exception:  # the next person's reminder must still go
        log.warning("A reminder may not have been sent.", exc_info=True)
    else:
        mine.update(state=SENT)


def _used(person_id: str) -> list[datetime]:
    """The slots that count, in order."""
    return list(_counting(person_id).order_by("slot").values_list("slot", flat=True))


def _counting(person_id: str) -> QuerySet[Sending]:
    return Sending.objects.filter(person=person_id).exclude(state=LOST)


def _forget_old(person_id: str, now: datetime) -> None:
    """What neither the week nor the count of unused ones needs."""
    newest = list(_counting(person_id).order_by("-slot").values_list("pk", flat=True)[: rules.IGNORED])
    Sending.objects.filter(person=person_id, slot__lt=now - KEPT).exclude(pk__in=newest).delete()
