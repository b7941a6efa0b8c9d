"""Sealing what somebody wrote at a move, and what follows from it. Called inside a lock (actions.py)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from nearer.kit import clock
from nearer.kit.ids import new_id
from nearer.live import announce
from nearer.people.manifest import ME, Manifest
from nearer.programme.schema import Move
from nearer.vault import Words

from . import release, rules
from .access import OwnExchange
from .facts import RULE
from .models import Exchange, Landing, Opening, Part, Photo, Withdrawal
from .photo_seals import seal_photo
from .rules import Act
from .rules.mutual import both_stand
from .sealing import own_dek, release_grant, seal_part, words_context

AT_ONCE = ("given", "turns", "agreement")


class Stale(Exception):
    """The page was older than the rows: the act is not possible any more. Nothing was written."""


def write(exchange: OwnExchange, move_id: str, words: Words, photo: bytes | None = None) -> Part:
    """Seal my words at this move. Raises Stale when the rule does not allow it."""
    me, move = exchange.me, exchange.script.move(move_id)
    acts = rules.may_do(exchange.state, me.id)
    if Act(rules.WRITE, move_id) not in acts and Act(rules.REWRITE, move_id) not in acts:
        raise Stale
    part = _sealed(exchange, move, Words({**words.fields, RULE: move.rule}), photo)
    _no_longer_aside(exchange, move_id)
    if move.rule in AT_ONCE:
        _give(exchange, exchange.refresh().parts[(move_id, me.id, part.round)])
    elif move.rule in ("mutual", "matched") and _moves_something(exchange, move):
        _after_answer(exchange.refresh(), move)
    if move_id in exchange.script.landed.when or any(one.on for one in exchange.script.moves):
        settle(exchange.refresh())
    return part


def settle(exchange: OwnExchange) -> None:
    """After any change: note whether it landed, and in my own notebook when I look at it again."""
    if rules.landed(exchange.state):
        land(exchange)
    note_due(exchange)


def land(exchange: OwnExchange) -> None:
    """It reached its evidence today, if it had not before."""
    row = Landing(exchange=exchange.row, day=clock.now().date())
    Landing.objects.bulk_create([row], ignore_conflicts=True)  # a rewrite lands again, and says nothing new


def note_due(exchange: OwnExchange) -> None:
    """Remember in my sealed notebook on which day this exchange has something for me."""
    me, day = exchange.me, _next_due(exchange)
    known = me.manifest.dues.get(exchange.id)
    if known != (day.isoformat() if day else None):
        me.note(lambda manifest: manifest.set_due(exchange.id, day))


def date_now(exchange: OwnExchange, moment: datetime | None = None) -> None:
    """It stands on the shelf under the day of its last open word. Any other day could tell of a pass."""
    assert exchange.space is not None
    day = (moment or clock.now()).astimezone(ZoneInfo(exchange.space.row.zone)).date()
    Exchange.objects.filter(pk=exchange.id).update(day=day)


def announce_other(exchange: OwnExchange) -> None:
    if exchange.space is not None and exchange.space.other is not None:
        announce([exchange.space.other.pk])


def _sealed(exchange: OwnExchange, move: Move, words: Words, photo: bytes | None) -> Part:
    me, number = exchange.me, _next_round(exchange, move)
    part = exchange.parts.get((move.id, me.id, number))
    if part is None:
        part = Part(id=new_id(), exchange=exchange.row, move=move.id, author=me.person, round=number)
    else:
        part.revision += 1
        Withdrawal.objects.filter(part=part).delete()
        part.grants.all().delete()
    own_grant = seal_part(me, part, words)
    part.save()
    own_grant.save(force_insert=True)
    if move.takes_photo:
        _keep_photo(exchange.refresh(), part, photo)
    return part


def _keep_photo(exchange: OwnExchange, part: Part, photo: bytes | None) -> None:
    """Under a key that comes from the part's own. A rewrite has a new key, so its photo is chosen again."""
    Photo.objects.filter(part=part).delete()
    if photo is not None:
        whole = exchange.parts[(part.move, exchange.me.id, part.round)]
        sealed = seal_photo(own_dek(exchange.me, whole), photo, words_context(part, exchange.row))
        Photo.objects.create(part=part, sealed_photo=sealed)


def _next_round(exchange: OwnExchange, move: Move) -> int:
    """A new version of an agreement follows all there ever were, also those that were taken back."""
    if move.rule != "agreement":
        return exchange.state.round(move)
    return max((number for name, _, number in exchange.parts if name == move.id), default=0) + 1


def _no_longer_aside(exchange: OwnExchange, move: str) -> None:
    me, names = exchange.me, (exchange.id, f"{exchange.id}/{move}")

    def forget(manifest: Manifest) -> None:
        for name in names:
            manifest.set_aside(name, "")

    if any(name in me.manifest.asides for name in names):
        me.note(forget)


def _moves_something(exchange: OwnExchange, move: Move) -> bool:
    """Whether an answer does more than wait: the other has one too, or mine goes at once."""
    space, other = exchange.space, exchange.state.other(exchange.me.id)
    theirs = exchange.script.partner_of(move) or move.id
    return exchange.state.stands(theirs, other) or (space is not None and other is not None and space.reach == ME)


def _give(exchange: OwnExchange, part: Part) -> None:
    space = exchange.space
    if space is None or not space.may_release:
        raise Stale
    release_grant(exchange.me, space, part, b"").save(force_insert=True)
    if exchange.card is None or exchange.script.move(part.move).answers is None:
        date_now(exchange)
    announce_other(exchange)


def _after_answer(exchange: OwnExchange, move: Move) -> None:
    group = exchange.script.group(move)
    if move.rule == "mutual" and both_stand(exchange.state, move) and group not in exchange.state.opens:
        opens = _opening_hour(exchange)
        Opening.objects.create(id=new_id(), exchange=exchange.row, move=group, opens=opens)
        date_now(exchange, opens)
        exchange = exchange.refresh()
        announce_other(exchange)
    release.release_what_may_go(exchange)


def _opening_hour(exchange: OwnExchange) -> datetime:
    """The next opening hour of the space; at once for its first card, where they chose so, and once one has
    opened in this run: somebody who has sat down together does not wait for tomorrow."""
    assert exchange.space is not None
    space, now = exchange.space.row, clock.now()
    first = not Opening.objects.filter(exchange__space=space).exists()
    going_on = any(exchange.state.opened(group) for group in exchange.state.opens)
    if space.opening_hour is None or first or going_on:
        return now.replace(minute=0, second=0, microsecond=0)
    zone = ZoneInfo(space.zone)
    local = now.astimezone(zone)
    at = datetime.combine(local.date(), time(space.opening_hour), zone)
    if at <= local:
        at = datetime.combine(local.date() + timedelta(days=1), time(space.opening_hour), zone)
    return at


def _next_due(exchange: OwnExchange) -> date | None:
    """The nearest day on which a move of mine that is reached but for its day can be made; none once it lapsed."""
    state, me = exchange.state, exchange.me.id
    if state.over:
        return None
    days = [
        due
        for move in exchange.script.moves
        if move.on is not None and state.plays(move, me) and not state.stands(move.id, me)
        if rules.reached(state, move, me) and (due := state.due(move)) is not None
    ]
    return min(days, default=None)
