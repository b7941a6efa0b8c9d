"""What people announce so that apps above may act, and what they hear from below."""

from typing import Any

from django.dispatch import Signal, receiver
from django.http import HttpRequest, HttpResponse

from nearer.safety.signals import leaving

leaving_space = Signal()
"""Sent with space (OwnSpace) and take_words_out (bool) when a person has left."""

paired = Signal()
"""Sent with space (OwnSpace) when the inviter has confirmed who joined."""

closing_account = Signal()
"""Sent with me (Unlocked) before an account is erased."""


@receiver(leaving)
def end_session(request: HttpRequest, response: HttpResponse, **_: Any) -> None:
    """Leaving quickly locks this device."""
    from . import sessions
    from .middleware import let_out

    me = getattr(request, "me", None)
    if me is not None:
        sessions.end(me.session_id)
    let_out(response)
