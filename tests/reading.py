"""Two people's life, read page by page for sentences that nobody could translate."""

from datetime import timedelta
from typing import Any
from unittest import mock

from django.db import OperationalError
from django.db.models import F
from django.test import Client

from nearer.exchange.actions import deal_this
from nearer.exchange.models import Exchange, Part
from nearer.people.models import Person, Session
from nearer.people.spaces import current_space
from nearer.programme.loader import programme

from .cast import GROUPS, PHRASES, Visitor
from .pseudo import OPEN
from .sentences import bare_on_page

OWN = {"Ana", "Ben", "Linux · Firefox", "a phone"}  # people's names, and devices as they call themselves
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
FULL, GONE = OperationalError("database or disk is full"), OperationalError("no answer")


class Reader(Visitor):
    """A visitor who reads every page, and the note after every act."""

    def check(self, page: str, where: str) -> str:
        bare = [said for said in bare_on_page(page) if said not in OWN]
        assert not bare, f"{where}: {bare[:5]}"
        assert OPEN in page, where
        return page

    def get(self, path: str, status: int = 200) -> str:
        return self.check(super().get(path, status), path)

    def post(self, path: str, status: int = 302, **form: object) -> str:
        answer = self.client.post(path, {key.replace("__", "-"): value for key, value in form.items()})
        assert answer.status_code == status, f"POST {path}: {answer.status_code}"
        if status != 302:
            return self.check(answer.content.decode(), f"POST {path}")
        return self.get(answer["Location"]) if "note=" in answer["Location"] else ""


def reader(name: str, language: str, agent: str = "", **more: Any) -> Reader:
    return Reader(name, Client(headers={"accept-language": language, "user-agent": agent}, **more))


def at_the_door(ana: Reader, ben: Reader) -> None:
    for path in ("/", "/start/", "/sign-in/", "/recover/", "/help/", "/offline/"):
        ana.get(path)
    ana.post("/start/", 422, name="", passphrase="12345")
    ana.post("/start/", 422, name="1", passphrase="1" * 20)
    ana.post("/sign-in/", 422, name="2", passphrase="12345")
    ana.post("/recover/", 422, name="2", code="3", passphrase=PHRASES["Ana"])
    ana.start()
    ben.post("/start/", 422, name="Ana", passphrase=PHRASES["Ben"], adult="on")
    ben.start()
    for who in (ana, ben):
        who.get("/welcome/code/"), who.get("/you/"), who.get("/"), who.get("/ours/")
        who.post("/welcome/code/")
        who.get("/welcome/")


def meeting(ana: Reader, ben: Reader) -> None:
    ana.get("/together/")
    ana.post("/together/invite/", 422)
    ben.post("/together/join/", 422, code="")
    ben.post("/together/join/", 409, code="1", reach="me")
    ana.post("/together/invite/", reach="neither")
    code = "".join(GROUPS.findall(ana.get("/together/")))
    ana.post("/together/join/", 409, code=code, reach="me")
    ben.post("/together/join/", code=code, reach="neither")
    ben.get("/together/"), ana.get("/"), ana.get("/together/")
    ana.post("/together/confirm/", answer="yes")
    ben.get("/together/"), ana.get("/you/")
    ana.post("/together/invite/", 409)
    ana.post("/together/settings/", opening_hour="21")
    ana.post("/together/settings/", 422, reach="")
    key = Person.objects.get(name="Ben").public_key
    Person.objects.filter(name="Ben").update(public_key=bytes(len(key)))
    ana.get("/together/")
    Person.objects.filter(name="Ben").update(public_key=key)


def a_card(ana: Reader, ben: Reader) -> str:
    """Answered, opened at once as the first of a space, replied to, felt."""
    card = dealt(ana, 0)
    ana.answer(card, "", 422)
    ana.answer(card, "1234")
    ana.see(card)
    ben.answer(card, "5678")
    ana.see(card), ben.get("/")
    ana.post(f"/exchanges/{card}/reply/", 200, reply__heard="9")
    ana.reply(card, "9", matters="10")
    ben.see(card)
    ben.post(f"/exchanges/{card}/felt/", felt__felt="8")
    ben.post(f"/exchanges/{card}/felt/", 422, felt__felt="80")
    ana.get("/ours/")
    return card


def dealt(ana: Reader, number: int) -> str:
    """A card by its place in the content, dealt to both."""
    space = current_space(ana.me)
    assert space is not None
    return deal_this(space, programme().all_cards()[number]).pk


def cards_that_wait(ana: Reader, ben: Reader) -> None:
    card = dealt(ana, 1)
    ana.answer(card, "1"), ben.answer(card, "2")
    ana.post(f"/exchanges/{card}/answer/open-now/")
    ana.answer(card, "3", 409)
    for who in (ana, ben):
        who.post("/together/settings/", reach="partner")
    card = dealt(ana, 2)
    ana.answer(card, "1"), ben.answer(card, "2")
    ana.see(card)
    for who in (ana, ben):
        who.post(f"/exchanges/{card}/answer/open-now/")
    ana.post(f"/exchanges/{card}/answer/open-first/")
    taken = dealt(ana, 3)
    ana.answer(taken, "1")
    ana.post(f"/exchanges/{taken}/answer/take-back/")
    for wish in ("later", "undo", "pass", "another", "lighter"):
        ana.post(f"/exchanges/{dealt(ana, 4)}/aside/", wish=wish)
        ana.get("/"), ana.see(dealt(ana, 4))
    Exchange.objects.filter(pk__in=[taken, dealt(ana, 4)]).update(day=F("day") - timedelta(days=9))
    ana.get("/mine/put-away/"), ana.see(taken), ben.see(taken)


