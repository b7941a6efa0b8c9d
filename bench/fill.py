"""Many rows at once, sealed as the pages seal them: `python -m bench.fill history 1000`.

Runs as a process of its own, in the data folder that NEARER_DATA names. Prints who can come in, as JSON.
"""

import json
import os
import random
import sys
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "nearer.config.settings"
django.setup()

from nearer.exchange import actions  # noqa: E402
from nearer.exchange.models import Exchange, Grant, Landing, Opening, Part, Receipt  # noqa: E402
from nearer.exchange.sealing import receipt_tag, release_grant, seal_part  # noqa: E402
from nearer.kit import clock  # noqa: E402
from nearer.kit.ids import new_id  # noqa: E402
from nearer.people import pairing, sessions  # noqa: E402
from nearer.people.actions import code_is_kept, register  # noqa: E402
from nearer.people.manifest import NEITHER, Manifest, seal_manifest  # noqa: E402
from nearer.people.models import Member, Person, Space  # noqa: E402
from nearer.people.spaces import OwnSpace, ck_context, current_space, open_space  # noqa: E402
from nearer.people.unlocked import Unlocked  # noqa: E402
from nearer.programme.loader import programme  # noqa: E402
from nearer.vault import Key, Words, wrap  # noqa: E402

from .ground import PASSPHRASE  # noqa: E402
from .pile import Pile  # noqa: E402

CARDS = 16  # of the newest exchanges every second one is a card; there is no end of thanks
VOCABULARY = ("evening", "tea", "quiet", "walk", "letter", "kitchen", "laugh", "window", "hands", "late", "sofa")


def arrive(name: str) -> Unlocked:
    person, vk = register(name, PASSPHRASE)
    me = Unlocked(person, vk, "")
    code_is_kept(me)
    return me


def couple(one: str, other: str) -> tuple[OwnSpace, OwnSpace]:
    a, b = arrive(one), arrive(other)
    space = open_space(a)
    pairing.arrive(b, pairing.invite(space, NEITHER), NEITHER)
    pairing.confirm(space)
    pairing.settle(b)
    mine, theirs = current_space(a), current_space(b)
    assert mine and theirs
    return mine, theirs


def history(size: str) -> list[str]:
    """Two people with one opened exchange a day, and as many private pages of the first.

    The newest two cards still wait for the first one's reply.
    """
    mine, theirs = couple("Ana", "Ben")
    today = clock.today("UTC")
    cards = programme().all_cards()[:CARDS]
    pile = Pile()
    for ago in range(1, int(size) + 1):
        day = today - timedelta(days=ago)
        if ago % 2 and cards:
            pile.add(*opened_card(mine, theirs, cards.pop(), day, replied=ago > 4))
        else:
            pile.add(*answered_thanks(mine, theirs, day))
        pile.add(*private_page(mine.me, day))
    pile.write()
    for me in (mine.me, theirs.me):
        me.note(lambda manifest, me=me: pin_newest(manifest, me))
    return [mine.me.name, theirs.me.name]


def pin_newest(manifest: Manifest, me: Unlocked) -> None:
    """The promises that this person's own visits would have written down."""
    theirs = Part.objects.filter(exchange__space__members__person=me.id, move="answer").exclude(author=me.id)
    for exchange, promise in theirs.order_by("exchange__day").values_list("exchange", "commitment"):
        manifest.pin(exchange, bytes(promise))


def opened_card(mine: OwnSpace, theirs: OwnSpace, card: Any, day: date, replied: bool) -> list[Any]:
    exchange = Exchange(
        id=new_id(), space=mine.row, exercise="card", revision=1, card=card.id, card_revision=card.revision, day=day
    )
    rows: list[Any] = [exchange, Opening(exchange=exchange, move="answer", opens=clock.now() - timedelta(hours=1))]
    answers = [part(space.me, exchange, "answer", answer=words(80)) for space in (mine, theirs)]
    for space, (own, grant), (promise, _) in zip((mine, theirs), answers, reversed(answers), strict=True):
        receipt = Receipt(exchange=exchange, move="answer", person=space.me.person, tag=receipt_tag(space.me, promise))
        rows += [own, grant, release(space, own, grant, promise.commitment), receipt]
    rows += given(theirs, exchange, "reply", heard=words(40))
    if replied:
        rows += [*given(mine, exchange, "reply", heard=words(40)), Landing(exchange=exchange, day=day)]
    return rows


