"""Forms about people. They check shape and strength; actions decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from . import names, strength
from .manifest import BOTH, ME, NEITHER, PARTNER

NAME = {"autocomplete": "username", "autocapitalize": "words", "spellcheck": "false", "dir": "auto"}
NEW = {"autocomplete": "new-password", "autocapitalize": "none", "spellcheck": "false"}
NOW = {"autocomplete": "current-password", "autocapitalize": "none", "spellcheck": "false"}
QUIET = {"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}

REACHES = [
    (NEITHER, _("Neither of us: somebody else runs it")),
    (ME, _("I can")),
    (PARTNER, _("My partner can")),
    (BOTH, _("Both of us can")),
]


class NewPassphrase(forms.Form):
    """A passphrase that holds against somebody who knows its owner."""

    passphrase = forms.CharField(
        label=_("Passphrase"),
        help_text=_(
            "Five words are easy to keep and very hard to guess. You can use your own, at least 15 characters."
        ),
        max_length=1000,
        strip=False,
        widget=forms.TextInput(attrs=NEW),
    )

    def known_names(self) -> list[str]:
        """Names that a guesser would try."""
        return []

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if "passphrase" in cleaned:
            weak = strength.weakness(cleaned["passphrase"], *self.known_names())
            if weak:
                self.add_error("passphrase", weak)
        return cleaned


class StartForm(NewPassphrase):
    """A new account: a name and a passphrase. No e-mail, no birth date, no gender."""

    name = forms.CharField(
        label=_("What should you be called here?"),
        help_text=_("Your partner sees this name. You also sign in with it."),
        max_length=names.LONGEST,
        widget=forms.TextInput(attrs=NAME),
    )
    partner = forms.CharField(
        label=_("What is your partner called?"),
        help_text=_("Only to check that your passphrase is not built from it. It is not kept."),
        max_length=names.LONGEST,
        required=False,
        widget=forms.TextInput(attrs=QUIET),
    )
    adult = forms.BooleanField(label=_("I am 18 or older, and this is my own choice."))
    field_order = ["name", "partner", "passphrase", "adult"]

    def clean_name(self) -> str:
        name = names.tidy(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(gettext("Type a name that can be seen."))
        return name

    def known_names(self) -> list[str]:
        return [self.cleaned_data.get("name", ""), self.cleaned_data.get("partner", "")]


class SignInForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=names.LONGEST, widget=forms.TextInput(attrs=NAME))
    passphrase = forms.CharField(
        label=_("Passphrase"), max_length=1000, strip=False, widget=forms.PasswordInput(attrs=NOW)
    )


class RecoverForm(NewPassphrase):
    """Back in with the recovery code, and a new passphrase at once."""

    name = forms.CharField(label=_("Name"), max_length=names.LONGEST, widget=forms.TextInput(attrs=NAME))
    code = forms.CharField(
        label=_("Recovery code"),
        help_text=_("26 letters and digits. Spaces, dashes and small letters do not matter."),
        max_length=100,
        widget=forms.TextInput(attrs=QUIET),
    )
    field_order = ["name", "code", "passphrase"]

    def known_names(self) -> list[str]:
        return [self.cleaned_data.get("name", "")]


class ChangePassphraseForm(NewPassphrase):
    now = forms.CharField(
        label=_("Passphrase so far"), max_length=1000, strip=False, widget=forms.PasswordInput(attrs=NOW)
    )
    field_order = ["now", "passphrase"]

    def __init__(self, *args: Any, known: list[str] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._known = known or []

    def known_names(self) -> list[str]:
        return self._known


class AgainForm(forms.Form):
    """The passphrase once more, before something that cannot be undone."""

    passphrase = forms.CharField(
        label=_("Your passphrase"), max_length=1000, strip=False, widget=forms.PasswordInput(attrs=NOW)
    )


class LeaveForm(AgainForm):
    take_out = forms.BooleanField(
        label=_("Take my words out of what we opened, too"),
        help_text=_("What was read cannot be unread, and old backups may still hold it, locked."),
        required=False,
    )
    field_order = ["take_out", "passphrase"]


class LockForm(forms.Form):
    minutes = forms.ChoiceField(
        label=_("Lock a device that lies still"),
        help_text=_("From the next time you sign in. Twelve hours is the longest in any case."),
        choices=[("5", _("after 5 minutes")), ("15", _("after 15 minutes")), ("30", _("after 30 minutes"))],
    )


class ReachForm(forms.Form):
    """Who can reach the machine. The answer is kept in this person's sealed notebook only."""

    reach = forms.ChoiceField(
        label=_("Who can get at the computer this runs on?"),
        help_text=_(
            "This decides whose answer goes first, so that nobody who runs the server reads early. "
            "Only you see what you choose."
        ),
        choices=REACHES,
        widget=forms.RadioSelect,
    )


class JoinForm(ReachForm):
    code = forms.CharField(
        label=_("The code"),
        help_text=_(
            "26 letters and digits from your partner's screen. Spaces, dashes and small letters do not matter."
        ),
        max_length=100,
        widget=forms.TextInput(attrs=QUIET),
    )
    field_order = ["code", "reach"]


AT_ONCE = "at-once"


class SpaceForm(forms.Form):
    """When answers open, the same for both."""

    opening_hour = forms.TypedChoiceField(
        label=_("When do answers open?"),
        help_text=_("Once you both have one. You can always press “open together now”."),
        coerce=lambda value: None if value == AT_ONCE else int(value),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        hours = [(str(hour), f"{hour:02d}:00") for hour in range(24)]
        self.fields["opening_hour"].choices = [(AT_ONCE, gettext("As soon as you both have one")), *hours]  # type: ignore[attr-defined]
