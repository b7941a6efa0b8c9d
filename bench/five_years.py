"""Five years of two people who wrote every day: `python -m bench.five_years`.

Runs as a process of its own, in the data folder that NEARER_DATA names. 1,825 cards with two answers and two
replies each, 300 private pages, 100 photos, 280 check-ins.
"""

import io
import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "nearer.config.settings"
django.setup()

from django.db import transaction  # noqa: E402
from PIL import Image  # noqa: E402

from nearer.exchange.models import Exchange, Photo  # noqa: E402
from nearer.exchange.photo_seals import seal_photo  # noqa: E402
from nearer.exchange.photos import LONGEST_SIDE, reencoded  # noqa: E402
from nearer.exchange.sealing import own_dek, words_context  # noqa: E402
from nearer.insights import checkins  # noqa: E402
from nearer.insights.answered import FULL, WEEKLY  # noqa: E402
from nearer.kit import clock  # noqa: E402
from nearer.kit.ids import new_id  # noqa: E402
from nearer.people.models import Closure, Member, Space  # noqa: E402
from nearer.people.spaces import OwnSpace, ck_context  # noqa: E402
from nearer.people.unlocked import Unlocked  # noqa: E402
from nearer.programme.loader import programme  # noqa: E402
from nearer.vault import Key, wrap  # noqa: E402

from .fill import arrive, opened_card, part, private_page, words  # noqa: E402
from .pile import Pile  # noqa: E402

CARDS, PAGES, PHOTOS, WEEKS, SEASONS = 1825, 300, 100, 260, 20
A_SPACE = 365  # a card comes once in a space, and there are fewer cards than days


def live() -> None:
    ana, ben, today, pile = arrive("Ana"), arrive("Ben"), clock.today("UTC"), Pile()
    cards = programme().all_cards()
    for year in range(CARDS // A_SPACE):
        mine, theirs = together(ana, ben, closed=year > 0)
        for number in range(A_SPACE):
            day = today - timedelta(days=year * A_SPACE + number)
            pile.add(*opened_card(mine, theirs, cards[number], day, replied=True))
    for number in range(PAGES):
        pile.add(*private_page(ana, today - timedelta(days=number * 6)))
    pile.write()
    with transaction.atomic():
        for number in range(PHOTOS):
            keep_photo(ana, today - timedelta(days=number * 18), picture(number))
        for one in answered(today):
            checkins.keep(ana, *one)


def together(ana: Unlocked, ben: Unlocked, closed: bool) -> tuple[OwnSpace, OwnSpace]:
    """One more space of the two; an earlier one has been left."""
    row, ck, found = Space.objects.create(id=new_id(), opening_hour=20, zone="UTC"), Key.new(), []
    for me, other in ((ana, ben), (ben, ana)):
        wrapped = wrap(me.vk, ck, ck_context(row.pk, me.id))
        Member.objects.create(id=new_id(), space=row, person=me.person, wrapped_ck=wrapped)
        found.append(OwnSpace(row, me, wrapped, other.person, False))
    if closed:
        Closure.objects.create(space=row)
    return found[0], found[1]


def picture(number: int) -> bytes:
    """As large as a kept photo gets, with as much in it as a photograph has."""
    chance = random.Random(number)
    coarse = Image.frombytes("RGB", (200, 150), chance.randbytes(200 * 150 * 3))
    out = io.BytesIO()
    coarse.resize((LONGEST_SIDE, LONGEST_SIDE * 3 // 4), Image.Resampling.BICUBIC).save(out, "JPEG", quality=90)
    return reencoded(out.getvalue())


def keep_photo(me: Unlocked, day: date, photo: bytes) -> None:
    row = Exchange.objects.create(id=new_id(), exercise="new-together", revision=1, begun_by=me.person, day=day)
    own, grant = part(me, row, "moment", moment=words(40), new=words(20))
    own.save(), grant.save()
    Photo.objects.create(part=own, sealed_photo=seal_photo(own_dek(me, own), photo, words_context(own, row)))


def answered(today: date) -> Iterator[tuple[Any, Any, Any]]:
    for kind, count, apart in ((WEEKLY, WEEKS, 7), (FULL, SEASONS, 91)):
        asked = list(programme().measures.of(kind))
        for number in range(count):
            one = checkins.begin(kind, today - timedelta(days=number * apart))
            one.done = True
            yield one, {question.id: random.randrange(11) for question in asked}, asked


if __name__ == "__main__":
    live()
