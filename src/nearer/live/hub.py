"""The streams that this process holds. All of it runs on the server's loop; other threads use `call`."""

import asyncio
from collections.abc import Callable, Collection, Iterable
from time import monotonic
from typing import Any

from .stream import Stream

LATE = 30  # seconds from the making of a page to its stream, on a slow line
MOST_STREAMS = 8  # for one person: several devices, a few tabs each


class Hub:
    """Who is listening, by person and by session. A process has one."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.streams: dict[str, set[Stream]] = {}
        self.pinged: dict[str, float] = {}

    def call(self, act: Callable[..., None], *arguments: Any) -> None:
        """Do something on the loop, from any thread. Without a running server there is nobody to tell."""
        loop = self.loop
        if loop is None:
            return
        try:
            loop.call_soon_threadsafe(act, *arguments)
        except RuntimeError:  # the loop closed in between: the server is stopping
            return

    def has_room(self, person: str) -> bool:
        return len(self.streams.get(person, ())) < MOST_STREAMS

    def add(self, stream: Stream) -> None:
        """A new listener. What its page missed between its making and now, it hears at once."""
        self.streams.setdefault(stream.person, set()).add(stream)
        if self.pinged.get(stream.person, -LATE) > monotonic() - LATE:
            stream.ping()

    def remove(self, stream: Stream) -> None:
        theirs = self.streams.get(stream.person, set())
        theirs.discard(stream)
        if not theirs:
            self.streams.pop(stream.person, None)

    def everyone(self) -> list[Stream]:
        return [stream for theirs in self.streams.values() for stream in theirs]

    def ping(self, people: Iterable[str]) -> None:
        for person in people:
            self.pinged[person] = monotonic()
            for stream in self.streams.get(person, ()):
                stream.ping()

    def ping_everyone(self) -> None:
        self.ping(list(self.streams))

    def beat(self) -> None:
        now = monotonic()
        self.pinged = {person: when for person, when in self.pinged.items() if when > now - LATE}
        for stream in self.everyone():
            stream.beat()

    def sessions(self) -> set[str]:
        return {stream.session for stream in self.everyone()}

    def end(self, sessions: Collection[str]) -> None:
        """Close the streams of sessions that are over."""
        for stream in self.everyone():
            if stream.session in sessions:
                stream.close()

    def close(self) -> None:
        """The server stops."""
        for stream in self.everyone():
            stream.close()


hub = Hub()
