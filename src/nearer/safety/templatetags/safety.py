"""The help words, inside every page, so that opening them asks nothing of the server."""

from datetime import date
from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from nearer.kit import clock

from .. import content

register = template.Library()
FIRST = ("danger-now",)


@register.simple_tag
def help_words() -> SafeString:
    """The same for everybody who reads this language on this day; it holds no words of people."""
    return _rendered(get_language() or settings.LANGUAGE_CODE, clock.today(settings.TIME_ZONE))


@lru_cache(maxsize=8)
def _rendered(language: str, today: date) -> SafeString:
    found = content.help_in(language)
    page = {
        "first": [section for section in found.sections if section.id in FIRST],
        "more": [section for section in found.sections if section.id not in FIRST],
        "countries": [_shown(country, today) for country in found.countries],
        "directories": found.directories,
    }
    lines = render_to_string("safety/_words.html", page).splitlines()
    return mark_safe("\n".join(line.strip() for line in lines if line.strip()))  # noqa: S308  our own template, escaped


def _shown(country: content.Country, today: date) -> tuple[content.Country, list[tuple[content.Line, str]], bool]:
    """A country, its lines with how far to trust each, and whether one of them is in doubt today."""
    lines = [(line, line.state(today)) for line in country.lines]
    return country, lines, any(state != content.CHECKED for _line, state in lines)
