"""Letting my own answer go, in my own visit, only when it is right for me (security.md 2.7).

An answer leaves its author's vault here and nowhere else. Who goes first depends on who can reach
the machine, as each person told their own sealed manifest:

me        mine is released at once; the app still hides it until the other has answered
neither / both   whoever is here first with both answers in releases, bound to the other's promise
partner   mine goes only after my own session has opened theirs and found it real
"""

from django.db import IntegrityError, transaction

from nearer.kit.ids import new_id
from nearer.live import announce
from nearer.people.manifest import ME, PARTNER, TAKEN_BACK, Manifest
from nearer.programme.schema import Move
from nearer.vault import SealError

from .access import OwnExchange
from .matching import find_matches
from .models import Exchange, Match, Part, Receipt
from .rules.mutual import both_stand
from .sealing import open_as, open_released, pin_name, promised_by, receipt_tag, release_grant


def release_what_may_go(exchange: OwnExchange) -> bool:
    """Do for this exchange what my visit allows. True when something changed."""
    space = exchange.space
    if space is None or space.other is None or not space.may_release:
        return False
    moves = [move for move in exchange.script.moves if _is_mine(exchange, move)]
    let_go = [_let_go(exchange, move, space.other.pk) for move in moves]
    return any([*let_go, find_matches(exchange, moves)])


def _is_mine(exchange: OwnExchange, move: Move) -> bool:
    # Threat: a row that says "taken back" can be deleted; the sealed notebook cannot be edited.
    taken_back = exchange.me.manifest.asides.get(f"{exchange.id}/{move.id}") == TAKEN_BACK
    return move.rule in ("mutual", "matched") and exchange.state.plays(move, exchange.me.id) and not taken_back


def _let_go(exchange: OwnExchange, move: Move, other: str) -> bool:
    me, state = exchange.me.id, exchange.state
    if not state.stands(move.id, me) or move.id in state.matched:
        return False
    their_move = exchange.script.partner_of(move) or move.id
    theirs = exchange.parts[(their_move, other, 1)] if state.stands(their_move, other) else None
    if state.released(move.id, me) and theirs is not None and pin_name(theirs) in exchange.me.manifest.pins:
        return False
    if theirs is not None and not _pinned(exchange, theirs):
        return False
    if state.released(move.id, me) or not _is_right(exchange, move, theirs):
        return False
    return _grant(exchange, move, exchange.parts[(move.id, me, 1)], theirs.commitment if theirs else b"")


def may_open_first(exchange: OwnExchange, move: Move) -> bool:
    """Whether my answer waits for theirs while theirs may be waiting for mine."""
    space, state = exchange.space, exchange.state
    if space is None or space.other is None or space.reach != PARTNER or not space.may_release:
        return False
    if move.rule not in ("mutual", "matched") or not both_stand(state, move) or move.id in state.matched:
        return False
    their_move = exchange.script.partner_of(move) or move.id
    return not state.released(move.id, exchange.me.id) and not state.released(their_move, space.other.pk)


def open_first(exchange: OwnExchange, move: str) -> None:
    """I open first, of my own will."""

    def go(manifest: Manifest) -> None:
        manifest.first = [*manifest.first, f"{exchange.id}/{move}"][-20:]

    exchange.me.note(go)
    release_what_may_go(exchange)


def _pinned(exchange: OwnExchange, theirs: Part) -> bool:
    """Write down what the other promised before anything of mine answers it. False when it was replaced."""
    me, name = exchange.me, pin_name(theirs)
    if any(receipt.person_id == me.id and receipt.move == theirs.move for receipt in exchange.row.receipts.all()):
        return _as_promised(exchange, theirs)
    noted = me.note(lambda manifest: manifest.pin(name, theirs.commitment))
    if noted.pins[name] != theirs.commitment.hex():
        return False
    Receipt.objects.get_or_create(
        exchange=exchange.row,
        move=theirs.move,
        person=me.person,
        defaults={"id": new_id(), "tag": receipt_tag(me, theirs)},
    )
    return True


def _as_promised(exchange: OwnExchange, theirs: Part) -> bool:
    try:
        return promised_by(exchange.me, theirs) == theirs.commitment
    except SealError:
        return False


def _is_right(exchange: OwnExchange, move: Move, theirs: Part | None) -> bool:
    """Whether mine may go now, in my own view of who can reach the machine."""
    space = exchange.space
    assert space is not None
    if move.rule == "matched" and theirs is not None and theirs.released:
        return False  # one list is enough: mine need never leave
    if space.reach == ME:
        return True
    if theirs is None:
        return False
    if space.reach == PARTNER and f"{exchange.id}/{move.id}" not in exchange.me.manifest.first:
        try:
            open_released(space, theirs, theirs.commitment)
        except SealError:
            return False
    return True


def _grant(exchange: OwnExchange, move: Move, mine: Part, promised: bytes) -> bool:
    space = exchange.space
    assert space is not None and space.other is not None
    try:
        open_as(exchange.me, mine, move.rule)
        with transaction.atomic():
            if move.rule == "matched" and _is_found(exchange, move):
                return False
            release_grant(exchange.me, space, mine, promised).save(force_insert=True)
    except (IntegrityError, SealError, Exchange.DoesNotExist):
        return False  # another of my own tabs was here first, or my own words are damaged
    if exchange.script.group(move) in exchange.state.opens or (move.rule == "matched" and promised):
        announce([space.other.pk])
    return True


def _is_found(exchange: OwnExchange, move: Move) -> bool:
    """Whether a match came in this moment: with it, the key to a list goes away for good."""
    Exchange.objects.select_for_update().get(pk=exchange.id)
    return Match.objects.filter(exchange=exchange.id, move=move.id).exists()
