"""A sheet of somebody's own words as a PDF: A4, made in memory, as many pages as the words need."""

import unicodedata
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from fpdf import FPDF
from fpdf.bidi import BidiParagraph, auto_detect_base_direction
from fpdf.enums import Align, MethodReturnValue, TextDirection, XPos, YPos
from fpdf.fonts import TTFFont

import nearer.ui

FONT = Path(nearer.ui.__file__).parent / "fonts" / "DejaVuSans.ttf"
FAMILY, TITLE, HEADING, TEXT, SMALL = "words", 17, 12, 10.5, 8
MARGIN, LINE, GAP = 22.0, 5.6, 4.5  # millimetres
NOT_THERE = "\u25a1"
NKO = range(0x07C0, 0x0800)
MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")

Part = tuple[str, str]  # heading, words


class Sheet(FPDF):
    """A4 with quiet margins; the number of a page stands on every page but the first."""

    def __init__(self, language: str, day: date) -> None:
        super().__init__(format="A4")
        self.str_alias_nb_pages = ""  # else "{nb}" in somebody's words would be replaced
        self.set_margins(MARGIN, MARGIN)
        self.set_auto_page_break(True, MARGIN)
        self.set_lang(language)
        # Threat: the minute at which somebody prepared to go to a therapist is nobody's business.
        self.set_creation_date(datetime.combine(day, time(), UTC))
        self.add_font(FAMILY, fname=FONT)

    def footer(self) -> None:
        if self.page_no() > 1:
            self.set_y(-MARGIN + LINE)
            self.set_font(FAMILY, size=SMALL)
            self.cell(0, LINE, str(self.page_no()), align=Align.C)


def sheet_of(title: str, parts: Sequence[Part], language: str, day: date) -> bytes:
    """The file. What `not_as_written` names is in it as well as this sheet can draw it; nothing is cut."""
    pdf = Sheet(language, day)
    pdf.add_page()
    _write(pdf, title, TITLE)
    for heading, words in parts:
        if pdf.will_page_break(GAP + 3 * LINE):
            pdf.add_page()
        pdf.ln(GAP)
        _write(pdf, heading, HEADING)
        _write(pdf, words, TEXT)
    return bytes(pdf.output())


def not_as_written(words: str) -> tuple[str, bool]:
    """Signs that the typeface does not have, each once; and whether letters stand apart that belong joined."""
    plain = _plain(words)
    missing = "".join(dict.fromkeys(one for one in plain if one != "\n" and ord(one) not in _known()))
    return missing, any(unicodedata.bidirectional(one) == "AL" or ord(one) in NKO for one in plain)


def _write(pdf: Sheet, words: str, size: float) -> None:
    pdf.set_font(FAMILY, size=size)
    height = LINE * size / TEXT
    for paragraph in _drawable(words).split("\n"):
        direction = auto_detect_base_direction(paragraph)
        align = Align.R if direction is TextDirection.RTL else Align.L
        for line in _lines(pdf, paragraph, height):
            shown = _as_seen(line, direction) if _turns(line) else line
            pdf.cell(0, height, shown, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)


def _lines(pdf: Sheet, paragraph: str, height: float) -> Iterator[str]:
    """The paragraph in lines that fit; a word longer than a line goes on in the next."""
    if not paragraph.strip():
        return iter([""])
    found = pdf.multi_cell(0, height, paragraph, align=Align.L, dry_run=True, output=MethodReturnValue.LINES)
    assert isinstance(found, list)
    return (str(line) for line in found)


def _as_seen(line: str, direction: TextDirection) -> str:
    """The signs of a line from left to right, with brackets that open the way the line runs."""
    signs = BidiParagraph(line, base_direction=direction).get_reordered_characters()
    return "".join(one.character.translate(MIRRORED) if one.embedding_level % 2 else one.character for one in signs)


def _drawable(words: str) -> str:
    # Threat: the library writes a sign that its typeface lacks into the log, and so letters of private words.
    return "".join(one if one == "\n" or ord(one) in _known() else NOT_THERE for one in _plain(words))


def _plain(words: str) -> str:
    """Composed, without tabs and without marks that are there for a machine: they have no shape to draw."""
    text = unicodedata.normalize("NFC", words).replace("\u2028", "\n").replace("\u2029", "\n").replace("\t", "    ")
    return "".join(one for one in text if unicodedata.category(one) != "Cf" and not "\ufe00" <= one <= "\ufe0f")


def _turns(line: str) -> bool:
    """Whether some of it runs from right to left."""
    return any(unicodedata.bidirectional(one) in ("R", "AL", "AN") for one in line)


@cache
def _known() -> frozenset[int]:
    """What the typeface has a shape for."""
    pdf = FPDF()
    pdf.add_font(FAMILY, fname=FONT)
    font = pdf.fonts[FAMILY]
    return frozenset(font.cmap) if isinstance(font, TTFFont) else frozenset()
