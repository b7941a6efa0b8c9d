"""Every act on an exchange: ask the rule, write, announce on commit. Never a word in an exception."""

import random
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from nearer.kit import clock
from nearer.kit.disk import forget_deleted
from nearer.kit.ids import new_id
from nearer.live import announce
from nearer.people.manifest import ENDED, PASSED, TAKEN_BACK
from nearer.people.spaces import OwnSpace
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import programme
from nearer.programme.schema import Card, Exercise
from nearer.vault import Words

from . import pacing, rules, writing
from .access import OwnExchange, exchange_for
from .dealing import dealt_for
from .events import plan_ended
from .facts import WRITTEN
from .models import Ending, Exchange, Grant, Landing, Opening, Part, Press, Signature, Withdrawal
from .rules import Act
from .sealing import signature_tag
from .writing import Stale


def deal(space: OwnSpace, lighter: bool = False) -> Exchange | None:
    """The next card for this space; None when the last one has been dealt."""
    card = pacing.choose_card(space, lighter)
    return deal_this(space, card) if card is not None else None


def deal_this(space: OwnSpace, card: Card) -> Exchange:
    """This card, once in this space."""
    try:
        with transaction.atomic():
            return _new_exchange(space, programme().exercise("card"), card=card.id, card_revision=card.revision)
    except IntegrityError:  # the other drew the same card in this moment
        return space.row.exchanges.get(card=card.id)


def begin(me: Unlocked, exercise_id: str, space: OwnSpace | None, they_first: bool = False, **dealing: Any) -> Exchange:
    """A new run of an exercise, begun by me. Raises KeyError for an exercise that is not there.

    `they_first` gives the other the first role; `dealing` narrows what is drawn (dealing.py).
    """
    script = programme().exercise(exercise_id)
    if script.people == 2 and (space is None or space.other is None):
        raise Stale
    # A run that was opened and left empty is taken up again, so that looking leaves no trail of rows.
    if space is not None:
        taken_up = _left_empty(me, script, space, they_first)
        if taken_up is not None:
            return taken_up
    they_first = random.SystemRandom().random() < 0.5 if script.roll else they_first and bool(script.role_names)
    first = space.other if space is not None and they_first else None
    dealt = dealt_for(script, space, **dealing)
    row = _new_exchange(space, script, begun_by=me.person, first=first, dealt=dealt)
    if space is not None and space.other is not None and _asks_the_other(OwnExchange(row, me, space)):
        announce([space.other.pk])
    return row


def write(exchange: OwnExchange, move: str, fields: Mapping[str, Any], photo: bytes | None = None) -> Part:
    """Seal my words at this move. Raises Stale when the rule does not allow it any more."""
    words = Words({**fields, WRITTEN: clock.now().isoformat(timespec="minutes")})

    def seal(now: OwnExchange) -> Part:
        part = writing.write(now, move, words, photo)
        if now.script.move(move).rule == "private":
            pacing.note_felt(now, fields)
        return part

    return _with_lock(exchange, seal)


def write_new(me: Unlocked, row: Exchange, move: str, fields: Mapping[str, Any]) -> Part:
    """The first words of a run that was begun in this same transaction, by one person alone."""
    words = Words({**fields, WRITTEN: clock.now().isoformat(timespec="minutes")})
    return writing.write(OwnExchange(row, me, None), move, words)


def take_back(exchange: OwnExchange, move: str) -> None:
    """My words at this move are mine alone again. Raises Stale."""

    def undo(now: OwnExchange) -> None:
        _require(now, Act(rules.TAKE_BACK, move))
        script_move = now.script.move(move)
        part = now.parts[(move, now.me.id, now.state.round(script_move))]
        part.grants.filter(reader=Grant.SPACE).delete()
        forget_deleted()
        Withdrawal.objects.create(part=part)
        Landing.objects.filter(exchange=now.row).delete()
        if script_move.rule in ("mutual", "matched"):
            now.me.note(lambda manifest: manifest.set_aside(f"{now.id}/{move}", TAKEN_BACK))
        elif script_move.rule == "agreement":
            now.me.note(lambda manifest: manifest.set_aside(now.version_name(part), TAKEN_BACK))
        if script_move.rule in writing.AT_ONCE:
            writing.announce_other(now)

    _with_lock(exchange, undo)


def press_open_now(exchange: OwnExchange, move: str) -> None:
    """I would open together now. Raises Stale."""

    def press(now: OwnExchange) -> None:
        _require(now, Act(rules.OPEN_NOW, move))
        group = now.script.group(now.script.move(move))
        Press.objects.create(id=new_id(), exchange=now.row, move=group, person=now.me.person)
        if all((group, person) in now.state.pressed for person in now.people if person != now.me.id):
            writing.announce_other(now)

    _with_lock(exchange, press)


def sign(exchange: OwnExchange, move: str, version: int) -> None:
    """My signature on the version I have read. Raises Stale when a newer one has come since."""

    def put(now: OwnExchange) -> None:
        _require(now, Act(rules.SIGN, move))
        script_move = now.script.move(move)
        if now.state.version(script_move) != version:
            raise Stale
        author = now.state.author(script_move, version) or ""
        part = now.parts[(move, author, version)]
        tag = signature_tag(now.me, part)
        Signature.objects.update_or_create(
            part=part,
            person=now.me.person,
            defaults={"self_tag": tag},
            create_defaults={"id": new_id(), "self_tag": tag},
        )
        writing.date_now(now)
        writing.settle(now.refresh())
        writing.announce_other(now)

    _with_lock(exchange, put)


