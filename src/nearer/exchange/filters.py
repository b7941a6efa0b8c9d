"""What narrows the ideas that are dealt: asked when a run begins, and kept nowhere."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nearer.programme.ideas import EASY, Filters, narrower

LONGEST = [("", _("any length")), ("30", _("half an hour")), ("60", _("an hour")), ("90", _("an hour and a half"))]
COSTS = [("", _("any cost")), ("free", _("free")), ("low", _("little money"))]
ENERGIES = [("", _("any energy")), ("low", _("little energy")), ("mid", _("some energy"))]
BODIES = [("", _("any movement")), ("seated", _("sitting down")), ("gentle", _("gentle movement"))]
SENSES = [
    ("sight", _("seeing")),
    ("hearing", _("hearing")),
    ("smell", _("smell")),
    ("taste", _("taste")),
    ("touch", _("touch")),
]


class FiltersForm(forms.Form):
    """Everything may stay empty: then everything may come."""

    easy = forms.BooleanField(required=False, label=_("Keep it short, cheap and at home"))
    minutes = forms.ChoiceField(required=False, choices=LONGEST, label=_("Time"))
    cost = forms.ChoiceField(required=False, choices=COSTS, label=_("Money"))
    energy = forms.ChoiceField(required=False, choices=ENERGIES, label=_("Energy"))
    body = forms.ChoiceField(required=False, choices=BODIES, label=_("Movement"))
    without = forms.MultipleChoiceField(
        required=False, choices=SENSES, widget=forms.CheckboxSelectMultiple, label=_("Leave out what needs")
    )
    apart = forms.BooleanField(required=False, label=_("We are far from each other"))
    children = forms.BooleanField(required=False, label=_("Children will be there"))
    faith = forms.BooleanField(required=False, label=_("Ideas about faith are welcome"))

    def chosen(self) -> Filters:
        """The filters as the programme knows them."""
        value = self.cleaned_data
        chosen = Filters(
            minutes=int(value["minutes"]) if value["minutes"] else None,
            cost=value["cost"] or None,
            energy=value["energy"] or None,
            body=value["body"] or None,
            apart=value["apart"],
            without_senses=frozenset(value["without"]),
            children=value["children"],
            faith=value["faith"],
        )
        return narrower(EASY, chosen) if value["easy"] else chosen
