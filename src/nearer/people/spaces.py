"""The one door to a space: only its members come in, and each with the couple key they were given."""

from dataclasses import dataclass, field
from functools import cached_property

from django.conf import settings

from nearer.kit.ids import new_id
from nearer.vault import Context, Key, SealError, unwrap, wrap

from .manifest import Manifest
from .models import Closure, Member, Person, Space
from .unlocked import Unlocked

EVENING = 20
EPOCH = 1


@dataclass
class OwnSpace:
    """A space as one of its members stands in it."""

    row: Space
    me: Unlocked = field(repr=False)
    wrapped_ck: bytes = field(repr=False)
    other: Person | None
    closed: bool
    my_pace: bytes = field(default=b"", repr=False)  # the two notes of pace/notes.py
    their_pace: bytes = field(default=b"", repr=False)

    @property
    def id(self) -> str:
        return self.row.pk

    @cached_property
    def ck(self) -> Key:
        """The couple key. Raises SealError when the membership row was tampered with."""
        return unwrap(self.me.vk, self.wrapped_ck, ck_context(self.id, self.me.id))

    @property
    def reach(self) -> str:
        return self.me.manifest.reach(self.id)

    @property
    def may_release(self) -> bool:
        """Whether own words may still go to the other: not after leaving, not from an older database."""
        return not (self.closed or self.me.rolled_back or self.me.manifest.has_left(self.id))


def current_space(me: Unlocked) -> OwnSpace | None:
    """The open space this person is in, if any."""
    found = [space for space in spaces_of(me) if not space.closed]
    return found[0] if found else None


def spaces_of(me: Unlocked) -> list[OwnSpace]:
    """Every space this person is or was in."""
    members = Member.objects.filter(space__members__person=me.id).select_related("space__closure", "person")
    found = list(members)
    others = {member.space_id: member for member in found if member.person_id != me.id}
    return [_own(row, others.get(row.space_id), me) for row in found if row.person_id == me.id and row.wrapped_ck]


def _own(mine: Member, theirs: Member | None, me: Unlocked) -> OwnSpace:
    other, note = (theirs.person, theirs.sealed_pace) if theirs else (None, b"")
    closed = _closed(mine.space, me)
    return OwnSpace(mine.space, me, mine.wrapped_ck, other, closed, mine.sealed_pace, note)


def space_of(me: Unlocked, space_id: str) -> OwnSpace | None:
    """One space by name; None alike for one that is not there and one that is not theirs."""
    return next((space for space in spaces_of(me) if space.id == space_id), None)


def open_space(me: Unlocked) -> OwnSpace:
    """The current space, made now for a person who is alone so far."""
    here = current_space(me)
    if here is not None:
        return here
    row = Space.objects.create(id=new_id(), opening_hour=EVENING, zone=settings.TIME_ZONE)
    wrapped = wrap(me.vk, Key.new(), ck_context(row.pk, me.id))
    Member.objects.create(space=row, person=me.person, wrapped_ck=wrapped)
    return OwnSpace(row, me, wrapped, None, False)


def close(space: OwnSpace) -> None:
    """Leave: written into the own manifest first, where no table can undo it."""

    def leave(manifest: Manifest) -> None:
        manifest.spaces.setdefault(space.id, {})["left"] = True
        manifest.pairing = {}
        manifest.today = {}

    space.me.note(leave)
    Closure.objects.get_or_create(space=space.row)


def keep_pace(space: OwnSpace, sealed: bytes) -> None:
    """My note for the next card."""
    Member.objects.filter(space=space.row, person=space.me.person).update(sealed_pace=sealed)
    space.my_pace = sealed


def just_closed(me: Unlocked) -> bool:
    """Whether the other has left a space of mine since I last looked. Told once, without a time or a reason."""
    known = me.manifest.spaces
    closed = [space.id for space in spaces_of(me) if space.closed]
    fresh = [id for id in closed if not {"left", "told"} & known.get(id, {}).keys()]
    if fresh:
        me.note(lambda manifest: _told(manifest, fresh))
    return bool(fresh)


def _told(manifest: Manifest, spaces: list[str]) -> None:
    for id in spaces:
        manifest.spaces.setdefault(id, {})["told"] = True


def pinned_key(space: OwnSpace) -> bytes:
    """The other's public key as it was when this person met them. Raises SealError when it differs."""
    pinned = bytes.fromhex(space.me.manifest.spaces.get(space.id, {}).get("partner_key", ""))
    if space.other is None or space.other.public_key != pinned:
        raise SealError("the other's key has changed")
    return pinned


def ck_context(space: str, member: str) -> Context:
    return Context("ck", space=space, author=member, epoch=EPOCH)


def _closed(row: Space, me: Unlocked) -> bool:
    try:
        row.closure  # noqa: B018  a missing one-to-one row raises
    except Closure.DoesNotExist:
        return me.manifest.has_left(row.pk)
    return True
