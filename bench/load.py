"""Eight browsers that never rest. wrk plays them where it is installed, else a plain client of our own."""

import asyncio
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

CONCURRENCY = 8
SECONDS = 3
WRK = shutil.which("wrk")
SCRIPT = Path(__file__).with_name("post.lua")


@dataclass(frozen=True)
class Job:
    """One request, to be sent again and again."""

    path: str = "/"
    cookie: str = ""
    body: str = ""

    @property
    def method(self) -> str:
        return "POST" if self.body else "GET"


@dataclass(frozen=True)
class Load:
    """What came of it. `errors` counts refusals, faults and lost connections."""

    requests: int
    rate: float
    p95: float  # milliseconds
    errors: int


def put(port: int, jobs: Sequence[Job], concurrency: int = CONCURRENCY, seconds: float = SECONDS) -> Load:
    """Send the jobs in turn for some seconds."""
    act = with_wrk if WRK else with_sockets
    return act(port, jobs, concurrency, seconds)


def with_wrk(port: int, jobs: Sequence[Job], concurrency: int, seconds: float) -> Load:
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
        file.write("".join(f"{job.method}\t{job.path}\t{job.cookie}\t{job.body}\n" for job in jobs))
        file.flush()
        command = [WRK or "wrk", "-t1", f"-c{concurrency}", f"-d{seconds:.0f}s", "-s", str(SCRIPT)]
        command += [f"http://127.0.0.1:{port}/", "--", file.name]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    done = next(line for line in said.splitlines() if line.startswith("DONE"))
    requests, micros, p95, errors = map(int, done.split()[1:])
    return Load(requests, requests / micros * 1e6, p95 / 1000, errors)


def with_sockets(port: int, jobs: Sequence[Job], concurrency: int, seconds: float) -> Load:
    return asyncio.run(_everybody(port, jobs, concurrency, seconds))


async def _everybody(port: int, jobs: Sequence[Job], concurrency: int, seconds: float) -> Load:
    took: list[float] = []
    began = time.perf_counter()
    turns = [jobs[n::concurrency] or jobs for n in range(concurrency)]
    wrong = await asyncio.gather(*(_somebody(port, turn, began + seconds, took) for turn in turns))
    lasted = time.perf_counter() - began
    p95 = sorted(took)[int(len(took) * 0.95)] if took else 0.0
    return Load(len(took), len(took) / lasted, p95 * 1000, sum(wrong))


async def _somebody(port: int, jobs: Sequence[Job], end: float, took: list[float]) -> int:
    """One connection. Says how many of its answers were refusals."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    sent, wrong = [_as_bytes(port, job) for job in jobs], 0
    turn = 0
    while (began := time.perf_counter()) < end:
        writer.write(sent[turn % len(sent)])
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        await reader.readexactly(int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0] or 0))
        wrong += head.split(b" ", 2)[1] >= b"400"
        took.append(time.perf_counter() - began)
        turn += 1
    writer.close()
    return wrong


def _as_bytes(port: int, job: Job) -> bytes:
    lines = [f"{job.method} {job.path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Cookie: {job.cookie}"]
    lines += ["Accept-Encoding: gzip, deflate, br"]
    if job.body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(job.body)}"]
    return "\r\n".join([*lines, "", job.body]).encode()
