"""A sheet of somebody's own words as a PDF: A4, made in memory, as many pages as the words need."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from fpdf import FPDF
from fpdf.bidi import BidiParagraph, auto_detect_base_direction
from fpdf.enums import Align, TextDirection
from fpdf.fonts import TTFFont

import nearer.ui

FONT = Path(nearer.ui.__file__).parent / "fonts" / "DejaVuSans.ttf"
FAMILY, TITLE, HEADING, TEXT, SMALL = "words", 17, 12, 10.5, 8
MARGIN, LINE, GAP = 22.0, 5.6, 4.5  # millimetres
NOT_THERE = "\u25a1"
NKO = range(0x07C0, 0x0800)
BEFORE_HEBREW = "\u0590"  # no sign below runs from right to left
MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")
PARTED = str.maketrans({"\u2028": "\n", "\u2029": "\n", "\t": "    "})

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
        self.shapes = Shapes()
        self._widths = Widths(self.fonts[FAMILY])

    def footer(self) -> None:
        if self.page_no() > 1:
            self.set_y(-MARGIN + LINE)
            self.set_font(FAMILY, size=SMALL)
            self.cell(0, LINE, str(self.page_no()), align=Align.C)

    def put(self, words: str, size: float, inset: float = 0.0) -> None:
        """Words in lines that fit, from a margin and `inset` on, each paragraph from the side it runs from.

        The library breaks and draws a line of words in half a millisecond. Five years have 60,000 lines.
        """
        self.set_font(FAMILY, size=size)
        height, most = LINE * size / TEXT, (self.epw - inset) * self.k * 1000 / size
        for paragraph in words.translate(PARTED).split("\n"):
            drawn = self.shapes.drawable(paragraph)
            direction = _direction(drawn)
            for line in lines(drawn, most, self._widths.of):
                self._line(_as_seen(line, direction) if _turns(line) else line, height, inset, direction)

    def _line(self, shown: str, height: float, inset: float, direction: TextDirection) -> None:
        if self.will_page_break(height):
            self.add_page()
        x = self.l_margin + inset
        if direction is TextDirection.RTL:
            x = self.w - self.r_margin - inset - self._widths.of(shown) * self.font_size / 1000
        if shown:
            self.text(x, self.y + 0.5 * height + 0.3 * self.font_size, shown)
        self.y += height


class Shapes(dict[int, int | str | None]):
    """For each sign what is drawn for it: itself, nothing, or an empty box. Made anew for each sheet.

    `missing`: what the typeface does not have, each once. `apart`: letters stand alone that belong joined.
    """

    def __init__(self) -> None:
        super().__init__()
        self.missing: list[str] = []
        self.apart = False

    def __missing__(self, code: int) -> int | str | None:
        one = chr(code)
        self[code] = self._shape(one)
        self.apart = self.apart or unicodedata.bidirectional(one) == "AL" or code in NKO
        return self[code]

    def _shape(self, one: str) -> int | str | None:
        # Marks that are there for a machine have no shape to draw.
        if unicodedata.category(one) == "Cf" or "\ufe00" <= one <= "\ufe0f":
            return None
        if one == "\n" or ord(one) in _known():
            return ord(one)
        # Threat: the library writes a sign that its typeface lacks into the log, and so letters of private words.
        self.missing.append(one)
        return NOT_THERE

    def drawable(self, words: str) -> str:
        return unicodedata.normalize("NFC", words).translate(self)


class Widths(dict[str, float]):
    """How wide each sign is, in thousandths of the size of the letters."""

    def __init__(self, font: object) -> None:
        super().__init__()
        assert isinstance(font, TTFFont)
        self._known = font.cw

    def __missing__(self, one: str) -> float:
        self[one] = found = float(self._known[ord(one)])
        return found

    def of(self, words: str) -> float:
        return sum(map(self.__getitem__, words))


def sheet_of(title: str, parts: Sequence[Part], language: str, day: date) -> bytes:
    """The file. What `not_as_written` names is in it as well as this sheet can draw it; nothing is cut."""
    pdf = Sheet(language, day)
    pdf.add_page()
    pdf.put(title, TITLE)
    for heading, words in parts:
        if pdf.will_page_break(GAP + 3 * LINE):
            pdf.add_page()
        pdf.ln(GAP)
        pdf.put(heading, HEADING)
        pdf.put(words, TEXT)
    return bytes(pdf.output())


def not_as_written(words: str) -> tuple[str, bool]:
    """Signs that the typeface does not have, each once; and whether letters stand apart that belong joined."""
    shapes = Shapes()
    shapes.drawable(words.translate(PARTED))
    return "".join(shapes.missing), shapes.apart


def lines(paragraph: str, most: float, width: Callable[[str], float]) -> Iterator[str]:
    """The paragraph in lines that are at most so wide; a word longer than a line goes on in the next."""
    line: list[str] = []
    used, space = 0.0, width(" ")
    for word in paragraph.split(" "):
        needs = width(word)
        if line and used + space + needs > most:
            yield " ".join(line)
            line, used = [], 0.0
        *whole, rest = _pieces(word, most, width) if needs > most else [word]
        yield from whole
        used += (width(rest) if whole else needs) + (space if line else 0)
        line.append(rest)
    yield " ".join(line)


def _pieces(word: str, most: float, width: Callable[[str], float]) -> Iterator[str]:
    """A mark that stands over a letter stays with it, unless there are more of them than anybody writes."""
    begun, used = 0, 0.0
    for at, one in enumerate(word):
        needs = width(one)
        if at > begun and used + needs > most and not unicodedata.combining(one):
            yield word[begun:at]
            begun, used = at, 0.0
        used += needs
    yield word[begun:]


def _direction(paragraph: str) -> TextDirection:
    return auto_detect_base_direction(paragraph) if _turns(paragraph) else TextDirection.LTR


def _as_seen(line: str, direction: TextDirection) -> str:
    """The signs of a line from left to right, with brackets that open the way the line runs."""
    signs = BidiParagraph(line, base_direction=direction).get_reordered_characters()
    return "".join(one.character.translate(MIRRORED) if one.embedding_level % 2 else one.character for one in signs)


def _turns(line: str) -> bool:
    """Whether some of it runs from right to left."""
    return max(line, default="") >= BEFORE_HEBREW and any(
        unicodedata.bidirectional(one) in ("R", "AL", "AN") for one in line
    )


@cache
def _known() -> frozenset[int]:
    """What the typeface has a shape for."""
    pdf = FPDF()
    pdf.add_font(FAMILY, fname=FONT)
    font = pdf.fonts[FAMILY]
    return frozenset(font.cmap) if isinstance(font, TTFFont) else frozenset()
