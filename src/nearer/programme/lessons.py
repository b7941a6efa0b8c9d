"""Lessons: one short text for a row of the programme, in five sections that always stand in the same order."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from .faults import Fault, short
from .schema import Avoid, Id, Sentence, Strict
from .schema import Row as RowId

SCENE, IDEA, TRY, NOT_WHEN, KNOWN = SECTIONS = (
    "A scene",
    "The idea",
    "Try it in five minutes",
    "When not to",
    "What we know",
)
FOLDER = "lessons"
PARTS = re.compile(r"\A\+\+\+\n(?P<front>.*?)^\+\+\+[ \t]*\n(?P<body>.*)\Z", re.M | re.S)
HEADING = re.compile(r"^##[ \t]+(.+?)[ \t]*$", re.M)
ITEM = "- "


class Front(Strict):
    """What stands between the `+++` lines. `n` is the number of people studied, 0 where we do not know it."""

    id: Id
    revision: int = Field(ge=1)
    row: RowId
    title: Sentence
    strength: Literal["strong", "some", "early", "practice wisdom"]
    cite: str
    doi: str
    n: int = Field(ge=0)
    limits: Sentence
    avoid_if: list[Avoid]
    author: Sentence
    reviewed_by: str
    reviewed_on: str
    licence: Literal["CC0-1.0"]


class Lesson(Front):
    """One lesson at one revision: its front matter, and the text of each section under its heading, in order."""

    sections: dict[str, str]

    def words(self) -> str:
        """Everything a reader reads, without the headings."""
        return "\n\n".join(self.sections.values())


def load_lessons(root: Path, faults: list[Fault]) -> dict[str, dict[int, Lesson]]:
    """Every lesson under `root` by id and revision. What is wrong is added to `faults`."""
    found: dict[str, dict[int, Lesson]] = {}
    for path in sorted((root / FOLDER).glob("*.md")):
        file = short(path, root)
        lesson = _lesson(path, file, faults)
        if lesson is None:
            continue
        revisions = found.setdefault(lesson.id, {})
        if lesson.revision in revisions:
            faults.append(Fault("C032", file, lesson.id, f"revision {lesson.revision} is defined twice"))
        revisions[lesson.revision] = lesson
    return found


def paragraphs(section: str) -> list[str | list[str]]:
    """A section as what a page shows: a paragraph is a string, a list of "- " lines is a list of strings."""
    return [_block(block) for block in re.split(r"\n\s*\n", section.strip()) if block.strip()]


def _block(block: str) -> str | list[str]:
    if block.startswith(ITEM):
        return [_joined(item) for item in re.split(rf"^{ITEM}", block, flags=re.M)[1:]]
    return _joined(block)


def _joined(lines: str) -> str:
    return " ".join(lines.split())


def _lesson(path: Path, file: str, faults: list[Fault]) -> Lesson | None:
    try:
        text = path.read_text("utf-8")
        parts = PARTS.match(text)
        if parts is None:
            raise ValueError("the front matter stands first, between two lines of +++")
        data = tomllib.loads(parts["front"])
    except (ValueError, OSError) as error:  # tomllib's and Unicode's errors are ValueErrors
        faults.append(Fault("C030", file, "file", f"cannot be read: {error}"))
        return None
    sections = _sections(parts["body"])
    wrong = [*_front_faults(data, file), *_section_faults(sections, file)]
    faults += wrong
    return None if wrong else Lesson(**data, sections=dict(sections))


def _front_faults(data: dict[str, Any], file: str) -> Iterator[Fault]:
    try:
        Front.model_validate(data)
    except ValidationError as error:
        for found in error.errors(include_url=False, include_input=False):
            field = ".".join(str(part) for part in found["loc"])
            if field == "row" and found["type"] == "string_pattern_mismatch":
                yield Fault("C036", file, field, "the programme has no such row")
            else:
                yield Fault("C031", file, field, found["msg"])


def _sections(body: str) -> list[tuple[str, str]]:
    """Heading and text, in the order of the file. Words before the first heading stand under an empty one."""
    before, *rest = HEADING.split(body)
    opening = [("", before.strip())] if before.strip() else []
    return opening + [(heading, text.strip()) for heading, text in zip(rest[::2], rest[1::2], strict=True)]


def _section_faults(sections: list[tuple[str, str]], file: str) -> Iterator[Fault]:
    headings = [heading for heading, _ in sections]
    missing = [heading for heading in SECTIONS if heading not in headings]
    for heading in missing:
        yield Fault("C033", file, heading, "this section is missing")
    extra = [heading for heading in headings if heading not in SECTIONS]
    for heading in extra:
        yield Fault("C035", file, heading or "file", "only the five sections, and no words before the first")
    known = [heading for heading in headings if heading in SECTIONS]
    wanted = [heading for heading in SECTIONS if heading not in missing]
    if known != wanted:
        out = next((heading for heading, due in zip(known, wanted, strict=False) if heading != due), known[-1])
        yield Fault("C035", file, out, "the sections stand once each, in this order: " + ", ".join(SECTIONS))
