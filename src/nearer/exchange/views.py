"""Pages and acts of one exchange. Every one goes through the door in access.py."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearer.people.door import needs_person, person_here
from nearer.people.manifest import LATER, LIGHTER, PASSED
from nearer.people.spaces import current_space
from nearer.programme.loader import programme
from nearer.programme.schema import Move

from . import actions, gates, release, rules, writing
from .access import OwnExchange, exchange_for, recent
from .filters import FiltersForm
from .forms import PartForm
from .page import offers_of, page_of
from .photo_field import photo_response
from .rules import Act
from .todays import another_card
from .wording import is_off, look, may_look, switch
from .writing import AT_ONCE

Doing = Callable[[OwnExchange, str], None]
ASIDES = {"pass": PASSED, "later": LATER, "lighter": LIGHTER, "undo": ""}
EXERCISE_ASIDES = ("pass", "later", "undo")
BUILT_IN = ("card", "page")
LOOK = "look"


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
    if exercise not in programme().exercises or exercise in BUILT_IN:
        raise Http404
    space = current_space(me) if programme().exercise(exercise).people == 2 else None
    filters = FiltersForm(request.POST)
    dealing = {"filters": filters.chosen()} if filters.is_valid() else {}
    try:
        row = actions.begin(me, exercise, space, request.POST.get("first") == "they", **dealing)
    except actions.Stale:
        return redirect("people:together")
    return redirect("exchange:exchange", row.pk)


@require_POST
@needs_person
def write(request: HttpRequest, id: str, move: str) -> HttpResponse:
    """Write at a move. What is given is previewed first, as the other will see it."""
    found = _mine_or_404(request, id)
    form = _form_or_404(request, found, move)
    if request.POST.get("step") == LOOK and may_look(found.me, form.move):
        return _look(request, found, form)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    if _is_previewed(form.move) and request.POST.get("step") != "give":
        return _preview(request, found, form)
    aloud = {"aloud": True} if form.move.aloud and request.POST.get("aloud") == "yes" else {}
    try:
        actions.write(found, move, {**form.values(), **aloud}, form.photo())
    except actions.Stale:
        return _page(request, found.refresh(), form, str(gates.STALE), 409)
    return _back(request, found, _note_for(form.move))


@require_http_methods(["GET", "POST"])
@needs_person
def wording(request: HttpRequest) -> HttpResponse:
    """What the look at one's wording is, and switching it off or on."""
    me = person_here(request)
    if request.method == "POST":
        switch(me, on=request.POST.get("wording") == "on")
        return redirect("/you/wording/?note=saved")
    return render(request, "exchange/wording.html", {"off": is_off(me), "here": "you"})


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
    if move in found.script.places and release.may_open_first(found, found.script.move(move)):
        release.open_first(found, move)
    return _back(request, found, "saved")


@require_POST
@needs_person
def sign(request: HttpRequest, id: str, move: str) -> HttpResponse:
    """Sign the version that was on the page."""
    version = request.POST.get("version", "")
    return _act(request, id, move, lambda found, name: actions.sign(found, name, int(version or 0)), "signed")


@require_POST
@needs_person
def end(request: HttpRequest, id: str, move: str) -> HttpResponse:
    """End an agreement alone: asked once more, then done."""
    if request.POST.get("sure") != "yes":
        found = _mine_or_404(request, id)
        if not any(act == Act(rules.END, move) for act in rules.may_do(found.state, found.me.id)):
            raise Http404
        return render(request, "exchange/end.html", {"id": id, "move": move, "here": "ours"})
    return _act(request, id, move, actions.end, "ended")


@require_http_methods(["POST"])
@needs_person
def rest(request: HttpRequest, id: str) -> HttpResponse:
    """Put to rest: destroy what I wrote here, for good. Asked once more, saying what cannot be reached."""
    found = _mine_or_404(request, id)
    if found.space is not None or not found.script.rest:
        raise Http404
    if request.POST.get("sure") != "yes":
        return render(request, "exchange/rest.html", {"id": id, "here": "mine"})
    actions.remove(found)
    return redirect("/mine/?note=rested")


