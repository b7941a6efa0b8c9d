"""The form for one move, made from its script. It checks shape; rules check permission."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from nearer.programme.schema import AField, Move

from . import gates

LONGEST = {"words": 20_000, "line": 300}
_KEPT_CONTROLS = "\n\t"


class WordsField(forms.CharField):
    """Free text. Control characters go, everything a person can see or lean on stays."""

    def to_python(self, value: Any) -> str:
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        return "".join(c for c in text if c in _KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs")).strip()

    def validate(self, value: str) -> None:
        if self.required and not value:
            raise forms.ValidationError(gates.EMPTY)
        if self.max_length and len(value) > self.max_length:
            raise forms.ValidationError(gates.TOO_LONG % {"limit": f"{self.max_length:,}", "length": f"{len(value):,}"})

    def run_validators(self, value: str) -> None:
        """Length is checked in `validate`, with a kinder sentence."""


class PartForm(forms.Form):
    """What one person fills in at one move."""

    def __init__(self, move: Move, data: Mapping[str, Any] | None = None, initial: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial=dict(initial or {}), prefix=move.id)
        self.move = move
        for field in move.fields:
            self.fields[field.id] = _form_field(field)

    def spoken(self) -> list[tuple[str, str]]:
        """Label and words of what was typed, as the other will see it."""
        return spoken(self.move, self.cleaned_data)


def spoken(move: Move, fields: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Label and words of each field that has something in it."""
    single = len(move.fields) == 1
    filled = [(field, str(fields.get(field.id, "") or "")) for field in move.fields]
    return [("" if single else field.label, text) for field, text in filled if text]


def _form_field(field: AField) -> forms.Field:
    hint = field.hint or (gates.WORDS_HINT % {"n": field.words} if 0 < field.words < 500 else "")
    common = {"label": field.label, "help_text": hint, "required": field.required}
    if field.kind == "slider":
        widget = forms.NumberInput(attrs={"type": "range", "min": field.low, "max": field.high})
        return forms.IntegerField(min_value=field.low, max_value=field.high, widget=widget, **common)
    if field.kind == "choice":
        choices = [(choice, choice) for choice in field.choices]
        return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **common)
    quiet = {"autocomplete": "off", "spellcheck": "false", "dir": "auto"}
    if field.kind == "line":
        return WordsField(max_length=LONGEST["line"], widget=forms.TextInput(attrs=quiet), **common)
    rows = "12" if field.words >= 500 else "5"
    return WordsField(max_length=LONGEST["words"], widget=forms.Textarea(attrs={**quiet, "rows": rows}), **common)


def slider_words(value: Any, high: int) -> str:
    """A slider's value for reading."""
    return _("%(value)s of %(high)s") % {"value": value, "high": high}
