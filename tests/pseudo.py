"""A language that nobody speaks: every sentence that went through translation wears brackets.

No catalogue is needed. "qps" runs left to right, "qpr" right to left. Content files are given
the same brackets, as a translator of them would leave them.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any
from unittest import mock

from django.conf.locale import LANG_INFO
from django.utils.translation import trans_real
from pydantic import BaseModel

from nearer.programme.loader import Programme
from nearer.safety.content import Country, Help, Line, Section

LEFT, RIGHT = "qps", "qpr"
OPEN, CLOSE = "⟦", "⟧"
PLACEHOLDER = re.compile(r"(%\(\w+\)[sd]|%[nsd%]|\{\w*\})")
PARAGRAPHS = re.compile(r"(\n\s*\n|^- |\n- )")
WORD = re.compile(r"\w{2,}")
TEXTS = {"text", "follow_ups", "title", "summary", "role_names", "ask", "says", "label", "hint", "note", "word"}
TEXTS |= {"line", "model", "begins", "exercise_name", "asks", "works_when", "limits", "sections"}
ACCENTS = str.maketrans("aeiouncyAEIOU", "áéíóúñçýÁÉÍÓÚ")


def pseudo(message: str) -> str:
    """The message in brackets, accented and 40 % longer, with its placeholders whole."""
    parts = PLACEHOLDER.split(message)
    said = "".join(part if PLACEHOLDER.fullmatch(part) else WORD.sub(_longer, part) for part in parts)
    return f"{OPEN}{said}{CLOSE}" if message.strip() else message


def _longer(word: re.Match[str]) -> str:
    return word[0].translate(ACCENTS) + "ö" * -(-2 * len(word[0]) // 5)


class Pseudo:
    """As much of a gettext catalogue as Django asks for."""

    def __init__(self, language: str) -> None:
        self._DjangoTranslation__language = language
        self.plural = lambda number: number != 1

    def language(self) -> str:
        return self._DjangoTranslation__language

    to_language = language

    def gettext(self, message: str) -> str:
        return pseudo(message.rpartition("\x04")[2])  # what stands before is a context for translators

    def ngettext(self, one: str, many: str, number: int) -> str:
        return self.gettext(one if number == 1 else many)


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
        _forget()
        yield
    _forget()


def _forget() -> None:
    trans_real.get_languages.cache_clear()
    trans_real._get_supported_language_variant.cache_clear()


def translated_programme(content: Programme) -> Programme:
    return Programme(**{field.name: _translated(getattr(content, field.name)) for field in fields(content)})


def _translated(thing: Any, name: str = "") -> Any:
    """A piece of content with all of its texts translated; ids, names of people and citations stay."""
    if isinstance(thing, str) and name == "sections":
        return "".join(part if PARAGRAPHS.fullmatch(part) else pseudo(part) for part in PARAGRAPHS.split(thing))
    if isinstance(thing, str):
        return pseudo(thing) if name in TEXTS else thing
    if isinstance(thing, BaseModel):  # made anew: a copy would keep what was already looked up in it
        values = {name: _translated(getattr(thing, name), name) for name in type(thing).model_fields}
        return type(thing).model_construct(**values)
    if isinstance(thing, Mapping):
        return {key: _translated(value, name) for key, value in thing.items()}
    if isinstance(thing, (list, tuple)):
        return type(thing)(_translated(one, name) for one in thing)
    return thing


def translated_help(words: Help) -> Help:
    sections = tuple(Section(one.id, pseudo(one.title), tuple(map(pseudo, one.paragraphs))) for one in words.sections)
    countries = tuple(Country(pseudo(one.name), tuple(map(_line, one.lines))) for one in words.countries)
    return Help(sections, countries, tuple(map(_line, words.directories)))


def _line(line: Line) -> Line:
    said = {name: pseudo(getattr(line, name)) for name in ("service", "audience", "text", "hours", "note")}
    return replace(line, country_name=pseudo(line.country_name), **said)
