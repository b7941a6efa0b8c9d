"""A life told through the pages in words that nobody else would write, so that each can be looked for.

`Life` hands out the words, knows who may read each of them now, and watches every answer of the server.
"""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partialmethod
from typing import Any

from django.http import HttpResponse
from django.test import Client

from nearer.people.spaces import current_space

from .cast import Visitor

MARK = "tansyvole"  # every word begins so
WORD = re.compile(MARK + "[a-p]{12}")
TITLE = re.compile(r"<title>(.*?)</title>")
TICKETS = ("sid", "device")


@dataclass
class Word:
    """One planted word: who wrote it, where, and who may read it at this moment."""

    text: str
    author: str
    what: str
    readers: set[str]


@dataclass(frozen=True)
class Answer:
    """What the server said to one request, apart from its body."""

    who: str
    asked: str
    status: int
    headers: str
    cookies: dict[str, str]
    title: str


@dataclass
class Life:
    words: dict[str, Word] = field(default_factory=dict)
    secrets: dict[str, str | bytes] = field(default_factory=dict)
    answers: list[Answer] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    seen: dict[str, set[str]] = field(default_factory=dict)

    def word(self, author: str, what: str) -> str:
        """A new word that only its author may read so far."""
        tail = hashlib.sha256(f"{len(self.words)} {what}".encode()).hexdigest()[:12]
        text = MARK + "".join(chr(ord("a") + int(digit, 16)) for digit in tail)
        self.words[text] = Word(text, author, what, {author})
        return text

    def unseen(self, author: str, what: str) -> str:
        """A new word that no page may show, such as one of a passphrase."""
        self.words[text := self.word(author, what)].readers.clear()
        return text

    def phrase(self, author: str, what: str) -> str:
        """A passphrase that passes as strong, and is looked for whole and by its words."""
        phrase = f"{self.unseen(author, what)} {self.unseen(author, what)}"
        self.secrets[f"{author}'s {what} {len(self.secrets)}"] = phrase
        return phrase

    def opened_to(self, reader: str, *texts: str) -> None:
        for text in texts:
            self.words[text].readers.add(reader)

    def closed(self, reader: str, *texts: str) -> None:
        for text in texts:
            self.words[text].readers.discard(reader)

    def gone(self, *texts: str) -> None:
        """Written over or destroyed: from now on nobody reads these."""
        for text in texts:
            self.words[text].readers.clear()

    def closed_to(self, reader: str, author: str) -> None:
        """The author has taken all their words out."""
        self.closed(reader, *(word.text for word in self.words.values() if word.author == author))

    def all_secrets(self) -> dict[str, str | bytes]:
        """Everything to look for: each word, each key, code and ticket, and the beginning of any word."""
        words: dict[str, str | bytes] = {
            f"{number}: {word.author}, {word.what}": word.text for number, word in enumerate(self.words.values())
        }
        return words | self.secrets | {"the beginning of a word": MARK}


class Watched(Client):
    """A browser whose every answer is checked at once: no page shows a word to whom it is not open now."""

    def __init__(self, life: Life, who: str, **options: Any) -> None:
        super().__init__(raise_request_exception=False, **options)
        self.life, self.who = life, who

    def generic(self, method: str, path: str, data: Any = "", *args: Any, **extra: Any) -> HttpResponse:
        response = super().generic(method, path, data, *args, **extra)
        typed = set(WORD.findall(data.decode("utf-8", "replace") if isinstance(data, bytes) else data))
        self.watch(f"{method} {path}", typed, response)
        return response

    def watch(self, asked: str, typed: set[str], response: HttpResponse) -> None:
        life, body = self.life, response.content.decode()
        shown = set(WORD.findall(body))
        life.seen.setdefault(self.who, set()).update(shown)
        for text in shown - typed:
            if self.who not in life.words[text].readers:
                life.leaks.append(f"{asked} shows {self.who} {life.words[text].author}'s {life.words[text].what}")
        cookies = {name: morsel.OutputString() for name, morsel in response.cookies.items()}
        for name, morsel in response.cookies.items():
            if name.startswith(TICKETS) and morsel.value:
                life.secrets[f"{name} of {self.who} {len(life.secrets)}"] = morsel.value
        headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
        title = TITLE.search(body)
        life.answers.append(Answer(self.who, asked, response.status_code, headers, cookies, title[1] if title else ""))


