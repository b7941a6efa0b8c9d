"""How hard a lesson is to read, and where it falls short of the content standard (evidence.md section 5)."""

import re
from collections.abc import Iterator

from .faults import Fault
from .lessons import KNOWN, NOT_WHEN, Lesson, paragraphs
from .lint import BANNED

FEWEST, MOST = 250, 400
LONGEST_SENTENCE = 20
HARDEST = 8.5

WORD = re.compile(r"[^\W_]+(?:[.,:'’-][^\W_]+)*")
SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+|(?<=[.!?])[\"'”’)]+$")
SILENT = re.compile(
    r"(?<=[^aeiouy])e$|(?<=[^aeioutd])ed$|(?<=[^aeiouscxzgh])es$|(?<=^som)e|(?<=^ev)e(?=ry)"
    r"|(?<=[a-z])e(?=(?:ly|less|ful|ness|ment)s?$)"
)
SPOKEN_END = re.compile(r"[^aeiouy]les?$")
ONE_SOUND = re.compile(r"[aeiouy]+")
SPOKEN_APART = re.compile(
    r"ia(?![nlr])|io(?![nu])|[^cgnlstx]ion|[^ct]ious|(?<![ct])ie(?=nc)|ie(?=r$|st|t)|(?<!m)eo(?![up])|(?<!q)ua[lt]"
    r"|[eoy]ing|eu[ms]|yone|oe[mt]|(?<=[dr])eas?$|sm$"
)


def reading_grade(text: str) -> float:
    """The school year (US) at which a text is read with ease; 0 for no text.

    Flesch-Kincaid: 0.39 words per sentence + 11.8 syllables per word - 15.59
    (Kincaid, Fishburne, Rogers and Chissom 1975, Navy Research Branch Report 8-75).
    """
    words = WORD.findall(text)
    lines = sentences(text)
    if not words or not lines:
        return 0.0
    return 0.39 * len(words) / len(lines) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """How many syllables an English word has, at least 1.

    Groups of vowels, less a silent e, plus vowels that are spoken apart: the rule of thumb of
    Greg Fast's Lingua::EN::Syllable, with endings of our own.
    """
    return sum(_of_part(part) for part in re.findall(r"[a-z]+", re.sub(r"['’](s$)?", "", word.lower()))) or 1


def _of_part(part: str) -> int:
    spoken = part if SPOKEN_END.search(part) else SILENT.sub("", part)
    return max(1, len(ONE_SOUND.findall(spoken)) + len(SPOKEN_APART.findall(part)))


def sentences(text: str) -> list[str]:
    """Every sentence of a text. A paragraph and a line of a list end one."""
    blocks = [line for block in paragraphs(text) for line in ([block] if isinstance(block, str) else block)]
    return [part.strip() for block in blocks for part in SENTENCE_END.split(block) if part and WORD.search(part)]


def lesson_faults(lesson: Lesson) -> Iterator[Fault]:
    """Everything in a lesson that falls short of the standard."""
    yield from _length(lesson)
    yield from _honesty(lesson)
    for heading, text in lesson.sections.items():
        for line in sentences(text):
            if len(WORD.findall(line)) > LONGEST_SENTENCE:
                yield _fault("L021", lesson, heading, f"more than {LONGEST_SENTENCE} words: {line[:60]}")
        for found in BANNED.finditer(text):
            if found[0].lower() == "should":
                yield _fault("L027", lesson, heading, "should: say what one can do instead")
            else:
                yield _fault("L026", lesson, heading, f"a phrase that the content standard rejects: {found[0]}")


def _length(lesson: Lesson) -> Iterator[Fault]:
    words = len(WORD.findall(lesson.words()))
    if not FEWEST <= words <= MOST:
        yield _fault("L020", lesson, "sections", f"{words} words; a lesson has {FEWEST} to {MOST}")
    grade = reading_grade(lesson.words())
    if grade > HARDEST:
        yield _fault("L022", lesson, "sections", f"reading grade {grade:.1f}; {HARDEST} is the most")


def _honesty(lesson: Lesson) -> Iterator[Fault]:
    if lesson.strength in ("strong", "some") and not (lesson.cite and lesson.doi):
        yield _fault("L023", lesson, "cite", "this strength needs a citation with its DOI")
    if not any(_labels(lesson.strength, line) for line in sentences(lesson.sections[KNOWN])):
        yield _fault("L024", lesson, KNOWN, f"does not name its strength of evidence: {lesson.strength}")
    if not lesson.avoid_if and not lesson.sections[NOT_WHEN]:
        yield _fault("L025", lesson, "avoid_if", "nothing says when to leave it out")


def _labels(strength: str, line: str) -> bool:
    """Whether a sentence names the strength: "some couples" does not, "some evidence" does."""
    named = re.search(rf"\b{strength}\b", line, re.I) is not None
    return named and (strength == "practice wisdom" or "evidence" in line.lower())


def _fault(id: str, lesson: Lesson, field: str, message: str) -> Fault:
    return Fault(id, lesson.id, field, message)
