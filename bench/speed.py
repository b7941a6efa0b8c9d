"""Requests a second and their slowest twentieth: Today, and an answer that is kept."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

from tests.served import Served

from . import bare
from .ground import Person, fill, memory
from .load import CONCURRENCY, SECONDS, Job, Load, put
from .table import Row, share

ROUNDS = 5
WRITERS = 2 * CONCURRENCY  # so that nobody sends two at a time
WORDS = "On Tuesday you listened to my long story without hurry, and I slept well that night. " * 7
SEALED = "SELECT total(revision), count(*) FROM exchange_part"


def measured(server: Served, folder: Path) -> Iterator[Row]:
    """`server` holds a couple with a history; more people are made here, and the server is stopped at the end."""
    ana = Person(server, "Ana")
    hello = bare.Hello()
    put(server.port, [ana.get("/")], seconds=2)
    reads, alone = side_by_side(hello, lambda: put(server.port, [ana.get("/")], seconds=SECONDS))
    yield Row("Hello of the bare server", f"{reads:,.0f}/s")
    yield today("Today, one process", alone, reads, 160)
    yield from answers(server, folder)
    yield memory_row(server)
    server.stop()
    with bare.redis() as redis:
        if not redis:
            yield Row("Today, two processes", "no redis-server here")
        else:
            yield two_processes(folder, redis, ana, hello)
    hello.end()


def side_by_side(hello: bare.Hello, load: Callable[[], Load]) -> tuple[float, Load]:
    """The best of several rounds of both, turn by turn: what else the machine does hurts both alike."""
    hellos, loads = [], []
    for _ in range(ROUNDS):
        hellos.append(hello.load().rate)
        loads.append(load())
    return max(hellos), best(loads)


def best(loads: list[Load]) -> Load:
    fastest = max(loads, key=lambda one: one.rate)
    errors = sum(one.errors for one in loads)
    return Load(fastest.requests, fastest.rate, min(one.p95 for one in loads), errors)


def today(what: str, load: Load, hello: float, at_least: int) -> Row:
    aim = f"1/{at_least} of hello, p95 50 ms"
    met = load.rate >= hello / at_least and load.p95 <= 50 and not load.errors
    return Row(what, said(load), f"{share(load.rate, hello)} of hello", aim, met)


def said(load: Load) -> str:
    wrong = f", {load.errors} errors" if load.errors else ""
    return f"{load.rate:,.0f}/s, p95 {load.p95:.0f} ms{wrong}"


def two_processes(folder: Path, redis: str, ana: Person, hello: bare.Hello) -> Row:
    server = Served(folder, ("--workers", "2"), NEARER_REDIS_URL=redis).start()
    put(server.port, [ana.get("/")], seconds=3)
    reads, load = side_by_side(hello, lambda: put(server.port, [ana.get("/")], seconds=SECONDS))
    server.stop()
    return today("Today, two processes", load, reads, 100)


def answers(server: Served, folder: Path) -> Iterator[Row]:
    """Every one seals words of its own author, in a transaction that is on the disk before the answer."""
    people = [Person(server, name) for name in fill(server, "writers", WRITERS)]
    rewrite = [
        one.post(f"/exchanges/{one.exchange()}/answer/", urlencode({"from": "today", "answer-answer": WORDS}))
        for one in people
    ]
    page = [one.post("/mine/new/", urlencode({"page-title": "Tuesday", "page-page": WORDS})) for one in people]
    put(server.port, rewrite, seconds=2)
    durable, loads, kept = [], [[], []], True
    for _ in range(ROUNDS):
        durable.append(bare.commits(folder))
        for found, jobs in zip(loads, (rewrite, page), strict=True):
            load, all_there = counted(server, jobs)
            found.append(load)
            kept = kept and all_there
    yield Row("Durable commits of bare SQLite", f"{max(durable):,.0f}/s")
    aim = "1/14 of commits, no error"
    for what, found in zip(("A sealed answer", "A new private page"), loads, strict=True):
        load = best(found)
        met = load.rate >= max(durable) / 14 and not load.errors and kept
        lost = "" if kept else ", NOT ALL KEPT"
        yield Row(what, said(load) + lost, f"{share(load.rate, max(durable))} of commits", aim, met)


def counted(server: Served, jobs: list[Job]) -> tuple[Load, bool]:
    """With a look into the database: everything that was acknowledged is there."""
    before = sealed(server)
    load = put(server.port, jobs, seconds=SECONDS)
    return load, sealed(server) - before >= load.requests - load.errors


def sealed(server: Served) -> float:
    """How many times words were sealed: each rewrite counts."""
    database = sqlite3.connect(server.data / "nearer.sqlite3")
    total: float = database.execute(SEALED).fetchone()[0]
    database.close()
    return total


def memory_row(server: Served) -> Row:
    resident = memory(server)
    return Row("Memory after that load", f"{resident:.0f} MB", aim="90 MB", met=resident <= 90)
