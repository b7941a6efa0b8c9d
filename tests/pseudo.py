"""A language that nobody speaks: every sentence that went through translation wears brackets.

No catalogue is needed. "qps" runs left to right, "qpr" right to left. Content files are given
the same brackets, as a translator of them would leave them.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest import mock

from django.conf.locale import LANG_INFO
from django.utils.translation import trans_real

from nearer.programme.loader import Programme
from nearer.programme.schema import Card, Exercise
from nearer.safety.content import Country, Help, Line, Section

LEFT, RIGHT = "qps", "qpr"
OPEN, CLOSE = "⟦", "⟧"
PLACEHOLDER = re.compile(r"(%\(\w+\)[sd]|%[nsd%]|\{\w*\})")
WORD = re.compile(r"\w{2,}")
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
    cards = {id: {n: _card(card) for n, card in known.items()} for id, known in content.cards.items()}
    exercises = {id: {n: _script(script) for n, script in known.items()} for id, known in content.exercises.items()}
    return Programme(exercises, cards)


def _card(card: Card) -> Card:
    return _changed(card, "text", "follow_ups")


def _script(script: Exercise) -> Exercise:
    moves = [
        _changed(move, "ask", fields=[_changed(field, "label", "hint", "choices") for field in move.fields])
        for move in script.moves
    ]
    return _changed(script, "title", "summary", moves=moves, landed=_changed(script.landed, "says"))


def _changed(thing: Any, *names: str, **more: Any) -> Any:
    """A piece of content with these of its texts translated."""
    return thing.model_copy(update={**{name: _wrapped(getattr(thing, name)) for name in names}, **more})


def _wrapped(value: str | list[str]) -> str | list[str]:
    return pseudo(value) if isinstance(value, str) else [pseudo(one) for one in value]


def translated_help(words: Help) -> Help:
    sections = tuple(Section(one.id, pseudo(one.title), tuple(map(pseudo, one.paragraphs))) for one in words.sections)
    countries = tuple(Country(pseudo(one.name), tuple(map(_line, one.lines))) for one in words.countries)
    return Help(sections, countries, tuple(map(_line, words.directories)))


def _line(line: Line) -> Line:
    said = {name: pseudo(getattr(line, name)) for name in ("service", "audience", "text", "hours", "note")}
    return replace(line, country_name=pseudo(line.country_name), **said)
