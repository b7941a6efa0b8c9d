"""The page about reminders, one form for each kind."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from nearer.people.door import needs_person, person_here
from nearer.people.spaces import current_space
from nearer.people.unlocked import Unlocked
from nearer.planner import actions as calendars
from nearer.vault import push_public_key

from . import actions, mail, outbox
from .forms import FORMS, NAMES, TimesForm, listed, zones
from .models import CALENDAR, LOST, MAIL, SENT, Reminder, Rest

SAVED = "/you/reminders/?note=saved"
TRIED = {
    SENT: _("Sent. It may take a minute."),
    LOST: _("It could not be sent. Is the address still right?"),
    "claimed": _("It may have been sent. The other side did not say."),
    "": _("Not now. Three a week is the most, and one to try in an hour."),
}


@require_safe
@needs_person
def reminders(request: HttpRequest) -> HttpResponse:
    return _page(request, person_here(request))


@sensitive_post_parameters()
@sensitive_variables("form")
@require_POST
@needs_person
def change(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind switched on, changed, switched off, or tried."""
    me = person_here(request)
    wish = request.POST.get("wish", "")
    if wish == "off":
        actions.turn_off(me, kind)
        return redirect(SAVED)
    if wish == "try":
        return _try(request, me, kind)
    form = _form(me, kind, request.POST)
    if kind == MAIL and not mail.is_offered():
        raise Http404
    if not form.is_valid():
        return _page(request, me, form, status=422)
    if kind == CALENDAR:
        calendars.turn_on(me)
    actions.choose(me, form.choice(), form.address())
    return redirect(SAVED)


@require_POST
@needs_person
def again(request: HttpRequest) -> HttpResponse:
    """Reminders that rest begin again."""
    actions.start_again(person_here(request))
    return redirect(SAVED)


def _try(request: HttpRequest, me: Unlocked, kind: str) -> HttpResponse:
    on = kind != CALENDAR and Reminder.objects.filter(person=me.person, kind=kind).exists()
    said = outbox.try_now(me.person, kind) if on else ""
    return _page(request, me, said=TRIED[said], status=200 if said == SENT else 409)


def _form(me: Unlocked, kind: str, data: Any = None) -> TimesForm:
    rows = {row.kind: row for row in Reminder.objects.filter(person=me.person)}
    kept = rows.pop(kind, None)
    space = current_space(me)
    zone = space.row.zone if space and space.row.zone in zones() else settings.TIME_ZONE
    return FORMS[kind](kind, data, kept, rows.values(), zone)


def _shown(form: TimesForm) -> dict[str, Any]:
    on, kind = form.kept is not None, form.kind
    return {"kind": kind, "name": NAMES[kind], "form": form, "on": on, "url": f"reminders:{kind}"}


def _page(
    request: HttpRequest, me: Unlocked, refused: TimesForm | None = None, said: Any = None, status: int = 200
) -> HttpResponse:
    forms = {kind: _form(me, kind) for kind in NAMES} | ({refused.kind: refused} if refused else {})
    page = {
        "here": "you",
        "kinds": [_shown(form) for form in forms.values()],
        "refused": refused,
        "rests": Rest.objects.filter(person=me.person).exists(),
        "mail_offered": mail.is_offered(),
        "push_key": push_public_key(settings.INSTANCE_KEY),
        "listed": listed(),
    }
    if said:
        page["note"] = said
    return render(request, "reminders/reminders.html", page, status=status)
