"""Letting my own answer go, in my own visit, only when it is right for me (security.md 2.7).

An answer leaves its author's vault here and nowhere else. Who goes first depends on who can reach
the machine, as each person told their own sealed manifest:

me        mine is released at once; the app still hides it until the other has answered
neither / both   whoever is here first with both answers in releases, bound to the other's promise
partner   mine goes only after my own session has opened theirs and found it real
"""

from django.db import IntegrityError, transaction

from nearer.live import announce
from nearer.people.manifest import ME, PARTNER, TAKEN_BACK, Manifest
from nearer.vault import SealError

from .access import OwnExchange
from .models import Part, Receipt
from .sealing import open_released, promised_by, receipt_tag, release_grant


def release_what_may_go(exchange: OwnExchange) -> bool:
    """Do for this exchange what my visit allows. True when something changed."""
    space, me = exchange.space, exchange.me
    if space is None or space.other is None or not space.may_release:
        return False
    # Threat: a row that says "taken back" can be deleted; the sealed notebook cannot be edited.
    if me.manifest.asides.get(exchange.id) == TAKEN_BACK:
        return False
    moves = [move.id for move in exchange.script.moves if move.rule == "mutual"]
    let_go = [_let_go(exchange, move, space.other.pk) for move in moves]
    return any(let_go)


def _let_go(exchange: OwnExchange, move: str, other: str) -> bool:
    me, state = exchange.me.id, exchange.state
    if not state.stands(move, me) or (state.released(move, me) and exchange.id in exchange.me.manifest.pins):
        return False
    theirs = exchange.parts[(move, other)] if state.stands(move, other) else None
    if theirs is not None and not _pinned(exchange, theirs):
        return False
    if state.released(move, me) or not _is_right(exchange, theirs):
        return False
    return _grant(exchange, exchange.parts[(move, me)], theirs.commitment if theirs else b"")


def may_open_first(exchange: OwnExchange, move: str) -> bool:
    """Whether my answer waits for theirs while theirs may be waiting for mine."""
    space, state = exchange.space, exchange.state
    if space is None or space.other is None or space.reach != PARTNER or state.opens is None or not space.may_release:
        return False
    waits = state.stands(move, exchange.me.id) and not state.released(move, exchange.me.id)
    return waits and state.stands(move, space.other.pk) and not state.released(move, space.other.pk)


def open_first(exchange: OwnExchange) -> None:
    """I open first, of my own will."""

    def go(manifest: Manifest) -> None:
        manifest.first = [*manifest.first, exchange.id][-20:]

    exchange.me.note(go)
    release_what_may_go(exchange)


def _pinned(exchange: OwnExchange, theirs: Part) -> bool:
    """Write down what the other promised before anything of mine answers it. False when it was replaced."""
    me = exchange.me
    if any(receipt.person_id == me.id for receipt in exchange.row.receipts.all()):
        return _as_promised(exchange, theirs)
    noted = me.note(lambda manifest: manifest.pin(exchange.id, theirs.commitment))
    if noted.pins[exchange.id] != theirs.commitment.hex():
        return False
    tag = receipt_tag(me, exchange.id, theirs.commitment)
    Receipt.objects.get_or_create(exchange=exchange.row, person=me.person, defaults={"tag": tag})
    return True


def _as_promised(exchange: OwnExchange, theirs: Part) -> bool:
    try:
        return promised_by(exchange.me, theirs) == theirs.commitment
    except SealError:
        return False


def _is_right(exchange: OwnExchange, theirs: Part | None) -> bool:
    """Whether mine may go now, in my own view of who can reach the machine."""
    space = exchange.space
    assert space is not None
    if space.reach == ME:
        return True
    if theirs is None:
        return False
    if space.reach == PARTNER and exchange.id not in exchange.me.manifest.first:
        try:
            open_released(space, theirs, theirs.commitment)
        except SealError:
            return False
    return True


def _grant(exchange: OwnExchange, mine: Part, promised: bytes) -> bool:
    space = exchange.space
    assert space is not None and space.other is not None
    try:
        with transaction.atomic():
            release_grant(exchange.me, space, mine, promised).save(force_insert=True)
    except (IntegrityError, SealError):
        return False  # another of my own tabs was here first, or my own words are damaged
    if exchange.state.opens is not None:
        announce([space.other.pk])
    return True
