"""Taking one's words along: everything this person wrote and was shown, as one file, made in memory."""

import base64
import json
from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from nearer.exchange import access
from nearer.exchange.access import OwnExchange, Said
from nearer.exchange.facts import written_at
from nearer.exchange.forms import as_words
from nearer.exchange.models import Exchange
from nearer.exchange.page import offers_of, places
from nearer.people.door import needs_person, person_here
from nearer.people.forms import AgainForm
from nearer.people.proof import proved
from nearer.people.spaces import spaces_of
from nearer.people.unlocked import Unlocked
from nearer.programme.schema import Move
from nearer.vault import SealError, Words

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
    said = [part for move, number in places(exchange) for part in _said(exchange, move, number)]
    return {"day": exchange.row.day.isoformat(), "prompt": exchange.prompt, "words": said}


def _said(exchange: OwnExchange, move: Move, number: int) -> Iterator[dict[str, Any]]:
    """My words at a move, then the other's if they are open to me."""
    head = {"at": move.ask} | ({"round": number} if number > 1 else {})
    try:
        mine = exchange.mine(move.id, number)
    except SealError:
        yield {**head, "by": "me", "damaged": True}
    else:
        if mine:
            yield {**head, "by": "me", **_fields(exchange, move, mine), **_picture(exchange.my_photo(move.id))}
    view = exchange.theirs(move, number)
    if isinstance(view, Said):
        photo = _picture(exchange.their_photo(move))
        yield {**head, "by": "partner", **_fields(exchange, move, view.words), **photo}


def _fields(exchange: OwnExchange, move: Move, words: Words) -> dict[str, Any]:
    """Every field as a person reads it: ids of choices mean nothing outside."""
    offered = offers_of(exchange, move)
    found = {one.id: as_words(one, words.fields.get(one.id), offered[one.id]) for one in move.fields}
    at = written_at(move, words)
    return {
        **{name: text for name, text in found.items() if text},
        "at_time": at.isoformat("T", "minutes") if at else "",
    }


def _picture(photo: bytes | None) -> dict[str, str]:
    return {"photo_jpeg_base64": base64.b64encode(photo).decode("ascii")} if photo else {}
