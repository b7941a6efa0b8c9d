"""Rows that somebody edits: a life with something in every table, the wounds, and looking around after each."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from django.apps import apps
from django.db import models

from nearer.kit import clock
from nearer.kit.fields import SealedField
from nearer.people.actions import register

from .cast import GROUPS, Visitor, couple
from .playing import Run, begin

MET_AGO, PLANNED_AGO = timedelta(days=3), timedelta(days=14)
APPS = ("people", "exchange", "planner", "reminders", "insights")
EVERYWHERE = ("/", "/ours/", "/mine/", "/together/", "/you/devices/", "/you/calendar/", "/outcomes/")


@dataclass
class Lives:
    """Ana and Ben, and where to look."""

    ana: Visitor
    ben: Visitor
    card: str = ""
    runs: dict[str, Run] = field(default_factory=dict)
    feed: str = ""
    strangers: list[Visitor] = field(default_factory=list)

    @property
    def people(self) -> Iterator[tuple[Visitor, str]]:
        """Each of the two, with the name of the other as it stands in the other's words."""
        yield self.ana, "ben"
        yield self.ben, "ana"

    def paths(self, row: models.Model) -> list[str]:
        """Where this row can matter."""
        exchange = exchange_of(row)
        if exchange is None:
            return [*EVERYWHERE, f"/exchanges/{self.card}/", self.feed]
        own = [f"/exchanges/{exchange}/", "/", "/ours/", "/mine/", self.feed]
        if exchange == self.runs["met"].id:
            own += [f"/exchanges/{exchange}/moment/photo/{whose}/" for whose in ("mine", "theirs")]
            own += [f"/plans/{exchange}/calendar.ics", "/you/calendar/"]
        if exchange == self.runs["said"].id:
            own += [f"/exchanges/{exchange}/across/"]
        return own


def lives() -> Lives:
    """An opened card with a reply, one that is kept, pages, and runs with a match, a plan, photos, signatures."""
    ana, ben = couple()
    here = Lives(ana, ben, strangers=who_are_meeting())
    with clock.moved(-PLANNED_AGO):
        ana.back(), ben.back()
        here.runs["met"] = begin("new-together", ana, ben, say=named).go(until="moment")
    with clock.moved(-MET_AGO):
        ana.back(), ben.back()
        here.runs["met"].go()
    ana.back(), ben.back()
    here.card = card = ana.todays_card()
    ana.answer(card, "ana-answer"), ben.answer(card, "ben-answer")
    for who in (ana, ben):
        who.post(f"/exchanges/{card}/answer/open-now/")
    ana.see(card), ben.see(card)
    ana.reply(card, "ana-heard")
    for who in (ana, ben):
        who.post("/mine/new/", page__page=f"{who.name.lower()}-private")
        who.post(f"/exchanges/{card}/aside/", wish="another")
    ana.answer(ana.todays_card(), "ana-kept")
    here.runs["agreed"] = begin("our-agreement", ben, ana, say=named).go()
    here.runs["said"] = begin("say-it-back", ana, ben, say=named).go(until="verdict-1")
    here.runs["listed"] = begin("ladder", ana, ben, say=named)
    here.runs["listed"].write(ben, "prompts")
    begin("three-views", ana, say=lambda who, place: "ana-private").go()
    ana.post("/outcomes/ask/weekly/", o1w="7")
    ana.post("/you/calendar/on/"), ana.post("/you/calendar/titles/", titles="real"), ana.get("/you/calendar/")
    ana.post("/you/reminders/calendar/", calendar__weekdays=["0"], calendar__hour="20", calendar__zone="UTC")
    here.feed = f"/calendar/{ana.me.manifest.feed['token']}.ics"
    return here


def who_are_meeting() -> list[Visitor]:
    """One who invites and one who has come: they have not met yet."""
    cleo = Visitor("Cleo").arrive()
    dora = Visitor("Dora").unlock_with(*register("Dora", "seven quiet lamps burn"))
    cleo.post("/together/invite/", reach="neither")
    dora.post("/together/join/", code="".join(GROUPS.findall(cleo.get("/together/"))), reach="neither")
    return [cleo, dora]


def named(who: Visitor, place: str) -> str:
    """Words that say whose they are; what stands at a private move says that too."""
    kind = "private" if place.partition(".")[0] in ("afterthought", "heard", "draft", "page") else "said"
    return f"{who.name.lower()}-{kind}"


def sealed_columns() -> list[tuple[type[models.Model], str]]:
    tables = [table for app in APPS for table in apps.get_app_config(app).get_models()]
    return [(table, one.name) for table in tables for one in table._meta.fields if isinstance(one, SealedField)]


def wounds(sealed: bytes, other: bytes | None) -> Iterator[bytes]:
    """Damaged forms of one sealed value: bits across it, cut short, empty, junk, somebody else's."""
    for at in sorted({0, 20, len(sealed) // 2, len(sealed) - 1} & set(range(len(sealed)))):
        yield sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
    yield from (sealed[:20], b"", b"s1" + bytes(40))
    if other is not None and other != sealed:
        yield other


def exchange_of(row: models.Model) -> str | None:
    """The exchange that a row belongs to, if it belongs to one."""
    if row._meta.model_name == "exchange":
        return str(row.pk)
    part = getattr(row, "part", None)
    found = getattr(part if part is not None else row, "exchange_id", None)
    return str(found) if found else None


def some_rows(table: type[models.Model], most: int = 4) -> list[models.Model]:
    """A few rows of a table, each from another exercise and another person where there are such."""
    found: dict[object, models.Model] = {}
    for row in table._default_manager.order_by("pk"):
        part = getattr(row, "part", row)
        exercise = getattr(getattr(part, "exchange", None), "exercise", "")
        found.setdefault((exercise, getattr(part, "move", "") == "moment", getattr(row, "person_id", "")), row)
    return list(found.values())[:most]


def look_around(here: Lives, row: models.Model) -> None:
    """Every page answers, and none shows what is the other's alone."""
    if row._meta.app_label == "people":
        answers = [one.client.get(path) for one in here.strangers for path in ("/", "/together/")]
        assert all(answer.status_code < 500 for answer in answers)
    for who, other in here.people:
        for path in here.paths(row):
            response = who.client.get(path)
            assert response.status_code < 500, path
            page = response.content.decode("utf-8", "replace")
            assert f"{other}-private" not in page and f"{other}-kept" not in page, path
            if path.startswith("/exchanges/"):
                assert not any(f"{other}-" in said for said in mine_on(page)), f"{path}: theirs as {who.name}'s"


def mine_on(page: str) -> list[str]:
    """What a page shows as said by its reader."""
    return [part.split("</blockquote>")[0] for part in page.split('class="said said--mine"')[1:]]
