"""How deep cards may go for me, what is not for me, and what I would also talk about."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nearer.programme.loader import programme

from .comfort import Comfort, set_level

DEPTHS = [
    ("1", _("Everyday things")),
    ("2", _("Habits, history, opinions")),
    ("3", _("Values, hopes, what I need")),
    ("4", _("Worries and tender things")),
    ("5", _("Anything, if we both ask for it that evening")),
]
OPT_INS = [
    ("touch", _("Touch")),
    ("sex", _("Sex")),
    ("faith", _("Faith")),
    ("politics", _("Politics")),
    ("grief", _("Grief")),
]


class ComfortForm(forms.Form):
    """One choice for each family of subjects. Half steps that came by themselves stay until a choice is changed."""

    def __init__(self, comfort: Comfort, data: Any = None) -> None:
        super().__init__(data)
        for family in programme().families.values():
            here = forms.ChoiceField(choices=DEPTHS, label=family.says, initial=str(comfort.reaches(family.id)))
            self.fields[f"depth-{family.id}"] = here
        closed = [(subject.id, subject.says) for subject in programme().subjects.values()]
        self.fields["closed"] = _several(_("Not for me"), closed, comfort.closed)
        self.fields["closed"].help_text = _("Cards about these never come to you. Nobody is told, now or later.")
        self.fields["opted"] = _several(_("I would also talk about"), OPT_INS, comfort.opted)
        self.fields["opted"].help_text = _("Such a card comes only when both of you have ticked it.")
        self.fields["held"] = forms.BooleanField(label=_("Keep everything light for now"), required=False)
        self.fields["held"].initial = comfort.paused or comfort.quiet
        self.fields["held"].help_text = _("Until you untick it. It looks like any other week to your partner.")

    @property
    def depths(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("depth-")]

    def change(self, comfort: Comfort) -> None:
        """Put what was chosen into `comfort`."""
        for name, chosen in self.cleaned_data.items():
            family = name.removeprefix("depth-")
            if family != name and int(chosen) != comfort.reaches(family):
                set_level(comfort, family, int(chosen))
        comfort.closed = sorted(self.cleaned_data["closed"])
        comfort.opted = sorted(self.cleaned_data["opted"])
        comfort.paused, comfort.quiet = self.cleaned_data["held"], False


def _several(label: Any, choices: Sequence[tuple[str, Any]], chosen: list[str]) -> forms.MultipleChoiceField:
    ticks = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=choices, label=label, required=False, widget=ticks, initial=chosen)
