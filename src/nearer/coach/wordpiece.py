"""BERT's uncased WordPiece in few lines, so that no tokenizer library is needed at run time.

Source: Devlin et al. 2019, "BERT"; the steps and their order are those of the original `BasicTokenizer` and
`WordpieceTokenizer` (Apache-2.0), written anew.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path

LONGEST_WORD = 100
PUNCTUATION_RANGES = ((33, 47), (58, 64), (91, 96), (123, 126))
CJK_RANGES = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


@lru_cache(maxsize=4096)
def _cleaned(character: str) -> str:
    """One character as the tokenizer sees it: dropped, spaced out, or itself."""
    code = ord(character)
    if character in "\t\n\r":
        return " "
    category = unicodedata.category(character)
    if code in (0, 0xFFFD) or category in ("Cc", "Cf", "Cn", "Co", "Cs"):
        return ""
    if _within(code, CJK_RANGES):
        return f" {character} "
    return " " if category == "Zs" else character


@lru_cache(maxsize=4096)
def _is_punctuation(character: str) -> bool:
    return _within(ord(character), PUNCTUATION_RANGES) or unicodedata.category(character).startswith("P")


def split_words(text: str) -> list[str]:
    """`text` in lower case without accents, cut at white space and around every punctuation mark."""
    spaced = unicodedata.normalize("NFD", "".join(map(_cleaned, text))).lower()
    plain = (c for c in spaced if unicodedata.category(c) != "Mn")
    return "".join(f" {c} " if _is_punctuation(c) else c for c in plain).split()


class WordPiece:
    """Turns words into the numbers of a BERT vocabulary.

    `vocabulary` is a file with one piece a line; a piece's number is its line. Raises OSError when it is not there
    and KeyError when it lacks [CLS], [SEP] or [UNK].
    """

    def __init__(self, vocabulary: Path) -> None:
        lines = vocabulary.read_text(encoding="utf-8").split("\n")
        self.numbers = {piece: number for number, piece in enumerate(lines) if piece}
        self.start, self.end, self.unknown = (self.numbers[name] for name in ("[CLS]", "[SEP]", "[UNK]"))

    def pieces_of(self, text: str) -> list[int]:
        """The piece numbers of `text`, without [CLS] and [SEP]."""
        return [number for word in split_words(text) for number in self._longest_first(word)]

    def _longest_first(self, word: str) -> list[int]:
        if len(word) > LONGEST_WORD:
            return [self.unknown]
        found, start = [], 0
        while start < len(word):
            end = len(word)
            prefix = "##" if start else ""
            while end > start and prefix + word[start:end] not in self.numbers:
                end -= 1
            if end == start:
                return [self.unknown]
            found.append(self.numbers[prefix + word[start:end]])
            start = end
        return found

    def encode(self, text: str, to: str | None = None, longest: int = 96) -> tuple[list[int], list[int]]:
        """`[CLS] text [SEP]`, or `[CLS] to [SEP] text [SEP]`, as (piece numbers, segment numbers) of equal length.

        The text keeps its first `longest` pieces. Of the partner's words the last `longest` pieces are kept, since
        a reply mostly answers the end.
        """
        own = [*self.pieces_of(text)[:longest], self.end]
        if to is None:
            return [self.start, *own], [0] * (len(own) + 1)
        other = [self.start, *self.pieces_of(to)[-longest:], self.end]
        return other + own, [0] * len(other) + [1] * len(own)
