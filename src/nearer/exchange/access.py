"""The one door to exchanges: fetched with their person, and a seal opened only after its rule says Shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from django.conf import settings
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from nearer.kit import clock
from nearer.people.manifest import ENDED, TAKEN_BACK
from nearer.people.spaces import OwnSpace, spaces_of
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import programme
from nearer.programme.schema import Card, Exercise, Move
from nearer.vault import Key, SealError, Words

from . import rules, sealing
from .aloud import all_said, turns_of
from .facts import fact, written_at
from .models import Exchange, Grant, Match, Part, Photo, Signature
from .photo_seals import open_photo
from .state import Hidden, Place, Seal, Shown, State

LAPSES_AFTER = timedelta(days=7)
MOVING = 20
WANTED = ("yes", "slowly", "ready")
"""Marks that mean: I would. Every other mark, and none, means not."""
_RELEASED = Grant.objects.filter(part=OuterRef("pk"), reader=Grant.SPACE)


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

    @property
    def prompt(self) -> str:
        """What it is called in a list."""
        return self.card.text if self.card else self.script.title

    @cached_property
    def people(self) -> tuple[str, ...]:
        ids = [self.me.id]
        if self.space is not None and self.space.other is not None:
            ids.append(self.space.other.pk)
        first = self.row.first_id or self.row.begun_by_id
        return tuple(sorted(ids, key=lambda person: person != first))

    @cached_property
    def parts(self) -> dict[Place, Part]:
        known = "parts" in getattr(self.row, "_prefetched_objects_cache", {})
        rows = self.row.parts.all() if known else _whole(self.row.parts.all())
        places = self.script.places  # a part at no move of the script is somebody's own log: across.py
        mine = (part for part in rows if part.author_id in self.people and part.move in places)
        return {(part.move, part.author_id, part.round): part for part in mine}

    @cached_property
    def state(self) -> State:
        state, day = self.written, self.aloud_on
        if day is not None:
            state = replace(state, seals={**all_said(state, day), **state.seals})
        return replace(state, over=self._over(state))

    @cached_property
    def aloud_on(self) -> date | None:
        """The day on which it landed with turns said aloud on one device: it landed, and no turn was written."""
        turns = {move.id for move in turns_of(self.script)}
        if turns.isdisjoint(self.script.landed.when) or any(move in turns for move, _, _ in self.parts):
            return None
        return self.row.landing.day if hasattr(self.row, "landing") else None

    @cached_property
    def written(self) -> State:
        """The state as its rows of words make it, without what was said aloud."""
        return State(
            script=self.script,
            people=self.people,
            seals={place: self._seal(part) for place, part in self.parts.items()},
            now=clock.now(),
            zone=self.space.row.zone if self.space else settings.TIME_ZONE,
            opens=self._opens,
            pressed=self._pressed(),
            matched=self._matched(),
            signed=self._signed(),
            ended=self._ended(),
            closed=self.space.closed if self.space else False,
        )

    def mine(self, move: str, round: int = 0) -> Words | None:
        """My own words at a move. Raises SealError when they are not as I wrote them."""
        part = self.parts.get((move, self.me.id, round or self._round(move)))
        return sealing.open_own(self.me, part) if part else None

    def theirs(self, move: Move, round: int = 0) -> Said | Hidden:
        """The other's words at a move, if their rule shows them and they are what was promised."""
        at = round or self.state.round(move)
        view = rules.theirs(self.state, move, self.me.id, at)
        if isinstance(view, Hidden):
            return view
        assert isinstance(view, Shown) and self.space is not None
        part = self.parts.get((move.id, self.state.other(self.me.id) or "", at))
        if part is None:
            return Hidden("nobody")  # it was said aloud
        try:
            return Said(sealing.open_theirs(self.space, part, move.rule == "mutual"))
        except SealError:
            return Hidden("changed")

    def my_photo(self, move: str) -> bytes | None:
        """The picture beside my own words, if there is one and it is whole."""
        part = self.parts.get((move, self.me.id, self._round(move)))
        return self._photo(part, lambda part: sealing.own_dek(self.me, part)) if part else None

    def their_photo(self, move: Move) -> bytes | None:
        """The picture beside the other's words, under the same rule as the words."""
        if self.space is None or not isinstance(self.theirs(move), Said):
            return None
        space, at = self.space, self.state.round(move)
        part = self.parts.get((move.id, self.state.other(self.me.id) or "", at))
        return self._photo(part, lambda part: sealing.released_dek(space, part)) if part else None

    def _photo(self, part: Part, dek: Callable[[Part], Key]) -> bytes | None:
        if not self.script.move(part.move).takes_photo:
            return None
        row = Photo.objects.filter(part=part).first()
        try:
            return open_photo(dek(part), row.sealed_photo, sealing.words_context(part, self.row)) if row else None
        except SealError:
            return None

    def items(self, move: str) -> list[str] | None:
        """What both want, once that was found; None before, and when it does not open.

        Threat: whoever holds the couple key can put anything into that row. What I did not mark is not shown.
        """
        row = next((match for match in self._matches if match.move == move), None)
        if row is None or self.space is None:
            return None
        try:
            marked = self.mine(move)
            found = sealing.open_items(self.space, self.row, move, row.sealed_items)
        except (SealError, ValueError):
            return None
        mine = marked.fields.get(self.script.move(move).fields[0].id, {}) if marked else {}
        return [item for item in found if mine.get(item) in WANTED]

    def refresh(self) -> "OwnExchange":
        """The same exchange in the same space, as its own rows say now."""
        return OwnExchange(Exchange.objects.get(pk=self.id), self.me, self.space)

    def _round(self, move: str) -> int:
        return self.state.round(self.script.move(move))

    def _seal(self, part: Part) -> Seal:
        seal = Seal(stands=part.stands, released=part.released)
        telling = [name for move, name in self.script.telling if move == part.move]
        if not telling or not seal.stands:
            return seal
        words = self._readable(part)
        if words is None:
            return seal
        move = self.script.move(part.move)
        known = {name: fact(move.field(name), words.fields.get(name)) for name in telling if name}
        facts = {name: value for name, value in known.items() if value is not None}
        return replace(seal, facts=facts, at=written_at(move, words))

    def _readable(self, part: Part) -> Words | None:
        """My own words, or words given to me: what may steer what I see. Never a mutual answer."""
        try:
            if part.author_id == self.me.id:
                return sealing.open_own(self.me, part)
            if self.script.move(part.move).rule in ("given", "turns", "agreement") and self.space is not None:
                return sealing.open_theirs(self.space, part, False)
        except SealError:
            return None
        return None

    @cached_property
    def _opens(self) -> dict[str, datetime]:
        if not self._has("mutual"):
            return {}
        return {opening.move: opening.opens for opening in self.row.openings.all()}

    def _pressed(self) -> frozenset[tuple[str, str]]:
        if all(opens <= clock.now() for opens in self._opens.values()):
            return frozenset()  # nothing hangs on it
        return frozenset(self.row.presses.values_list("move", "person_id"))

    def _has(self, rule: str) -> bool:
        return any(move.rule == rule for move in self.script.moves)

    @cached_property
    def _matches(self) -> list[Match]:
        return list(self.row.matches.all()) if self._has("matched") else []

    def _matched(self) -> frozenset[str]:
        return frozenset(match.move for match in self._matches)

    @cached_property
    def _versions(self) -> list[Part]:
        return [part for part in self.parts.values() if self.script.move(part.move).rule == "agreement" and part.stands]

    def _signed(self) -> frozenset[Place]:
        """Whoever wrote a version signed it. Mine counts only over the very words that I wrote or signed."""
        if not self._versions:
            return frozenset()
        me, by_id = self.me, {part.pk: part for part in self._versions if not self._noted(part, TAKEN_BACK)}
        found = {
            (part.move, part.author_id, part.round)
            for part in by_id.values()
            if part.author_id != me.id or sealing.is_own(me, part)
        }
        for row in Signature.objects.filter(part__in=by_id):
            part = by_id[row.part_id]
            if row.person_id != me.id or sealing.is_my_signature(me, part, row.self_tag):
                found.add((part.move, row.person_id, part.round))
        return frozenset(found)

    def _ended(self) -> frozenset[tuple[str, int]]:
        return frozenset((part.move, part.round) for part in self._versions if part.ended or self._noted(part, ENDED))

    def version_name(self, part: Part) -> str:
        """Under which my own notebook says that I took back or ended this version."""
        return f"{self.id}/{part.move}/{part.round}"

    def _noted(self, part: Part, kind: str) -> bool:
        # Threat: a row that says "ended" can be deleted, and a version that was taken back put into force.
        return self.me.manifest.asides.get(self.version_name(part)) == kind

    def _over(self, state: State) -> bool:
        """A week without a word, and no day still ahead or just past that both agreed to look back on."""
        if self.space is None:
            return False
        dues = [due for move in self.script.moves if (due := state.due(move)) is not None]
        return state.today - max([self.row.day, *dues]) >= LAPSES_AFTER


