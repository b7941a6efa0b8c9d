"""A language that nobody speaks: every sentence that went through translation wears brackets.

No catalogue is needed. "qps" runs left to right, "qpr" right to left.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from unittest import mock

from django.conf.locale import LANG_INFO
from django.utils.translation import trans_real

LEFT, RIGHT = "qps", "qpr"
OPEN, CLOSE = "⟦", "⟧"
PLACEHOLDER = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w*\})")
ACCENTS = str.maketrans("aeiouncyAEIOU", "áéíóúñçýÁÉÍÓÚ")


def pseudo(message: str) -> str:
    """The message in brackets, accented and longer, with its placeholders whole."""
    parts = PLACEHOLDER.split(message)
    said = "".join(part if PLACEHOLDER.fullmatch(part) else part.translate(ACCENTS) for part in parts)
    return f"{OPEN}{said}{'·' * (len(message) // 3)}{CLOSE}" if message.strip() else message


class Pseudo:
    """As much of a gettext catalogue as Django asks for."""

    def __init__(self, language: str) -> None:
        self._DjangoTranslation__language = language
        self.plural = lambda number: number != 1

    def language(self) -> str:
        return self._DjangoTranslation__language

    to_language = language

    def gettext(self, message: str) -> str:
        context, _, bare = message.rpartition("\x04")
        del context
        return pseudo(bare)

    def ngettext(self, one: str, many: str, number: int) -> str:
        return pseudo((one if number == 1 else many).rpartition("\x04")[2])


@contextmanager
def spoken(language: str) -> Iterator[None]:
    """Within this block the pseudo-language exists and is chosen by Accept-Language."""
    info = {"bidi": language == RIGHT, "code": language, "name": language, "name_local": language}
    real = trans_real.translation

    def translation(wanted: str) -> object:
        return Pseudo(wanted) if wanted == language else real(wanted)

    with (
        mock.patch.dict(LANG_INFO, {language: info}),
        mock.patch.object(trans_real, "translation", translation),
        mock.patch.object(trans_real, "translation_catalog_exists", return_value=True),
    ):
        trans_real.get_languages.cache_clear()
        trans_real._get_supported_language_variant.cache_clear()
        yield
    trans_real.get_languages.cache_clear()
    trans_real._get_supported_language_variant.cache_clear()


class Sentences(HTMLParser):
    """Every sentence a page shows or says: text, and the attributes that are read aloud or shown."""

    SAID = (
        "aria-label",
        "alt",
        "placeholder",
        "title",
        "data-unsent",
        "data-new",
        "data-show",
        "data-gone",
        "data-more",
    )
    SILENT = ("script", "style", "title", "bdi", "option", "code")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if not self._silent():
            self.found += [given[name] or "" for name in self.SAID if given.get(name)]
        if tag not in ("input", "img", "meta", "link", "br", "hr"):
            marks = (given.get("class") or "").split()
            own = {"said__words", "said__who", "code", "list__own"} & set(marks)
            self._open.append(
                (tag, tag in self.SILENT or bool(own) or given.get("translate") == "no" or tag == "textarea")
            )

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._silent():
            self.found.append(" ".join(data.split()))

    def _silent(self) -> bool:
        return any(silent for _, silent in self._open)


def bare_sentences(page: str) -> list[str]:
    """Sentences on a page that never went through translation."""
    reader = Sentences()
    reader.feed(page)
    return [said for said in reader.found if re.search(r"[A-Za-z]{2}", _outside(said))]


def _outside(said: str) -> str:
    """What stands outside all brackets."""
    depth, rest = 0, []
    for letter in said:
        depth += (letter == OPEN) - (letter == CLOSE)
        if depth <= 0 and letter != CLOSE:
            rest.append(letter)
    return "".join(rest)