@dataclass
class Living(Visitor):
    """One person of the life. `say` writes words and returns them."""

    life: Life = field(default_factory=Life)
    phrase: str = ""

    def __post_init__(self) -> None:
        self.client = self.browser()
        self.client.defaults["REMOTE_ADDR"] = self.life.secrets.setdefault(
            f"{self.name}'s address", f"2001:db8:{self.name.encode().hex()}::77"
        )

    def browser(self, **options: Any) -> Watched:
        return Watched(self.life, self.name, **options)

    def word(self, what: str) -> str:
        return self.life.word(self.name, what)

    def unseen(self, what: str) -> str:
        return self.life.unseen(self.name, what)

    def enter(self) -> "Living":
        """The sign-up page: refused four times, taken the fifth; then every secret of the account is noted."""
        self.phrase = self.life.phrase(self.name, "passphrase")
        form = {"name": self.name, "partner": self.unseen("partner's name"), "passphrase": self.phrase, "adult": "on"}
        self.post("/start/", 422, **form | {"name": ""})
        self.post("/start/", 422, **form | {"adult": ""})
        self.post("/start/", 422, **form | {"passphrase": self.life.unseen(self.name, "short passphrase")[:14]})
        self.post("/start/", 422, **form | {"passphrase": self.unseen("long passphrase") + " a" * 400})
        self.post("/start/", **form)
        self._vk = self.me.vk
        self.get("/welcome/code/"), self.get("/welcome/")
        self.note_keys()
        return self

    def note_keys(self) -> None:
        """Write down keys and codes as they are now, to be looked for."""
        me, secrets = self.me, self.life.secrets
        secrets[f"{self.name}'s vault key"] = me.vk.raw
        secrets[f"{self.name}'s identity"] = me.identity.seeds
        space = current_space(me)
        if space is not None:
            secrets[f"couple key {space.ck.raw.hex()[:6]}"] = space.ck.raw
        for code in filter(None, (me.manifest.code, me.manifest.pairing.get("code"))):
            groups = [code[at : at + 5] for at in range(0, len(code), 5)]
            secrets[f"{self.name}'s code {code[:3]}"] = code
            secrets[f"{self.name}'s code in groups {code[:3]}"] = " ".join(groups)

    def sign_in(self, phrase: str, status: int = 302, **more: str) -> str:
        return self.post("/sign-in/", status, name=self.name, passphrase=phrase, **more)

    def wake(self) -> "Living":
        """The next day: signed in again."""
        self.back()
        self.life.secrets[f"sid of {self.name} {len(self.life.secrets)}"] = self.client.cookies["sid"].value
        return self

    def writes(self, path: str, *fields: str, status: int = 302, **form: Any) -> list[str]:
        """Post new words in these fields. Returns them."""
        words = [self.word(f"{name} at {path.strip('/').rpartition('/')[2]}, {status}") for name in fields]
        self.post(path, status, **dict(zip(fields, words, strict=True)) | form)
        if status != 302:
            self.life.gone(*words)  # shown again to their writer in that one answer, and never kept
        return words

    refused = partialmethod(writes, status=422)


def everywhere(paths: Callable[[], Iterator[str]], people: list[Living]) -> dict[str, set[str]]:
    """Everybody opens every address. Returns the words that each of them saw."""
    sights = {}
    for person in people:
        person.life.seen[person.name] = set()
        for path in paths():
            person.client.get(path)
        sights[person.name] = set(person.life.seen[person.name])
    return sights
