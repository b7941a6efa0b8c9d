"""Taking one's words along: everything this person wrote and was shown, as one file, made in memory."""

import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nearer.exchange import access
from nearer.exchange.access import OwnExchange, Said
from nearer.exchange.models import Exchange
from nearer.people.door import needs_person, person_here
from nearer.people.forms import AgainForm
from nearer.people.proof import proved
from nearer.people.spaces import spaces_of
from nearer.people.unlocked import Unlocked
from nearer.vault import SealError

AT_A_TIME = 200


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@needs_person
def take_along(request: HttpRequest) -> HttpResponse:
    """Own pages, own answers and what was opened to this person; never what was not."""
    me = person_here(request)
    form = AgainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and proved(me, form, "passphrase"):
        body = json.dumps({"name": me.name, "entries": list(_entries(me))}, ensure_ascii=False, indent=1)
        headers = {"Content-Disposition": 'attachment; filename="notes.json"'}
        return HttpResponse(body, content_type="application/json; charset=utf-8", headers=headers)
    status = 422 if form.errors else 200
    return render(request, "pages/take_along.html", {"form": form, "here": "you"}, status=status)


def _entries(me: Unlocked) -> Iterator[dict[str, Any]]:
    spaces = [space.row for space in spaces_of(me)]
    rows = Exchange.objects.filter(space__in=spaces) | Exchange.objects.filter(space=None, begun_by=me.id)
    ordered = access.with_rows(rows).order_by("day", "pk")
    for start in range(0, ordered.count(), AT_A_TIME):
        for exchange in access.own(me, ordered[start : start + AT_A_TIME]):
            entry = _entry(exchange)
            if entry["words"]:
                yield entry


def _entry(exchange: OwnExchange) -> dict[str, Any]:
    prompt = exchange.card.text if exchange.card else exchange.script.title
    said: list[dict[str, Any]] = []
    for move in exchange.script.moves:
        try:
            mine = exchange.mine(move.id)
        except SealError:
            said.append({"at": move.ask, "by": "me", "damaged": True})
        else:
            said += [{"at": move.ask, "by": "me", **mine.fields}] if mine else []
        view = exchange.theirs(move)
        said += [{"at": move.ask, "by": "partner", **view.words.fields}] if isinstance(view, Said) else []
    return {"day": exchange.row.day.isoformat(), "prompt": prompt, "words": said}
