"""Taking part in a study: while both have agreed, each makes a file of their own numbers."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from nearer.exchange.agreed import Agreed, agreed
from nearer.people.door import needs_person, person_here
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import programme
from nearer.vault import self_tag

from .checkins import all_of
from .study import COLUMNS, PEOPLE, as_csv, rows_of

FOR_A_STUDY = "for-a-study"
CODE = 6  # bytes


@require_safe
@needs_person
def study(request: HttpRequest) -> HttpResponse:
    """What both agreed to, and how it begins and ends."""
    page = {"studies": _joined(person_here(request)), "exercise": FOR_A_STUDY, "here": "mine"}
    return render(request, "insights/study.html", page)


@require_POST
@needs_person
def numbers(request: HttpRequest, id: str) -> HttpResponse:
    """My own numbers as a table. Only while both have agreed."""
    me = person_here(request)
    joined = next((one for one in _joined(me) if one.exchange.id == id), None)
    if joined is None or joined.exchange.space is None or joined.exchange.space.other is None:
        raise Http404
    space = joined.exchange.space
    # The same for both of this couple, and telling nothing to anybody else: neither a name nor an id of a row.
    couple = self_tag(space.ck, "study", id)[:CODE].hex()
    person = PEOPLE[sorted([me.id, joined.exchange.space.other.pk]).index(me.id)]
    table = as_csv(rows_of(all_of(me), programme().measures, couple, person), COLUMNS)
    headers = {"Content-Disposition": 'attachment; filename="numbers.csv"'}
    return HttpResponse(table, content_type="text/csv; charset=utf-8", headers=headers)


def _joined(me: Unlocked) -> list[Agreed]:
    return [one for one in agreed(me) if one.exchange.script.id == FOR_A_STUDY]
