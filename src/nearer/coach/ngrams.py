"""The second opinion: words and letter groups, weighed by a logistic model for each head. Pure numpy at run time.

A text's features are its words and pairs of neighbouring words (`?` and `!` count as words) and the groups of 3 to 5
letters inside each word. They are weighed by TF-IDF (1 + log count, times rarity, to length 1) and summed for each
head. An answer has further features: how much of the partner's words it takes up, as it is and turned from I to you.
Averaged with the network this is steadier than either: the network reads the sentence, this one the wording.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

WORDS = re.compile(r"[a-z0-9]+(?:'[a-z]+)?|[?!]")
GROUPS = (3, 4, 5)
OVERLAP_WEIGHT = 0.3
STEPS = {
    "shared": (1, 2, 3, 4, 6, 8),
    "heard": (0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9),
    "own": (0.1, 0.2, 0.3, 0.5, 0.7),
    "run": (2, 3, 4, 6),
    "turned": (1, 2, 3, 5),
    "length": (3, 6, 10, 15, 22, 32, 48),
}
SMALL_WORDS = frozenset(
    WORDS.findall(
        "a an the and or but so of to in on at for with is are was were be been it that this do did does have has had "
        "i me my you your we he she they not no just as if then there what can will would ? !"
    )
)
TURNED = {"i": "you", "my": "your", "me": "you", "i'm": "you're", "i've": "you've", "myself": "yourself"}


def words_of(text: str) -> list[str]:
    return WORDS.findall(text.lower().replace("’", "'"))


def features_of(text: str) -> Counter[str]:
    """Feature -> how often it stands in `text`. Word features begin with `w:`, letter groups with `c:`."""
    words = words_of(text)
    found = Counter(f"w:{word}" for word in words)
    found.update(f"w:{left} {right}" for left, right in pairwise(words))
    for word in words:
        edged = f" {word} "
        for size in GROUPS:
            found.update(f"c:{edged[at : at + size]}" for at in range(len(edged) - size + 1))
    return found


def _stem(word: str) -> str:
    return word[:5]


def _longest_run(said: list[str], heard: list[str]) -> int:
    """The longest stretch of words that stands in both."""
    best, row = 0, [0] * (len(heard) + 1)
    for word in said:
        row = [0, *(row[at] + 1 if word == other else 0 for at, other in enumerate(heard))]
        best = max(best, *row)
    return best


def overlap_of(text: str, to: str) -> list[str]:
    """The steps reached by the words that `text` shares with `to`. Their names begin with `o:`."""
    said, heard = words_of(text)[:150], words_of(to)[-150:]
    stems = {_stem(word) for word in said if word not in SMALL_WORDS}
    other = {_stem(word) for word in heard if word not in SMALL_WORDS}
    shared = len(stems & other)
    turned = {f"{TURNED[left]} {right}" for left, right in pairwise(heard) if left in TURNED}
    reached = {
        "shared": shared,
        "heard": shared / max(1, len(other)),
        "own": shared / max(1, len(stems)),
        "run": _longest_run(said, heard),
        "turned": len(turned & {f"{left} {right}" for left, right in pairwise(said)}),
        "length": len(said),
    }
    return [f"o:{name} {step}" for name, steps in STEPS.items() for step in steps if reached[name] >= step]


OVERLAPS = [f"o:{name} {step}" for name, steps in STEPS.items() for step in steps]


class Ngrams:
    """The models of all heads in one file: `features` (UTF-8, one a line), `rarity`, `weights`, `bias`, `heads`.

    `weights` is features x heads as float16. Raises OSError when the file is not there.
    """

    def __init__(self, file: Path) -> None:
        with np.load(file, allow_pickle=False) as stored:
            self._features = bytes(stored["features"]).decode().split("\n")
            self.rarity = stored["rarity"].astype(np.float32)
            self.weights = stored["weights"].astype(np.float32)
            self.bias = stored["bias"].astype(np.float32)
            self.heads = bytes(stored["heads"]).decode().split("\n")

    @cached_property
    def places(self) -> dict[str, int]:
        return {feature: place for place, feature in enumerate(self._features)}

    def vector_of(self, text: str, to: str | None = None) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """(places, values) of the features that the models know: the words' at length 1, then those of the overlap."""
        known = {self.places[name]: count for name, count in features_of(text).items() if name in self.places}
        places = np.fromiter(known.keys(), dtype=np.int64, count=len(known))
        values = (1 + np.log(np.fromiter(known.values(), dtype=np.float32, count=len(known)))) * self.rarity[places]
        values = values / max(float(np.linalg.norm(values)), 1e-9)
        if to is not None:
            more = [self.places[name] for name in overlap_of(text, to) if name in self.places]
            places = np.concatenate([places, np.array(more, dtype=np.int64)])
            values = np.concatenate([values, np.full(len(more), OVERLAP_WEIGHT)])
        return places, values.astype(np.float32)

    def score(self, text: str, to: str | None = None) -> dict[str, float]:
        """Head -> probability, not calibrated."""
        places, values = self.vector_of(text, to)
        logits = values @ self.weights[places] + self.bias
        return dict(zip(self.heads, (1 / (1 + np.exp(-logits))).tolist(), strict=True))
