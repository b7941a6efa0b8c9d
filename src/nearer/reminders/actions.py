"""Every write about reminders that a person makes."""

from datetime import UTC, date

from django.db import transaction

from nearer.kit import clock
from nearer.kit.disk import forget_deleted
from nearer.people.unlocked import Unlocked

from . import addresses
from .models import DUE, Reminder, Rest, Sending, Visit
from .rules import Choice

MOST_NOTED = 10_000
_noted: set[tuple[str, date]] = set()  # who this process knows to have been here today: spares most pages a query


def choose(me: Unlocked, choice: Choice, address: dict[str, str] | None) -> None:
    """Switch a kind on, or change it. Without a new address the old one stays."""
    fields = {"weekdays": "".join(map(str, sorted(choice.weekdays))), "hour": choice.hour, "zone": choice.zone}
    if address is not None:
        fields["sealed_address"] = addresses.sealed_address(me.id, choice.kind, address)
    with transaction.atomic():
        Visit.objects.update_or_create(person=me.person, defaults={"day": today()})
        Reminder.objects.update_or_create(person=me.person, kind=choice.kind, defaults=fields)
        _forget_planned(me.id, choice.kind)
        forget_deleted()  # an older address too


def turn_off(me: Unlocked, kind: str) -> None:
    """No reminder of this kind, and no address any more."""
    with transaction.atomic():
        drop(me.id, kind)
        if not Reminder.objects.filter(person=me.person).exists():
            Visit.objects.filter(person=me.person).delete()
            Rest.objects.filter(person=me.person).delete()


def drop(person_id: str, kind: str) -> None:
    """One kind is gone: its owner said so, or a push service says that the browser is."""
    Reminder.objects.filter(person=person_id, kind=kind).delete()
    _forget_planned(person_id, kind)
    forget_deleted()


def turn_all_off(me: Unlocked) -> None:
    """Nothing about reminders is left of this person."""
    for table in (Reminder, Sending, Rest, Visit):
        table._default_manager.filter(person=me.person).delete()
    forget_deleted()


def start_again(me: Unlocked) -> None:
    with transaction.atomic():
        Visit.objects.filter(person=me.person).update(day=today())
        Rest.objects.filter(person=me.person).delete()


def note_visit(person_id: str) -> None:
    """Somebody was here today. One look for a person and day in each process, and one write at most."""
    seen = (person_id, today())
    if seen in _noted:
        return
    before = Visit.objects.filter(person=person_id, day__lt=seen[1])
    if before.exists():  # looked at first: a page that only reads must not take the write lock
        before.update(day=seen[1])
    if len(_noted) >= MOST_NOTED:
        _noted.clear()
    _noted.add(seen)


def today() -> date:
    """The day in UTC, the same for everybody, so that it tells nothing of where somebody is."""
    return clock.now().astimezone(UTC).date()


def _forget_planned(person_id: str, kind: str) -> None:
    Sending.objects.filter(person=person_id, kind=kind, state=DUE).delete()
