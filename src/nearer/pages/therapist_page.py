"""One page of my own words for a therapist, to print or to take along. "Is it time?" (B8) gathers them.

Made for its author's request alone, in memory. It holds what the author wrote at two moves, their own numbers if
they tick them, and nothing else: no name, no choice about fear, no route, nothing of anybody else. The page shows
what the file holds, so a passphrase in between would guard nothing.
"""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateformat import format as date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from nearer.exchange.access import OwnExchange, exchange_for
from nearer.exchange.forms import as_words
from nearer.exchange.page import offers_of
from nearer.insights import checkins
from nearer.insights.report import seasons
from nearer.kit import clock
from nearer.people.door import needs_person, person_here
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import programme
from nearer.vault import SealError

EXERCISE, SUMMARY, QUESTIONS = "is-it-time", "summary", "questions"
Part = tuple[str, str]  # heading, words


@dataclass(frozen=True)
class SummaryPage:
    """Everything the template is given. `missing` and `apart`: what the file cannot draw as it was written."""

    id: str
    title: str
    parts: list[Part] = field(repr=False)
    questions: list[Part] = field(repr=False)
    numbers: list[Part] = field(default_factory=list, repr=False)
    missing: str = field(default="", repr=False)
    apart: bool = False


@require_http_methods(["GET", "POST"])
@needs_person
@sensitive_variables()
def summary(request: HttpRequest, id: str) -> HttpResponse:
    """What will be on the sheet; by POST the sheet, with my questions if `questions` is "yes"."""
    found = exchange_for(person_here(request), id)
    if found is None or found.script.id != EXERCISE:
        raise Http404
    try:
        parts, questions = _summary(found), _questions(found)
    except SealError:
        parts, questions = [], []
    if not parts:
        return redirect("exchange:exchange", id)  # there it can be written, or it says that it is damaged
    numbers = _numbers(found.me)
    if request.method == "POST":
        chosen = {"questions": questions, "numbers": numbers}
        return _file(
            [*parts, *(part for name, some in chosen.items() if request.POST.get(name) == "yes" for part in some)]
        )
    from .sheet import not_as_written  # late: it brings 40 MB of memory that most servers never need

    missing, apart = not_as_written("\n".join(words for _heading, words in (*parts, *questions)))
    page = SummaryPage(id, _title(), parts, questions, numbers, " ".join(missing), apart)
    return render(request, "pages/summary.html", {"page": page, "here": "mine"})


def _title() -> str:
    return _("In my own words")


def _summary(found: OwnExchange) -> list[Part]:
    """Heading and words of each field that has words in it. Raises SealError."""
    words = found.mine(SUMMARY)
    fields = words.fields if words else {}
    return [(one.label, fields[one.id]) for one in found.script.move(SUMMARY).fields if fields.get(one.id)]


def _questions(found: OwnExchange) -> list[Part]:
    """The questions that I chose and my own, one a line. Raises SealError."""
    move, words = found.script.move(QUESTIONS), found.mine(QUESTIONS)
    if words is None:
        return []
    offered = offers_of(found, move)
    says = dict(offered["ask"].options)
    lines = [f"• {says[one]}" for one in words.fields.get("ask", []) if one in says]
    own = as_words(move.field("own"), words.fields.get("own"), offered["own"])
    return [(_("What I would like to ask"), "\n".join([*lines, *([f"• {own}"] if own else [])]))]


def _numbers(me: Unlocked) -> list[Part]:
    """My own answers to the long questions, each outcome a line; what was left out is a gap."""
    answered, measures = checkins.all_of(me), programme().measures
    lines = []
    for id, one in measures.outcomes.items():
        readings = [(reading.day, reading.value) for reading in seasons(answered, measures, id)]
        told = [f"{value} ({date_format(day, 'j F Y')})" for day, value in readings if value is not None]
        lines += [f"{one.says}: {', '.join(told)}"] if told else []
    head = _("How it goes for me, from 0 to 100. Questions of this program, not a tested scale.")
    return [(head, "\n".join(lines))] if lines else []


def _file(parts: list[Part]) -> HttpResponse:
    """The PDF, never on a disk of ours. Its name says nothing about what is in it."""
    from .sheet import sheet_of

    made = sheet_of(_title(), parts, get_language() or settings.LANGUAGE_CODE, clock.today(settings.TIME_ZONE))
    headers = {"Content-Disposition": 'attachment; filename="notes.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type="application/pdf", headers=headers)
