"""make bench                 everything, in some ten minutes
make bench ARGS=growth     one part: speed, growth, starts, weight, streams, floors,
                           booklet, wording
"""

import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.served import Served

from . import booklet, floors, growth, load, speed, starts, streams, table, weight, wording
from .ground import SIZES, cores, filled
from .table import Row

PARTS = ("starts", "streams", "floors", "booklet", "wording", "weight", "growth", "speed")


def main(wanted: list[str]) -> int:
    if unknown := set(wanted) - set(PARTS):
        print(f"No such part: {', '.join(unknown)}. There are {', '.join(PARTS)}.", file=sys.stderr)
        return 2
    streams.allow_many_files()
    print(about(), file=sys.stderr)
    rows = []
    with tempfile.TemporaryDirectory(prefix="nearer-bench-") as folder:
        for row in measured(Path(folder), wanted or list(PARTS)):
            print(f"  {row.what}: {row.measured} {row.against}", file=sys.stderr, flush=True)
            rows.append(row)
    print(*table.lines(rows), sep="\n")
    return 0


def measured(folder: Path, wanted: list[str]) -> Iterator[Row]:
    if "starts" in wanted:
        yield from starts.measured(folder)
    if "streams" in wanted:
        server = Served(folder / "streams").start()
        yield from streams.measured(server)
        server.stop()
    if "floors" in wanted:
        server = Served(folder / "floors").start()
        yield from floors.measured(server)
        server.stop()
    if "booklet" in wanted:
        yield from booklet.measured(folder)
    if "wording" in wanted:
        yield from wording.measured()
    if {"weight", "growth", "speed"} & set(wanted):
        yield from with_histories(folder, wanted)


def with_histories(folder: Path, wanted: list[str]) -> Iterator[Row]:
    with filled(folder) as servers:
        if "weight" in wanted:
            yield from weight.measured(servers[SIZES[1]])
        if "growth" in wanted:
            yield from growth.measured(servers)
            yield from growth.search(servers[SIZES[0]])
        for size in SIZES:
            if size != SIZES[1]:
                servers[size].stop()
        if "speed" in wanted:
            yield from speed.measured(servers[SIZES[1]], folder / str(SIZES[1]))


def about() -> str:
    """The machine, and how quiet it is."""
    busy = f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "?"
    tool = (
        "wrk" if load.WRK else "a client of our own, which limits hello: install the Debian package wrk for true ratios"
    )
    return f"{cores()} cores, load {busy}, Python {platform.python_version()}; requests by {tool}"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
