"""Mine: private pages, written, found again and searched. Only their author's request opens them."""

from dataclasses import dataclass, field
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearer.exchange import access, actions, shelf
from nearer.exchange.forms import PartForm
from nearer.exchange.models import Exchange
from nearer.people.door import needs_person, person_here
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import programme

from . import shelves

LONGEST_QUERY = 200
OWN_RUNS = 12


@dataclass(frozen=True)
class MinePage:
    """A list of own pages; titles and first lines only."""

    entries: list[shelf.Entry] = field(repr=False)
    rows: shelves.Shelf[str] | None = None
    query: str = field(default="", repr=False)
    searched: bool = False
    runs: list[access.OwnExchange] = field(default_factory=list, repr=False)


@dataclass(frozen=True)
class PutAway:
    """An own answer that never opened: it stays with its author."""

    id: str
    prompt: str
    day: date


@require_safe
@needs_person
def mine(request: HttpRequest) -> HttpResponse:
    me = person_here(request)
    rows = Exchange.objects.filter(begun_by=me.id, space=None, exercise=shelf.PAGE)
    found = shelves.shelf(rows, request.GET.get("before", ""), lambda some: [(row.pk, row.pk) for row in some])
    entries = shelf.entries(me, found.items)
    runs = [] if request.GET.get("before") else _own_runs(me)
    return render(request, "pages/mine.html", {"page": MinePage(entries, found, runs=runs), "here": "mine"})


def _own_runs(me: Unlocked) -> list[access.OwnExchange]:
    """Exercises for one that this person has begun and written something in, newest first."""
    rows = Exchange.objects.filter(begun_by=me.id, space=None).exclude(exercise=shelf.PAGE)
    newest = access.own(me, access.with_rows(rows).order_by("-day", "-pk")[:OWN_RUNS])
    return [one for one in newest if one.parts]


@require_http_methods(["GET", "POST"])
@needs_person
def search(request: HttpRequest) -> HttpResponse:
    """Look through own pages. The question comes in the body, never in an address."""
    if request.method == "GET":
        return redirect("pages:mine")
    query = request.POST.get("query", "").strip()[:LONGEST_QUERY]
    entries = shelf.search(person_here(request), query) if query else []
    return render(request, "pages/mine.html", {"page": MinePage(entries, None, query, True), "here": "mine"})


@require_http_methods(["GET", "POST"])
@needs_person
def new(request: HttpRequest) -> HttpResponse:
    """A new private page. No row is made before there is something to keep."""
    me, move = person_here(request), programme().exercise(shelf.PAGE).moves[0]
    form = PartForm(move, {}, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        shelf.write_page(me, form.values())
        return redirect("/mine/?note=kept")
    status = 422 if request.method == "POST" else 200
    return render(request, "pages/new_page.html", {"form": form, "move": move, "here": "mine"}, status=status)


@require_POST
@needs_person
def remove(request: HttpRequest, id: str) -> HttpResponse:
    """Destroy an own page: asked once more, then gone."""
    found = access.exchange_for(person_here(request), id)
    if found is None or found.space is not None:
        raise Http404
    if request.POST.get("sure") != "yes":
        return render(request, "pages/remove_page.html", {"id": id, "here": "mine"})
    actions.remove(found)
    return redirect("/mine/?note=removed")


@require_safe
@needs_person
def put_away(request: HttpRequest) -> HttpResponse:
    """Own answers that did not open."""
    me = person_here(request)
    entries = [
        PutAway(one.id, one.card.text if one.card else one.script.title, one.row.day) for one in shelf.put_away(me)
    ]
    return render(request, "pages/put_away.html", {"entries": entries, "here": "mine"})