def answered_thanks(mine: OwnSpace, theirs: OwnSpace, day: date) -> list[Any]:
    exchange = Exchange(id=new_id(), space=mine.row, exercise="thanks", revision=1, begun_by=mine.me.person, day=day)
    thanks = given(mine, exchange, "thanks", act=words(20), effect=words(20), shows=words(15))
    return [
        exchange,
        *thanks,
        *given(theirs, exchange, "reply", meaning=words(20)),
        Landing(exchange=exchange, day=day),
    ]


def private_page(me: Unlocked, day: date) -> list[Any]:
    exchange = Exchange(id=new_id(), exercise="page", revision=1, begun_by=me.person, day=day)
    return [exchange, *part(me, exchange, "page", title=words(4), page=words(120))]


def part(me: Unlocked, exchange: Exchange, move: str, **fields: str) -> tuple[Part, Grant]:
    row = Part(id=new_id(), exchange=exchange, move=move, author=me.person)
    return row, seal_part(me, row, Words({**fields, "at": clock.now().isoformat(timespec="minutes")}))


def given(space: OwnSpace, exchange: Exchange, move: str, **fields: str) -> list[Any]:
    own, grant = part(space.me, exchange, move, **fields)
    return [own, grant, release(space, own, grant, b"")]


def release(space: OwnSpace, own: Part, grant: Grant, bound_to: bytes) -> Grant:
    own._prefetched_objects_cache = {"grants": [grant]}  # not in the database yet
    return release_grant(space.me, space, own, bound_to)


def words(count: int) -> str:
    return " ".join(random.choices(VOCABULARY, k=count))


def writers(count: str) -> list[str]:
    """People in couples of their own, each with a card that waits."""
    return [couple(f"Writer {n}", f"Partner {n}")[0].me.name for n in range(int(count))]


def pages(count: str) -> list[str]:
    """Somebody alone with many private pages."""
    me, pile = arrive("Cleo"), Pile()
    for n in range(int(count)):
        pile.add(*private_page(me, clock.today("UTC") - timedelta(days=n)))
    pile.write()
    return [me.name]


def floors(count: str) -> list[str]:
    """Couples in the middle of *Say it back*: for each, a token of the speaker, one of the listener, and the run."""
    found = []
    for n in range(int(count)):
        mine, theirs = quick_couple(f"Speaker {n}", f"Hearer {n}")
        row = actions.begin(mine.me, "say-it-back", mine)
        found += [sessions.begin(space.me.person, space.me.vk, "")[0] for space in (mine, theirs)] + [row.pk]
    return found


def quick_couple(one: str, other: str) -> tuple[OwnSpace, OwnSpace]:
    """Two people without passphrases, in a space without a pairing: hundreds of them in seconds."""
    row, ck = Space.objects.create(id=new_id(), opening_hour=20, zone="UTC"), Key.new()
    both = [quick_person(one), quick_person(other)]
    for me in both:
        wrapped = wrap(me.vk, ck, ck_context(row.pk, me.id))
        Member.objects.create(id=new_id(), space=row, person=me.person, wrapped_ck=wrapped)
    mine, theirs = (current_space(me) for me in both)
    assert mine and theirs
    return mine, theirs


def quick_person(name: str) -> Unlocked:
    vk, id = Key.new(), new_id()
    sealed = seal_manifest(Manifest(), vk, id)
    person = Person.objects.create(id=id, name=name, name_key=name, public_key=b"", sealed_manifest=sealed)
    return Unlocked(person, vk, "")


def listeners(count: str) -> list[str]:
    """Sessions of people without a passphrase, for holding streams open. Gives their tokens."""
    tokens = []
    for n in range(int(count)):
        me = quick_person(f"Listener {n}")
        tokens.append(sessions.begin(me.person, me.vk, "")[0])
    return tokens


KINDS: dict[str, Callable[[str], list[str]]] = {
    "history": history,
    "writers": writers,
    "pages": pages,
    "listeners": listeners,
    "floors": floors,
}

if __name__ == "__main__":
    json.dump(KINDS[sys.argv[1]](sys.argv[2]), sys.stdout)
