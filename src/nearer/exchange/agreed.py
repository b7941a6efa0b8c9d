"""What two people have agreed: the versions in force, opened for one of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from nearer.people.spaces import spaces_of
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import programme
from nearer.programme.schema import Move
from nearer.vault import SealError

from .access import OwnExchange, Said, is_in_the_programme, with_rows
from .choices import Offers
from .forms import as_words, spoken
from .models import Exchange
from .page import offers_of


@dataclass(frozen=True)
class Agreed:
    """A version that both signed and nobody ended. `fields` and `lines` are words."""

    exchange: OwnExchange
    move: Move
    version: int
    fields: Mapping[str, str] = field(repr=False)
    lines: list[tuple[str, str]] = field(repr=False)


def agreed(me: Unlocked) -> list[Agreed]:
    """Everything in force in the open spaces of this person, newest first."""
    spaces = {space.id: space for space in spaces_of(me) if not space.closed}
    scripts = [script.id for script in programme().all_exercises() if any(_counts(move) for move in script.moves)]
    rows = with_rows(Exchange.objects.filter(space__in=spaces, exercise__in=scripts)).order_by("-day", "-pk")
    known = filter(is_in_the_programme, rows)
    return [found for row in known for found in _in(OwnExchange(row, me, spaces[row.space_id or ""]))]


def _counts(move: Move) -> bool:
    """A pause for an evening is no agreement to keep on a shelf."""
    return move.rule == "agreement" and not move.pauses


def _in(exchange: OwnExchange) -> Iterator[Agreed]:
    for move in exchange.script.moves:
        version = exchange.state.in_force(move) if _counts(move) else 0
        words = _words(exchange, move, version) if version else None
        if words is not None:
            offered = offers_of(exchange, move)
            yield Agreed(exchange, move, version, _as_text(move, words, offered), spoken(move, words, offered))


def _as_text(move: Move, words: Mapping[str, Any], offered: Offers) -> dict[str, str]:
    """Each field as plain text: what was picked says what it is, a day stays a day."""
    found = {}
    for one in move.fields:
        value = words.get(one.id, "")
        picked = one.kind == "pick"
        found[one.id] = as_words(one, value, offered[one.id]) if picked else str(value)
    return found


def _words(exchange: OwnExchange, move: Move, version: int) -> Mapping[str, Any] | None:
    try:
        mine = exchange.mine(move.id, version)
    except SealError:
        return None
    view = exchange.theirs(move, version)
    return mine.fields if mine else view.words.fields if isinstance(view, Said) else None
