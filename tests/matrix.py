"""The people and the things that the access matrix is about, and asking without leaving a trace."""

import copy
import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from nearer.exchange.models import Exchange
from nearer.kit import clock
from nearer.kit.ids import new_id
from nearer.people.actions import register
from nearer.people.models import Person
from nearer.vault import Key

from . import things
from .cast import Visitor, pair

ROLES = ("anonymous", "self", "partner", "ex", "stranger", "locked", "inviter")
METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS")
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
ASKED = {"outcome": "O1", "questions": "weekly", "question": "o1a"}
FORM = {
    "answer-answer": "new words",
    "reply-heard": "new words",
    "reply-meaning": "new words",
    "thanks-act": "new words",
    "thanks-effect": "new words",
    "page-page": "new words",
    "query": "the",
    "step": "give",
    "wish": "later",
    "sure": "yes",
    "answer": "no",
    "code": "0" * 26,
    "reach": "neither",
    "name": "Somebody",
    "device": "f" * 64,
    "version": "1",
    "at": "0",
    "do": "take",
}
# Ana's things, each with the words in it and who else may read them.
WORDS = {
    "before": ("the answer nobody has opened", ()),
    "opened": ("the answer both have opened", ("partner",)),
    "thanks": ("thank you for the warm soup", ("partner",)),
    "page": ("the page for nobody else", ()),
    "old": ("the answer that was opened long ago", ("ex",)),
    "kept": ("the answer that never opened then", ()),
} | things.WORDS
MOVES = {"before": "answer", "opened": "reply", "thanks": "thanks", "page": "page", "old": "reply", "kept": "answer"}
MOVES |= things.MOVES


@dataclass
class World:
    """Everybody's browser, and Ana's things by name."""

    clients: dict[str, Client] = field(default_factory=dict)
    things: dict[str, str] = field(default_factory=dict)
    vk: Key = field(default_factory=Key.new)  # Ana's
    token: str = ""  # of the address of Ana's calendar
    # Two for all of it: each browser loads all middleware anew.
    browsers: dict[bool, Client] = field(
        default_factory=lambda: {
            strict: Client(enforce_csrf_checks=strict, raise_request_exception=False) for strict in (False, True)
        }
    )

    def given(self, thing: str) -> dict[str, str]:
        """What goes into a path for one of Ana's things, or for one that is not there."""
        given = {"id": self.things[thing], "move": MOVES.get(thing, "answer"), "exercise": "thanks"}
        return given | {"token": self.token, "row": "s1", "whose": "mine", "kind": "began"} | ASKED

    def ask(self, role: str, method: str, path: str, strict: bool = False, **headers: Any) -> HttpResponse:
        """One request as this role, on a copy of its browser; nothing of it stays in the database."""
        client = self.browsers[strict]
        client.cookies = copy.deepcopy(self.clients[role].cookies)
        with transaction.atomic():
            answer = getattr(client, method.lower())(path, FORM if method == "POST" else None, headers=headers)
            transaction.set_rollback(True)
        return answer


def body(answer: HttpResponse) -> bytes:
    """The page, apart from the token that differs each time."""
    return TOKEN.sub(b"", answer.content)


def make_world() -> World:
    """Ana left Eve, lives with Ben, has a page of her own; Cleo knows nobody; Fay waits for somebody."""
    ana, ben, cleo = (Visitor(name).arrive() for name in ("Ana", "Ben", "Cleo"))
    eve, fay = (Visitor(name).unlock_with(*register(name, "seven quiet lamps burn")) for name in ("Eve", "Fay"))
    things = _with_eve(ana, eve) | _with_ben(ana, ben) | {"gone": new_id()}
    ana.post("/mine/new/", page__page=WORDS["page"][0])
    ana.post("/you/calendar/on/")
    things["page"] = Exchange.objects.get(exercise="page").pk
    fay.post("/together/invite/", reach="neither")
    with clock.moved(-timedelta(hours=2)):
        locked = Visitor("Ana").unlock_with(Person.objects.get(name="Ana"), ana.me.vk)
    people = {"self": ana, "partner": ben, "ex": eve, "stranger": cleo, "inviter": fay, "locked": locked}
    clients = {role: visitor.client for role, visitor in people.items()}
    for role, client in clients.items():
        assert client.get("/you/").status_code == (302 if role == "locked" else 200)
        client.get("/")
    return World({"anonymous": Client(), **clients}, things, ana.me.vk, ana.me.manifest.feed["token"])


def _with_eve(ana: Visitor, eve: Visitor) -> dict[str, str]:
    pair(ana, eve)
    old, kept = _two_cards(ana, eve, "old", "kept")
    ana.post("/together/leave/", passphrase=ana.passphrase)
    return {"old": old, "kept": kept}


def _with_ben(ana: Visitor, ben: Visitor) -> dict[str, str]:
    pair(ana, ben)
    opened, before = _two_cards(ana, ben, "opened", "before")
    ana.post("/begin/thanks/")
    thanks = Exchange.objects.get(exercise="thanks").pk
    ana.post(f"/exchanges/{thanks}/thanks/", thanks__act=WORDS["thanks"][0], thanks__effect="sleep", step="give")
    return {"opened": opened, "before": before, "thanks": thanks} | things.with_ben(ana, ben, FORM)


def _two_cards(ana: Visitor, other: Visitor, opened: str, kept: str) -> tuple[str, str]:
    """One that both answered and opened, one that only Ana answered."""
    first = ana.todays_card()
    ana.answer(first, WORDS[opened][0]), other.answer(first, f"what {other.name} said")
    ana.see(first), other.see(first), ana.see(first)
    ana.post(f"/exchanges/{first}/aside/", wish="another")
    second = ana.todays_card()
    assert second != first
    ana.answer(second, WORDS[kept][0])
    return first, second
