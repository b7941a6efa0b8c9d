"""Noting that somebody is here: the day alone, and only of people who have reminders."""

from collections.abc import Callable
from contextlib import suppress

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from nearer.people.middleware import LOOKS_AGAIN

from . import actions


class NoteVisit:
    """After `Unlock`. A page that looks again by itself is no visit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        me = request.me  # type: ignore[attr-defined]
        if me is not None and not me.rolled_back and LOOKS_AGAIN not in request.headers:
            with suppress(OperationalError):  # a full disk must not keep anybody from reading
                actions.note_visit(me.id)
        return self.get_response(request)
