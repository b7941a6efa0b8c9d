"""Clauses of a text, with what stands around them: quoted, negated, a question."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .lexicon import WORD

_BREAK = re.compile(
    r"[.!?…\n]+|[,;:–—](?=\s)|\s(?:and|but|because|so|since|when|while|although|though|cos|cuz)\s(?=\S)", re.IGNORECASE
)
_QUOTED = re.compile(r"[\"“«][^\"”»]{1,200}[\"”»]|(?<!\w)['‘][^'’]{2,120}['’](?!\w)")
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
MOST = 12
_NOT = re.compile(r"\b(?:not|no|never|n't|nobody|nothing|without|cannot|hardly)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """One stretch of a text. `joint` is the small word before it, such as "but"."""

    text: str
    start: int
    end: int
    asks: bool
    quoted: bool
    negated: bool
    joint: str = ""

    @cached_property
    def words(self) -> list[str]:
        return [word.lower().replace("’", "'") for word in WORD.findall(self.text)]


def clauses_of(text: str) -> list[Clause]:
    """In order; nothing of the text but breaks and blanks lies outside them."""
    return list(_clauses(text))


def sentences_of(text: str) -> list[str]:
    """The sentences of a text that has more than one, at most `MOST`; else none."""
    found = [piece for piece in _SENTENCE.split(text) if WORD.search(piece)]
    return found[:MOST] if len(found) > 1 else []


def quotes_in(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in _QUOTED.finditer(text)]


def _clauses(text: str) -> Iterator[Clause]:
    quoted, at, joint = quotes_in(text), 0, ""
    breaks = [found for found in _BREAK.finditer(text) if not _inside(found.start(), quoted)]
    for stop in [*breaks, None]:
        end = stop.start() if stop else len(text)
        piece = text[at:end]
        if WORD.search(piece):
            start = at + len(piece) - len(piece.lstrip())
            shown = piece.strip()
            asks = _asks(text, end)
            yield Clause(
                shown, start, start + len(shown), asks, _inside(start, quoted), bool(_NOT.search(shown)), joint
            )
        if stop:
            joint = stop.group().strip().lower()
            at = stop.end()


def _asks(text: str, end: int) -> bool:
    """Whether the sentence that this clause stands in ends with a question mark."""
    found = re.search(r"[.!?…\n]", text[end:])
    return bool(found and found.group() == "?")


def _inside(place: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in spans)
