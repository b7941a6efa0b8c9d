"""Taking five years along: how long each form takes, how far memory rises, and what a page costs meanwhile."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from tests.served import Served

from .ground import PASSPHRASE, Person, memory
from .table import Row

FORMS = (("json", "data"), ("md", "Markdown"), ("pdf", "a PDF"))
SECONDS, MEGABYTES = 20, 300
PATIENCE = 300


@dataclass(frozen=True)
class Taken:
    """One file. `rose`: the highest resident memory above what there was before, in MB."""

    seconds: float
    rose: float
    size: float


def measured(folder: Path) -> Iterator[Row]:
    """Each form from a server of its own: memory that one form took must not be there for the next."""
    server = Served(folder / "booklet").start()
    subprocess.run([sys.executable, "-m", "bench.five_years"], env=server.environment, check=True)
    server.stop()
    baseline = 0.0
    for form, what in FORMS:
        server.start()
        taken = take(server, form)
        server.stop()
        baseline = baseline or taken.seconds
        met = taken.seconds <= SECONDS and taken.rose <= MEGABYTES
        figures = f"{taken.seconds:.1f} s, {taken.rose:.0f} MB more, a file of {taken.size:.1f} MB"
        against = f"{taken.seconds / baseline:.1f} times the data"
        yield Row(f"Five years as {what}", figures, against, f"{SECONDS} s, {MEGABYTES} MB", met)


def take(server: Served, form: str) -> Taken:
    """The file as a browser asks for it."""
    ana = Person(server, "Ana")
    body = urlencode({"csrfmiddlewaretoken": ana.token, "span": "everything", "form": form, "passphrase": PASSPHRASE})
    headers = {"Cookie": ana.cookie, "Accept-Encoding": "gzip", "Referer": server.url}
    request = urllib.request.Request(f"{server.url}/you/take-along/", body.encode(), headers)
    before = memory(server)
    forget_the_highest(server)
    began = time.perf_counter()
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        size = len(answer.read())
        assert answer.headers["Content-Disposition"], "no file came"
    return Taken(time.perf_counter() - began, highest(server) - before, size / 1e6)


def forget_the_highest(server: Served) -> None:
    """Linux only."""
    assert server.process
    Path(f"/proc/{server.process.pid}/clear_refs").write_text("5", "ascii")


def highest(server: Served) -> float:
    assert server.process
    lines = Path(f"/proc/{server.process.pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024
