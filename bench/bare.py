"""The baselines: a server that only says hello, and a database that only keeps rows."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.served import free_port

from .load import Job, Load, put

COMMITS_FOR = 2  # seconds


async def hello(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """The smallest application there is."""
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"5")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"hello"})


class Hello:
    """Bare uvicorn with the same loop and parser that Nearer uses."""

    def __init__(self) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "uvicorn", "bench.bare:hello", "--port", str(self.port)]
        command += ["--log-level", "error", "--no-access-log", "--lifespan", "off"]
        self.process = subprocess.Popen(command)

    def load(self, seconds: float = 2) -> Load:
        return put(self.port, [Job()], seconds=seconds)

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()


def commits(folder: Path) -> float:
    """Durable commits a second: one row of 600 bytes each, in the disk that Nearer writes to."""
    file = folder / f"bare-{os.getpid()}.sqlite3"
    bare = sqlite3.connect(file, isolation_level=None)
    bare.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS kept (words BLOB)")
    done, began = 0, time.perf_counter()
    while time.perf_counter() - began < COMMITS_FOR:
        bare.execute("BEGIN IMMEDIATE")
        bare.execute("INSERT INTO kept VALUES (?)", [os.urandom(600)])
        bare.execute("COMMIT")
        done += 1
    lasted = time.perf_counter() - began
    bare.close()
    for path in folder.glob(f"{file.name}*"):
        path.unlink()
    return done / lasted


@contextmanager
def redis() -> Iterator[str]:
    """A Redis or Valkey of our own on a private socket; an empty address where there is none."""
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if not found:
        yield ""
        return
    with tempfile.TemporaryDirectory(prefix="nearer-redis-") as folder:
        socket = f"{folder}/socket"
        command = [found, "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no"]
        server = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=folder)
        while not Path(socket).exists():
            time.sleep(0.05)
        yield f"unix://{socket}"
        server.terminate()
        server.wait()
