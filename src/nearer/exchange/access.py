"""The one door to exchanges: fetched with their person, and a seal opened only after its rule says Shown."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Prefetch, Q, QuerySet

from nearer.kit import clock
from nearer.people.spaces import OwnSpace, spaces_of
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import programme
from nearer.programme.schema import Card, Exercise, Move
from nearer.vault import SealError, Words

from . import rules, sealing
from .models import Exchange, Grant, Part
from .state import Hidden, Seal, Shown, State

LAPSES_AFTER = timedelta(days=7)
MOVING = 20


@dataclass(frozen=True)
class Said:
    """The other's words, after their rule said Shown."""

    words: Words


@dataclass
class OwnExchange:
    """An exchange as one of its people stands in it."""

    row: Exchange
    me: Unlocked = field(repr=False)
    space: OwnSpace | None

    @property
    def id(self) -> str:
        return self.row.pk

    @cached_property
    def script(self) -> Exercise:
        return programme().exercise(self.row.exercise, self.row.revision)

    @cached_property
    def card(self) -> Card | None:
        return programme().card(self.row.card, self.row.card_revision) if self.row.card else None

    @cached_property
    def people(self) -> tuple[str, ...]:
        ids = [self.me.id]
        if self.space is not None and self.space.other is not None:
            ids.append(self.space.other.pk)
        return tuple(sorted(ids, key=lambda person: person != self.row.begun_by_id))

    @cached_property
    def parts(self) -> dict[tuple[str, str], Part]:
        known = "parts" in getattr(self.row, "_prefetched_objects_cache", {})
        rows = self.row.parts.all() if known else _whole(self.row.parts.all())
        return {(part.move, part.author_id): part for part in rows if part.author_id in self.people}

    @cached_property
    def state(self) -> State:
        return State(
            script=self.script,
            people=self.people,
            seals={place: _seal(part) for place, part in self.parts.items()},
            now=clock.now(),
            opens=_opens(self.row),
            pressed=self._pressed(),
            over=self._over(),
            closed=self.space.closed if self.space else False,
        )

    def mine(self, move: str) -> Words | None:
        """My own words at a move. Raises SealError when they are not as I wrote them."""
        part = self.parts.get((move, self.me.id))
        return sealing.open_own(self.me, part) if part else None

    def theirs(self, move: Move) -> Said | Hidden:
        """The other's words at a move, if their rule shows them and they are what was promised."""
        view = rules.theirs(self.state, move, self.me.id)
        if isinstance(view, Hidden):
            return view
        assert isinstance(view, Shown) and self.space is not None
        part = self.parts[(move.id, self.state.other(self.me.id) or "")]
        try:
            return Said(sealing.open_theirs(self.space, part, move.rule == "mutual"))
        except SealError:
            return Hidden("changed")

    def refresh(self) -> "OwnExchange":
        """The same exchange in the same space, as its own rows say now."""
        return OwnExchange(Exchange.objects.select_related("opening").get(pk=self.id), self.me, self.space)

    def _pressed(self) -> frozenset[str]:
        opens = _opens(self.row)
        if opens is None or opens <= clock.now():
            return frozenset()  # nothing hangs on it
        return frozenset(self.row.presses.values_list("person_id", flat=True))

    def _over(self) -> bool:
        if self.space is None:
            return False
        return clock.today(self.space.row.zone) - self.row.day >= LAPSES_AFTER


def exchange_for(me: Unlocked, id: str) -> OwnExchange | None:
    """One exchange by name; None alike for one that is not there and one that is not theirs."""
    found = own(me, Exchange.objects.filter(pk=id).select_related("opening"))
    return found[0] if found else None


def recent(space: OwnSpace) -> list[OwnExchange]:
    """What may still move in a space, and my card of today, newest first: bounded, whatever its history."""
    since = clock.today(space.row.zone) - LAPSES_AFTER - timedelta(days=1)
    moving = Q(landing=None) | Q(pk=space.me.manifest.today.get("exchange", ""))
    rows = with_rows(Exchange.objects.filter(moving, space=space.row, day__gte=since)).order_by("-day", "-id")
    return [OwnExchange(row, space.me, space) for row in rows[:MOVING]]


def own(me: Unlocked, rows: Iterable[Exchange]) -> list[OwnExchange]:
    """Those of the rows that are this person's own or of a space they are in."""
    found = []
    spaces: dict[str, OwnSpace] | None = None
    for row in rows:
        if row.space_id is None:
            if row.begun_by_id == me.id:
                found.append(OwnExchange(row, me, None))
            continue
        if spaces is None:
            spaces = {space.id: space for space in spaces_of(me)}
        if row.space_id in spaces:
            found.append(OwnExchange(row, me, spaces[row.space_id]))
    return found


def with_rows(rows: QuerySet[Exchange]) -> QuerySet[Exchange]:
    """With what their state is made of: three queries, however many exchanges."""
    return rows.select_related("opening").prefetch_related(Prefetch("parts", _whole(Part.objects.all())))


def _whole(parts: QuerySet[Part]) -> QuerySet[Part]:
    return parts.select_related("withdrawal").prefetch_related("grants")


def _seal(part: Part) -> Seal:
    released = any(grant.reader == Grant.SPACE for grant in part.grants.all())
    return Seal(stands=not _has(part, "withdrawal"), released=released)


def _opens(row: Exchange) -> datetime | None:
    return row.opening.opens if _has(row, "opening") else None


def _has(row: object, name: str) -> bool:
    try:
        return getattr(row, name) is not None
    except ObjectDoesNotExist:
        return False
