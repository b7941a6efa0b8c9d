"""The form for one move, made from its script. It checks shape; rules check permission."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from nearer.programme.phrases import begun, phrase_in
from nearer.programme.schema import AField, Move

from . import gates
from .choices import Offer, Offers
from .lists import CardField, ChipsField, ScaleField
from .photo_field import PhotoField

LONGEST = {"words": 20_000, "line": 300}
A_PAGE = 500  # words: from here on there is no hint about length
SORTED = ("sort", "marks")
CHECKED = ("several", "feelings")
ONE_OF = ("choice", "topic", "pick")
_KEPT_CONTROLS = "\n\t"


class WordsField(forms.CharField):
    """Free text. Control characters go, everything a person can see or lean on stays."""

    def __init__(self, begins: str = "", without: Sequence[str] = (), **more: Any) -> None:
        self.begins, self.without = begins, without
        super().__init__(**more)

    def to_python(self, value: Any) -> str:
        text = str(value or "").replace("\r\n", "\n").replace("\r", "\n")
        kept = "".join(c for c in text if c in _KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs")).strip()
        return begun(kept, self.begins)

    def validate(self, value: str) -> None:
        if self.required and not value:
            raise forms.ValidationError(gates.EMPTY)
        if self.max_length and len(value) > self.max_length:
            raise forms.ValidationError(gates.TOO_LONG % {"limit": f"{self.max_length:,}", "length": f"{len(value):,}"})
        if phrase := phrase_in(value, self.without):
            raise forms.ValidationError(gates.WITHOUT % {"phrase": phrase})

    def run_validators(self, value: str) -> None:
        """Length is checked in `validate`, with a kinder sentence."""


class PartForm(forms.Form):
    """What one person fills in at one move."""

    def __init__(
        self,
        move: Move,
        offers: Offers | None = None,
        data: Mapping[str, Any] | None = None,
        files: MultiValueDict[str, UploadedFile] | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        self.move, self.offers = move, offers or {}
        super().__init__(data, files, initial=_spread_out(move, initial or {}), prefix=move.id)
        aloud = move.aloud and data is not None and data.get("aloud") == "yes"
        for field in move.fields:
            for name, made in _form_fields(field, self.offers.get(field.id, Offer())):
                made.required = made.required and not aloud
                self.fields[name] = made

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for field in self.move.fields:
            if field.kind in SORTED and field.required and not self.errors and not _gathered(field, cleaned):
                self.add_error(None, gates.SORT_SOME)
        if self.errors and self.photo() is not None:
            for field in self.move.fields:
                if field.kind == "photo":
                    self.fields[field.id].help_text = gates.PHOTO_AGAIN  # a browser cannot be given a file back
        return cleaned

    def values(self) -> dict[str, Any]:
        """What is kept, as JSON can hold it. A photo is kept apart."""
        return {
            field.id: _kept(field, self.cleaned_data)
            for field in self.move.fields
            if field.kind != "photo" and _kept(field, self.cleaned_data) not in ("", None, [], {})
        }

    def photo(self) -> bytes | None:
        """The chosen picture, re-encoded; None for none."""
        return next((self.cleaned_data.get(field.id) for field in self.move.fields if field.kind == "photo"), None)

    @property
    def with_file(self) -> bool:
        return any(field.kind == "photo" for field in self.move.fields)

    def spoken(self) -> list[tuple[str, str]]:
        """Label and words of what was typed, as the other will see it."""
        return spoken(self.move, self.values(), self.offers)


def spoken(move: Move, fields: Mapping[str, Any], offers: Offers) -> list[tuple[str, str]]:
    """Label and words of each field that has something in it."""
    single = len(move.fields) == 1
    filled = [(field, _as_words(field, fields.get(field.id), offers.get(field.id, Offer()))) for field in move.fields]
    said = [("" if single and field.kind == "words" else field.label, words) for field, words in filled if words]
    return said or ([("", _("(said aloud)"))] if fields.get("aloud") else [])


def as_words(field: AField, value: Any, offer: Offer) -> str:
    """One value as a person would read it."""
    return _as_words(field, value, offer)


def _as_words(field: AField, value: Any, offer: Offer) -> str:
    if value in (None, "", [], {}):
        return ""
    if field.kind == "slider":
        return _("%(value)s of %(high)s") % {"value": value, "high": field.high}
    if field.kind in SORTED:
        return _piles(value, offer)
    if field.kind in (*CHECKED, *ONE_OF):
        says = dict(offer.options)
        return ", ".join(says.get(one, "") for one in (value if isinstance(value, list) else [value]))
    if field.kind == "date":
        from django.utils.dateformat import format as date_format

        return date_format(date.fromisoformat(value), _("l, j F Y"))
    return str(value)


def _piles(value: Mapping[str, str], offer: Offer) -> str:
    says = dict(offer.items)
    lines = []
    for pile, name in offer.options:
        cards = [says[item] for item, where in value.items() if where == pile and item in says]
        lines += [f"{name}: {'; '.join(cards)}"] if cards else []
    return "\n".join(lines)


def _spread_out(move: Move, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Stored values as the form's own fields hold them."""
    initial = {field.id: f"{field.begins} " for field in move.fields if field.begins} | dict(stored)
    for field in move.fields:
        value = initial.get(field.id)
        if field.kind in SORTED and isinstance(value, Mapping):
            initial |= {f"{field.id}.{item}": pile for item, pile in value.items()}
    return initial


