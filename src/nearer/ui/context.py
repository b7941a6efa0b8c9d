"""What every page knows, whoever looks at it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from .notes import NOTES


def page(request: HttpRequest) -> dict[str, Any]:
    """Whether somebody is signed in, where leaving leads, and the line about what just happened."""
    return {
        "signed_in": getattr(request, "me", None) is not None,
        "exit_url": settings.NEARER_EXIT_URL,
        "note": NOTES.get(request.GET.get("note", "")),
    }
