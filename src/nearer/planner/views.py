"""Plans as calendar files, and the page about the address that a calendar program asks."""

from collections.abc import Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from nearer.people.door import needs_person, person_here
from nearer.people.unlocked import Unlocked

from . import actions, feeds, ics, plans
from .forms import NEUTRAL, TitlesForm

PAGE = "/you/calendar/"
SAVED = f"{PAGE}?note=saved"


@require_safe
def plan_file(request: HttpRequest, id: str) -> HttpResponse:
    """One plan as a file. Who has to sign in first comes to its page and not to a download."""
    if request.me is None and not request.damaged:  # type: ignore[attr-defined]
        return redirect(f"{reverse('people:sign-in')}?next={reverse('exchange:exchange', args=[id])}")
    return _plan_file(request, id)


@needs_person
def _plan_file(request: HttpRequest, id: str) -> HttpResponse:
    me = person_here(request)
    plan = plans.plan_of(me, id)
    if plan is None:
        raise Http404
    return _file([ics.entry_of(plan, actions.wants_real(me))])


@require_safe
@sensitive_variables()
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """For a calendar program, which signs in nowhere: the token is all it has.

    A token that leads nowhere is answered like any address that is not there, and not counted: without
    keeping visitors' addresses, one visitor's wrong tries would shut out everybody.
    """
    entries = feeds.entries_behind(token)
    if entries is None:
        raise Http404
    return _file(entries)


@require_safe
@needs_person
def calendar(request: HttpRequest) -> HttpResponse:
    me = person_here(request)
    actions.settle_feed(me)
    return _page(request, me, TitlesForm(initial={"titles": _titles(me)}))


@require_POST
@needs_person
def turn_on(request: HttpRequest) -> HttpResponse:
    actions.turn_on(person_here(request))
    return redirect(SAVED)


@require_POST
@needs_person
def change(request: HttpRequest) -> HttpResponse:
    """A new address; the old one leads nowhere from this moment."""
    me = person_here(request)
    if actions.is_on(me):  # a stale page must not turn on what was turned off
        actions.change_address(me)
    return redirect(SAVED)


@require_POST
@needs_person
def turn_off(request: HttpRequest) -> HttpResponse:
    actions.turn_off(person_here(request))
    return redirect(SAVED)


@require_POST
@needs_person
def titles(request: HttpRequest) -> HttpResponse:
    me = person_here(request)
    form = TitlesForm(request.POST)
    if not form.is_valid():
        return _page(request, me, form, 422)
    actions.choose_titles(me, form.cleaned_data["titles"] == actions.REAL)
    return redirect(SAVED)


def _titles(me: Unlocked) -> str:
    return actions.REAL if actions.wants_real(me) else NEUTRAL


@sensitive_variables()
def _page(request: HttpRequest, me: Unlocked, form: TitlesForm, status: int = 200) -> HttpResponse:
    address = ""
    if actions.is_on(me):
        token = me.manifest.feed[actions.TOKEN]
        address = settings.PUBLIC_URL.rstrip("/") + reverse("planner:feed", args=[token])
    shown = {"address": address, "real": actions.wants_real(me), "form": form, "here": "you"}
    return render(request, "planner/calendar.html", shown, status=status)


def _file(entries: Sequence[ics.Entry]) -> HttpResponse:
    headers = {"Content-Disposition": 'attachment; filename="notes.ics"', "Cache-Control": "no-store"}
    return HttpResponse(ics.calendar_file(entries), content_type="text/calendar; charset=utf-8", headers=headers)
