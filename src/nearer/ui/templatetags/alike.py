"""Parts of a page that are alike for everybody who reads one language: rendered once, then remembered."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def alike(part: str, **given: str) -> SafeString:
    """As `include`, for a template that knows nothing but `given`: never a person, a token or a day."""
    return _rendered(part, get_language() or "", tuple(given.items()))


@lru_cache(maxsize=200)
def _rendered(part: str, language: str, given: tuple[tuple[str, str], ...]) -> SafeString:
    return mark_safe(render_to_string(part, dict(given)).strip())  # noqa: S308  our own templates, escaped
