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
# Threat: a passphrase or a code written into a page that lies open.
NOT_HELD = {"csrfmiddlewaretoken", "passphrase", "now", "code", "name", "device"}


def person_here(request: HttpRequest) -> Unlocked:
    """Who is unlocked in this request. Only behind `needs_person`."""
    return cast(Unlocked, request.me)  # type: ignore[attr-defined]


def needs_person(view: View) -> View:
    """A locked visitor is asked to sign in; what they had typed waits in the page for them."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        me = getattr(request, "me", None)
        if me is not None and me.rolled_back and request.method == "POST":
            return older(request)
        if me is not None:
            return view(request, *args, **kwargs)
        if getattr(request, "damaged", False):
            return damaged(request)
        if request.method == "POST":
            return hold(request)
        return redirect(f"{reverse('people:sign-in')}?next={request.path}")

    return guarded


def hold(request: HttpRequest) -> HttpResponse:
    """The words of a form that arrived locked, held in the page itself: in no table, in no session."""
    held = _held(request)
    if not held:
        return redirect("people:sign-in")
    # Threat: a photo laid open in the page of somebody who is signed out. Only its place in the form is held.
    page = {"held": held, "action": request.path, "photo": next(iter(request.FILES), "")}
    return render(request, "people/held.html", page, status=403)


def damaged(request: HttpRequest) -> HttpResponse:
    """What is stored for this person does not open. Said plainly, and nothing typed is lost."""
    return render(request, "people/damaged.html", {"held": _held(request)}, status=409)


def older(request: HttpRequest) -> HttpResponse:
    """The database is older than this device remembers: nothing is written until its owner says go on."""
    return render(request, "people/older.html", {"held": _held(request)}, status=409)


def _held(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value) for name in request.POST for value in request.POST.getlist(name) if name not in NOT_HELD]


def safe_next(request: HttpRequest, wanted: str) -> str:
    """Where to go after signing in: only ever a page of this product."""
    own = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/")
    return wanted if own else reverse("pages:today")
