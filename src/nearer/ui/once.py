"""The same words, sent again because nobody knew whether they had arrived, are taken once.

keep.js gives each sending a random name. What a sending led to – an address, never words – is remembered
in this server's memory for as long as a session lasts, and the second arrival is sent to the same place.
A server that dies between keeping words and saying so forgets that too.
"""

import hashlib
import re
from collections.abc import Callable

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

NAME = re.compile(r"[0-9a-f]{32}")
REMEMBERED = 12 * 60 * 60  # seconds; no session is longer
AT_WORK = 120  # seconds; a large photo on a small machine takes a while
STILL_GOING = ""


class SendOnce:
    """After `Unlock`. For people who are signed in, and forms that end in another page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        if not cache.add(key, STILL_GOING, AT_WORK):
            return _as_before(cache.get(key))
        return self._first_time(request, key)

    def _first_time(self, request: HttpRequest, key: str) -> HttpResponse:
        led_to = None
        try:
            response = self.get_response(request)
            led_to = response.get("Location") if 300 <= response.status_code < 400 else None
        finally:
            # Whatever ends on a page of its own has kept nothing, and may be sent again.
            if led_to:
                cache.set(key, led_to, REMEMBERED)
            else:
                cache.delete(key)
        return response


def _key(request: HttpRequest) -> str | None:
    name, me = request.headers.get("X-Sending", ""), getattr(request, "me", None)
    if request.method != "POST" or me is None or not NAME.fullmatch(name):
        return None
    whole = f"{me.session_id} {request.path} {name}"
    return f"sending/{hashlib.sha256(whole.encode()).hexdigest()}"


def _as_before(led_to: str | None) -> HttpResponse:
    """Where the first one led; while that is not known yet, "try again" (keep.js keeps the words)."""
    if led_to:
        return HttpResponseRedirect(led_to)
    return HttpResponse(status=503, headers={"Retry-After": "2"})
