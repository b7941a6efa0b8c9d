"""Changes that leave what is meant as it is: who is spoken of, spelling, typing, slips, ways of speaking.

What the coach says must not hang on any of them. `SWAPS` maps a name to a change of the words; a change that finds
nothing to change gives the words back as they were.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

WHO = {"he": "she", "she": "he", "him": "her", "his": "her", "himself": "herself", "herself": "himself",
       "mother": "father", "father": "mother", "mum": "dad", "dad": "mum", "sister": "brother", "brother": "sister",
       "son": "daughter", "daughter": "son", "aunt": "uncle", "uncle": "aunt", "wife": "husband",
       "husband": "wife", "girl": "boy", "boy": "girl"}  # fmt: skip
AMERICAN = {"mum": "mom", "mum's": "mom's", "favourite": "favorite", "realise": "realize", "realised": "realized",
            "apologise": "apologize", "apologised": "apologized", "apologising": "apologizing", "colour": "color",
            "neighbours": "neighbors", "neighbour": "neighbor", "behaviour": "behavior", "humour": "humor",
            "honour": "honor", "organise": "organize", "organised": "organized", "recognise": "recognize",
            "recognised": "recognized", "cancelled": "canceled", "travelling": "traveling", "grey": "gray",
            "programme": "program", "holiday": "vacation", "flat": "apartment", "nappies": "diapers",
            "bins": "trash", "criticise": "criticize", "practise": "practice", "metres": "meters",
            "rubbish": "garbage", "whilst": "while", "learnt": "learned", "cheque": "check"}  # fmt: skip
SPOKEN = {"going to": "gonna", "want to": "wanna", "got to": "gotta", "kind of": "kinda", "because": "cos",
          "isn't": "ain't", "haven't": "ain't", "something": "somethin'", "nothing": "nothin'", "them": "'em",
          "talking": "talkin'", "doing": "doin'", "going": "goin'", "working": "workin'"}  # fmt: skip


def _put(words: str, instead: Mapping[str, str]) -> str:
    """Whole words for others, a capital kept."""
    some = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(instead, key=len, reverse=True)))})\b", re.I)

    def other(found: re.Match[str]) -> str:
        new = instead[found.group().lower()]
        return new.capitalize() if found.group()[0].isupper() else new

    return some.sub(other, words)


def slipped(words: str, word: str) -> str:
    """Two letters in the middle of `word` change places."""
    middle = len(word) // 2
    wrong = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
    return words.replace(word, wrong, 1)


def _slip(words: str) -> str:
    longest = max(re.findall(r"[a-z]{6,}", words), key=len, default="")
    return slipped(words, longest) if longest else words


def without_articles(words: str) -> str:
    return re.sub(r"\b(?:the|a|an) ", "", words)


SWAPS: Mapping[str, Callable[[str], str]] = {
    "who is spoken of": lambda words: _put(words, WHO),
    "American spelling": lambda words: _put(words, AMERICAN),
    "small letters": str.lower,
    "round apostrophes": lambda words: words.replace("'", "\u2019"),
    "no full stop": lambda words: words.rstrip("."),
    "a smiley": lambda words: words + " \U0001f642",
    "more spaces": lambda words: "  ".join(words.split(" ")),
    "as spoken": lambda words: _put(words, SPOKEN),
    "no articles": without_articles,
    "no apostrophes": lambda words: words.replace("'", ""),
    "a slip of the fingers": _slip,
}
