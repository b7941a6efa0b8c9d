"""Walking through an exercise as people do: begin it, write at its moves, come back some days later."""

import re
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

from nearer.exchange.models import Exchange
from nearer.kit import clock
from tests.cast import Visitor

PLACES = ("/", "/ours/", "/steps/", "/mine/", "/together/")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def begin(who: Visitor, exercise: str) -> str:
    """A new run, with the first role for who begins. Returns its id."""
    who.post(f"/begin/{exercise}/", first="me")
    return Exchange.objects.get(exercise=exercise).pk


def write(who: Visitor, id: str, move: str, status: int = 302, **fields: Any) -> str:
    """Fill in one move and give it, past any preview."""
    filled = {f"{move}-{name}": value for name, value in fields.items()}
    return who.post(f"/exchanges/{id}/{move}/", status, step="give", **filled)


def act(who: Visitor, id: str, move: str, kind: str, status: int = 302, **fields: Any) -> str:
    """Anything else at a move: sign, end, take-back, open-now."""
    return who.post(f"/exchanges/{id}/{move}/{kind}/", status, **fields)


def in_days(days: int, hours: int = 0) -> AbstractContextManager[None]:
    return clock.moved(timedelta(days=days, hours=hours))


def day(days: int) -> str:
    """A day that many days from now, as a form takes it."""
    return (clock.today("UTC") + timedelta(days=days)).isoformat()


def seen(who: Visitor, id: str = "") -> list[str]:
    """What this person sees of a run and around it, without what differs in every answer."""
    pages = [*([who.see(id)] if id else []), *map(who.get, PLACES)]
    return [TOKEN.sub("", page) for page in pages]
