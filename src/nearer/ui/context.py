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
        # A form that comes back refused keeps its address; yesterday's "Kept." must not stand over it.
        "note": NOTES.get(request.GET.get("note", "")) if request.method == "GET" else None,
    }
