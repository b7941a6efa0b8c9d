"""Between rows and the vault: which context a part is sealed in, and how its reader opens it."""

import json

from nearer.people.spaces import EPOCH, OwnSpace
from nearer.people.unlocked import Unlocked
from nearer.vault import (
    Context,
    Key,
    SealError,
    Words,
    blind,
    box,
    is_mine,
    open_,
    seal,
    self_tag,
    unblind,
    unblind_own,
    unbox,
    unwrap,
    wrap,
)

from .facts import RULE
from .models import Exchange, Grant, Part


def seal_part(me: Unlocked, part: Part, words: Words) -> Grant:
    """Seal `words` into `part` for its author alone. Returns the own grant; both are unsaved."""
    context = words_context(part, part.exchange)
    blinded, part.commitment = blind(words.encoded(), context)
    part.sealed_words, dek = seal(blinded, context)
    part.self_tag = self_tag(me.vk, "part", context.encoded, part.commitment)
    return Grant(part=part, reader=Grant.OWN, wrapped_key=wrap(me.vk, dek, grant_context(part, Grant.OWN)))


def is_own(me: Unlocked, part: Part) -> bool:
    """Whether I wrote this: my own mark is over its place and its promise."""
    context = words_context(part, part.exchange)
    return part.author_id == me.id and is_mine(me.vk, part.self_tag, "part", context.encoded, part.commitment)


def open_own(me: Unlocked, part: Part) -> Words:
    """My own words. Raises SealError when this is not what I wrote."""
    if not is_own(me, part):
        raise SealError("this is not what you wrote")
    return _words(part, own_dek(me, part), words_context(part, part.exchange), part.commitment)


def open_as(me: Unlocked, part: Part, rule: str) -> Words:
    """My own words, if I wrote them under this rule. Raises SealError.

    Threat: a run that is said to be of another exercise would turn a private move into one that opens.
    """
    words = open_own(me, part)
    if words.fields.get(RULE, rule) != rule:
        raise SealError("written under another rule")
    return words


def own_dek(me: Unlocked, part: Part) -> Key:
    """The key to an own part. Raises SealError."""
    return unwrap(me.vk, _grant(part, Grant.OWN).wrapped_key, grant_context(part, Grant.OWN))


def release_grant(me: Unlocked, space: OwnSpace, part: Part, bound_to: bytes) -> Grant:
    """A grant that lets the other read an own part, bound to what the other had promised."""
    wrapped = wrap(space.ck, own_dek(me, part), grant_context(part, Grant.SPACE, bound_to))
    return Grant(part=part, reader=Grant.SPACE, wrapped_key=wrapped, bound_to=bound_to)


def open_theirs(space: OwnSpace, part: Part, mutual: bool) -> Words:
    """The other's words. Raises SealError when damaged, or changed after this person saw the promise."""
    promised = promised_by(space.me, part) if mutual else part.commitment
    return open_released(space, part, promised)


def open_released(space: OwnSpace, part: Part, promised: bytes) -> Words:
    """A released part, if it holds what `promised` commits to. Raises SealError."""
    return _words(part, released_dek(space, part), words_context(part, part.exchange), promised)


def released_dek(space: OwnSpace, part: Part) -> Key:
    """The key to a part that was released to this space. Raises SealError."""
    grant = _grant(part, Grant.SPACE)
    return unwrap(space.ck, grant.wrapped_key, grant_context(part, Grant.SPACE, grant.bound_to))


def promised_by(me: Unlocked, part: Part) -> bytes:
    """The commitment of the other's part, as pinned by me before it opened. Raises SealError."""
    pinned = me.manifest.pins.get(pin_name(part))
    if pinned is not None:
        return bytes.fromhex(pinned)
    for receipt in part.exchange.receipts.all():
        if receipt.person_id == me.id and is_mine(me.vk, receipt.tag, "receipt", pin_name(part), part.commitment):
            return part.commitment
    raise SealError("changed after sealing")


def pin_name(part: Part) -> str:
    """Under which the other's promise at one move is noted. A card has only one such move."""
    return part.exchange_id if part.exchange.exercise == "card" else f"{part.exchange_id}/{part.move}"


def receipt_tag(me: Unlocked, part: Part) -> bytes:
    return self_tag(me.vk, "receipt", pin_name(part), part.commitment)


def signature_tag(me: Unlocked, part: Part) -> bytes:
    """Over the very words that are signed: nobody can put other words under my signature."""
    return self_tag(me.vk, "signature", words_context(part, part.exchange).encoded, part.commitment)


def is_my_signature(me: Unlocked, part: Part, tag: bytes) -> bool:
    return is_mine(me.vk, tag, "signature", words_context(part, part.exchange).encoded, part.commitment)


def seal_items(space: OwnSpace, exchange: Exchange, move: str, items: list[str]) -> bytes:
    """What both want, for both."""
    return box(space.ck, json.dumps(items).encode(), _match_context(space, exchange, move))


def open_items(space: OwnSpace, exchange: Exchange, move: str, sealed: bytes) -> list[str]:
    """Raises SealError."""
    return [str(item) for item in json.loads(unbox(space.ck, sealed, _match_context(space, exchange, move)))]


def match_draw(me: Unlocked, exchange: Exchange, move: str) -> bytes:
    """What decides which of the common yeses are kept: random to everybody else, and always the same."""
    return self_tag(me.vk, "match", exchange.pk, move)


def _match_context(space: OwnSpace, exchange: Exchange, move: str) -> Context:
    return Context("match", space=space.id, object=exchange.pk, part=move, epoch=EPOCH)


def open_sealed(me: Unlocked, place: tuple[str, str, str, int], sealed: bytes, wrapped: bytes) -> Words:
    """An own part of an exchange that is mine alone, from its bare columns: for going through many.

    `place` is (exchange, move, part, revision). Raises SealError.
    """
    exchange_id, move, part_id, revision = place
    where = f"{exchange_id}/{move}"
    dek = unwrap(me.vk, wrapped, Context("grant/own", "", me.id, part_id, where + "/", revision))
    return Words.decoded(unblind_own(open_(sealed, dek, Context("words", "", me.id, part_id, where, revision))))


def words_context(part: Part, exchange: Exchange) -> Context:
    return Context(
        "words",
        space=exchange.space_id or "",
        author=part.author_id,
        object=part.pk,
        part=f"{exchange.pk}/{part.move}" + (f"/{part.round}" if part.round > 1 else ""),
        revision=part.revision,
        epoch=EPOCH if exchange.space_id else 0,
    )


def grant_context(part: Part, reader: str, bound_to: bytes = b"") -> Context:
    place = words_context(part, part.exchange)
    return Context(
        f"grant/{reader}",
        space=place.space,
        author=place.author,
        object=place.object,
        part=f"{place.part}/{bound_to.hex()}",
        revision=place.revision,
        epoch=place.epoch,
    )


def _words(part: Part, dek: Key, context: Context, promised: bytes) -> Words:
    return Words.decoded(unblind(open_(part.sealed_words, dek, context), context, promised))


def _grant(part: Part, reader: str) -> Grant:
    for grant in part.grants.all():
        if grant.reader == reader:
            return grant
    raise SealError("no grant")
