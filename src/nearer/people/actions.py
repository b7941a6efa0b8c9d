"""Every write about one person's account."""

from django.conf import settings
from django.db import IntegrityError, transaction

from nearer import vault
from nearer.kit import clock
from nearer.kit.disk import forget_deleted
from nearer.kit.ids import new_id
from nearer.vault import Identity, Key, WrongSecret

from . import names, sessions, throttle
from .manifest import Manifest, seal_manifest
from .models import Person, Slot
from .unlocked import Unlocked, seal_identity

SIGN_INS_KEPT = 10


class NameTaken(Exception):
    """Somebody here signs in with that name already."""


class TooManyTries(Exception):
    """This budget of tries is spent for a while."""


def register(name: str, passphrase: str) -> tuple[Person, Key]:
    """A person with a fresh vault, a passphrase slot and a recovery slot whose code is in the manifest."""
    vk, identity = Key.new(), Identity.new()
    person = Person(id=new_id(), name=names.tidy(name), name_key=names.key(name), public_key=identity.public)
    code = vault.new_code()
    person.sealed_identity = seal_identity(identity, vk, person.pk)
    person.sealed_manifest = seal_manifest(Manifest(code=code), vk, person.pk)
    slots = [_passphrase_slot(passphrase, vk, person), _recovery_slot(code, vk, person)]
    try:
        with transaction.atomic():
            person.save(force_insert=True)
            Slot.objects.bulk_create(slots)
    except IntegrityError:
        raise NameTaken from None
    return person, vk


def unlock(name: str, secret: str, device_cookie: str, kind: str = vault.PASSPHRASE) -> tuple[Person, Key]:
    """The person and vault key behind a name and a passphrase or recovery code.

    Raises WrongSecret (also for a name nobody has, after the same work), TooManyTries, SealError.
    """
    person = Person.objects.filter(name_key=names.key(name)).first()
    budget = throttle.sign_in_budget(names.key(name), person.pk if person else "", device_cookie)
    if throttle.spent(budget):
        raise TooManyTries
    try:
        if person is None:
            vault.waste_time(secret)
            raise WrongSecret
        vk = _open_slot(person, secret, kind)
    except WrongSecret:
        throttle.count(budget)
        raise
    throttle.forget(budget)
    return person, vk


def is_own_passphrase(me: Unlocked, passphrase: str) -> bool:
    """Asked again before anything that cannot be undone. Counts tries like a sign-in."""
    budget = f"again|{me.id}|{me.session_id}"
    if throttle.spent(budget):
        raise TooManyTries
    try:
        _open_slot(me.person, passphrase, vault.PASSPHRASE)
    except WrongSecret:
        throttle.count(budget)
        return False
    throttle.forget(budget)
    return True


def sign_in(person: Person, vk: Key, device: str, mark: str) -> str:
    """A session for an unlocked person; every sign-in is told to its owner. Returns the ticket.

    `mark` names the browser, so that one's own daily sign-in is not told as news.
    """
    me = Unlocked(person, vk, "")
    ticket, begun = sessions.begin(person, vk, device, me.manifest.idle_minutes)
    entry = {
        "session": begun.session_id,
        "day": clock.now().date().isoformat(),
        "device": device,
        "mark": mark,
        "told": "",
    }

    def remember(manifest: Manifest) -> None:
        manifest.sign_ins = [*manifest.sign_ins, entry][-SIGN_INS_KEPT:]

    begun.note(remember)
    return ticket


def change_passphrase(me: Unlocked, passphrase: str) -> None:
    """A new passphrase and a new recovery code around the same vault; every other device is signed out."""
    code = vault.new_code()
    slots = [_passphrase_slot(passphrase, me.vk, me.person), _recovery_slot(code, me.vk, me.person)]
    with transaction.atomic():
        me.person.slots.filter(kind__in=[vault.PASSPHRASE, vault.RECOVERY]).delete()
        Slot.objects.bulk_create(slots)
        me.note(lambda manifest: setattr(manifest, "code", code))
        sessions.end_others(me)


def new_recovery_code(me: Unlocked) -> None:
    """A fresh recovery code; the old one opens nothing from now on."""
    code = vault.new_code()
    with transaction.atomic():
        me.person.slots.filter(kind=vault.RECOVERY).delete()
        _recovery_slot(code, me.vk, me.person).save(force_insert=True)
        me.note(lambda manifest: setattr(manifest, "code", code))


def code_is_kept(me: Unlocked) -> None:
    """The owner has the recovery code: it is not shown again."""
    me.note(lambda manifest: setattr(manifest, "code", ""))


def erase(me: Unlocked) -> None:
    """The account and everything only it could open. Slots first: nothing opens from then on."""
    for session_id in list(me.person.sessions.values_list("pk", flat=True)):
        sessions.end(session_id)
    me.person.slots.all().delete()
    me.person.delete()
    forget_deleted()


def _open_slot(person: Person, secret: str, kind: str) -> Key:
    row = person.slots.filter(kind=kind).first()
    if row is None:
        vault.waste_time(secret)
        raise WrongSecret
    slot = vault.Slot(row.pk, row.kind, row.salt, row.memory, row.passes, row.lanes, row.verifier, row.wrapped_vk)
    return vault.open_slot(slot, secret, person.pk, settings.INSTANCE_KEY)


def _passphrase_slot(passphrase: str, vk: Key, person: Person) -> Slot:
    slot = vault.passphrase_slot(passphrase, vk, person.pk, new_id(), settings.INSTANCE_KEY)
    return Slot(person=person, **vars(slot))


def _recovery_slot(code: str, vk: Key, person: Person) -> Slot:
    return Slot(person=person, **vars(vault.recovery_slot(code, vk, person.pk, new_id())))
