"""Finding what both want, without either reading the other's list.

One of the two lists is released, by whoever has less to fear from it (release.py); the other person's
visit opens that list beside their own, keeps a few common yeses drawn at random, under the couple key,
and takes the released key away again. The list of the one who found the match never left their vault.
"""

import random
from collections.abc import Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction

from nearer.kit.disk import forget_deleted
from nearer.kit.ids import new_id
from nearer.live import announce
from nearer.programme.schema import Move
from nearer.vault import SealError, Words

from .access import WANTED, OwnExchange
from .facts import written_at
from .models import Exchange, Grant, Match
from .sealing import match_draw, open_as, open_theirs, seal_items

DEEPEST = 5


def find_matches(exchange: OwnExchange, moves: Iterable[Move]) -> bool:
    """Find what can be found in my visit, at these moves of mine. True when something was."""
    found = [_find(exchange, move) for move in moves if move.rule == "matched"]
    return any(found)


def common(mine: Mapping[str, Any], theirs: Mapping[str, Any], most: int, chance: random.Random) -> list[str]:
    """At most so many of what both marked with a yes, in no order that tells anything."""
    both = sorted(item for item, mark in mine.items() if mark in WANTED and theirs.get(item) in WANTED)
    return chance.sample(both, min(most, len(both)))


def _find(exchange: OwnExchange, move: Move) -> bool:
    space, state, me = exchange.space, exchange.state, exchange.me
    assert space is not None and space.other is not None
    other = space.other.pk
    if move.id in state.matched or state.over or not (state.stands(move.id, me.id) and state.released(move.id, other)):
        return False
    field = move.fields[0].id
    try:
        mine = open_as(me, exchange.parts[(move.id, me.id, 1)], move.rule)
        theirs = open_theirs(space, exchange.parts[(move.id, other, 1)], True)
    except SealError:
        return False
    my_marks, their_marks = (words.fields.get(field, {}) for words in (mine, theirs))
    # Threat: whoever deletes the match and puts the list back would be told a few more yeses at every visit.
    # So the draw is the same each time, and the list has to be the one that was promised.
    chance = random.Random(match_draw(me, exchange.row, move.id))
    return _keep(
        exchange,
        move,
        common(my_marks, their_marks, move.most, chance) if _still_fresh(exchange, move, mine, theirs) else [],
    )


def _still_fresh(exchange: OwnExchange, move: Move, mine: Words, theirs: Words) -> bool:
    """The deepest cards need a yes of both on the same evening: yesterday's yes is not today's."""
    assert exchange.space is not None
    if all(deal.depth < DEEPEST for deal in exchange.script.deals):
        return True
    zone = ZoneInfo(exchange.space.row.zone)
    days = {when.astimezone(zone).date() for words in (mine, theirs) if (when := written_at(move, words))}
    return len(days) == 1


def _keep(exchange: OwnExchange, move: Move, items: list[str]) -> bool:
    space = exchange.space
    assert space is not None and space.other is not None
    try:
        with transaction.atomic():
            Exchange.objects.select_for_update().get(pk=exchange.id)
            sealed = seal_items(space, exchange.row, move.id, items)
            Match.objects.create(id=new_id(), exchange=exchange.row, move=move.id, sealed_items=sealed)
            # Of both: two who looked in at the same moment may each have let theirs go.
            Grant.objects.filter(part__exchange=exchange.row, part__move=move.id, reader=Grant.SPACE).delete()
            forget_deleted()
    except (IntegrityError, Exchange.DoesNotExist):
        return False  # found in another tab at the same moment
    announce([space.other.pk])
    return True