@require_safe
@needs_person
def photo(request: HttpRequest, id: str, move: str, whose: str) -> HttpResponse:
    """The picture that goes with a part: my own, or theirs after its rule says Shown."""
    found = _mine_or_404(request, id)
    if move not in found.script.places:
        raise Http404
    picture = found.my_photo(move) if whose == "mine" else found.their_photo(found.script.move(move))
    if picture is None:
        raise Http404
    return photo_response(picture)


@require_http_methods(["POST"])
@needs_person
def aside(request: HttpRequest, id: str) -> HttpResponse:
    """Later, lighter, pass, or taking one of these back. Known to nobody else."""
    found = _mine_or_404(request, id)
    wish = request.POST.get("wish", "")
    if found.space is None or wish not in (*ASIDES, "another") or (found.card is None and wish not in EXERCISE_ASIDES):
        raise Http404
    if wish != "another":
        actions.set_aside(found, ASIDES[wish])
    if wish in ("lighter", "another"):
        another_card(found.space, recent(found.space), lighter=wish == "lighter")
    return _back(request, found, "undone" if wish == "undo" else "")


def _note_for(move: Move) -> str:
    """What the page says of words that went. That the floor changes says enough, and so does a pause."""
    if move.rule == "turns" or move.pauses:
        return ""
    return "sent" if move.rule in AT_ONCE else "kept"


def _is_previewed(move: Move) -> bool:
    """What is given, once, is previewed. In turns the say-back is the preview; a proposal can be countered."""
    return move.rule == "given"


def _act(request: HttpRequest, id: str, move: str, act: Doing, note: str) -> HttpResponse:
    found = _mine_or_404(request, id)
    if move not in found.script.places:
        raise Http404
    try:
        act(found, move)
    except (actions.Stale, ValueError):
        return _page(request, found.refresh(), None, str(gates.STALE), 409)
    return _back(request, found, "" if found.script.move(move).pauses else note)  # a pause says itself what it is


def _mine_or_404(request: HttpRequest, id: str) -> OwnExchange:
    found = exchange_for(person_here(request), id)
    if found is None:
        raise Http404
    return found


def _form_or_404(request: HttpRequest, found: OwnExchange, move: str) -> PartForm:
    try:
        script_move = found.script.move(move)
    except KeyError:
        raise Http404 from None
    return PartForm(script_move, offers_of(found, script_move), request.POST, request.FILES)


def _settled(found: OwnExchange) -> OwnExchange:
    now = found.refresh() if release.release_what_may_go(found) else found
    writing.note_due(now)
    return now


def _page(
    request: HttpRequest, found: OwnExchange, typed: PartForm | None = None, stale: str = "", status: int = 200
) -> HttpResponse:
    page = page_of(found, typed, stale)
    return render(request, "exchange/exchange.html", {"page": page, "here": _here(found)}, status=status)


def _look(request: HttpRequest, found: OwnExchange, form: PartForm) -> HttpResponse:
    """The page again with what was typed, unchecked and unkept, and what there is to say about its wording."""
    names = [name for name, one in form.fields.items() if not getattr(one, "disabled", False)]
    typed = {name: form[name].value() for name in names}
    again = PartForm(form.move, form.offers, initial=typed)
    page = page_of(found, again, wording=look(found, form.move, typed))
    return render(request, "exchange/exchange.html", {"page": page, "here": _here(found)})


def _preview(request: HttpRequest, found: OwnExchange, form: PartForm) -> HttpResponse:
    page = {"form": form, "lines": form.spoken(), "id": found.id, "me": person_here(request).name, "here": "today"}
    page["from"] = "today" if request.POST.get("from") == "today" else ""
    page["other"] = found.space.other.name if found.space and found.space.other else ""
    return render(request, "exchange/preview.html", page)


def _here(found: OwnExchange) -> str:
    return "mine" if found.space is None else "today" if found.card and not found.state.opened("answer") else "ours"


def _back(request: HttpRequest, found: OwnExchange, note: str) -> HttpResponse:
    """To the page the act was made on: Today for today's card, its own page otherwise."""
    target = redirect("pages:today") if request.POST.get("from") == "today" else redirect("exchange:exchange", found.id)
    target["Location"] += f"?note={note}" if note else ""
    return target
