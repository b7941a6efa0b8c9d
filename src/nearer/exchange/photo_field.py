"""Choosing a photo in a form, and showing it again."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from .photos import NotAPhoto, reencoded

REFUSED = {
    "size": _("This file is larger than 12 MB. Choose a smaller one; your words are still here."),
    "pixels": _(
        "This picture has too many points. A JPEG may have 50 million, others 25. "
        "Choose a smaller one; your words are still here."
    ),
    "kind": _("This file cannot be read as a photo. JPEG, PNG and WebP can."),
}


class PhotoField(forms.FileField):
    """Cleans to the re-encoded picture as bytes, or None. The file's name is never looked at."""

    widget = forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"})
    default_error_messages = {"invalid": REFUSED["kind"], "empty": REFUSED["kind"]}

    def clean(self, data: Any, initial: Any = None) -> bytes | None:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return reencoded(file.read())
        except NotAPhoto as refusal:
            raise forms.ValidationError(REFUSED[refusal.reason]) from None


def photo_response(photo: bytes) -> HttpResponse:
    """The picture alone, in a box of its own: nothing in it could run, and nothing keeps it."""
    headers = {"Content-Security-Policy": "default-src 'none'; sandbox", "Content-Disposition": "inline"}
    return HttpResponse(photo, content_type="image/jpeg", headers=headers)
