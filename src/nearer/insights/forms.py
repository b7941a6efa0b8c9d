"""Questions with answers from 0 to 10; every one of them can be left out."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from nearer.exchange.lists import ScaleField
from nearer.programme.measures import HIGHEST, LOWEST, OutcomeName, Question

from .answered import FULL, UNFIT
from .wishes import Wishes

SKIPPED = "skipped"
SKIP, NOT_FITTING = (SKIPPED, _("Skip")), (UNFIT, _("Does not fit"))


class QuestionsForm(forms.Form):
    """One page of questions."""

    def __init__(self, questions: Sequence[Question], kind: str, answers: Mapping[str, Any], data: Any = None) -> None:
        super().__init__(data)
        for one in questions:
            last, kept = SKIP if kind == FULL else NOT_FITTING, answers.get(one.id)
            made = ScaleField(LOWEST, HIGHEST, last, label=one.text, required=False, initial=kept)
            made.help_from = one.help_from
            self.fields[one.id] = made

    def given(self) -> dict[str, int | str | None]:
        """Question to number, UNFIT, or None for skipped."""
        return {id: None if value == SKIPPED else value for id, value in self.cleaned_data.items()}


class WeekdayForm(forms.Form):
    """On which day the seven questions of the week are offered."""

    weekday = forms.TypedChoiceField(
        label=_("On which day"),
        choices=[("", _("Never")), *((str(number), name) for number, name in WEEKDAYS.items())],
        coerce=int,
        empty_value=None,
        required=False,
    )

    def __init__(self, wishes: Wishes, data: Any = None) -> None:
        super().__init__(data, initial={"weekday": "" if wishes.weekday is None else str(wishes.weekday)})


class TendForm(forms.Form):
    """One to keep, one to tend."""

    keep = forms.ChoiceField(label=_("Keep"), required=False)
    tend = forms.ChoiceField(label=_("Tend for four weeks"), required=False)

    def __init__(self, outcomes: Mapping[str, OutcomeName], wishes: Wishes, data: Any = None) -> None:
        super().__init__(data, initial={"keep": wishes.keep, "tend": wishes.tend})
        for name in ("keep", "tend"):
            self.fields[name].choices = [("", _("Nothing for now")), *((id, one.says) for id, one in outcomes.items())]  # type: ignore[attr-defined]
