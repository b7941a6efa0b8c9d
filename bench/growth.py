"""The same pages with ever more behind them. Flat is the aim: a couple stays for years."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from tests.served import Served

from .ground import SIZES, Person, fill
from .load import Job, put, with_sockets
from .table import Row

ROUNDS = 4
OPENED = re.compile(r'<li class="list__item"><a href="(/exchanges/[a-z2-7]{26}/)"')
FLAT = 1.25  # the machine's own unrest is about a tenth
LISTS = ("Ours", "Mine")
PAGES = 5_000
SEARCHES = 7


def measured(servers: dict[int, Served]) -> Iterator[Row]:
    people = {size: Person(server, "Ana") for size, server in servers.items()}
    opened = {size: person.browser.get("/ours/")[1] for size, person in people.items()}
    paths = {size: [place[0] for place in pages(page)] for size, page in opened.items()}
    for number, (_, what) in enumerate(pages(opened[SIZES[0]])):
        jobs = {size: people[size].get(paths[size][number]) for size in SIZES}
        yield row(what, slowness(servers, jobs))


def pages(ours: str) -> list[tuple[str, str]]:
    """Where to look, and what it is called. The exchange is the oldest on the shelf."""
    exchange = OPENED.findall(ours)[-1]
    return [("/", "Today"), ("/ours/", "Ours"), (exchange, "An exchange"), ("/mine/", "Mine")]


def slowness(servers: dict[int, Served], jobs: dict[int, Job]) -> dict[int, float]:
    """Milliseconds a page for one browser, the best of several rounds, size by size in turn."""
    rates: dict[int, list[float]] = {size: [] for size in SIZES}
    for _ in range(ROUNDS):
        for size in SIZES:
            load = put(servers[size].port, [jobs[size]], concurrency=1, seconds=2)
            assert not load.errors
            rates[size].append(load.rate)
    return {size: 1000 / max(found) for size, found in rates.items()}


def row(what: str, slow: dict[int, float]) -> Row:
    """A list is first full with 1,000, so it is compared with that; the other pages with 10."""
    least = SIZES[1] if what in LISTS else SIZES[0]
    ratio = slow[SIZES[-1]] / slow[least]
    figures = " / ".join(f"{slow[size]:.1f}" for size in SIZES)
    sizes = " / ".join(f"{size:,}" for size in SIZES)
    against = f"{ratio:.2f} times that with {least:,}"
    return Row(f"{what} with {sizes} exchanges", f"{figures} ms", against, "flat", ratio <= FLAT)


def search(server: Served) -> Iterator[Row]:
    """A word that is on no page, so that every page is opened."""
    (name,) = fill(server, "pages", PAGES)
    job = Person(server, name).post("/mine/search/", urlencode({"query": "zebra"}))
    # Not by wrk: it counts nothing where one search takes longer than its run.
    loads = [with_sockets(server.port, [job], 1, seconds=1) for _ in range(SEARCHES)]
    assert not any(load.errors for load in loads)
    took = min(1000 / load.rate for load in loads)
    yield Row(f"Search over {PAGES:,} private pages", f"{took:.0f} ms", aim="100 ms", met=took <= 100)