def a_card_gone_wrong(ana: Reader, ben: Reader, card: str) -> None:
    """Somebody edited rows."""
    part = Part.objects.filter(exchange=card, move="answer", author__name="Ben")
    before = part.get().sealed_words
    part.update(sealed_words=bytes(len(before)))
    ana.see(card), ben.see(card)
    part.update(sealed_words=before)


def a_thanks(ana: Reader, ben: Reader) -> None:
    ana.post("/begin/thanks/")
    run = Exchange.objects.get(exercise="thanks").pk
    ana.see(run)
    words = {"thanks__act": "1", "thanks__effect": "2", "thanks__shows": "3"}
    ana.post(f"/exchanges/{run}/thanks/", 422, thanks__act="1")
    ana.post(f"/exchanges/{run}/thanks/", 200, **words)
    ana.post(f"/exchanges/{run}/thanks/", **words, step="give")
    ben.get("/"), ben.get("/ours/"), ben.see(run)
    ben.post(f"/exchanges/{run}/reply/", reply__meaning="4", step="give")
    ana.post(f"/exchanges/{run}/thanks/take-back/")
    ben.see(run)


def alone(ana: Reader) -> None:
    ana.get("/mine/"), ana.get("/mine/new/")
    ana.post("/mine/new/", 422)
    ana.post("/mine/new/", 422, page__page="1" * 20_001)
    for number in range(21):
        ana.post("/mine/new/", page__title=number % 2 or "", page__page="2 3")
    page = Exchange.objects.filter(exercise="page").order_by("pk")[0].pk
    ana.get(f"/mine/?before={page}"), ana.see(page)
    ana.post("/mine/search/", 200, query="2"), ana.post("/mine/search/", 200, query="99")
    ana.post(f"/mine/{page}/remove/", 200), ana.post(f"/mine/{page}/remove/", sure="yes")
    for path in ("/you/passphrase/", "/you/new-code/", "/you/erase/", "/you/take-along/", "/together/leave/"):
        ana.get(path), ana.post(path, 422, passphrase="1", now="2")
    ana.get("/nothing-here/", 404)


def another_device(ana: Reader, language: str) -> None:
    other = reader("Ana", language, FIREFOX)
    other.post("/sign-in/", name="Ana", passphrase=PHRASES["Ana"])
    ana.get("/"), ana.get("/you/devices/"), other.get("/you/devices/")
    ana.post("/you/devices/lock-after/", minutes="5")
    ana.post("/you/devices/end-others/")
    with mock.patch("nearer.people.throttle.spent", return_value=True):
        other.post("/sign-in/", 422, name="Ana", passphrase="1")
        ana.post("/you/new-code/", 422, passphrase="1")


def faults(ana: Reader, language: str) -> None:
    for error, status in ((FULL, 507), (GONE, 503), (RuntimeError(), 500)):
        ana.client.raise_request_exception = False
        with mock.patch("nearer.exchange.shelf.write_page", side_effect=error):
            ana.post("/mine/new/", status, page__page="1 2 3")
        with mock.patch("nearer.exchange.shelf.entries", side_effect=error):
            ana.get("/mine/", status)
    ana.post("/mine/new/", 400, page__page="1" * 4_000_000)
    reader("Ana", language, enforce_csrf_checks=True).post("/start/", 403)
    person = Person.objects.filter(name="Ana")
    older = person.get().sealed_manifest
    ana.post("/you/devices/lock-after/", minutes="15")
    newest = person.get().sealed_manifest
    person.update(sealed_manifest=older)
    ana.get("/"), ana.post("/mine/new/", 409, page__page="1 2 3")
    person.update(sealed_manifest=b"0")
    ana.get("/", 409), ana.post("/mine/new/", 409, page__page="1 2 3")
    person.update(sealed_manifest=newest)
    ana.get("/")


def leaving(ana: Reader, ben: Reader, card: str) -> None:
    ana.post("/together/leave/", passphrase=PHRASES["Ana"])
    ben.get("/"), ben.get("/ours/"), ben.see(card), ben.get("/mine/put-away/")
    Session.objects.all().delete()
    ben.post("/mine/new/", 403, page__page="1 2 3")
    held = {"action": "/mine/new/", "held.page-page": "1 2 3", "name": "Ben"}
    ben.post("/send-held/", 422, **held, passphrase="1")
    ben.post("/send-held/", 200, **held, passphrase=PHRASES["Ben"])
    ben.post("/you/erase/", passphrase=PHRASES["Ben"])
