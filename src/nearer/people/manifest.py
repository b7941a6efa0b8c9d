"""The sealed notebook of one person: what their own session must never take from a table.

An operator can edit any column; so what decides over releasing words (who reaches the machine,
the partner's key, what was promised, that one has left) is kept here, under the vault key.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from nearer.vault import Context, Key, SealError, box, derive, unbox

from .models import Person

PINS_KEPT = 60  # promises pinned for the newest exchanges; older ones stand in their receipts
ASIDES_KEPT = 100
DUES_KEPT = 60
ME, PARTNER, BOTH, NEITHER = "me", "partner", "both", "neither"
REACHES = (ME, PARTNER, BOTH, NEITHER)
PASSED, LATER, LIGHTER, TAKEN_BACK, ENDED = "pass", "later", "lighter", "taken-back", "ended"
SWAPPED = "swapped"  # by the pace, not by its owner


@dataclass
class Manifest:
    """All of it is small and bounded: it is opened in every request."""

    counter: int = 0
    spaces: dict[str, dict[str, Any]] = field(default_factory=dict)  # id -> reach, partner_key, left
    pins: dict[str, str] = field(default_factory=dict)  # exchange/move -> the other's commitment
    asides: dict[str, str] = field(default_factory=dict)  # pass | later | lighter; what I took back or ended
    today: dict[str, str] = field(default_factory=dict)  # space, day, exchange
    first: list[str] = field(default_factory=list)  # exchanges where I said "I open first"
    dues: dict[str, str] = field(default_factory=dict)  # exchange -> the day on which I look at it again
    pairing: dict[str, str] = field(default_factory=dict)  # code, reach, space, key: until confirmed
    code: str = ""  # recovery code, until its owner says it is kept
    sign_ins: list[dict[str, str]] = field(default_factory=list)  # day, device, session
    idle_minutes: int = 30
    feed: dict[str, str] = field(default_factory=dict)  # token of the calendar's address; titles: "" | real
    pace: dict[str, Any] = field(default_factory=dict)  # how deep I am glad to go: pace/comfort.py
    outcomes: dict[str, Any] = field(default_factory=dict)  # own weekday, what I tend: insights/wishes.py
    coach: str = ""  # off: no look at my wording, ever
    notes: dict[str, str] = field(default_factory=dict)  # encouragement -> the day on which I read it

    def reach(self, space: str) -> str:
        """Who can reach the machine, in this person's own view. Unknown means: the partner might."""
        return self.spaces.get(space, {}).get("reach", PARTNER)

    def has_left(self, space: str) -> bool:
        return bool(self.spaces.get(space, {}).get("left"))

    def set_aside(self, exchange: str, kind: str) -> None:
        """Remember a pass, later, lighter or taken-back; an empty kind forgets it."""
        self.asides.pop(exchange, None)
        if kind:
            self.asides[exchange] = kind
        for old in list(self.asides)[:-ASIDES_KEPT]:
            del self.asides[old]

    def set_due(self, exchange: str, day: date | None) -> None:
        """On which day I look at an exchange again; None: on none."""
        self.dues.pop(exchange, None)
        if day is not None:
            self.dues[exchange] = day.isoformat()
        for old in sorted(self.dues, key=self.dues.__getitem__)[:-DUES_KEPT]:
            del self.dues[old]

    def due(self, today: date) -> list[str]:
        """The exchanges whose day has come."""
        return [exchange for exchange, day in self.dues.items() if day <= today.isoformat()]

    def pin(self, exchange: str, promised: bytes) -> None:
        self.pins.setdefault(exchange, promised.hex())
        for old in list(self.pins)[:-PINS_KEPT]:
            del self.pins[old]


def seal_manifest(manifest: Manifest, vk: Key, person_id: str) -> bytes:
    return box(_key(vk), json.dumps(asdict(manifest), ensure_ascii=False).encode(), _context(person_id))


def open_manifest(sealed: bytes, vk: Key, person_id: str) -> Manifest:
    """Raises SealError when damaged or somebody else's."""
    try:
        return Manifest(**json.loads(unbox(_key(vk), sealed, _context(person_id))))
    except (TypeError, ValueError):
        raise SealError("not a manifest") from None


def change_manifest(person: Person, vk: Key, change: Callable[[Manifest], None]) -> Manifest:
    """Apply `change` to the newest manifest; two devices at once do not lose each other's."""
    for _ in range(20):
        before = Person.objects.values_list("sealed_manifest", flat=True).get(pk=person.pk)
        manifest = open_manifest(before, vk, person.pk)
        change(manifest)
        manifest.counter += 1
        after = seal_manifest(manifest, vk, person.pk)
        if Person.objects.filter(pk=person.pk, sealed_manifest=before).update(sealed_manifest=after):
            person.sealed_manifest = after
            return manifest
    raise SealError("the manifest keeps changing")


def _key(vk: Key) -> Key:
    return derive(vk, "manifest")


def _context(person_id: str) -> Context:
    return Context("manifest", author=person_id)
