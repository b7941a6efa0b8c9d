"""What charges nobody is left alone by the coach: our own cards and lessons, without what they tell to do.

The full measure, on 2,200 sentences of others, needs corpora that are not here: docs/coach.md.
"""

import re

from nearer.coach import read
from nearer.coach.reading import DRAFT
from nearer.programme.lessons import NOT_WHEN, TRY
from nearer.programme.loader import programme

SENTENCES = re.compile(r"(?<=[.!?])\s+")
HARSH = frozenset(DRAFT[:7])
AIM, WITH_YOU = 0.02, 0.04


def calm() -> list[str]:
    shown = programme()
    cards = [shelf[max(shelf)] for shelf in shown.cards.values()]
    lessons = [shelf[max(shelf)] for shelf in shown.lessons.values()]
    sections = [text for one in lessons for title, text in one.sections.items() if title not in (TRY, NOT_WHEN)]
    return [one.text for one in cards] + [line for text in sections for line in SENTENCES.split(text) if " " in line]


def is_charged(words: str) -> bool:
    return any(note.kind in HARSH for note in read(words).notes)


def test_calm_sentences_are_left_alone() -> None:
    sentences = calm()
    to_somebody = [words for words in sentences if re.search(r"\byou", words, re.IGNORECASE)]
    assert len(sentences) > 1000 and len(to_somebody) > 400
    charged = [words for words in sentences if is_charged(words)]
    assert len(charged) <= AIM * len(sentences), charged
    assert sum(map(is_charged, to_somebody)) <= WITH_YOU * len(to_somebody)
