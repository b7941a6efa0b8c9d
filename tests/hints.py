"""One of two does something for themselves; what the other can see of it. For the tests without hints."""

import copy
import itertools
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest
from django.db import transaction

from nearer.exchange import actions
from nearer.exchange.models import Exchange
from nearer.kit.ids import new_id

from .cast import Visitor
from .matrix import TOKEN

PLACES = ("/", "/ours/", "/you/", "/together/", "/mine/", "/mine/put-away/", "/you/devices/", "/together/leave/")
PLACES += ("/steps/", "/steps/s5/", "/you/calendar/", "/you/pace/", "/weeks/", "/you/reminders/")


def as_now(one: Visitor) -> Visitor:
    """The same person with a browser of their own, so that what happens in it can be undone."""
    copied = Visitor(one.name)
    copied.client.cookies, copied._vk = copy.deepcopy(one.client.cookies), one._vk
    return copied


def pages(ben: Visitor) -> dict[str, bytes]:
    """Everything that Ben can open, apart from the tokens of its forms."""
    paths = [*PLACES, *(f"/exchanges/{pk}/" for pk in Exchange.objects.order_by("pk").values_list("pk", flat=True))]
    return {path: TOKEN.sub(b"", ben.client.get(path).content) for path in paths}


@contextmanager
def one_version(two: list[Visitor]) -> Iterator[list[Visitor]]:
    """What might have happened; then it has not. In each version the same cards come, by the same names."""
    numbers = itertools.count()

    def name() -> str:
        if sys._getframe(1).f_code.co_name != "_new_exchange":
            return new_id()
        return "a" * 20 + f"{next(numbers):06b}".translate({48: "b", 49: "c"})

    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(actions.random, "SystemRandom", lambda: Random(7))  # anew each time: no draw hangs on another
        patch.setattr(actions, "new_id", name)
        yield [as_now(one) for one in two]
        transaction.set_rollback(True)
