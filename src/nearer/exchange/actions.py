"""Every write of an exchange: ask the rule, write, announce on commit. Never a word in an exception."""

import random
from collections.abc import Callable, Mapping
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction

from nearer.kit import clock
from nearer.kit.ids import new_id
from nearer.live import announce
from nearer.people.manifest import ME, TAKEN_BACK
from nearer.people.spaces import OwnSpace
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import programme
from nearer.programme.schema import Card
from nearer.vault import Words

from . import release, rules
from .access import OwnExchange, exchange_for
from .deal import DEEPER_AFTER, next_card
from .models import Exchange, Grant, Landing, Opening, Part, Press, Withdrawal
from .rules import Act
from .sealing import release_grant, seal_part


class Stale(Exception):
    """The page was older than the rows: the act is not possible any more. Nothing was written."""


def deal(space: OwnSpace, lighter: bool = False) -> Exchange | None:
    """The next card for this space; None when the last one has been dealt."""
    used = set(space.row.exchanges.exclude(card="").values_list("card", flat=True))
    opened = Landing.objects.filter(exchange__space=space.row)[:DEEPER_AFTER].count()
    card = next_card(programme().all_cards(), used, opened, lighter, random.SystemRandom())
    if card is None:
        return None
    return deal_this(space, card)


def deal_this(space: OwnSpace, card: Card) -> Exchange:
    """This card, once in this space."""
    try:
        with transaction.atomic():
            return _new_exchange(space, "card", card, begun_by=None)
    except IntegrityError:  # the other drew the same card in this moment
        return space.row.exchanges.get(card=card.id)


def begin(me: Unlocked, exercise_id: str, space: OwnSpace | None) -> Exchange:
    """A new run of an exercise, begun by me. Raises KeyError for an exercise that is not there."""
    if programme().exercise(exercise_id).people == 2 and (space is None or space.other is None):
        raise Stale
    # A run that was opened and left empty is taken up again, so that looking leaves no trail of rows.
    if space is not None:
        today = clock.today(space.row.zone)
        empty = space.row.exchanges.filter(begun_by=me.id, exercise=exercise_id, day=today, parts=None).first()
        if empty is not None:
            return empty
    return _new_exchange(space, exercise_id, None, begun_by=me)


def write(exchange: OwnExchange, move: str, fields: Mapping[str, Any]) -> Part:
    """Seal my words at this move. Raises Stale when the rule does not allow it any more."""
    words = Words({**fields, "at": clock.now().isoformat(timespec="minutes")})
    return _with_lock(exchange, lambda now: _write(now, move, words))


def write_new(me: Unlocked, row: Exchange, move: str, fields: Mapping[str, Any]) -> Part:
    """The first words of a run that was begun in this same transaction, by one person alone."""
    words = Words({**fields, "at": clock.now().isoformat(timespec="minutes")})
    return _write(OwnExchange(row, me, None), move, words)


def take_back(exchange: OwnExchange, move: str) -> None:
    """My words at this move are mine alone again. Raises Stale."""

    def undo(now: OwnExchange) -> None:
        _require(now, Act(rules.TAKE_BACK, move))
        part = now.parts[(move, now.me.id)]
        part.grants.filter(reader=Grant.SPACE).delete()
        Withdrawal.objects.create(part=part)
        Landing.objects.filter(exchange=now.row).delete()
        if now.script.move(move).rule == "mutual":
            now.me.note(lambda manifest: manifest.set_aside(now.id, TAKEN_BACK))
        else:
            _announce_other(now)

    _with_lock(exchange, undo)


def press_open_now(exchange: OwnExchange, move: str) -> None:
    """I would open together now. Raises Stale."""

    def press(now: OwnExchange) -> None:
        _require(now, Act(rules.OPEN_NOW, move))
        Press.objects.create(id=new_id(), exchange=now.row, person=now.me.person)
        if set(now.people) <= now.state.pressed | {now.me.id}:
            _announce_other(now)

    _with_lock(exchange, press)


def set_aside(exchange: OwnExchange, kind: str) -> None:
    """Pass, later or lighter: kept in my own sealed notebook, in no table. An empty kind undoes it."""
    exchange.me.note(lambda manifest: manifest.set_aside(exchange.id, kind))


def remove(exchange: OwnExchange) -> None:
    """Destroy an exchange that is mine alone."""
    if exchange.space is not None:
        raise Stale
    exchange.row.delete()


def leave(space: OwnSpace, take_words_out: bool) -> None:
    """What leaving means for words: nothing of mine that had not opened ever opens."""
    grants = Grant.objects.filter(part__exchange__space=space.row, part__author_id=space.me.id, reader=Grant.SPACE)
    if not take_words_out:
        opened = {row.pk for row in _opened_in(space)}
        grants = grants.exclude(part__exchange__in=opened).exclude(part__move__in=_given_moves())
    grants.delete()
    Opening.objects.filter(exchange__space=space.row, opens__gt=clock.now()).exclude(
        exchange__in=[row.pk for row in _opened_in(space)]
    ).delete()


