"""A booklet as Markdown: one file that any editor opens, with its photos inside."""

import base64
import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from .booklet_chapters import Cells
from .booklet_photo import for_print

ANYWHERE = re.compile(r"([\\`*_\[\]<>&!|~$^])")
AT_THE_START = re.compile(r"^(\d*)([#+\-=:.)])")
HARD = "\\\n"


class Markdown:
    """A writer (booklet_chapters.py). `made` gives the file."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._photos: list[bytes] = []

    def title(self, name: str, lines: Sequence[str]) -> None:
        self._add(f"# {plain(name)}", *map(plain, lines))

    def chapter(self, says: str) -> None:
        self._add(f"## {plain(says)}")

    def entry(self, day: str, prompt: str) -> None:
        self._add(f"### {plain(day)}", *([f"**{plain(prompt)}**"] if prompt else []))

    def asked(self, ask: str) -> None:
        self._add(plain(ask))

    def voice(self, name: str) -> None:
        self._add(f"*{plain(name)}*")

    def words(self, label: str, words: str) -> None:
        said = plain(words)
        self._add("> " + "\n> ".join((f"{plain(label)}{HARD}{said}" if label else said).split("\n")))

    def note(self, says: str) -> None:
        self._add(plain(says))

    def photo(self, jpeg: bytes) -> bool:
        found = for_print(jpeg)
        if found is None:
            return False
        self._photos.append(base64.b64encode(found[0]))
        self._add(f"![{_('The photo that goes with it')}][photo-{len(self._photos)}]")
        return True

    def table(self, says: str, head: Cells, rows: Sequence[Cells]) -> None:
        lines = [" | ".join(map(plain, row)) for row in (head, *rows)]
        lines.insert(1, " | ".join("---" for _cell in head))
        self._add(f"### {plain(says)}", "\n".join(f"| {line} |" for line in lines))

    def made(self) -> bytes:
        """The file. Photos stand at its end, so that what comes before can be read as it is."""
        for number, photo in enumerate(self._photos, 1):
            self._parts.append(b"[photo-%d]: data:image/jpeg;base64,%s" % (number, photo))
        self._photos.clear()
        return b"\n\n".join(self._parts) + b"\n"

    def _add(self, *paragraphs: str) -> None:
        self._parts += [one.encode("utf-8", "replace") for one in paragraphs]


def plain(words: str) -> str:
    """Words as words: nothing in them is a heading, a link, a picture or a line of code.

    Threat: a picture in the other's words, fetched from their own server, tells them when this file is read.
    """
    return HARD.join(map(_line, words.strip("\n").splitlines()))


def _line(line: str) -> str:
    bare = line.lstrip()
    inset = "\u00a0" * len(line[: len(line) - len(bare)].expandtabs(4))  # else it would be a line of code
    return inset + AT_THE_START.sub(r"\1\\\2", ANYWHERE.sub(r"\\\1", bare.rstrip()))
