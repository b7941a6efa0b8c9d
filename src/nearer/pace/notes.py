"""The notes two people leave for the next card, and each one's own comfort: opened in their own request only."""

import json
import random
from collections.abc import Callable, Mapping

from nearer.kit import clock
from nearer.people.manifest import Manifest
from nearer.people.spaces import EPOCH, OwnSpace, keep_pace
from nearer.people.unlocked import Unlocked
from nearer.vault import Context, Key, SealError, box, derive, self_tag, unbox

from .comfort import Comfort, kept, read
from .draws import Note, as_json, draw_note, from_json


def comfort_of(me: Unlocked) -> Comfort:
    return read(me.manifest.pace)


def change_comfort(me: Unlocked, change: Callable[[Comfort], None]) -> None:
    """Change my comfort, safely beside other devices."""

    def rewrite(manifest: Manifest) -> None:
        comfort = read(manifest.pace)
        change(comfort)
        manifest.pace = kept(comfort)

    me.note(rewrite)


def my_note(space: OwnSpace, subjects: Mapping[str, str], anew: bool = False) -> Note:
    """My note for today: drawn on my first visit of a day, and again when my comfort has changed."""
    today = clock.today(space.row.zone)
    known = _open(space, space.me.id, space.my_pace)
    if known is not None and known.day == today.isoformat() and not anew:
        return known
    drawn: list[Note] = []
    # Kept together with what it changes: a season's draws stay for the season.
    change_comfort(space.me, lambda comfort: drawn.append(draw_note(comfort, subjects, today, random.SystemRandom())))
    keep_pace(space, box(_key(space), json.dumps(as_json(drawn[-1])).encode(), _context(space, space.me.id)))
    return drawn[-1]


def their_note(space: OwnSpace) -> Note | None:
    """What the other's last visit left; None for nothing, or nothing that opens."""
    return _open(space, space.other.pk, space.their_pace) if space.other else None


def swap_draw(me: Unlocked, exchange: str) -> bytes:
    """Whether I come to this card at all: random to everybody else, and always the same."""
    return self_tag(me.vk, "swap", exchange)


def _open(space: OwnSpace, author: str, sealed: bytes) -> Note | None:
    try:
        return from_json(json.loads(unbox(_key(space), sealed, _context(space, author)))) if sealed else None
    except (SealError, ValueError, KeyError, TypeError):
        return None  # a damaged note counts as none: depth 1


def _key(space: OwnSpace) -> Key:
    return derive(space.ck, "pace")


def _context(space: OwnSpace, author: str) -> Context:
    return Context("pace", space=space.id, author=author, epoch=EPOCH)
