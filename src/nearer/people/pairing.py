"""Becoming two: a code spoken or scanned in person, keys pinned on both sides, the inviter confirms.

1 invite   A's session makes code s. Row: H(s), MAC_s(A's key). s stays in A's sealed manifest.
2 arrive   B's session checks the MAC, pins A's key, leaves MAC_s(B's key).
3 confirm  A's session checks that MAC, pins B's key, sends CK ‖ MAC_s(CK) to it by HPKE.
4 settle   B's next request opens that, checks the MAC and keeps CK under B's own vault key.

Whoever swaps a key or the couple key on the way does not have s, and is caught (security.md 2.5).
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction

from nearer.kit import clock
from nearer.live import announce
from nearer.vault import InviteSecret, Key, SealError, new_code, normal_code, safety_code, send, wrap

from . import throttle
from .manifest import Manifest
from .models import Arrival, Invite, Member
from .spaces import EPOCH, OwnSpace, ck_context, close, current_space, pinned_key
from .unlocked import Unlocked

VALID_FOR = timedelta(hours=24)
INVITER, JOINER = "inviter", "joiner"


class Refused(Exception):
    """Why a code does not join two people; `reason` is a key of pairing_words.REFUSALS."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Waiting:
    """Somebody has used the code; the inviter is asked whether it is the right one."""

    name: str
    safety_code: str


def invite(space: OwnSpace, reach: str) -> str:
    """A fresh code; an earlier one of this space stops working."""
    me, code = space.me, new_code()
    secret = InviteSecret(code)
    with transaction.atomic():
        Invite.objects.filter(space=space.row).delete()
        Invite.objects.create(
            id=secret.id,
            space=space.row,
            inviter=me.person,
            mac=secret.mac("inviter", space.id, me.id, me.identity.public),
            expires=(clock.now() + VALID_FOR).replace(minute=0, second=0, microsecond=0),
        )
        pairing = {"role": INVITER, "code": code, "space": space.id}

        def remember(manifest: Manifest) -> None:
            manifest.pairing = pairing
            manifest.spaces.setdefault(space.id, {})["reach"] = reach

        me.note(remember)
    return code


def withdraw(me: Unlocked) -> None:
    """No code any more, and nobody waiting."""
    Invite.objects.filter(inviter_id=me.id).delete()
    Arrival.objects.filter(person_id=me.id).delete()
    me.note(lambda manifest: setattr(manifest, "pairing", {}))


def arrive(me: Unlocked, typed: str, reach: str) -> None:
    """Use a code. Raises Refused."""
    budget = f"invite|{me.id}"
    if throttle.spent(budget):
        raise Refused("slow-down")
    code = normal_code(typed)
    found = _invite_for(code)
    if found is None:
        throttle.count(budget)
        raise Refused("unknown")
    _check_invite(me, found, InviteSecret(code))
    pairing = {
        "role": JOINER,
        "code": code,
        "space": found.space_id,
        "key": found.inviter.public_key.hex(),
        "reach": reach,
    }
    mac = InviteSecret(code).mac("joiner", found.space_id, me.id, me.identity.public)
    try:
        with transaction.atomic():
            Arrival.objects.filter(person_id=me.id).delete()
            Arrival.objects.create(invite=found, person=me.person, mac=mac)
            me.note(lambda manifest: setattr(manifest, "pairing", pairing))
    except IntegrityError:
        raise Refused("used") from None
    announce([found.inviter_id])


def waiting(space: OwnSpace) -> Waiting | None:
    """Who has arrived with this space's code. Raises Refused when the proof does not hold."""
    arrival = _arrival(space)
    if arrival is None:
        return None
    me, person = space.me, arrival.person
    return Waiting(person.name, safety_code(space.id, me.identity.public, person.public_key))


