"""My pace: a page that only its owner ever sees, and two buttons for a day that is not like the others."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from nearer.kit import clock
from nearer.people.door import needs_person, person_here
from nearer.people.spaces import current_space
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import programme

from .comfort import Comfort
from .forms import ComfortForm
from .notes import change_comfort, comfort_of, my_note

SAVED = "/you/pace/?note=saved"


@require_http_methods(["GET", "HEAD", "POST"])
@needs_person
def pace(request: HttpRequest) -> HttpResponse:
    """How deep cards may go for me."""
    me = person_here(request)
    comfort = comfort_of(me)
    form = ComfortForm(comfort, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        change_comfort(me, form.change)
        _leave_note(me)
        return redirect(SAVED)
    page = {"form": form, "quarrel": _is_after_a_quarrel(me, comfort), "here": "you"}
    return render(request, "pace/pace.html", page, status=422 if form.is_bound else 200)


@require_POST
@needs_person
def today(request: HttpRequest) -> HttpResponse:
    """Something easy today, or: we had a quarrel. Known to nobody else."""
    me, wish = person_here(request), request.POST.get("wish", "")
    day = _today(me)

    def change(comfort: Comfort) -> None:
        if wish == "easy":
            comfort.easy = day
        else:
            comfort.quarrel = day if wish == "quarrel" else ""

    if wish not in ("easy", "quarrel", "over"):
        raise Http404
    change_comfort(me, change)
    _leave_note(me)
    return redirect(SAVED)


def _leave_note(me: Unlocked) -> None:
    space = current_space(me)
    if space is not None:
        my_note(space, {name: subject.family for name, subject in programme().subjects.items()}, anew=True)


def _is_after_a_quarrel(me: Unlocked, comfort: Comfort) -> bool:
    return bool(comfort.quarrel) and comfort.is_held(clock.today(_zone(me))) and not comfort.paused


def _today(me: Unlocked) -> str:
    return clock.today(_zone(me)).isoformat()


def _zone(me: Unlocked) -> str:
    space = current_space(me)
    return space.row.zone if space else settings.TIME_ZONE
