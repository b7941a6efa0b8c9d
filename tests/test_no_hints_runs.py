"""What somebody keeps, chooses or puts aside inside an exercise leaves the other's pages as they were."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from nearer.kit import clock
from nearer.live import bus

from .cast import Visitor, couple
from .hints import as_now, pages
from .matrix import TOKEN
from .playing import Run, begin

pytestmark = pytest.mark.django_db
Act = Callable[[Visitor, dict[str, Run]], object]
DAYS_LATER = 15


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Visitor, Visitor, dict[str, Run]]]:
    """Ana and Ben, with one run at each point where somebody decides alone."""
    with django_db_blocker.unblock(), transaction.atomic():
        ana, ben = couple()
        runs = {name: make(ana, ben) for name, make in MAKING.items()}
        for one in (ana, ben, ana):
            pages(one)
        yield ana, ben, runs
        transaction.set_rollback(True)


def _told(ana: Visitor, ben: Visitor) -> Run:
    """Ben wrote plain talk to her; whether she hears it is hers to say."""
    return begin("plain-talk", ben, ana).go(until="hear")


def _offered(ana: Visitor, ben: Visitor) -> Run:
    return begin("own-part", ben, ana).go(until="read")


def _listed(ana: Visitor, ben: Visitor) -> Run:
    return begin("ladder", ben, ana)


def _strengths(ana: Visitor, ben: Visitor) -> Run:
    return begin("season-check-up", ben, ana)


def _concerns(ana: Visitor, ben: Visitor) -> Run:
    return begin("season-check-up", ben, ana).go(until="concern")


def _agreed(ana: Visitor, ben: Visitor) -> Run:
    return begin("small-ritual", ben, ana).go(until="looked")


def _said_back(ana: Visitor, ben: Visitor) -> Run:
    return begin("say-it-back", ben, ana).go(until="heard")


def _begun(ana: Visitor, ben: Visitor) -> Run:
    return begin("say-it-back", ben, ana)


MAKING = {
    "told": _told,
    "offered": _offered,
    "listed": _listed,
    "concerns": _concerns,
    "strengths": _strengths,
    "agreed": _agreed,
    "said back": _said_back,
    "begun": _begun,
}


def draft(ana: Visitor, runs: dict[str, Run], heat: str = "0") -> None:
    run = begin("plain-talk", ana, runs["told"].people[0])
    run.write(ana, "draft", heat=heat)
    ana.see(run.id)


def begin_each(ana: Visitor, runs: dict[str, Run]) -> None:
    for exercise in ("plain-talk", "own-part", "thanks"):
        ana.post(f"/begin/{exercise}/")


def three_views(ana: Visitor, runs: dict[str, Run]) -> None:
    run = begin("three-views", ana)
    run.write(ana, "facts")
    ana.post(f"{run.page}rest/", sure="yes")


def mark_and_take_back(ana: Visitor, runs: dict[str, Run]) -> None:
    runs["listed"].write(ana, "prompts")
    ana.post(f"{runs['listed'].page}prompts/take-back/")


def read_on(ana: Visitor, runs: dict[str, Run]) -> None:
    for path in ("/exercises/plain-talk/", "/exercises/plain-talk/paper/", "/steps/s5/", "/steps/", "/you/calendar/"):
        ana.get(path)
    for run in runs.values():
        ana.see(run.id)


def a_calendar(ana: Visitor, runs: dict[str, Run]) -> None:
    for act in ("on", "change", "off"):
        ana.post(f"/you/calendar/{act}/")
    ana.post("/you/calendar/titles/", titles="real")


def take_the_device(ana: Visitor, runs: dict[str, Run]) -> None:
    """Turns aloud on one device, not to the end."""
    path = f"{runs['begun'].page}across/"
    ana.get(path)
    for number, press in enumerate(("take", "say", "take")):
        ana.post(path, at=str(number), do=press)


def aside(name: str, *wishes: str) -> Act:
    return lambda ana, runs: [ana.post(f"{runs[name].page}aside/", wish=wish) for wish in wishes]


ACTS: dict[str, Act] = {
    "hear it later": aside("told", "later"),
    "rather not hear it": lambda ana, runs: runs["told"].write(ana, "hear", answer="not-this"),
    "hear it": lambda ana, runs: runs["told"].write(ana, "hear", answer="now"),
    "let it stay closed": lambda ana, runs: runs["offered"].write(ana, "read", read="closed"),
    "put a run aside": aside("told", "pass"),
    "put an invitation aside and take it up": aside("begun", "pass", "undo"),
    "draft": draft,
    "draft in heat": lambda ana, runs: draft(ana, runs, "9"),
    "begin and leave empty": begin_each,
    "write alone and put to rest": three_views,
    "mark a list first": lambda ana, runs: runs["listed"].write(ana, "prompts"),
    "mark a list and take it back": mark_and_take_back,
    "answer first": lambda ana, runs: runs["strengths"].write(ana, "strengths"),
    "note a concern": lambda ana, runs: runs["concerns"].write(ana, "concern"),
    "say how it was": lambda ana, runs: runs["said back"].write(ana, "heard", heard="2"),
    "read on": read_on,
    "a calendar": a_calendar,
    "take the device": take_the_device,
}


@pytest.fixture
def three(world: tuple[Visitor, Visitor, dict[str, Run]]) -> tuple[Visitor, Visitor, dict[str, Run]]:
    ana, ben, runs = world
    now = {"Ana": as_now(ana), "Ben": as_now(ben)}
    again = {name: Run(run.id, [now[who.name] for who in run.people]) for name, run in runs.items()}
    return now["Ana"], now["Ben"], again


@pytest.fixture
def pings(monkeypatch: pytest.MonkeyPatch) -> list[bus.Ping]:
    sent: list[bus.Ping] = []
    monkeypatch.setattr(bus, "send", sent.append)
    return sent


@pytest.mark.parametrize("act", ACTS)
def test_the_other_sees_nothing_of_it(three, pings, django_capture_on_commit_callbacks, act: str) -> None:
    ana, ben, runs = three
    before = pages(ben)
    with django_capture_on_commit_callbacks(execute=True):
        ACTS[act](ana, runs)
    assert not [ping for ping in pings if ben.me.id in ping.people]
    after = pages(ben)
    assert not [path for path in before if before[path] != after[path]]
    assert not [page for path, page in after.items() if path not in before and b"said" in page]


def test_what_is_given_is_announced(three, pings, django_capture_on_commit_callbacks) -> None:
    """So that the test above listens in the right place."""
    ana, ben, runs = three
    with django_capture_on_commit_callbacks(execute=True):
        runs["begun"].write(ana, "how")
    assert [ping for ping in pings if ben.me.id in ping.people]


@pytest.mark.parametrize("verdict", ["keep", "stop"])
def test_a_look_back_is_nobody_elses(three, verdict: str) -> None:
    """On the day that both agreed on, it makes no difference to Ben what Ana makes of it, or whether she does."""
    ana, ben, runs = three
    with clock.moved(timedelta(days=DAYS_LATER)):
        ana.back(), ben.back()
        pages(ben)
        before = pages(ben)
        runs["agreed"].write(ana, "looked", verdict=verdict)
        assert pages(ben) == before


def probed(ben: Visitor, run: Run) -> list[tuple[int, bytes]]:
    """What Ben is told when he tries every move of a run in every way."""
    form = {"step": "give", "version": "1", "sure": "yes"}
    for move in run.own(ben).script.moves:
        form |= {key: value for key, value in run.filled(ben, move.id).items() if isinstance(value, str)}
    ways = ("", "take-back/", "open-now/", "open-first/", "sign/", "end/", "photo/theirs/", "photo/mine/")
    answers = []
    for move in run.own(ben).script.moves:
        for way in ways:
            with transaction.atomic():
                answer = as_now(ben).client.post(f"{run.page}{move.id}/{way}", form)
                answers.append((answer.status_code, TOKEN.sub(b"", answer.content)))
                transaction.set_rollback(True)
    return answers


PROBED = {
    "mark a list first": "listed",
    "answer first": "strengths",
    "note a concern": "concerns",
    "rather not hear it": "told",
    "let it stay closed": "offered",
    "say how it was": "said back",
    "put a run aside": "told",
}


@pytest.mark.parametrize("act", PROBED)
def test_trying_what_is_not_allowed_tells_nothing(three, act: str) -> None:
    ana, ben, runs = three
    run = runs[PROBED[act]]
    before = probed(ben, run)
    ACTS[act](ana, runs)
    assert probed(ben, run) == before
