"""What comes again in somebody's own entries: counted, in their own words, and judged by nobody.

Pure: it is given opened words and keeps nothing. Words are compared without case, simple plural and
the small words below; they are given back as they were written.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

ENOUGH = 5  # entries: fewer show chance, not a habit
AGAIN = 2
LONGEST = 3  # words in a phrase, small words not counted
MOST = 12
BETWEEN = 2  # small words that may stand inside a phrase
WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
PAUSE = re.compile(r"[^\w\s'\u2019-]+|\s-+\s|\n+|[\d_]+")
_SMALL = (
    "a about after again all also always am an and any are as at be became because been before being both but by came"
    " can come could did do does doing done down each even every for from get go going gone got had has have having he"
    " her here hers herself him himself his how i i'd i'll i'm i've if in into is it it's its itself just like made"
    " make many may me might more most much must my myself now of off on once one only onto or other our ours out over"
    " own per really said same say she should so some still such than that that's the their theirs them then there"
    " these they they're thing this those through till to too two under until up upon us very was we we're we've were"
    " went what when where which while who whom whose why will with would yet you you'd you'll you're you've your"
    " yours yourself"
)
SMALL = frozenset(_SMALL.split())
NOT = frozenset(["no", "not", "nor", "never", "without", "cannot"])
"""They turn what follows, so they stay in a phrase; alone, or last in it, they say nothing."""

Entry = Mapping[str, str | Sequence[str]]
Key = tuple[str, ...]


@dataclass(frozen=True)
class Repeat:
    """Words of my own, and in how many entries they stand."""

    says: str = field(repr=False)
    entries: int


@dataclass(frozen=True)
class Repeats:
    """What comes again; most often first, and of two alike the longer one."""

    feelings: list[Repeat] = field(default_factory=list)
    words: list[Repeat] = field(default_factory=list)


@dataclass
class _Found:
    """One phrase: how it was written first, and the entries that hold it."""

    says: str
    entries: set[int] = field(default_factory=set)


def repeats(entries: Sequence[Entry]) -> Repeats:
    """What comes in at least two entries; nothing below five of them.

    Each entry: texts by field, and lists of feelings. Entries that come first lend their wording.
    """
    if len(entries) < ENOUGH:
        return Repeats()
    feelings, words = dict[Key, _Found](), dict[Key, _Found]()
    for number, entry in enumerate(entries):
        for said in entry.values():
            is_text = isinstance(said, str)
            found = _phrases(str(said)) if is_text else (((one,), one) for one in said)
            for key, says in found:
                (words if is_text else feelings).setdefault(key, _Found(says)).entries.add(number)
    return Repeats(_listed(feelings), _listed(_longest_only(words)))


def _phrases(text: str) -> Iterator[tuple[Key, str]]:
    """Each phrase of up to three words that are not small: what it is compared by, and how it was written."""
    for part in PAUSE.split(text):
        heavy = [(place, found, _plain(found[0])) for place, found in enumerate(WORD.finditer(part))]
        heavy = [one for one in heavy if one[2] not in SMALL]
        for start in range(len(heavy)):
            for length in range(1, LONGEST + 1):
                phrase = heavy[start : start + length]
                if len(phrase) == length and _says_something(phrase):
                    yield tuple(_singular(one[2]) for one in phrase), part[phrase[0][1].start() : phrase[-1][1].end()]


def _says_something(phrase: Sequence[tuple[int, re.Match[str], str]]) -> bool:
    places = [place for place, _, _ in phrase]
    together = all(after - before <= BETWEEN + 1 for before, after in pairwise(places))
    last = phrase[-1][2]
    return together and last not in NOT and not last.endswith("n't") and len(last) > 1


def _plain(word: str) -> str:
    return word.replace("\u2019", "'").casefold()


def _singular(word: str) -> str:
    """Without the -s of a simple English plural."""
    word = word.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _longest_only(found: Mapping[Key, _Found]) -> dict[Key, _Found]:
    """Without phrases that only ever come inside a longer one."""
    again = {key: one for key, one in found.items() if len(one.entries) >= AGAIN}
    inside = {(part, frozenset(one.entries)) for key, one in again.items() for part in _parts(key)}
    return {key: one for key, one in again.items() if (key, frozenset(one.entries)) not in inside}


def _parts(key: Key) -> Iterator[Key]:
    ends = range(1, len(key) + 1)
    return (key[start:end] for end in ends for start in range(end) if end - start < len(key))


def _listed(found: Mapping[Key, _Found]) -> list[Repeat]:
    again = [(key, one) for key, one in found.items() if len(one.entries) >= AGAIN]
    again.sort(key=lambda pair: (-len(pair[1].entries), -len(pair[0])))
    return [Repeat(one.says, len(one.entries)) for _, one in again[:MOST]]


def heavier_twice(left: Iterable[str]) -> bool:
    """Whether the two newest entries both left their writer heavier. Newest first, "" where nothing was said."""
    return list(left)[:2] == ["heavier", "heavier"]