def _gathered(field: AField, cleaned: Mapping[str, Any]) -> dict[str, str]:
    start = f"{field.id}."
    return {name.removeprefix(start): pile for name, pile in cleaned.items() if name.startswith(start) and pile}


def _kept(field: AField, cleaned: Mapping[str, Any]) -> Any:
    if field.kind in SORTED:
        return _gathered(field, cleaned)
    value = cleaned.get(field.id)
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else value


def _form_fields(field: AField, offer: Offer) -> Sequence[tuple[str, forms.Field]]:
    if field.kind in SORTED:
        cards = [(f"{field.id}.{item}", _sorted_field(says, offer)) for item, says in offer.items]
        for _name, first in cards[:1]:
            first.heading, first.help_text = field.label, field.hint
        return cards
    made = _bare_field(field, offer)
    made.label = field.label
    made.help_text = _hint(field)
    made.required = field.required
    return [(field.id, made)]


def _hint(field: AField) -> str:
    hint = field.hint or (gates.WORDS_HINT % {"n": field.words} if 0 < field.words < A_PAGE else "")
    begins = gates.BEGINS % {"begins": field.begins} if field.begins else ""
    return " ".join(one for one in (begins, hint) if one)


def _sorted_field(says: str, offer: Offer) -> CardField:
    return CardField(choices=offer.options, widget=forms.RadioSelect, label=says, required=False)


def _bare_field(field: AField, offer: Offer) -> forms.Field:
    if field.kind == "slider":
        return ScaleField(field.low, field.high)
    if field.kind in ONE_OF:
        return forms.ChoiceField(choices=offer.options, widget=forms.RadioSelect)
    if field.kind in CHECKED:
        if field.kind == "feelings":
            return ChipsField(offer)
        return forms.MultipleChoiceField(choices=offer.options, widget=forms.CheckboxSelectMultiple)
    if field.kind == "date":
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    if field.kind == "time":
        return forms.TimeField(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    if field.kind == "photo":
        return PhotoField()
    quiet = {"autocomplete": "off", "spellcheck": "false", "dir": "auto"}
    rows = "12" if field.words >= A_PAGE else "5"
    line = field.kind == "line"
    widget = forms.TextInput(attrs=quiet) if line else forms.Textarea(attrs={**quiet, "rows": rows})
    longest = LONGEST["line" if line else "words"]
    return WordsField(field.begins, field.without, max_length=longest, widget=widget)
