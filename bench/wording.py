"""The look at one's wording, from a fresh process on one thread: how long, how much memory, and how long the first.

The baseline is the network's own arithmetic as bare float32 matrix products in numpy, on one thread of the same
process: nothing that reads every word with this network could take much less.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from .table import Row

MIDDLE, LATE, MEGABYTES, FIRST = 6.0, 20.0, 120, 1.0
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def measured() -> Iterator[Row]:
    found = asked()
    first, memory = found["first"], found["memory"]
    aim = f"{FIRST:.0f} s, {MEGABYTES} MB"
    figures = f"{first:.2f} s, {memory:.0f} MB more"
    yield Row("First look, network loaded", figures, aim=aim, met=first <= FIRST and memory <= MEGABYTES)
    for name, what in (("draft", "A look at a draft"), ("pair", "A look at a reply, with what it answers")):
        one: dict[str, Any] = found[name]
        figures = f"{one['middle']:.1f} ms, 95th of 100: {one['late']:.1f}"
        met = one["middle"] <= MIDDLE and one["late"] <= LATE
        against = f"{one['middle'] / one['bare']:.1f} times its bare products"
        yield Row(f"{what}, {one['tokens']} tokens", figures, against, f"{MIDDLE:.0f} ms, {LATE:.0f} ms", met)


def asked() -> dict[str, Any]:
    """The figures of one fresh process."""
    command = [sys.executable, "-m", "bench.one_look"]
    done = subprocess.run(command, env={**os.environ, **ONE_THREAD}, check=True, capture_output=True, text=True)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
