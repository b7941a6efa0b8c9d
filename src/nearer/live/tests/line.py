"""A real server that has only the live door, and a browser's end of a stream."""

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import uvicorn
from django.conf import settings

from nearer.live import bus, door
from nearer.live.hub import hub


class Exchange:
    """The telephone exchange: anybody with a cookie `who=person.session` may listen while the session is open."""

    def __init__(self) -> None:
        self.over: set[str] = set()
        self.lookups = ThreadPoolExecutor(1)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listening.getsockname()[1]
        config = uvicorn.Config(self, log_config=None, ws="none", lifespan="on", timeout_graceful_shutdown=2)
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.listening]}, daemon=True)
        self.lines: list[Line] = []

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await door.answer(scope, receive, send, self.lookups, self.person_of)
            return
        await receive()
        hub.loop = asyncio.get_running_loop()
        beside = [asyncio.create_task(door.keep_alive(self.lookups, self.still_open))]
        if settings.REDIS_URL:
            beside.append(asyncio.create_task(bus.listen()))
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for task in beside:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        hub.loop = None
        await send({"type": "lifespan.shutdown.complete"})

    def person_of(self, cookies: dict[str, str]) -> tuple[str, str] | None:
        person, _, session = cookies.get("who", "").partition(".")
        return (person, session) if session and session not in self.over else None

    def still_open(self, sessions: Collection[str]) -> set[str]:
        return set(sessions) - self.over

    def start(self) -> "Exchange":
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)
        return self

    def stop(self) -> None:
        for line in self.lines:
            line.hang_up()
        hub.call(hub.close)
        self.server.should_exit = True
        self.thread.join(10)
        self.lookups.shutdown()

    def line(self, who: str) -> "Line":
        self.lines.append(Line(self.port, who))
        return self.lines[-1]


class Line:
    """One open stream, as text."""

    def __init__(self, port: int, who: str) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=20)
        self.socket.sendall(f"GET /live/ HTTP/1.1\r\nHost: localhost\r\nCookie: who={who}\r\n\r\n".encode())
        self.heard = ""
        self.until("\r\n\r\n")
        self.status = int(self.heard.split()[1])
        self.head = self.heard.lower()
        if self.status == 200:
            self.until("retry: 3000\n\n")

    def until(self, sign: str, seconds: float = 20) -> bool:
        """Listen until this is heard; False when it is not in time, or the line is cut."""
        self.socket.settimeout(seconds)
        while sign not in self.heard:
            try:
                part = self.socket.recv(65536)
            except TimeoutError:
                return False
            if not part:
                return False
            self.heard += part.decode()
        self.heard = self.heard.split(sign, 1)[1] if sign != "\r\n\r\n" else self.heard
        return True

    def changed(self, seconds: float = 20) -> bool:
        return self.until("event: changed\ndata: \n\n", seconds)

    def is_cut(self) -> bool:
        return self.until("0\r\n\r\n")

    def hang_up(self) -> None:
        self.socket.close()
