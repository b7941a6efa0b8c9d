"""The door of every page that needs a person: nobody gets past it, and nothing typed is lost at it."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from .unlocked import Unlocked

View = Callable[..., HttpResponse]
NOT_KEPT = {"csrfmiddlewaretoken"}


def person_here(request: HttpRequest) -> Unlocked:
    """Who is unlocked in this request. Only behind `needs_person`."""
    return cast(Unlocked, request.me)  # type: ignore[attr-defined]


def needs_person(view: View) -> View:
    """A locked visitor is asked to sign in; what they had typed waits in the page for them."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request, "me", None) is not None:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return hold(request)
        return redirect(f"{reverse('people:sign-in')}?next={request.path}")

    return guarded


def hold(request: HttpRequest) -> HttpResponse:
    """The words of a form that arrived locked, held in the page itself: in no table, in no session."""
    held = [(name, value) for name in request.POST for value in request.POST.getlist(name) if name not in NOT_KEPT]
    page = {"held": held, "action": request.path}
    return render(request, "people/held.html", page, status=403)


def safe_next(request: HttpRequest, wanted: str) -> str:
    """Where to go after signing in: only ever a page of this product."""
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if own else reverse("pages:today")
