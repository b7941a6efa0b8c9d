"""One's own account: the recovery code, who sees what, the passphrase, and erasing everything."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from . import actions, strength
from .door import needs_person, person_here
from .forms import AgainForm, ChangePassphraseForm
from .middleware import let_out
from .proof import proved
from .signals import closing_account
from .spaces import spaces_of
from .unlocked import Unlocked


@require_http_methods(["GET", "POST"])
@needs_person
def code(request: HttpRequest) -> HttpResponse:
    """The recovery code, until its owner says it is kept."""
    me = person_here(request)
    if request.method == "POST":
        actions.code_is_kept(me)
        return redirect("people:welcome" if not spaces_of(me) else "pages:you")
    if not me.manifest.code:
        return redirect("people:welcome")
    shown = me.manifest.code
    groups = [shown[at : at + 5] for at in range(0, len(shown), 5)]
    return render(request, "people/code.html", {"groups": groups, "here": "you"})


@require_safe
@needs_person
def welcome(request: HttpRequest) -> HttpResponse:
    """Who can see what, before the first word is typed."""
    return render(request, "people/welcome.html", {"here": "today"})


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@needs_person
def passphrase(request: HttpRequest) -> HttpResponse:
    me = person_here(request)
    known = [me.name, *(space.other.name for space in spaces_of(me) if space.other)]
    offer = "" if request.method == "POST" else strength.suggested()
    data = request.POST if request.method == "POST" else None
    form = ChangePassphraseForm(data, initial={"passphrase": offer}, known=known)
    if request.method == "POST" and form.is_valid() and proved(me, form, "now"):
        actions.change_passphrase(me, form.cleaned_data["passphrase"])
        return redirect("/welcome/code/?note=passphrase-changed")
    page = {"form": form, "offer": offer, "here": "you"}
    return render(request, "people/passphrase.html", page, status=_status(form))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@needs_person
def new_code(request: HttpRequest) -> HttpResponse:
    me = person_here(request)
    form = AgainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and proved(me, form, "passphrase"):
        actions.new_recovery_code(me)
        return redirect("people:code")
    return render(request, "people/new_code.html", {"form": form, "here": "you"}, status=_status(form))


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@needs_person
def erase(request: HttpRequest) -> HttpResponse:
    me = person_here(request)
    form = AgainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and proved(me, form, "passphrase"):
        closing_account.send(sender=Unlocked, me=me)
        actions.erase(me)
        request.me = None  # type: ignore[attr-defined]
        return let_out(redirect("/?note=erased"))
    return render(request, "people/erase.html", {"form": form, "here": "you"}, status=_status(form))


@require_POST
def go_on(request: HttpRequest) -> HttpResponse:
    """Its owner knows that an older database was restored: this copy counts from now on."""
    me = getattr(request, "me", None)
    if me is not None and me.rolled_back:
        me.rolled_back = False
        me.note(lambda manifest: None)
    return redirect("pages:today")


def _status(form: forms.Form) -> int:
    return 422 if form.errors else 200
