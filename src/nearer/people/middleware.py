"""Who is here, with the vault unlocked for the length of this request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from nearer.vault import SealError

from . import door, rollback, sessions

SEEN, DEVICE = "seen", "device"
LOOKS_AGAIN = "X-Looks-Again"  # sent by live.js: the page asks, nobody may be sitting there


class Unlock:
    """Sets `request.me` (Unlocked or None) and keeps this device's marks fresh."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        ticket = request.COOKIES.get(sessions.cookie_name(), "")
        me = sessions.read(ticket, touch=LOOKS_AGAIN not in request.headers) if ticket else None
        before = request.COOKIES.get(SEEN + me.id[:8], "") if me else ""
        request.damaged = False  # type: ignore[attr-defined]
        if me is not None:
            try:
                me.rolled_back = rollback.is_older(me, before)
            except SealError:
                request.damaged, me = True, None  # type: ignore[attr-defined]
        request.me = me  # type: ignore[attr-defined]
        response = self.get_response(request)
        still_here = request.me  # type: ignore[attr-defined]  # None once the account is erased
        if still_here is not None and not still_here.rolled_back:
            after = rollback.mark(still_here)
            if after != before:
                set_cookie(response, SEEN + still_here.id[:8], after, rollback.COOKIE_AGE)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Sealed bytes that do not open end in a sentence, with what was typed, and in no fault."""
        return door.damaged(request) if isinstance(error, SealError) else None


def set_cookie(response: HttpResponse, name: str, value: str, age: int | None = None) -> None:
    """A cookie no script reads; sent over TLS only wherever there is TLS."""
    secure = settings.SECURE_COOKIES
    response.set_cookie(name, value, max_age=age, secure=secure, httponly=True, samesite="Lax", path="/")


def let_in(response: HttpResponse, ticket: str) -> HttpResponse:
    """Give the browser its token. It ends with the browser, so no "stay signed in" on shared devices."""
    set_cookie(response, sessions.cookie_name(), ticket)
    return response


def let_out(response: HttpResponse) -> HttpResponse:
    """Take the token back."""
    response.delete_cookie(sessions.cookie_name(), path="/", samesite="Lax")
    return response
