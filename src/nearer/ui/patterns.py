"""The forms on the patterns page: every kind of field, empty and refused."""

from typing import Any

from django import forms

QUIET = {"autocomplete": "off", "spellcheck": "false", "dir": "auto"}


class Writing(forms.Form):
    words = forms.CharField(
        label="Your answer",
        help_text="About 80 words is plenty.",
        widget=forms.Textarea(attrs={**QUIET, "rows": "5"}),
    )


class Example(forms.Form):
    name = forms.CharField(
        label="What should you be called here?",
        help_text="Your partner sees this name. You also sign in with it.",
        widget=forms.TextInput(attrs=QUIET),
    )
    passphrase = forms.CharField(
        label="Passphrase",
        help_text="Five words are easy to keep and very hard to guess.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "spellcheck": "false"}),
    )
    reach = forms.ChoiceField(
        label="Who can get at the computer this runs on?",
        help_text="Only you see what you choose.",
        choices=[("neither", "Neither of us: somebody else runs it"), ("me", "I can"), ("partner", "My partner can")],
        widget=forms.RadioSelect,
    )
    hour = forms.ChoiceField(
        label="When do answers open?", choices=[("", "As soon as you both have one"), ("20", "20:00")]
    )
    near = forms.IntegerField(
        label="How much of today did you have to yourself?",
        min_value=0,
        max_value=10,
        widget=forms.NumberInput(attrs={"type": "range", "min": 0, "max": 10}),
    )
    adult = forms.BooleanField(label="I am 18 or older, and this is my own choice.")


def everything() -> dict[str, Any]:
    """A form as it opens, and the same form as it comes back."""
    refused = Example({"name": "", "passphrase": "kitchen", "hour": "20", "near": "4"}, prefix="refused")
    refused.add_error("passphrase", "This can be guessed in minutes. Add two more words.")
    shelf = {"older": "five-minutes-again", "from_newest": False}
    return {"writing": Writing(), "form": Example(), "refused": refused, "shelf": shelf, "here": "today"}
