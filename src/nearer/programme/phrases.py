"""Phrases in what somebody typed: whole words, in any case, however the spaces and apostrophes fall."""

import re
from collections.abc import Iterable

CURLED = str.maketrans("\u2018\u2019\u02bc", "'''")


def phrase_in(text: str, phrases: Iterable[str]) -> str:
    """The first of these phrases that the text holds; "" for none."""
    plain = text.translate(CURLED)
    return next((phrase for phrase in phrases if re.search(rf"(?<!\w){_pattern(phrase)}", plain, re.I)), "")


def begun(text: str, begins: str) -> str:
    """The text with its beginning in front, once; "" where there is no more than the beginning."""
    if not begins or not text.strip():
        return text
    found = re.match(rf"\s*{_pattern(begins)}", text.translate(CURLED), re.I)
    rest = text[found.end() :] if found else f" {text.strip()}"
    only_a_part = begins.casefold().startswith(" ".join(text.casefold().split()))
    return "" if only_a_part or not re.search(r"\w", rest) else f"{begins}{rest}"


def _pattern(phrase: str) -> str:
    words = r"\s+".join(map(re.escape, phrase.translate(CURLED).split()))
    return words + (r"(?!\w)" if re.search(r"\w\s*$", phrase) else "")
