"""A real Nearer, started by its command on a free port, in a data folder of its own. It can be killed."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from . import postgres
from .policy import without

PATIENCE = 60
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Served:
    """One server. `start`, `stop`, `kill` and start again: the data stays."""

    def __init__(self, folder: Path, arguments: tuple[str, ...] = (), **environment: str) -> None:
        self.data = folder / "data"
        self.temp = folder / "temp"
        self.log = folder / "log"
        self.temp.mkdir(parents=True, exist_ok=True)
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.arguments = arguments
        own = {"NEARER_DATA": str(self.data), "NEARER_PORT": str(self.port), "TMPDIR": str(self.temp)}
        kept = {name: value for name, value in os.environ.items() if not name.startswith("NEARER_")}
        self.environment = kept | own | {"NEARER_TIME_ZONE": "UTC", "NEARER_REMIND_EVERY": "0"} | environment
        self.prefix: list[str] = []  # a command to run it under
        self.process: subprocess.Popen[bytes] | None = None

    def launch(self) -> "subprocess.Popen[bytes]":
        """Start without waiting, for starts that are meant to fail."""
        command = [*self.prefix, sys.executable, "-m", "nearer", "serve", *self.arguments]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, env=self.environment)
        return self.process

    def start(self) -> "Served":
        process = self.launch()
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and process.poll() is None:
            try:
                urllib.request.urlopen(f"{self.url}/help/", timeout=5).close()
                return self
            except urllib.error.HTTPError:
                return self
            except OSError:
                time.sleep(0.02)
        self.kill()
        raise AssertionError(f"Nearer did not start:\n{self.said()}")

    def stop(self) -> int:
        """As a host would: let it finish."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """As a power cut would."""
        return self._end(signal.SIGKILL)

    def said(self) -> str:
        """Everything it has printed and logged so far."""
        return self.log.read_text("utf-8", "replace")

    def visitor(self) -> "Visitor":
        return Visitor(self.url)

    def _end(self, how: signal.Signals) -> int:
        if self.process is None:
            return 0
        self.process.send_signal(how)
        code = self.process.wait(PATIENCE)
        self.process = None
        return code


class Visitor:
    """A plain browser without scripts: cookies, forms, and the page it last saw."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.jar = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, path: str) -> tuple[int, str]:
        return self._ask(urllib.request.Request(self.url + path))

    def post(self, path: str, fields: dict[str, str], form: str = "") -> tuple[int, str]:
        """Send the form at `form` (or at `path`) with its own token."""
        token = TOKEN.search(self.get(form or path)[1])
        body = urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": token[1] if token else ""}).encode()
        return self._ask(urllib.request.Request(self.url + path, body, {"Origin": self.url}))

    def _ask(self, request: urllib.request.Request) -> tuple[int, str]:
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Makes servers: `serve().start()`, `serve(NEARER_HOST="0.0.0.0")`. All end with the test."""
    made: list[Served] = []

    def make(*arguments: str, **environment: str) -> Served:
        if postgres.wanted() and "NEARER_DATABASE_URL" not in environment:
            if not postgres.found():
                without("PostgreSQL")
            environment["NEARER_DATABASE_URL"] = postgres.fresh()
        made.append(Served(tmp_path / f"server-{len(made)}", arguments, **environment))
        return made[-1]

    yield make
    for server in made:
        server.kill()


@pytest.fixture
def served(serve: Callable[..., Served]) -> Served:
    """A running server with an empty data folder."""
    return serve().start()