def confirm(space: OwnSpace) -> None:
    """Yes, that is the one: pin their key and send them the couple key. Raises Refused."""
    arrival = _arrival(space)
    if arrival is None:
        raise Refused("nobody")
    me, person = space.me, arrival.person
    secret = InviteSecret(me.manifest.pairing["code"])
    parcel = space.ck.raw + secret.mac("ck", space.id, EPOCH, space.ck.raw)
    with transaction.atomic():
        Member.objects.create(
            space=space.row, person=person, sent_ck=send(person.public_key, parcel, "ck", space.id, person.pk, EPOCH)
        )
        Invite.objects.filter(space=space.row).delete()

        def pin(manifest: Manifest) -> None:
            manifest.spaces.setdefault(space.id, {})["partner_key"] = person.public_key.hex()
            manifest.pairing = {}

        me.note(pin)
    announce([person.pk])


def settle(me: Unlocked) -> bool:
    """Take up a couple key that was sent to me. Raises Refused when it is not from who had the code."""
    pairing = me.manifest.pairing
    if pairing.get("role") != JOINER:
        return False
    member = Member.objects.filter(person_id=me.id, space_id=pairing["space"]).exclude(sent_ck=b"").first()
    if member is None:
        return False
    ck = _opened_parcel(me, member, pairing)
    alone = current_space(me)
    with transaction.atomic():
        if alone is not None:
            close(alone)  # what was written alone stays with its author, and opens to nobody
        member.wrapped_ck = wrap(me.vk, ck, ck_context(member.space_id, me.id))
        member.sent_ck = b""
        member.save(update_fields=["wrapped_ck", "sent_ck"])
        Invite.objects.filter(inviter_id=me.id).delete()
        place = {"reach": pairing["reach"], "partner_key": pairing["key"]}

        def enter(manifest: Manifest) -> None:
            manifest.spaces[member.space_id] = place
            manifest.pairing, manifest.today = {}, {}

        me.note(enter)
    announce(list(Member.objects.filter(space=member.space_id).values_list("person_id", flat=True)))
    return True


def settle_quietly(me: Unlocked) -> None:
    """As `settle`, on pages that are about something else: a refusal is told on the pairing page."""
    try:
        settle(me)
    except Refused:
        return


def is_waiting(space: OwnSpace) -> bool:
    """Whether the inviter has something to confirm, or a refusal to read."""
    try:
        return waiting(space) is not None
    except Refused:
        return True


def code_to_compare(space: OwnSpace) -> str:
    """The safety code over both pinned keys. Raises SealError when the other's key was changed."""
    return safety_code(space.id, space.me.identity.public, pinned_key(space))


def _invite_for(code: str) -> Invite | None:
    if not code:
        return None
    return Invite.objects.select_related("inviter", "space").filter(pk=InviteSecret(code).id).first()


def _check_invite(me: Unlocked, found: Invite, secret: InviteSecret) -> None:
    if found.inviter_id == me.id:
        raise Refused("yourself")
    if found.expires <= clock.now():
        raise Refused("expired")
    if Arrival.objects.filter(invite=found).exclude(person_id=me.id).exists():
        raise Refused("used")
    if not secret.check(found.mac, "inviter", found.space_id, found.inviter_id, found.inviter.public_key):
        raise Refused("swapped")
    here = current_space(me)
    if here is not None and here.other is not None:
        raise Refused("already-two")


def _arrival(space: OwnSpace) -> Arrival | None:
    pairing = space.me.manifest.pairing
    if pairing.get("role") != INVITER or pairing.get("space") != space.id:
        return None
    arrival = Arrival.objects.select_related("person", "invite").filter(invite__space=space.row).first()
    if arrival is None:
        return None
    secret = InviteSecret(pairing["code"])
    if not secret.check(arrival.mac, "joiner", space.id, arrival.person_id, arrival.person.public_key):
        raise Refused("swapped")
    return arrival


def _opened_parcel(me: Unlocked, member: Member, pairing: dict[str, str]) -> Key:
    try:
        parcel = me.identity.receive(member.sent_ck, "ck", member.space_id, me.id, EPOCH)
    except SealError:
        raise Refused("swapped") from None
    ck, mac = parcel[:32], parcel[32:]
    if len(ck) != 32 or not InviteSecret(pairing["code"]).check(mac, "ck", member.space_id, EPOCH, ck):
        raise Refused("swapped")
    return Key(ck)
