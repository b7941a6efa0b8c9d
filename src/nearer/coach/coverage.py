"""Which parts of what somebody said a reply takes up: by content, with the person switched and the same yes or no.

Saying the same words after somebody is no reflection, and neither is a heap of their nouns: both count as nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .clauses import Clause, clauses_of
from .lexicon import SMALL
from .reading import Span

ALIKE = 0.5  # share of a part's content that a reply must hold
PARROT = 5  # words in a row that are theirs, "I" included
LEAST_SMALL = 0.2  # share of small words in what people say; a heap of nouns has none
_ENDS = re.compile(r"(?:ingly|edly|ness|ment|ing|ed|ies|es|s|ly|er|e|y)$")
_MINE = frozenset("i i'm i've i'd i'll me my mine myself we us our".split())
_YOURS = frozenset("you you're you've you'd you'll your yours yourself u ur".split())
_ALIKE = {
    "tired": "worn", "exhausted": "worn", "worn": "worn", "drained": "worn", "knackered": "worn", "shattered": "worn",
    "alone": "lonel", "lonely": "lonel", "sad": "sad", "unhappy": "sad", "down": "sad", "miss": "miss",
    "missing": "miss",
    "kids": "child", "children": "child", "child": "child", "mum": "mother", "mom": "mother", "mother": "mother",
    "dad": "father", "father": "father", "job": "work", "work": "work", "office": "work", "scared": "fear",
    "afraid": "fear", "frightened": "fear", "fear": "fear", "worried": "worr", "worry": "worr", "anxious": "worr",
    "glad": "happ", "happy": "happ", "angry": "anger", "mad": "anger", "cross": "anger", "furious": "anger",
    "evening": "night", "night": "night", "bedtime": "bedtime",
}  # fmt: skip


@dataclass(frozen=True)
class Coverage:
    """Spans in what was said: taken up, and not. `where`: the part of the reply that did it."""

    covered: tuple[Span, ...] = ()
    missed: tuple[Span, ...] = ()
    where: Span = (0, 0)

    @property
    def of(self) -> int:
        return len(self.covered) + len(self.missed)

    @property
    def share(self) -> float:
        return len(self.covered) / self.of if self.of else 0.0


def coverage(words: str, to: str) -> Coverage:
    """What of `to` the reply `words` takes up."""
    parts = [clause for clause in clauses_of(to) if _content(clause.words)]
    replies = clauses_of(words)
    if not parts or not replies or _is_heap(replies) or _parrots(words, to):
        return Coverage((), tuple((part.start, part.end) for part in parts))
    taken_by = {part: [at for at in range(len(replies)) if _takes_up(part, replies, at)] for part in parts}
    hits = sorted({at for places in taken_by.values() for at in places})
    where = (replies[hits[0]].start, replies[hits[-1]].end) if hits else (0, 0)
    taken = tuple((part.start, part.end) for part, places in taken_by.items() if places)
    missed = tuple((part.start, part.end) for part, places in taken_by.items() if not places)
    return Coverage(taken, missed, where)


def _takes_up(part: Clause, replies: Sequence[Clause], at: int) -> bool:
    """Two clauses of a reply may share one part; "you" may stand in the first of them."""
    here, before = replies[at], replies[max(at - 1, 0)]
    wanted = _content(part.words)
    held = wanted & (_content(here.words) | _content(before.words) if at else _content(here.words))
    if not held & _content(here.words) or len(held) < max(1, round(ALIKE * len(wanted))):
        return False
    if part.negated != here.negated:
        return False
    about_me = bool(_MINE & set(part.words))
    turned = bool(_YOURS & (set(here.words) | set(before.words)))
    kept = bool({"i", "i'm", "my", "me"} & set(here.words)) and not _YOURS & set(here.words)
    return not about_me or (turned and not kept)


def _content(words: Sequence[str]) -> frozenset[str]:
    return frozenset(_stem(word) for word in words if word not in SMALL and len(word) > 1)


def _stem(word: str) -> str:
    if word in _ALIKE:
        return _ALIKE[word]
    short = _ENDS.sub("", word) if len(word) > 4 else word
    return short if len(short) > 2 else word


def _is_heap(replies: Sequence[Clause]) -> bool:
    words = [word for clause in replies for word in clause.words]
    return len(words) > 3 and sum(word in SMALL for word in words) < LEAST_SMALL * len(words)


def _parrots(words: str, to: str) -> bool:
    """Whether the reply repeats a run of their words without turning it round."""
    mine, theirs = (re.findall(r"[\w'’]+", text.lower()) for text in (words, to))
    runs = {tuple(theirs[at : at + PARROT]) for at in range(len(theirs) - PARROT + 1)}
    found = [tuple(mine[at : at + PARROT]) for at in range(len(mine) - PARROT + 1)]
    return any(run in runs and _MINE & set(run) for run in found)
