"""Coming in: a new account, signing in, the recovery code, and words that waited at the door."""

import secrets

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from nearer.vault import RECOVERY, Key, SealError, WrongSecret

from . import actions, names, sessions, strength, throttle
from .door import safe_next
from .forms import RecoverForm, SignInForm, StartForm
from .middleware import DEVICE, let_in, let_out, set_cookie
from .models import Person
from .rollback import COOKIE_AGE


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """A name and a passphrase, and the vault is there."""
    offer = "" if request.method == "POST" else strength.suggested()
    form = StartForm(request.POST) if request.method == "POST" else StartForm(initial={"passphrase": offer})
    if request.method == "POST" and form.is_valid():
        try:
            person, vk = actions.register(form.cleaned_data["name"], form.cleaned_data["passphrase"])
        except actions.NameTaken:
            form.add_error("name", _("Somebody here signs in with this name already. Choose another."))
        else:
            return _entered(request, person, vk, redirect("people:code"))
    return _asked(request, "people/start.html", form, offer=offer)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Unlock with name and passphrase. Words held at the door go on from here."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    form = SignInForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        found = _unlocked(request, form, "passphrase")
        if found is not None:
            return _entered(request, *found, redirect(safe_next(request, wanted)))
    return _asked(request, "people/sign_in.html", form, next=wanted)


@sensitive_post_parameters()
@require_POST
def send_held(request: HttpRequest) -> HttpResponse:
    """Sign in from a page that holds words; then the words stand ready to be sent once more."""
    form = SignInForm(request.POST)
    held = [(name, value) for name in request.POST if name.startswith("held.") for value in request.POST.getlist(name)]
    page = {"held": [(name.removeprefix("held."), value) for name, value in held], "form": form}
    page["action"] = safe_next(request, request.POST.get("action", ""))
    found = _unlocked(request, form, "passphrase") if form.is_valid() else None
    if found is None:
        return render(request, "people/held.html", page, status=422)
    page["unlocked"] = True
    return _entered(request, *found, render(request, "people/held.html", page))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def recover(request: HttpRequest) -> HttpResponse:
    """In with the recovery code; it is replaced, and every other device is signed out."""
    offer = "" if request.method == "POST" else strength.suggested()
    form = RecoverForm(request.POST) if request.method == "POST" else RecoverForm(initial={"passphrase": offer})
    if request.method == "POST" and form.is_valid():
        found = _unlocked(request, form, "code", RECOVERY)
        if found is not None:
            response = _entered(request, *found, redirect("people:code"))
            me = sessions.read(response.cookies[sessions.cookie_name()].value)
            assert me is not None
            actions.change_passphrase(me, form.cleaned_data["passphrase"])
            return response
    return _asked(request, "people/recover.html", form, offer=offer)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Lock this device."""
    if request.me is not None:  # type: ignore[attr-defined]
        sessions.end(request.me.session_id)  # type: ignore[attr-defined]
    response = let_out(redirect("/?note=signed-out"))
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _unlocked(request: HttpRequest, form: forms.Form, field: str, kind: str = "pw") -> tuple[Person, Key] | None:
    """The person behind a valid form, or None with a clear sentence on it."""
    name = form.cleaned_data["name"]
    try:
        return actions.unlock(name, form.cleaned_data[field], _device_cookie(request, name), kind)
    except WrongSecret:
        form.add_error(
            None,
            _("This name and passphrase do not go together.")
            if kind == "pw"
            else _("This name and code do not go together."),
        )
    except actions.TooManyTries:
        form.add_error(
            None,
            _(
                "Too many tries from devices that are new here. Wait 15 minutes. "
                "A device that has signed in before still can."
            ),
        )
    except SealError:
        form.add_error(
            None, _("What is stored for this name is damaged and does not open. Your recovery code may still open it.")
        )
    return None


def _entered(request: HttpRequest, person: Person, vk: Key, response: HttpResponse) -> HttpResponse:
    """Begin the session, and remember that this device has been here."""
    known = _device_cookie(request, person.name).partition(".")[0]
    device = known or secrets.token_hex(8)
    if request.me is not None:  # type: ignore[attr-defined]
        sessions.end(request.me.session_id)  # type: ignore[attr-defined]
    ticket = actions.sign_in(person, vk, sessions.device_name(request.headers.get("User-Agent", "")), device)
    mark = f"{device}.{throttle.device_mark(device, person.pk)}"
    set_cookie(response, _device_cookie_name(person.name), mark, COOKIE_AGE)
    return let_in(response, ticket)


def _device_cookie(request: HttpRequest, name: str) -> str:
    return request.COOKIES.get(_device_cookie_name(name), "")


def _device_cookie_name(name: str) -> str:
    # One cookie a person, so that two people on one tablet do not use up each other's tries.
    return DEVICE + throttle.device_mark("name", names.key(name))[:8]


def _asked(request: HttpRequest, template: str, form: forms.Form, **more: object) -> HttpResponse:
    return render(request, template, {"form": form, **more}, status=422 if form.errors else 200)