def _new_exchange(space: OwnSpace | None, exercise_id: str, card: Card | None, begun_by: Unlocked | None) -> Exchange:
    exercise = programme().exercise(exercise_id)
    return Exchange.objects.create(
        id=new_id(),
        space=space.row if space else None,
        begun_by=begun_by.person if begun_by else None,
        exercise=exercise.id,
        revision=exercise.revision,
        card=card.id if card else "",
        card_revision=card.revision if card else 0,
        day=clock.today(space.row.zone if space else settings.TIME_ZONE),
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


def _write(exchange: OwnExchange, move: str, words: Words) -> Part:
    me, rule = exchange.me, exchange.script.move(move).rule
    part = exchange.parts.get((move, me.id))
    stands = exchange.state.stands(move, me.id)
    _require(exchange, Act(rules.REWRITE if stands else rules.WRITE, move))
    if part is None:
        part = Part(id=new_id(), exchange=exchange.row, move=move, author=me.person)
    else:
        part.revision += 1
        Withdrawal.objects.filter(part=part).delete()
        part.grants.all().delete()
    own_grant = seal_part(me, part, words)
    part.save()
    own_grant.save(force_insert=True)
    if me.manifest.asides.get(exchange.id):
        me.note(lambda manifest: manifest.set_aside(exchange.id, ""))
    if rule == "given":
        _give(exchange, exchange.refresh().parts[(move, me.id)])
    elif rule == "mutual" and _moves_something(exchange, move):
        _after_answer(exchange.refresh(), move)
    if exchange.script.landed.when == move:
        _land(exchange.refresh())
    return part


def _moves_something(exchange: OwnExchange, move: str) -> bool:
    """Whether an answer does more than wait: the other has one too, or mine goes at once."""
    space, other = exchange.space, exchange.state.other(exchange.me.id)
    return exchange.state.stands(move, other) or (space is not None and other is not None and space.reach == ME)


def _give(exchange: OwnExchange, part: Part) -> None:
    space = exchange.space
    if space is None or not space.may_release:
        raise Stale
    release_grant(exchange.me, space, part, b"").save(force_insert=True)
    if exchange.script.move(part.move).answers is None:
        _date(exchange, clock.now())
    _announce_other(exchange)


def _after_answer(exchange: OwnExchange, move: str) -> None:
    state, me = exchange.state, exchange.me
    if state.other(me.id) and state.stands(move, state.other(me.id)) and state.opens is None:
        opens = _opening_hour(exchange)
        Opening.objects.create(exchange=exchange.row, opens=opens)
        _date(exchange, opens)
        exchange = exchange.refresh()
        _announce_other(exchange)
    release.release_what_may_go(exchange)


def _opening_hour(exchange: OwnExchange) -> datetime:
    """The next opening hour of the space; at once for its first card, and where they chose so."""
    assert exchange.space is not None
    space, now = exchange.space.row, clock.now()
    first = not Opening.objects.filter(exchange__space=space).exists()
    if space.opening_hour is None or first:
        return now.replace(minute=0, second=0, microsecond=0)
    zone = ZoneInfo(space.zone)
    local = now.astimezone(zone)
    at = datetime.combine(local.date(), time(space.opening_hour), zone)
    if at <= local:
        at = datetime.combine(local.date() + timedelta(days=1), time(space.opening_hour), zone)
    return at


def _date(exchange: OwnExchange, moment: datetime) -> None:
    """It stands on the shelf under the day it opened. The day it was dealt or begun could tell of a pass."""
    assert exchange.space is not None
    day = moment.astimezone(ZoneInfo(exchange.space.row.zone)).date()
    Exchange.objects.filter(pk=exchange.id).update(day=day)


def _land(exchange: OwnExchange) -> None:
    if rules.landed(exchange.state):
        row = Landing(exchange=exchange.row, day=clock.now().date())
        Landing.objects.bulk_create([row], ignore_conflicts=True)  # a rewrite lands again, and says nothing new


def _announce_other(exchange: OwnExchange) -> None:
    if exchange.space is not None and exchange.space.other is not None:
        announce([exchange.space.other.pk])


def _opened_in(space: OwnSpace) -> list[Exchange]:
    both = [space.me.id, space.other.pk if space.other else ""]
    rows = Exchange.objects.filter(space=space.row, opening__isnull=False).select_related("opening")
    pressed = {row.pk for row in rows.filter(presses__person=both[0]).filter(presses__person=both[1])}
    return [row for row in rows if row.opening.opens <= clock.now() or row.pk in pressed]


def _given_moves() -> list[str]:
    return [move.id for exercise in programme().all_exercises() for move in exercise.moves if move.rule == "given"]
