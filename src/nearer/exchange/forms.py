"""The form for one move, made from its script. It checks shape; rules check permission."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from nearer.programme.schema import AField, Move

from . import gates

LONGEST = {"words": 20_000, "line": 300}
A_PAGE = 500  # words: from here on there is no hint about length
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

    def __init__(
        self, move: Move, data: Mapping[str, Any] | None = None, initial: Mapping[str, Any] | None = None
    ) -> None:
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
    filled = [(field, _as_words(field, fields.get(field.id))) for field in move.fields]
    return [("" if single and field.kind == "words" else field.label, words) for field, words in filled if words]


def _as_words(field: AField, value: Any) -> str:
    if value is None:
        return ""
    return _("%(value)s of %(high)s") % {"value": value, "high": field.high} if field.kind == "slider" else str(value)


def _form_field(field: AField) -> forms.Field:
    made = _bare_field(field)
    made.label = field.label
    made.help_text = field.hint or (gates.WORDS_HINT % {"n": field.words} if 0 < field.words < A_PAGE else "")
    made.required = field.required
    return made


def _bare_field(field: AField) -> forms.Field:
    if field.kind == "slider":
        reach = {"type": "range", "min": field.low, "max": field.high}
        return forms.IntegerField(min_value=field.low, max_value=field.high, widget=forms.NumberInput(attrs=reach))
    if field.kind == "choice":
        return forms.ChoiceField(choices=[(choice, choice) for choice in field.choices], widget=forms.RadioSelect)
    quiet = {"autocomplete": "off", "spellcheck": "false", "dir": "auto"}
    if field.kind == "line":
        return WordsField(max_length=LONGEST["line"], widget=forms.TextInput(attrs=quiet))
    rows = "12" if field.words >= A_PAGE else "5"
    return WordsField(max_length=LONGEST["words"], widget=forms.Textarea(attrs={**quiet, "rows": rows}))
