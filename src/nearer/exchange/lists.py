"""Form fields that are more than one box: words to tick, cards to put onto piles, a number out of a few."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget

from .choices import Offer


class ChipsBound(BoundField):
    """A list of words as the page shows it."""

    @property
    def groups(self) -> list[tuple[str, list[BoundWidget]]]:
        """The words under their groups' names; one group without a name for a short list."""
        by_value = {str(choice.data["value"]): choice for choice in self}
        named = self.field.groups if isinstance(self.field, ChipsField) else []
        found = [(name, [by_value[value] for value, _ in options]) for name, options in named]
        return found or [("", list(by_value.values()))]


class ChipsField(forms.MultipleChoiceField):
    """Some words out of many, such as feelings. `look` names its template: ui/_field.html."""

    look = "chips"

    def __init__(self, offer: Offer) -> None:
        self.groups = offer.groups
        super().__init__(choices=offer.options, widget=forms.CheckboxSelectMultiple)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> ChipsBound:
        return ChipsBound(form, self, field_name)


class ScaleField(forms.TypedChoiceField):
    """A whole number out of a few, with none chosen before: a slider would answer for who leaves it alone.

    `leaves_out`: what stands last and means no answer; (value, sentence), or nothing for required ones.
    """

    look = "scale"
    help_from: int | None = None

    def __init__(self, low: int, high: int, leaves_out: tuple[str, Any] | None = None, **more: Any) -> None:
        numbers = [(str(number), str(number)) for number in range(low, high + 1)]
        self.leaves_out = leaves_out
        choices = [*numbers, *([leaves_out] if leaves_out else [])]
        options = {"coerce": _number, "empty_value": None, "widget": forms.RadioSelect} | more
        super().__init__(choices=choices, **options)


def _number(text: str) -> int | str:
    return int(text) if text.isdecimal() else text


class CardField(forms.ChoiceField):
    """One card of a sort, and the pile it lies on. The first of them carries the heading of all."""

    look = "sorted"
    heading = ""
