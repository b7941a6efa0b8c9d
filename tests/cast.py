"""The cast of the whole suite. Ana and Ben are a couple, Cleo is a stranger, and one of them may run the server.

Everybody acts through the real views, as a browser would. `Visitor.get` and `post` return the page.
"""

import re
from dataclasses import dataclass, field
from html import unescape

from django.http import HttpResponse
from django.test import Client

from nearer.people.actions import register, sign_in
from nearer.people.middleware import let_in
from nearer.people.models import Person
from nearer.people.sessions import cookie_name, read
from nearer.people.unlocked import Unlocked
from nearer.vault import Key

PHRASES = {
    "Ana": "marble otter lantern quick sofa",
    "Ben": "copper violin harvest moss tunnel",
    "Cleo": "saddle pepper glacier noon ribbon",
}
ANSWER = re.compile(r"/exchanges/([a-z2-7]{26})/answer/")
GROUPS = re.compile(r"<span>(\w+)</span>")


@dataclass
class Visitor:
    """One person with one browser."""

    name: str
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=False))

    @property
    def passphrase(self) -> str:
        return PHRASES[self.name]

    def start(self) -> "Visitor":
        """Make the account through the sign-up page."""
        form = {"name": self.name, "partner": "", "passphrase": self.passphrase, "adult": "on"}
        assert self.client.post("/start/", form).status_code == 302
        return self

    def arrive(self) -> "Visitor":
        """Make the account without the page, for tests about something else."""
        person, vk = register(self.name, self.passphrase)
        return self.unlock_with(person, vk)

    def back(self) -> "Visitor":
        """Sign in again with the key they have, as after a night; moved clocks lock every device."""
        return self.unlock_with(Person.objects.get(name=self.name), self._vk)

    def unlock_with(self, person: Person, vk: Key) -> "Visitor":
        self._vk = vk
        let_in(response := HttpResponse(), sign_in(person, vk, "a phone", self.name))
        self.client.cookies.update(response.cookies)
        return self

    @property
    def me(self) -> Unlocked:
        """This visitor's unlocked self, as a request would have it."""
        found = read(self.client.cookies[cookie_name()].value)
        assert found is not None
        return found

    def get(self, path: str, status: int = 200) -> str:
        response = self.client.get(path)
        assert response.status_code == status, f"GET {path}: {response.status_code}"
        return unescape(response.content.decode())

    def post(self, path: str, status: int = 302, **form: object) -> str:
        response = self.client.post(path, {key.replace("__", "-"): value for key, value in form.items()})
        assert response.status_code == status, f"POST {path}: {response.status_code}"
        return unescape(response.content.decode())

    def todays_card(self) -> str:
        """The id of the card that waits for this visitor's answer."""
        found = ANSWER.search(self.get("/"))
        assert found is not None, "no card waits for an answer"
        return found[1]

    def answer(self, exchange: str, words: str, status: int = 302) -> str:
        return self.post(f"/exchanges/{exchange}/answer/", status, answer__answer=words)

    def reply(self, exchange: str, heard: str, **more: str) -> str:
        fields = {f"reply__{key}": value for key, value in more.items()}
        return self.post(f"/exchanges/{exchange}/reply/", reply__heard=heard, step="give", **fields)

    def see(self, exchange: str) -> str:
        return self.get(f"/exchanges/{exchange}/")


def pair(inviter: Visitor, joiner: Visitor, reaches: tuple[str, str] = ("neither", "neither")) -> str:
    """Make the two a couple through the pages. Returns the code that was used."""
    inviter.post("/together/invite/", reach=reaches[0])
    code = "".join(GROUPS.findall(inviter.get("/together/")))
    joiner.post("/together/join/", code=code, reach=reaches[1])
    inviter.post("/together/confirm/", answer="yes")
    joiner.get("/together/")
    return code


def couple(reaches: tuple[str, str] = ("neither", "neither")) -> tuple[Visitor, Visitor]:
    """Ana and Ben, paired."""
    ana, ben = Visitor("Ana").arrive(), Visitor("Ben").arrive()
    pair(ana, ben, reaches)
    return ana, ben
