"""Asking for the own passphrase once more, before what cannot be undone or leaves the house."""

from django import forms
from django.utils.translation import gettext as _

from . import actions
from .unlocked import Unlocked


def proved(me: Unlocked, form: forms.Form, field: str) -> bool:
    """Whether the own passphrase was typed; if not, the form says so."""
    try:
        if actions.is_own_passphrase(me, form.cleaned_data[field]):
            return True
        form.add_error(field, _("This is not your passphrase."))
    except actions.TooManyTries:
        form.add_error(field, _("Too many tries. Wait 15 minutes."))
    return False