def exchange_for(me: Unlocked, id: str) -> OwnExchange | None:
    """One exchange by name; None alike for one that is not there and one that is not theirs."""
    found = own(me, Exchange.objects.filter(pk=id))
    return found[0] if found else None


def recent(space: OwnSpace) -> list[OwnExchange]:
    """What may still move in a space, my card of today, and what my notebook says is due: bounded, newest first."""
    today, manifest = clock.today(space.row.zone), space.me.manifest
    # What lands in private stays here for both: that it went would tell one that the other has looked.
    unlanded = Q(landing=None) | Q(exercise__in=programme().landing_in_private)
    moving = unlanded & Q(day__gte=today - LAPSES_AFTER - timedelta(days=1))
    mine = Q(pk__in=[manifest.today.get("exchange", ""), *manifest.due(today)])
    known = Part.objects.select_related("withdrawal", "ending").annotate(is_released=Exists(_RELEASED))
    parts = Prefetch("parts", known)  # without their keys: few of these are opened on a page
    rows = Exchange.objects.filter(moving | mine, space=space.row).prefetch_related("openings", parts)
    rows = rows.order_by("-day", "-id")
    return [OwnExchange(row, space.me, space) for row in filter(is_in_the_programme, rows[:MOVING])]


def due_alone(me: Unlocked, today: date) -> list[OwnExchange]:
    """What this person alone looks at again today. Asks the database only when the notebook says so."""
    names = me.manifest.due(today)
    rows = with_rows(Exchange.objects.filter(pk__in=names, space=None, begun_by=me.id)) if names else []
    return [OwnExchange(row, me, None) for row in rows]


