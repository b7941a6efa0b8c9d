"""Pages and acts of one exchange. Every one goes through the door in access.py."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearer.people.door import needs_person, person_here
from nearer.people.manifest import LATER, LIGHTER, PASSED
from nearer.people.spaces import current_space
from nearer.programme.loader import programme

from . import actions, gates, release
from .access import OwnExchange, exchange_for, recent
from .forms import PartForm
from .page import page_of
from .todays import another_card

Act = Callable[[OwnExchange, str], None]
ASIDES = {"pass": PASSED, "later": LATER, "lighter": LIGHTER, "undo": ""}


@require_safe
@needs_person
def exchange(request: HttpRequest, id: str) -> HttpResponse:
    """One exchange in whatever state it is. My visit lets go what may go (release.py)."""
    return _page(request, _settled(_mine_or_404(request, id)))


@require_POST
@needs_person
def begin(request: HttpRequest, exercise: str) -> HttpResponse:
    """Begin an exercise that one of the two starts, such as a thanks."""
    me = person_here(request)
    if exercise not in programme().exercises or exercise == "card":
        raise Http404
    space = current_space(me) if programme().exercise(exercise).people == 2 else None
    try:
        row = actions.begin(me, exercise, space)
    except actions.Stale:
        return redirect("people:together")
    return redirect("exchange:exchange", row.pk)


@require_POST
@needs_person
def write(request: HttpRequest, id: str, move: str) -> HttpResponse:
    """Write at a move. What is given is previewed first, as the other will see it."""
    found = _mine_or_404(request, id)
    form = _form_or_404(request, found, move)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    if form.move.rule == "given" and request.POST.get("step") != "give":
        return _preview(request, found, form)
    try:
        actions.write(found, move, form.cleaned_data)
    except actions.Stale:
        return _page(request, found.refresh(), form, str(gates.STALE), 409)
    return _back(request, found, "sent" if form.move.rule == "given" else "kept")


@require_POST
@needs_person
def take_back(request: HttpRequest, id: str, move: str) -> HttpResponse:
    return _act(request, id, move, actions.take_back, "taken-back")


@require_POST
@needs_person
def open_now(request: HttpRequest, id: str, move: str) -> HttpResponse:
    return _act(request, id, move, actions.press_open_now, "saved")


@require_POST
@needs_person
def open_first(request: HttpRequest, id: str, move: str) -> HttpResponse:
    """Let mine go before I have seen theirs."""
    found = _mine_or_404(request, id)
    if release.may_open_first(found, move):
        release.open_first(found)
    return _back(request, found, "saved")


@require_http_methods(["POST"])
@needs_person
def aside(request: HttpRequest, id: str) -> HttpResponse:
    """Later, lighter, pass, or taking one of these back. Known to nobody else."""
    found = _mine_or_404(request, id)
    wish = request.POST.get("wish", "")
    if found.card is None or found.space is None or wish not in (*ASIDES, "another"):
        raise Http404
    if wish != "another":
        actions.set_aside(found, ASIDES[wish])
    if wish in ("lighter", "another"):
        another_card(found.space, recent(found.space), lighter=wish == "lighter")
    return _back(request, found, "undone" if wish == "undo" else "")


def _act(request: HttpRequest, id: str, move: str, act: Act, note: str) -> HttpResponse:
    found = _mine_or_404(request, id)
    if move not in {known.id for known in found.script.moves}:
        raise Http404
    try:
        act(found, move)
    except actions.Stale:
        return _page(request, found.refresh(), None, str(gates.STALE), 409)
    return _back(request, found, note)


def _mine_or_404(request: HttpRequest, id: str) -> OwnExchange:
    found = exchange_for(person_here(request), id)
    if found is None:
        raise Http404
    return found


def _form_or_404(request: HttpRequest, found: OwnExchange, move: str) -> PartForm:
    try:
        return PartForm(found.script.move(move), request.POST)
    except KeyError:
        raise Http404 from None


def _settled(found: OwnExchange) -> OwnExchange:
    return found.refresh() if release.release_what_may_go(found) else found


def _page(
    request: HttpRequest, found: OwnExchange, typed: PartForm | None = None, stale: str = "", status: int = 200
) -> HttpResponse:
    page = page_of(found, typed, stale)
    return render(request, "exchange/exchange.html", {"page": page, "here": _here(found)}, status=status)


def _preview(request: HttpRequest, found: OwnExchange, form: PartForm) -> HttpResponse:
    page = {"form": form, "lines": form.spoken(), "id": found.id, "me": person_here(request).name, "here": "today"}
    page["from"] = "today" if request.POST.get("from") == "today" else ""
    page["other"] = found.space.other.name if found.space and found.space.other else ""
    return render(request, "exchange/preview.html", page)


def _here(found: OwnExchange) -> str:
    return "mine" if found.space is None else "ours" if found.state.opened else "today"


def _back(request: HttpRequest, found: OwnExchange, note: str) -> HttpResponse:
    """To the page the act was made on: Today for today's card, its own page otherwise."""
    target = redirect("pages:today") if request.POST.get("from") == "today" else redirect("exchange:exchange", found.id)
    target["Location"] += f"?note={note}" if note else ""
    return target
