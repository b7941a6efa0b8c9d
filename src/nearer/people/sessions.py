"""Unlocked devices: making, reading, ending. The row alone opens nothing; see vault/tickets.py."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import OperationalError, transaction

from nearer import live
from nearer.kit import clock
from nearer.vault import Context, Key, SealError, box, new_ticket, open_session, row_id, seal_session, unbox

from .models import Person, Session
from .unlocked import Unlocked

LONGEST = timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=3)  # how often idle time is written down: not on every page


@dataclass(frozen=True)
class Device:
    """One of a person's own devices, as they see it in their list."""

    session_id: str
    name: str
    day: str
    this_one: bool


def cookie_name() -> str:
    return "__Host-sid" if settings.SECURE_COOKIES else "sid"


def begin(person: Person, vk: Key, device_name: str, idle_minutes: int = 30) -> tuple[str, Unlocked]:
    """A new session: (token for the cookie, the unlocked person)."""
    ticket = new_ticket()
    now = clock.now()
    body = {"person": person.pk, "vk": vk.raw.hex(), "ends": _stamp(now + LONGEST), "idle": idle_minutes}
    session = row_id(ticket)
    device = json.dumps({"name": device_name[:80], "day": now.date().isoformat()}).encode()
    Session.objects.filter(expires__lt=now).delete()
    Session.objects.create(
        id=session,
        person=person,
        sealed_body=_sealed(ticket, body, now),
        sealed_device=box(vk, device, _device_context(session, person.pk)),
        expires=_hour_after(now + LONGEST),
    )
    return ticket, Unlocked(person, vk, session)


def read(ticket: str, touch: bool = True) -> Unlocked | None:
    """The person whose device holds this token; None when locked, ended, idle or damaged.

    `touch` – somebody is there; a page that looks again by itself does not keep a vault open.
    """
    try:
        row = Session.objects.select_related("person").get(pk=row_id(ticket))
        body = json.loads(open_session(ticket, settings.INSTANCE_KEY, row.sealed_body))
    except (Session.DoesNotExist, SealError):
        return None
    now = clock.now()
    idle_since = datetime.fromisoformat(body["seen"])
    if body["person"] != row.person_id or now >= datetime.fromisoformat(body["ends"]):
        return None
    if now - idle_since > timedelta(minutes=body["idle"]) + TOUCH_EVERY:
        return None
    if touch and now - idle_since > TOUCH_EVERY:
        with contextlib.suppress(OperationalError):  # a full disk must not lock anybody out of reading
            Session.objects.filter(pk=row.pk).update(sealed_body=_sealed(ticket, body, now))
    return Unlocked(row.person, Key(bytes.fromhex(body["vk"])), row.pk)


def person_of(cookies: Mapping[str, str]) -> tuple[str, str] | None:
    """(person, session) for the live stream, which needs no key and gets none."""
    ticket = cookies.get(cookie_name(), "")
    me = read(ticket, touch=False) if ticket else None
    return (me.id, me.session_id) if me else None


def end(session_id: str) -> None:
    Session.objects.filter(pk=session_id).delete()
    transaction.on_commit(lambda: live.end(session_id))


def end_others(me: Unlocked) -> int:
    """End every session of this person but the present one."""
    others = list(me.person.sessions.exclude(pk=me.session_id).values_list("pk", flat=True))
    for session_id in others:
        end(session_id)
    return len(others)


def devices(me: Unlocked) -> list[Device]:
    """The person's own devices, newest day first."""
    found = []
    for pk, sealed in me.person.sessions.values_list("pk", "sealed_device"):
        try:
            device = json.loads(unbox(me.vk, sealed, _device_context(pk, me.id)))
        except SealError:
            device = {"name": "?", "day": ""}
        found.append(Device(pk, device["name"], device["day"], pk == me.session_id))
    return sorted(found, key=lambda device: (not device.this_one, device.day))


def device_name(user_agent: str) -> str:
    """A coarse name for a device: enough for its owner, nothing for a fingerprint."""
    systems = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux")
    browsers = ("Firefox", "Edg", "OPR", "Chrome", "Safari")
    system = next((name for name in systems if name in user_agent), "")
    browser = next((name for name in browsers if name in user_agent), "")
    return " · ".join(part for part in (system.replace("Macintosh", "Mac"), browser.replace("Edg", "Edge")) if part)


def _sealed(ticket: str, body: dict[str, object], now: datetime) -> bytes:
    return seal_session(ticket, settings.INSTANCE_KEY, json.dumps({**body, "seen": _stamp(now)}).encode())


def _stamp(moment: datetime) -> str:
    return moment.isoformat()


def _hour_after(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)


def _device_context(session: str, person: str) -> Context:
    return Context("device", author=person, object=session)
