"""A thousand open pages that wait for a ping, and nothing happens."""

import resource
import socket
import time
from collections.abc import Iterator

from tests.served import Served

from .ground import fill, memory, threads
from .table import Row

STREAMS = 1_000
EACH = 8  # as many as one person may have
WARM = 40


def measured(server: Served) -> Iterator[Row]:
    """`server` has an empty folder. It starts anew, so that streams fill no memory that making the database left."""
    tokens = fill(server, "listeners", (STREAMS + WARM) // EACH)
    server.stop()
    server.start()
    turns = [token for token in tokens for _ in range(EACH)]
    held = [listen(server.port, token) for token in turns[:WARM]]
    time.sleep(1)
    before, threads_before = memory(server), threads(server)
    held += [listen(server.port, token) for token in turns[WARM:]]
    time.sleep(1)
    each = (memory(server) - before) * 1024 / STREAMS
    more = threads(server) - threads_before
    for line in held:
        line.close()
    said = f"{each:.1f} KB, {more} more threads"
    yield Row(f"An idle live stream, of {STREAMS:,}", said, aim="25 KB, no thread", met=each <= 25 and not more)


def listen(port: int, token: str) -> socket.socket:
    """One stream, open and greeted."""
    line = socket.create_connection(("127.0.0.1", port))
    line.sendall(f"GET /live/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: sid={token}\r\n\r\n".encode())
    greeting = b""
    while b"retry:" not in greeting:
        part = line.recv(2000)
        assert part, "the stream was refused"
        greeting += part
    return line


def allow_many_files() -> None:
    """Before any server starts: a process may often hold no more than 1,024 files, and servers inherit that."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8_192) if most > 0 else 8_192, most))
