"""One's own devices: seen, ended one by one or all at once. Never anybody else's."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from . import sessions, sign_ins
from .door import needs_person, person_here
from .forms import LockForm


@require_safe
@needs_person
def devices(request: HttpRequest) -> HttpResponse:
    me = person_here(request)
    form = LockForm(initial={"minutes": str(me.manifest.idle_minutes)})
    return render(request, "people/devices.html", {"devices": sessions.devices(me), "form": form, "here": "you"})


@require_POST
@needs_person
def lock_after(request: HttpRequest) -> HttpResponse:
    """How long a device may lie still. Holds from the next sign-in on."""
    form = LockForm(request.POST)
    if form.is_valid():
        minutes = int(form.cleaned_data["minutes"])
        person_here(request).note(lambda manifest: setattr(manifest, "idle_minutes", minutes))
    return redirect("/you/devices/?note=saved")


@require_POST
@needs_person
def end_one(request: HttpRequest) -> HttpResponse:
    me = person_here(request)
    wanted = me.person.sessions.filter(pk=request.POST.get("device", "")).first()
    if wanted is not None:
        sessions.end(wanted.pk)
    return redirect("/you/devices/?note=device-ended")


@require_POST
@needs_person
def end_others(request: HttpRequest) -> HttpResponse:
    sessions.end_others(person_here(request))
    return redirect("/you/devices/?note=devices-ended")


@require_POST
@needs_person
def seen(request: HttpRequest) -> HttpResponse:
    """The banner about new sign-ins has been read."""
    sign_ins.tell(person_here(request))
    return redirect("pages:today")
