"""The floor: from one person's act to the other's screen, and a page with many moves.

The speaker says something; the listener's open page hears the ping and asks again, as a browser does.
"""

import asyncio
import random
import re
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.served import Served

from . import bare
from .ground import fill
from .load import CONCURRENCY, SECONDS, Job, put
from .table import Row, share

MANY = 200
PATIENCE = 60
OVER = 20  # seconds over which that many floors take their turn once
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')
CSRF = re.compile(rb"csrf=(\w+)", re.I)
SAID = "On Tuesday the train was late, and I stood in the rain and thought of our kitchen."


@dataclass
class Floor:
    """One couple: the speaker's and the listener's cookies, and their run."""

    speaker: str
    listener: str
    run: str


@dataclass
class Seat:
    """A floor with both at their screens."""

    floor: Floor
    stream: asyncio.StreamReader
    line: asyncio.StreamWriter
    token: str
    csrf: str


def measured(server: Served) -> Iterator[Row]:
    """`server` has an empty folder."""
    names = fill(server, "floors", MANY + 1)
    floors = [Floor(*names[at : at + 3]) for at in range(0, len(names), 3)]
    alone = asyncio.run(_all(server.port, floors[:1], over=0))
    yield _row("A turn, from the act to the other's screen: 1 floor", alone, aim=300)
    many = asyncio.run(_all(server.port, floors[1:], over=OVER))
    yield _row(f"The same with {MANY} floors, all within {OVER} s", many, aim=300)
    hello = bare.Hello()
    page = Job(f"/exchanges/{floors[0].run}/", f"sid={floors[0].listener}")
    put(server.port, [page], seconds=2)
    load = put(server.port, [page], CONCURRENCY, SECONDS)
    yield Row(
        "An exercise with 12 moves",
        f"{load.rate:,.0f}/s, p95 {load.p95:.0f} ms",
        f"{share(load.rate, hello.load().rate)} of hello",
        met=not load.errors,
        aim="no error",
    )
    hello.end()


def _row(what: str, took: list[float], aim: int) -> Row:
    ordered = sorted(took)
    p95 = ordered[int(len(ordered) * 0.95)]
    figures = f"median {statistics.median(took):.0f} ms, p95 {p95:.0f} ms"
    return Row(what, figures, aim=f"p95 {aim} ms", met=p95 <= aim)


async def _all(port: int, floors: list[Floor], over: float) -> list[float]:
    """Everybody is there first; then each takes a turn at some moment of their own."""
    chance = random.Random(7)
    ready = [await _seated(port, floor) for floor in floors]
    return await asyncio.gather(*(_turn(port, seat, chance.random() * over) for seat in ready))


async def _seated(port: int, floor: Floor) -> Seat:
    """The listener's stream open, the speaker's form on the screen."""
    request = f"GET /live/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: sid={floor.listener}\r\n\r\n"
    stream, line = await _open(port, request)
    await _hear(stream, b"retry:")
    page, cookies = await _ask(port, "GET", f"/exchanges/{floor.run}/", f"sid={floor.speaker}")
    token, csrf = TOKEN.search(page), CSRF.search(cookies)
    assert token and csrf, "the speaker has no form"
    return Seat(floor, stream, line, token[1].decode(), csrf[1].decode())


async def _turn(port: int, seat: Seat, wait: float) -> float:
    """Milliseconds from sending the act to having the other's new page."""
    await asyncio.sleep(wait)
    floor, body = seat.floor, urlencode({"csrfmiddlewaretoken": seat.token, "say-1-say": SAID})
    cookie = f"sid={floor.speaker}; csrf={seat.csrf}"
    began = time.perf_counter()
    act = asyncio.create_task(_ask(port, "POST", f"/exchanges/{floor.run}/say-1/", cookie, body))
    await _hear(seat.stream, b"event: changed")
    seen, _ = await _ask(port, "GET", f"/exchanges/{floor.run}/", f"sid={floor.listener}")
    took = (time.perf_counter() - began) * 1000
    assert b"the train was late" in seen, "the other's page has not changed"
    await act
    seat.line.close()
    return took


async def _hear(stream: asyncio.StreamReader, word: bytes) -> None:
    async with asyncio.timeout(PATIENCE):
        while word not in (line := await stream.readline()):
            assert line, "the stream ended"


async def _ask(port: int, method: str, path: str, cookie: str, body: str = "") -> tuple[bytes, bytes]:
    """The page and its headers."""
    lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Cookie: {cookie}", "Connection: close"]
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    reader, writer = await _open(port, "\r\n".join([*lines, "", body]))
    answer = await reader.read()
    writer.close()
    head, _, page = answer.partition(b"\r\n\r\n")
    return page, head


async def _open(port: int, request: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request.encode())
    return reader, writer
