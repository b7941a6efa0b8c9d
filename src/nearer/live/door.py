"""GET /live/: answered by the server itself, outside Django, because a Django view would keep a thread."""

import asyncio
import logging
from collections.abc import Callable, Collection
from concurrent.futures import Executor
from typing import Any

from django.http import parse_cookie

from .hub import hub
from .stream import Receive, Send, Stream

log = logging.getLogger("nearer.live")
PersonOf = Callable[[dict[str, str]], tuple[str, str] | None]
StillOpen = Callable[[Collection[str]], set[str]]

BEAT_EVERY = 20
BEATS_PER_CHECK = 3  # sessions are looked up again every minute


async def answer(scope: dict[str, Any], receive: Receive, send: Send, lookups: Executor, person_of: PersonOf) -> None:
    """A stream for whoever's cookie this is; 204 tells a browser not to ask again."""
    found = None
    if scope["method"] == "GET":
        found = await asyncio.get_running_loop().run_in_executor(lookups, person_of, cookies(scope))
    # Threat: the cookie opens the vault. A stream can stay for hours; its cookie must not stay with it.
    scope["headers"].clear()
    if found is None or not hub.has_room(found[0]):
        await send({"type": "http.response.start", "status": 204, "headers": [(b"cache-control", b"no-store")]})
        await send({"type": "http.response.body", "body": b""})
        return
    stream = Stream(*found, send)
    hub.add(stream)
    try:
        await stream.run(receive)
    finally:
        hub.remove(stream)


def cookies(scope: dict[str, Any]) -> dict[str, str]:
    """The request's cookies by name."""
    sent = [value.decode("latin-1") for name, value in scope["headers"] if name == b"cookie"]
    return dict(parse_cookie("; ".join(sent)))


async def keep_alive(lookups: Executor, still_open: StillOpen) -> None:
    """A heartbeat for proxies; each minute, an end to the streams of sessions that are over."""
    beats = 0
    while True:
        await asyncio.sleep(BEAT_EVERY)
        hub.beat()
        beats += 1
        if beats % BEATS_PER_CHECK or not (sessions := hub.sessions()):
            continue
        try:
            alive = await asyncio.get_running_loop().run_in_executor(lookups, still_open, sessions)
        except Exception:  # the database may be away for a moment; the next minute tries again
            log.warning("Sessions of live pages could not be checked.", exc_info=True)
        else:
            hub.end(sessions - alive)