def end(exchange: OwnExchange, move: str) -> None:
    """End an agreement alone. It stays to be read, as something that was agreed and ended. Raises Stale."""

    def finish(now: OwnExchange) -> None:
        _require(now, Act(rules.END, move))
        script_move = now.script.move(move)
        version = now.state.in_force(script_move)
        author = now.state.author(script_move, version) or ""
        part = now.parts[(move, author, version)]
        Ending.objects.create(part=part)
        now.me.note(lambda manifest: manifest.set_aside(now.version_name(part), ENDED))
        if script_move.plans:
            plan_ended.send(sender=Exchange, exchange_id=now.id)
        writing.settle(now.refresh())
        writing.announce_other(now)

    _with_lock(exchange, finish)


def set_aside(exchange: OwnExchange, kind: str) -> None:
    """Pass, later or lighter: kept in my own sealed notebook, in no table. An empty kind undoes it."""
    if kind == PASSED and exchange.me.manifest.asides.get(exchange.id) != PASSED:
        pacing.note_passed(exchange)
    exchange.me.note(lambda manifest: manifest.set_aside(exchange.id, kind))


def remove(exchange: OwnExchange) -> None:
    """Destroy an exchange that is mine alone."""
    if exchange.space is not None:
        raise Stale
    exchange.row.delete()
    exchange.me.note(lambda manifest: manifest.set_due(exchange.id, None))
    forget_deleted()


def leave(space: OwnSpace, take_words_out: bool) -> None:
    """What leaving means for words: nothing of mine that had not opened ever opens."""
    opened = _opened_in(space)
    grants = Grant.objects.filter(part__exchange__space=space.row, part__author_id=space.me.id, reader=Grant.SPACE)
    columns = ("pk", "part__move", "part__exchange_id", "part__exchange__exercise", "part__exchange__revision")
    gone = [pk for pk, *place in grants.values_list(*columns) if take_words_out or not _stays(opened, *place)]
    for start in range(0, len(gone), 500):
        Grant.objects.filter(pk__in=gone[start : start + 500]).delete()
    forget_deleted()
    kept = {exchange for exchange, _ in opened}
    Opening.objects.filter(exchange__space=space.row, opens__gt=clock.now()).exclude(exchange__in=kept).delete()


def _left_empty(me: Unlocked, script: Exercise, space: OwnSpace, they_first: bool) -> Exchange | None:
    """Today's run of mine in which nobody wrote, if it is the same as a new one would be; any other one goes."""
    mine = {"begun_by": me.id, "exercise": script.id, "day": clock.today(space.row.zone)}
    with transaction.atomic():  # whoever writes holds the row: nothing is deleted under somebody's hands
        empty = space.row.exchanges.select_for_update(of=("self",)).filter(**mine, parts=None).first()
        if empty is None or (not script.deals and (script.roll or (empty.first_id is not None) == they_first)):
            return empty
        if not empty.parts.exists():
            empty.delete()
    return None


def _asks_the_other(exchange: OwnExchange) -> bool:
    """Whether a run that has just begun has something for the other. A thanks has nothing until it is given."""
    state, me = exchange.state, exchange.me.id
    acts = rules.may_do(state, state.other(me) or "")
    return any(act.kind == rules.WRITE and exchange.script.move(act.move).rule != "private" for act in acts)


def _stays(opened: set[tuple[str, str]], move_id: str, exchange: str, exercise: str, revision: int) -> bool:
    """Whether the other has read this already: given, or opened together."""
    try:
        script = programme().exercise(exercise, revision)
        move = script.move(move_id)
    except KeyError:
        return False  # nobody can read it, whatever it was
    return move.rule in writing.AT_ONCE or (exchange, script.group(move)) in opened


def _new_exchange(space: OwnSpace | None, exercise: Exercise, **columns: Any) -> Exchange:
    return Exchange.objects.create(
        id=new_id(),
        space=space.row if space else None,
        exercise=exercise.id,
        revision=exercise.revision,
        day=clock.today(space.row.zone if space else settings.TIME_ZONE),
        **columns,
    )


def _with_lock(exchange: OwnExchange, act: Callable[[OwnExchange], Any]) -> Any:
    """Decide and write on rows that nobody else is changing: two tabs, two people, any order."""
    try:
        with transaction.atomic():
            Exchange.objects.select_for_update().get(pk=exchange.id)
            now = exchange_for(exchange.me, exchange.id)
            if now is None:
                raise Stale
            return act(now)
    except (IntegrityError, Exchange.DoesNotExist):
        exchange.me.forget()
        raise Stale from None
    except Stale:
        exchange.me.forget()
        raise


def _require(exchange: OwnExchange, act: Act) -> None:
    if not rules.allowed(exchange.state, exchange.me.id, act):
        raise Stale


def _opened_in(space: OwnSpace) -> set[tuple[str, str]]:
    """Every pair of answers in this space that has opened: exchange, and the pair's name."""
    both = {space.me.id, space.other.pk if space.other else ""}
    presses: dict[tuple[str, str], set[str]] = {}
    for exchange, move, person in Press.objects.filter(exchange__space=space.row).values_list(
        "exchange_id", "move", "person_id"
    ):
        presses.setdefault((exchange, move), set()).add(person)
    rows = Opening.objects.filter(exchange__space=space.row).values_list("exchange_id", "move", "opens")
    return {(id, move) for id, move, opens in rows if opens <= clock.now() or both <= presses.get((id, move), set())}
