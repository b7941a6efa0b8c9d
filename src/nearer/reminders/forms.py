"""What a person chooses about one kind of reminder."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from nearer.exchange.lists import ChipsBound

from . import push
from .models import CALENDAR, MAIL, PUSH, Reminder
from .rules import MOST, Choice

NAMES = {MAIL: _("Mail"), PUSH: _("On one device"), CALENDAR: _("My calendar")}
EVENING = "20"
PARTS = ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"]
QUIET = {"autocomplete": "off", "spellcheck": "false", "translate": "no", "dir": "ltr"}


@cache
def zones() -> frozenset[str]:
    """The zones that a person may choose, by their IANA names, older names too."""
    own = ("posix", "right", "Factory", "localtime")  # of some machines, and no places
    return frozenset(name for name in available_timezones() if not name.startswith(own))


@cache
def listed() -> list[str]:
    """Those that a list offers: places."""
    return [*sorted(name for name in zones() if name.partition("/")[0] in PARTS and "/" in name), "UTC"]


class DaysField(forms.MultipleChoiceField):
    """Days of the week, side by side."""

    look = "chips"

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> ChipsBound:
        return ChipsBound(form, self, field_name)


class TimesForm(forms.Form):
    """Days, hour and zone. `others` are this person's reminders of other kinds, `kept` the one so far."""

    weekdays = DaysField(
        label=_("Days"),
        help_text=_("Three days a week at most, over all kinds together, and one reminder a day."),
        choices=[(str(number), name) for number, name in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
    )
    hour = forms.TypedChoiceField(
        label=_("Hour"),
        help_text=_("It comes within this hour, or not at all."),
        choices=[(str(hour), f"{hour:02d}:00") for hour in range(24)],
        coerce=int,
        initial=EVENING,
    )
    zone = forms.CharField(
        label=_("Time zone"),
        help_text=_("Such as Europe/Berlin. The hour stays the same when the clocks change."),
        max_length=64,
        widget=forms.TextInput(attrs={**QUIET, "list": "zones"}),
    )

    def __init__(
        self, kind: str, data: Mapping[str, Any] | None, kept: Reminder | None, others: Iterable[Reminder], zone: str
    ) -> None:
        initial: dict[str, Any] = {"zone": zone}
        if kept is not None:
            initial = {"weekdays": list(kept.weekdays), "hour": str(kept.hour), "zone": kept.zone}
        super().__init__(data, prefix=kind, initial=initial)
        self.kind, self.kept = kind, kept
        self.taken = {day: NAMES[other.kind] for other in others for day in other.weekdays if other.kind in NAMES}

    def clean_weekdays(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["weekdays"]
        for day in chosen:
            if day in self.taken:
                raise forms.ValidationError(
                    gettext("%(day)s is taken already: %(kind)s. One reminder a day is enough."),
                    params={"day": WEEKDAYS[int(day)], "kind": self.taken[day]},
                )
        left = max(0, MOST - len(self.taken))
        if len(chosen) > left:
            said = ngettext("%(left)d day is left. Choose no more.", "%(left)d days are left. Choose no more.", left)
            raise forms.ValidationError(said, params={"left": left})
        return chosen

    def clean_zone(self) -> str:
        named: str = self.cleaned_data["zone"]
        if named not in zones():
            raise forms.ValidationError(gettext("This is not the name of a zone. Choose one from the list."))
        return named

    def choice(self) -> Choice:
        given = self.cleaned_data
        return Choice(self.kind, frozenset(map(int, given["weekdays"])), given["hour"], given["zone"])

    def address(self) -> dict[str, str] | None:
        """Where it goes; None to leave that as it is."""
        return None


class MailForm(TimesForm):
    mail = forms.EmailField(
        label=_("Mail address"),
        help_text=_("Your own. Whoever runs this server can read it. Think of who else reads this mailbox."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false", "dir": "ltr"}),
    )
    field_order = ["mail"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.kept is not None:
            self.fields["mail"].required = False
            self.fields["mail"].help_text = _("Leave this empty to keep the address you gave.")

    def address(self) -> dict[str, str] | None:
        given = self.cleaned_data["mail"]
        return {"mail": given} if given else None


class PushForm(TimesForm):
    """The last three fields are filled by push.js, from what the browser gives."""

    endpoint = forms.CharField(max_length=push.LONGEST, required=False, widget=forms.HiddenInput)
    p256dh = forms.CharField(max_length=200, required=False, widget=forms.HiddenInput)
    auth = forms.CharField(max_length=100, required=False, widget=forms.HiddenInput)

    def clean(self) -> None:
        super().clean()
        address = self.address()
        if address is None and self.kept is None:
            raise forms.ValidationError(_("This browser gave no address. Allow reminders, and press the button again."))
        if address is not None and not push.is_subscription(address):
            raise forms.ValidationError(_("This server does not know the push service of this browser."))

    def address(self) -> dict[str, str] | None:
        given = {name: self.cleaned_data.get(name, "") for name in ("endpoint", "p256dh", "auth")}
        return given if any(given.values()) else None


FORMS: dict[str, type[TimesForm]] = {MAIL: MailForm, PUSH: PushForm, CALENDAR: TimesForm}
