"""How people type, made even before anything is read: apostrophes, blanks, short forms, slips. Places lead back.

Nobody's words are changed: what is found in the even text is shown in the words as they were typed.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .reading import Span

VOCABULARY = Path(__file__).parent / "weights" / "vocab.txt"

SHORT = {
    "u": "you", "ya": "you", "y'all": "you all", "yall": "you all", "r": "are", "n": "and", "rly": "really",
    "pls": "please", "plz": "please", "thx": "thanks", "tho": "though", "cuz": "because", "bc": "because",
    "cos": "because", "kinda": "kind of", "sorta": "sort of",
    "tmrw": "tomorrow", "smth": "something", "dunno": "don't know", "gonna": "going to", "wanna": "want to",
    "gotta": "got to", "lemme": "let me", "gimme": "give me", "'em": "them", "talkin'": "talking", "doin'": "doing",
    "goin'": "going", "nothin'": "nothing", "somethin'": "something", "workin'": "working", "feelin'": "feeling",
    "im": "I'm", "ive": "I've", "youre": "you're", "youve": "you've", "youll": "you'll", "youd": "you'd",
    "theyre": "they're", "theyve": "they've", "weve": "we've", "hes": "he's", "shes": "she's", "thats": "that's",
    "theres": "there's", "whats": "what's", "dont": "don't", "doesnt": "doesn't", "didnt": "didn't",
    "cant": "can't", "couldnt": "couldn't", "wouldnt": "wouldn't", "shouldnt": "shouldn't", "wont": "won't",
    "isnt": "isn't", "arent": "aren't", "wasnt": "wasn't", "werent": "weren't", "hasnt": "hasn't",
    "havent": "haven't", "hadnt": "hadn't", "mustnt": "mustn't", "aint": "isn't",
}  # fmt: skip
"""Short forms that mean one thing only. "its", "lets", "were" and "ur" mean two, and stay."""
_UNEVEN = re.compile(
    rf"(?P<short>(?<![\w'’])(?:{'|'.join(SHORT).replace(chr(39), '[’' + chr(39) + ']')})(?![\w'’]))"
    r"|(?P<mine>(?<![\w'’])i(?:d(?= (?:like|love|rather|be|prefer|appreciate|want|wanna|need|just|rly|really|also"
    r"|never)\b)"
    r"|ll(?= (?:be|do|try|go|come|take|call|bring|tell|make|wait|listen|start|stop|never|always|just|not|sleep)\b)))"
    r"|(?P<mark>[‘’`´])|(?P<blank>\s{2,}|[\t\r\n\u00a0])",
    re.IGNORECASE,
)


_LONG = re.compile(r"(?<![\w'’])[A-Za-z]{5,}(?![\w'’])")


@dataclass(frozen=True)
class Even:
    """`text` to be read, and for each of its characters, and its end, the place it came from."""

    text: str
    places: tuple[int, ...]

    def back(self, span: Span) -> Span:
        """The stretch of the typed words that `span` of the even text came from."""
        start, end = span
        return self.places[start], self.places[end]


def even(words: str) -> Even:
    """`words` as one would type them with time."""
    words = _LONG.sub(_unslipped, words)  # letter for letter: no place moves
    text, at = "", 0
    places: list[int] = []
    for found in _UNEVEN.finditer(words):
        instead = _instead(found)
        text += words[at : found.start()] + instead
        places += range(at, found.start())
        places += [min(found.start() + step, found.end() - 1) for step in range(len(instead))]
        at = found.end()
    return Even(text + words[at:], (*places, *range(at, len(words) + 1)))


def finished(words: str) -> str:
    """The even text as the trained part reads it: without signs behind it, and with an end."""
    text = even(words).text.strip()
    while text and unicodedata.category(text[-1]) in ("So", "Sk", "Mn", "Cf", "Zs"):
        text = text[:-1].rstrip()
    return f"{text}." if text and text[-1] not in ".?!…" else text


def _instead(found: re.Match[str]) -> str:
    if found["short"]:
        new = SHORT[found["short"].lower().replace("’", "'")]
        return new[0].upper() + new[1:] if found["short"][0].isupper() else new
    if found["mine"]:
        return f"I'{found['mine'][1:].lower()}"
    if found["blank"]:
        return "\n" if "\n" in found["blank"] else " "
    return "'"


def _unslipped(long: re.Match[str]) -> str:
    """A word with two neighbouring letters changed over, if it is unknown as it is and just one way makes it known."""
    word = long.group()
    known, low = _vocabulary(), word.lower()
    if low in known:
        return word
    turned = {low[:at] + low[at + 1] + low[at] + low[at + 2 :] for at in range(len(low) - 1)} & known
    if len(turned) != 1:
        return word
    found = turned.pop()
    return found.capitalize() if word[0].isupper() else found


@cache
def _vocabulary() -> frozenset[str]:
    """The words that the network knows whole; none where its files are not there."""
    return frozenset(VOCABULARY.read_text("utf-8").split("\n")) if VOCABULARY.exists() else frozenset()
