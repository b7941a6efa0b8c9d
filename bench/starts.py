"""From the command to the first page: in an empty folder, and again in the same one."""

from collections.abc import Iterator
from pathlib import Path

from tests.served import Served

from .ground import seconds_to_start
from .table import Row

TIMES = 4


def measured(folder: Path) -> Iterator[Row]:
    cold, warm = [], []
    for n in range(TIMES):
        server = Served(folder / f"start-{n}")
        cold.append(seconds_to_start(server))
        server.stop()
        warm.append(seconds_to_start(server))
        server.stop()
    yield Row("First start in an empty folder", f"{min(cold):.2f} s")
    yield Row("Restart", f"{min(warm):.2f} s", aim="1.5 s", met=min(warm) <= 1.5)