def own(me: Unlocked, rows: Iterable[Exchange]) -> list[OwnExchange]:
    """Those of the rows that are this person's own or of a space they are in."""
    found = []
    spaces: dict[str, OwnSpace] | None = None
    for row in filter(is_in_the_programme, rows):
        if row.space_id is None:
            if row.begun_by_id == me.id:
                found.append(OwnExchange(row, me, None))
            continue
        if spaces is None:
            spaces = {space.id: space for space in spaces_of(me)}
        if row.space_id in spaces:
            found.append(OwnExchange(row, me, spaces[row.space_id]))
    return found


def is_in_the_programme(row: Exchange) -> bool:
    """Whether there is content for this row: one that was edited, or is newer than the content, is not there."""
    exercises, cards = programme().exercises, programme().cards
    if row.revision not in exercises.get(row.exercise, {}) or bool(row.card) != (row.exercise == "card"):
        return False
    return not row.card or row.card_revision in cards.get(row.card, {})


def with_rows(rows: QuerySet[Exchange]) -> QuerySet[Exchange]:
    """With what their state is made of: a handful of queries, however many exchanges."""
    return rows.select_related("landing").prefetch_related("openings", Prefetch("parts", _whole(Part.objects.all())))


def _whole(parts: QuerySet[Part]) -> QuerySet[Part]:
    return parts.select_related("withdrawal", "ending").prefetch_related("grants")
