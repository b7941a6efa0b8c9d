"""Live pings: "something changed", to a person's open pages. They never carry words.

A ping leads to an ordinary page request through the same door, so each of two people sees what
that one may see and nothing else.
"""

from collections.abc import Iterable

from django.db import transaction

from . import bus


def announce(person_ids: Iterable[str]) -> None:
    """Once this transaction is kept: tell these people's open pages that something changed."""
    ids = sorted(set(person_ids))
    if ids:
        transaction.on_commit(lambda: bus.send(bus.Ping(people=ids)), robust=True)


def end(session_id: str) -> None:
    """Once this transaction is kept: close the streams of a session that is over."""
    transaction.on_commit(lambda: bus.send(bus.Ping(session=session_id)), robust=True)
