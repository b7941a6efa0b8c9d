"""The one choice about calendars."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .actions import REAL

NEUTRAL = "neutral"


class TitlesForm(forms.Form):
    """What a calendar shows of a plan besides its day and time."""

    titles = forms.ChoiceField(
        label=_("What does my calendar show?"),
        help_text=_("This holds for the address and for single files."),
        choices=[
            (NEUTRAL, _("Only “Time set aside”")),
            (REAL, _("The real title and the place")),
        ],
        widget=forms.RadioSelect,
    )
