"""Form fields for long lists: words to tick, read in groups, and cards to put onto piles."""

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


class CardField(forms.ChoiceField):
    """One card of a sort, and the pile it lies on. The first of them carries the heading of all."""

    look = "sorted"
    heading = ""
