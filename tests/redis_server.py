"""A Redis or Valkey of the test's own, on a private socket, keeping nothing."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from .policy import program, without


@pytest.fixture
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    found = program("valkey-server", "redis-server")
    if not found:
        without("Redis or Valkey")
    path = tmp_path_factory.mktemp("redis") / "socket"
    command = [found, "--port", "0", "--unixsocket", str(path), "--save", "", "--appendonly", "no"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=path.parent)
    _wait(path)
    yield f"unix://{path}"
    server.kill()
    server.wait()


def _wait(path: Path) -> None:
    for _ in range(200):
        if path.exists():
            return
        time.sleep(0.05)
    raise RuntimeError("Redis did not start")
