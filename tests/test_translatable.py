"""Every sentence of the product goes through translation; every page also runs right to left."""

import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from typing import Any

import pytest
from django.conf import settings as project
from django.core.cache import cache
from django.test import Client

from nearer.exchange.models import Exchange
from nearer.people.models import Session
from nearer.programme import loader
from nearer.programme.loader import Programme, programme
from nearer.safety import content as safety
from nearer.ui import bundle
from tests.cast import GROUPS, Visitor
from tests.pseudo import LEFT, OPEN, RIGHT, bare_sentences, pseudo, spoken

pytestmark = pytest.mark.django_db(transaction=True)
STYLESHEET = re.compile(r'<link rel="stylesheet"[^>]*>')
PHRASE = {"Ana": "marble otter lantern quick sofa", "Ben": "copper violin harvest moss tunnel"}


def wrapped(value: Any) -> Any:
    """Content as a translator would give it."""
    if isinstance(value, str):
        return pseudo(value)
    return [wrapped(one) for one in value] if isinstance(value, list) else value


def translated(content: Programme) -> Programme:
    cards = {
        id: {
            n: c.model_copy(update={"text": wrapped(c.text), "follow_ups": wrapped(c.follow_ups)})
            for n, c in known.items()
        }
        for id, known in content.cards.items()
    }
    scripts = {id: {n: _script(script) for n, script in known.items()} for id, known in content.exercises.items()}
    return Programme(scripts, cards)


def changed(thing: Any, *names: str, **more: Any) -> Any:
    """A piece of content with these of its texts translated."""
    return thing.model_copy(update={**{name: wrapped(getattr(thing, name)) for name in names}, **more})


def _script(script: Any) -> Any:
    moves = [
        changed(move, "ask", fields=[changed(field, "label", "hint") for field in move.fields]) for move in script.moves
    ]
    return changed(script, "title", "summary", moves=moves, landed=changed(script.landed, "says"))


def _help(words: Any) -> Any:
    sections = tuple(
        replace(part, title=pseudo(part.title), paragraphs=tuple(map(pseudo, part.paragraphs)))
        for part in words.sections
    )
    return replace(words, sections=tuple(sections), countries=(), directories=())


