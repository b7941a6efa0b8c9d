"""Real servers with filled data folders, and people who have signed in to them."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.served import TOKEN, Served, Visitor

from .load import Job

PASSPHRASE = "marble otter lantern quick sofa"
SIZES = (10, 1_000, 10_000)
EXCHANGE = re.compile(r"/exchanges/([a-z2-7]{26})/answer/")


def fill(server: Served, kind: str, count: int) -> list[str]:
    """Seal many rows into a server's data folder. Says who can come in."""
    command = [sys.executable, "-m", "bench.fill", kind, str(count)]
    done = subprocess.run(command, env=server.environment, capture_output=True, text=True, check=True)
    names: list[str] = json.loads(done.stdout)
    return names


@contextmanager
def filled(folder: Path) -> Iterator[dict[int, Served]]:
    """A server for each size, with a couple that has so many exchanges behind it."""
    servers = {size: Served(folder / str(size)).start() for size in SIZES}
    try:
        for size, server in servers.items():
            fill(server, "history", size)
        yield servers
    finally:
        for server in servers.values():
            server.stop()


class Person:
    """Somebody who has signed in through the page, once."""

    def __init__(self, server: Served, name: str) -> None:
        self.browser: Visitor = server.visitor()
        status, page = self.browser.post("/sign-in/", {"name": name, "passphrase": PASSPHRASE})
        assert status == 200 and 'data-live="/live/"' in page, f"{name} was not let in: {status}"
        self.today = page

    @property
    def cookie(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.browser.jar)

    @property
    def token(self) -> str:
        found = TOKEN.search(self.today)
        assert found
        return found[1]

    def exchange(self) -> str:
        """The exchange of today's card, as long as it waits for an answer."""
        found = EXCHANGE.search(self.today)
        assert found, "no card waits for an answer"
        return found[1]

    def get(self, path: str) -> Job:
        return Job(path, self.cookie)

    def post(self, path: str, body: str) -> Job:
        return Job(path, self.cookie, f"csrfmiddlewaretoken={self.token}&{body}")


def memory(server: Served) -> float:
    """Resident memory of the server's process in MB. Linux only."""
    return int(_status(server)["VmRSS"].split()[0]) / 1024


def threads(server: Served) -> int:
    return int(_status(server)["Threads"])


def _status(server: Served) -> dict[str, str]:
    assert server.process
    lines = Path(f"/proc/{server.process.pid}/status").read_text("ascii").splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def seconds_to_start(server: Served) -> float:
    """From the command to the first page."""
    began = time.perf_counter()
    server.start()
    return time.perf_counter() - began


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
