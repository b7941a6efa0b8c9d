"""Run by itself, in a fresh process on one thread: what one look takes, as JSON. bench/wording.py asks for it."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from nearer import coach

DRAFT = (
    "When you came home after nine on Friday I was worried, and I would love a short message next time, is that okay?"
)
SAID = (
    "I have put the children to bed alone every night this week, then the dishes, then the bags for the morning, "
    "and when you came in you asked me why the hall was such a mess. I am worn out, and I miss you."
)
REPLY = (
    "Every night this week was on your own shoulders, and then the first thing you heard from me was the hall. "
    "You are worn out, and on top of it you have been missing me all week long."
)
TIMES = 300


def main() -> None:
    before = resident()
    began = time.perf_counter()
    coach.read(DRAFT)
    found: dict[str, object] = {"first": time.perf_counter() - began, "memory": resident() - before}
    found["draft"] = look(DRAFT, None)
    found["pair"] = look(REPLY, SAID)
    print(json.dumps(found))


def look(words: str, to: str | None) -> dict[str, float]:
    """`tokens`, and milliseconds: `middle` and `late` of a look, `bare` of the products alone."""
    network = coach._network()
    assert network, "the weights are not there"
    tokens = len(network._pieces.encode(words, to)[0])
    taken = milliseconds(lambda: coach.read(words, to))
    middle, late = taken[TIMES // 2], taken[TIMES * 95 // 100]
    return {"tokens": tokens, "middle": middle, "late": late, "bare": bare_products(tokens)}


def bare_products(tokens: int) -> float:
    """The matrix products of six layers of 384, in float32, and nothing else."""
    states, wide = np.ones((tokens, 384), np.float32), np.ones((tokens, 1536), np.float32)
    square, up, down = (np.ones(shape, np.float32) for shape in ((384, 384), (384, 1536), (1536, 384)))

    def products() -> None:
        for _ in range(6):
            for _ in range(4):
                states @ square
            states @ up
            wide @ down

    return milliseconds(products)[TIMES // 2]


def milliseconds(act: Callable[[], object]) -> list[float]:
    """How long `act` took, `TIMES` times, the shortest first."""
    taken = []
    for _ in range(TIMES):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return sorted(taken)


def resident() -> float:
    """MB of memory that this process holds. Linux only."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * 4096 / 1e6


if __name__ == "__main__":
    main()