@pytest.fixture(params=[LEFT, RIGHT])
def language(request: pytest.FixtureRequest, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The product as a translator of everything would have left it."""
    settings.LANGUAGES = [*project.LANGUAGES, (request.param, request.param)]
    settings.LANGUAGES_BIDI = [RIGHT]
    content, help_ = translated(programme()), _help(safety.help_in("en"))
    for module in _users_of("programme"):
        monkeypatch.setattr(module, "programme", lambda *_: content)
    monkeypatch.setattr(safety, "help_in", lambda *_: help_)
    cache.clear()
    with spoken(request.param):
        yield request.param


def _users_of(name: str) -> list[Any]:
    """Every module of ours that has imported this name."""
    import_module(project.ROOT_URLCONF)
    ours = [module for path, module in list(sys.modules.items()) if path.startswith("nearer.")]
    return [module for module in ours if callable(vars(module).get(name)) and module is not loader]


class Reader(Visitor):
    """A visitor who reads every page for sentences that are not translated."""

    def check(self, page: str, path: str) -> str:
        bare = [said for said in bare_sentences(page) if said not in ("Ana", "Ben", "Linux · Chrome")]
        assert not bare, f"{path}: {bare[:5]}"
        assert OPEN in page, path
        return page

    def get(self, path: str, status: int = 200) -> str:
        return self.check(super().get(path, status), path)

    def post(self, path: str, status: int = 302, **form: object) -> str:
        page = super().post(path, status, **form)
        return self.check(page, path) if status != 302 else page


def reader(name: str, language: str) -> Reader:
    return Reader(name, Client(headers={"accept-language": language}))


def test_every_page_of_two_peoples_evening_is_translated(language: str) -> None:
    ana, ben = reader("Ana", language), reader("Ben", language)
    for path in ("/", "/start/", "/sign-in/", "/recover/", "/help/"):
        ana.get(path)
    ana.get("/nothing-here/", 404)
    ana.post("/start/", 422, name="", passphrase="12345")
    ana.post("/sign-in/", 422, name="Nobody", passphrase="12345")
    for who in (ana, ben):
        who.start().get("/welcome/code/")
        who.post("/welcome/code/")
        who.get("/welcome/")
    card = ana.todays_card()
    ana.answer(card, "", 422)
    ana.answer(card, "1234")
    pair_and_refuse(ana, ben)
    ben.answer(card, "5678")
    assert f'dir="{"rtl" if language == RIGHT else "ltr"}"' in ana.see(card)
    ben.see(card)
    ana.post(f"/exchanges/{card}/reply/", 200, reply__heard="9")
    ana.reply(card, "9")
    ben.post(f"/exchanges/{card}/felt/", felt__felt="8")
    ben.see(card)
    around(ana, card)
    leaving(ana, ben, card)


def pair_and_refuse(ana: Reader, ben: Reader) -> None:
    ana.get("/together/")
    ana.post("/together/invite/", 422)
    ana.post("/together/invite/", reach="neither")
    code = "".join(GROUPS.findall(ana.get("/together/")))
    ana.post("/together/join/", 409, code=code, reach="me")
    ben.post("/together/join/", 409, code="1", reach="me")
    ben.post("/together/join/", code=code, reach="partner")
    ben.get("/together/")
    ana.get("/"), ana.get("/together/")
    ana.post("/together/confirm/", answer="yes")
    ben.get("/together/")


def around(ana: Reader, card: str) -> None:
    """Everything else that one person can look at."""
    for wish in ("later", "undo", "pass", "another", "lighter"):
        one = Exchange.objects.exclude(pk=card).first()
        ana.post(f"/exchanges/{one.pk if one else card}/aside/", wish=wish)
        ana.get("/")
    ana.post("/mine/new/", 422)
    ana.post("/mine/new/", page__title="1", page__page="2 3")
    page = Exchange.objects.get(exercise="page").pk
    ana.see(page), ana.post(f"/mine/{page}/remove/", 200), ana.post("/mine/search/", 200, query="2")
    ana.post("/begin/thanks/")
    ana.see(Exchange.objects.get(exercise="thanks").pk)
    for path in ("/ours/", "/mine/", "/mine/new/", "/mine/put-away/", "/you/", "/you/devices/", "/you/passphrase/"):
        ana.get(path)
    for path in ("/you/new-code/", "/you/erase/", "/you/take-along/", "/together/leave/"):
        ana.get(path), ana.post(path, 422, passphrase="no")


def leaving(ana: Reader, ben: Reader, card: str) -> None:
    ana.post("/together/leave/", passphrase=PHRASE["Ana"])
    ben.get("/"), ben.get("/ours/"), ben.see(card)
    Session.objects.all().delete()
    ben.post("/mine/new/", 403, page__page="1 2 3")


@pytest.mark.parametrize("language", [LEFT], indirect=True)
def test_a_bare_sentence_would_be_found(language: str) -> None:
    page = reader("Ana", language).get("/")
    assert bare_sentences(page.replace("</main>", "<p>Not translated</p></main>")) == ["Not translated"]
    assert bare_sentences(page.replace("<main", '<img alt="Not translated"><main')) == ["Not translated"]


@pytest.mark.browser
@pytest.mark.parametrize("language", [RIGHT], indirect=True)
@pytest.mark.parametrize("path", ["/", "/start/", "/together/", "/ours/", "/help/", "/you/devices/"])
def test_it_reads_from_the_right_and_nothing_sticks_out(language: str, path: str, visit: Any) -> None:
    ana = reader("Ana", language).start()
    ana.answer(ana.todays_card(), "1234")
    page = visit("http://localhost")
    page.set_content(STYLESHEET.sub(lambda _: f"<style>{bundle.joined()}</style>", ana.get(path)))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    gap = page.evaluate(
        """() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector("main h1"));
      return innerWidth - Math.max(...[...range.getClientRects()].map((line) => line.right));
    }"""
    )
    assert gap <= 40, "the heading does not begin at the right"
