"""One browser's open line. It costs no thread and holds no token: only who is listening."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

Send = Callable[[dict[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[dict[str, Any]]]

CHANGED = b"event: changed\ndata: \n\n"
BEAT = b": \n\n"
HELLO = b"retry: 3000\n\n"
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class Stream:
    """Pings that come while one is being sent become one: each says the same."""

    __slots__ = ("_busy", "_next", "_open", "_send", "closed", "person", "session")

    def __init__(self, person: str, session: str, send: Send) -> None:
        self.person = person
        self.session = session
        self.closed = False
        self._send = send
        self._next = b""
        self._open = False
        self._busy: asyncio.Task[None] | None = None

    async def run(self, receive: Receive) -> None:
        """Open, then wait for the browser to leave or for `close`."""
        await self._send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        await self._send({"type": "http.response.body", "body": HELLO, "more_body": True})
        self._open = True
        if self._next or self.closed:
            self._queue(self._next)
        while (await receive())["type"] != "http.disconnect":
            pass

    def ping(self) -> None:
        self._queue(CHANGED)

    def beat(self) -> None:
        self._queue(self._next or BEAT)

    def close(self) -> None:
        self.closed = True
        self._queue(b"")

    def _queue(self, line: bytes) -> None:
        self._next = line
        if self._open and self._busy is None:
            self._busy = asyncio.get_running_loop().create_task(self._flush())

    async def _flush(self) -> None:
        try:
            while self._next and not self.closed:
                line, self._next = self._next, b""
                await self._send({"type": "http.response.body", "body": line, "more_body": True})
            if self.closed:
                await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        except OSError:  # the browser left while we spoke; `run` notices too
            self.closed = True
        finally:
            self._busy = None
