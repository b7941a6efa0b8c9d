"""When the database cannot take what was written: say so, and hand the words back."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

log = logging.getLogger("nearer.trouble")
FULL = ("disk is full", "no space left", "disk i/o error", "could not extend file")
# Threat: a passphrase shown in a box on a page. It is short enough to type again.
NEVER_SHOWN = ("csrf", "pass", "phrase", "code", "secret")


class KeepWords:
    """A full disk or a missing database becomes a page with what was typed on it, ready to send again.

    A browser cannot be given a file back: a photo is asked for once more.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OperationalError | InterfaceError):
            return None
        full = any(sign in str(error).lower() for sign in FULL)
        log.error("The disk is full." if full else "The database does not answer.", exc_info=error)
        if not connection.in_atomic_block:  # inside a test's transaction the connection is not ours to close
            connection.close()
        page = {"boxes": boxes(request), "hidden": hidden(request), "photo": next(iter(request.FILES), "")}
        return render(request, "trouble.html", page | {"full": full}, status=507 if full else 503)


def boxes(request: HttpRequest) -> list[tuple[str, str]]:
    """What a person wrote: fields with words in them."""
    return [(name, value) for name, value in _fields(request) if _is_writing(value)]


def hidden(request: HttpRequest) -> list[tuple[str, str]]:
    """The rest of the form, so that sending it again means the same."""
    return [(name, value) for name, value in _fields(request) if not _is_writing(value)]


def _is_writing(value: str) -> bool:
    return len(value) > 40 or any(space in value for space in " \n\t")


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if not any(part in name.lower() for part in NEVER_SHOWN)
        for value in values
    ]
