"""Taking one's words along: everything this person wrote and was shown, as one file, made in memory.

Nothing of it is kept here: no file, no copy, no work for later. While it is made, one number tells its owner's
page how far it has come.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from nearer.kit import clock
from nearer.kit.ids import ID_LENGTH
from nearer.people.door import needs_person, person_here
from nearer.people.forms import AgainForm
from nearer.people.proof import proved
from nearer.people.spaces import current_space
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import programme
from nearer.ui.progress import Progress, progress_of

from .booklet import Booklet, booklet, years

NAMED = re.compile(f"[a-z2-7]{{{ID_LENGTH}}}")
EVERYTHING, PDF, MARKDOWN, DATA = "everything", "pdf", "md", "json"
FORMS = [
    (PDF, _("A booklet to print (PDF)")),
    (MARKDOWN, _("Text that any editor opens (Markdown)")),
    (DATA, _("Data for a program (JSON)")),
]
KINDS = {PDF: "application/pdf", MARKDOWN: "text/markdown; charset=utf-8", DATA: "application/json; charset=utf-8"}
ENTRIES_END = 90  # of 100; putting the pages together is the rest
FIRST = 1  # of 100, as soon as the passphrase was right


class TakeForm(AgainForm):
    """Which time, which form, and the passphrase once more. Without a choice it is everything, as data."""

    span = forms.ChoiceField(label=_("Which time?"), required=False, widget=forms.RadioSelect)
    form = forms.ChoiceField(label=_("In which form?"), required=False, choices=FORMS, widget=forms.RadioSelect)
    field_order = ["span", "form", "passphrase"]

    def __init__(self, years: list[int], data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"span": str(years[0]), "form": PDF})
        names = [(str(year), str(year)) for year in years]
        self.fields["span"].choices = [*names, (EVERYTHING, _("Everything"))]  # type: ignore[attr-defined]

    @property
    def year(self) -> int | None:
        chosen = self.cleaned_data["span"] or EVERYTHING
        return None if chosen == EVERYTHING else int(chosen)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@needs_person
@sensitive_variables()
def take_along(request: HttpRequest) -> HttpResponse:
    """Own pages, own answers and what was opened to this person; never what was not."""
    me = person_here(request)
    today = _today(me)
    form = TakeForm(years(me, today), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and proved(me, form, "passphrase"):
        return _file(me, form, today, _named(request))
    status = 422 if form.errors else 200
    return render(request, "pages/take_along.html", {"form": form, "here": "you"}, status=status)


@require_safe
@needs_person
def progress(request: HttpRequest, id: str) -> HttpResponse:
    """How far it has come, from 0 to 100. Not there for anybody but its owner."""
    found = progress_of(person_here(request).id, id)
    if found is None:
        raise Http404
    return HttpResponse(str(found), content_type="text/plain; charset=utf-8")


def _file(me: Unlocked, form: TakeForm, today: date, name: str) -> HttpResponse:
    """The file, never on a disk of ours. Its name says nothing about what is in it."""
    counted = Progress(me.id, name)
    counted.reach(FIRST, 100)
    chosen = form.cleaned_data["form"] or DATA
    found = booklet(me, form.year, today, lambda done, of: counted.reach(ENTRIES_END * done, 100 * of))
    made = _MAKERS[chosen](found)
    counted.reach(100, 100)
    headers = {"Content-Disposition": f'attachment; filename="notes.{chosen}"', "Cache-Control": "no-store"}
    return HttpResponse(made, content_type=KINDS[chosen], headers=headers)


def _pdf(found: Booklet) -> bytes:
    from .booklet_chapters import write
    from .booklet_pdf import Pages  # late: it brings 40 MB of memory that most servers never need

    pages = Pages(get_language() or settings.LANGUAGE_CODE, found.made)
    write(found, programme().measures, pages)
    return pages.made()


def _markdown(found: Booklet) -> bytes:
    from .booklet_chapters import write
    from .booklet_text import Markdown

    text = Markdown()
    write(found, programme().measures, text)
    return text.made()


def _data(found: Booklet) -> bytes:
    from .booklet_data import data_of

    return data_of(found, programme().measures)


_MAKERS: dict[str, Callable[[Booklet], bytes]] = {PDF: _pdf, MARKDOWN: _markdown, DATA: _data}


def _named(request: HttpRequest) -> str:
    """Under which name the page asks how far it is; none without a script."""
    name = request.POST.get("progress", "")
    return name if NAMED.fullmatch(name) else ""


def _today(me: Unlocked) -> date:
    space = current_space(me)
    return clock.today(space.row.zone if space else settings.TIME_ZONE)
