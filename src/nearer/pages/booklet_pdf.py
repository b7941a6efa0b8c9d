"""A booklet to print: A4, months as chapters and as bookmarks, one typeface that is in the file."""

import io
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from .booklet_chapters import Cells
from .booklet_photo import for_print
from .sheet import GAP, HEADING, LINE, SMALL, TEXT, TITLE, Sheet

NAME, ASKED = 26, 9.5
INSET, DOWN, BELOW = 6.0, 90.0, 2.0  # millimetres
WIDEST, TALLEST = 120.0, 95.0  # of a photo
TOGETHER = 4 * LINE  # at least so much of an entry stands under its heading
COLUMNS = (0.0, 58.0, 96.0)


class Pages:
    """A writer (booklet_chapters.py). `made` gives the file."""

    def __init__(self, language: str, day: date) -> None:
        self._sheet = Sheet(language, day)
        self._begun = False

    def title(self, name: str, lines: Sequence[str]) -> None:
        sheet = self._sheet
        sheet.add_page()
        sheet.y = DOWN
        sheet.put(name, NAME)
        sheet.ln(GAP)
        for line in lines:
            sheet.put(line, HEADING)
            sheet.ln(BELOW)

    def chapter(self, says: str) -> None:
        self._sheet.add_page()
        self._begun = True
        self._sheet.start_section(says)
        self._sheet.put(says, TITLE)

    def entry(self, day: str, prompt: str) -> None:
        self._keep_together(2 * GAP + TOGETHER)
        self._sheet.ln(2 * GAP)
        self._sheet.put(day, SMALL)
        if prompt:
            self._sheet.put(prompt, HEADING)

    def asked(self, ask: str) -> None:
        self._keep_together(TOGETHER)
        self._sheet.ln(BELOW)
        self._sheet.put(ask, ASKED)

    def voice(self, name: str) -> None:
        self._keep_together(2 * LINE)
        self._sheet.ln(BELOW)
        self._sheet.put(name, SMALL, INSET)

    def words(self, label: str, words: str) -> None:
        if label:
            self._keep_together(2 * LINE)
            self._sheet.put(label, SMALL, INSET)
        self._sheet.put(words, TEXT, INSET)

    def note(self, says: str) -> None:
        self._sheet.put(says, ASKED, INSET if self._begun else 0.0)

    def photo(self, jpeg: bytes) -> bool:
        found = for_print(jpeg)
        if found is None:
            return False
        picture, width, height = found
        scale = min(WIDEST / width, TALLEST / height)
        self._keep_together(height * scale + 2 * BELOW)
        self._sheet.ln(BELOW)
        x, y = self._sheet.l_margin + INSET, self._sheet.y
        self._sheet.image(io.BytesIO(picture), x, y, width * scale, height * scale)
        self._sheet.y = y + height * scale + BELOW
        return True

    def table(self, says: str, head: Cells, rows: Sequence[Cells]) -> None:
        self._keep_together(2 * GAP + TOGETHER)
        self._sheet.ln(2 * GAP)
        self._sheet.put(says, HEADING)
        for size, row in [(SMALL, head), *((ASKED, row) for row in rows)]:
            self._row(row, size)

    def made(self) -> bytes:
        """The file, with a last word on what this typeface cannot draw."""
        shapes = self._sheet.shapes
        self._sheet.ln(2 * GAP)
        if shapes.missing:
            self.note(_("An empty box stands where this file has no shape for a sign. Markdown holds every sign."))
        if shapes.apart:
            self.note(_("This file cannot join the letters of some scripts: each stands alone. Markdown joins them."))
        return bytes(self._sheet.output())

    def _row(self, row: Cells, size: float) -> None:
        """Cells side by side: the last may take several lines, the others fit in one."""
        self._keep_together(2 * LINE)
        top, page = self._sheet.y, self._sheet.page
        for at, cell in zip(COLUMNS, row, strict=True):
            if self._sheet.page == page:
                self._sheet.y = top
            self._sheet.put(cell or " ", size, at)
        self._sheet.ln(BELOW / 2)

    def _keep_together(self, height: float) -> None:
        if self._sheet.will_page_break(height):
            self._sheet.add_page()
