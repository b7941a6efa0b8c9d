"""The eight weeks of two people, the rhythm after them, and the way of somebody who is here alone."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from nearer.exchange.pacing import landed_days
from nearer.kit import clock
from nearer.pace import arc
from nearer.pace.marks import marks_of, put_mark
from nearer.people.door import needs_person, person_here
from nearer.people.spaces import OwnSpace, current_space
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import programme
from nearer.programme.rows import Row
from nearer.programme.schema import Exercise

from .landed import exercises_for, last_landed

LONGEST_REST = timedelta(days=180)


@dataclass(frozen=True)
class RowOfWeek:
    """One row of a week: what it is, what can be run, and whether it has landed in this week."""

    row: Row
    exercises: list[Exercise]
    landed: bool


@dataclass(frozen=True)
class WeekLine:
    """One week as the page shows it."""

    number: int
    title: str
    says: str
    rows: list[RowOfWeek]
    here: bool


@dataclass(frozen=True)
class WeeksPage:
    where: arc.Where
    weeks: list[WeekLine] = field(repr=False)
    asks: list[RowOfWeek] = field(repr=False)
    alone: bool
    ahead: bool  # whether a next week can be gone on to


class RestForm(forms.Form):
    """Until when the two rest; empty: until one of them wakes it."""

    until = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, today: date, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.today = today
        self.fields["until"].help_text = _("Leave it empty to rest until one of you goes on.")

    def clean_until(self) -> date | None:
        until: date | None = self.cleaned_data["until"]
        if until is not None and not self.today < until <= self.today + LONGEST_REST:
            raise forms.ValidationError(_("Choose a day after today, within half a year."))
        return until


@require_safe
@needs_person
def weeks(request: HttpRequest) -> HttpResponse:
    """Where we are, and what this week offers."""
    me = person_here(request)
    space = current_space(me)
    return _page(request, me, space, RestForm(_today(space)))


@require_POST
@needs_person
def turn(request: HttpRequest, kind: str) -> HttpResponse:
    """Begin, rest, go on, slower, again, next, over: for both, without saying who."""
    me = person_here(request)
    space = current_space(me)
    if kind not in arc.KINDS or space is None or space.other is None:
        raise Http404
    form = RestForm(_today(space), request.POST)
    if not form.is_valid():
        return _page(request, me, space, form, 422)
    put_mark(space, kind, where_we_are(space), form.cleaned_data["until"] if kind == arc.RESTED else None)
    return redirect("pages:weeks")


def where_we_are(space: OwnSpace) -> arc.Where:
    return arc.where(marks_of(space), landed_days(space), clock.today(space.row.zone))


def asked_for(me: Unlocked, here: arc.Where, today: date) -> list[Row]:
    """The rows that this week asks for and that have not landed in it."""
    if here.phase not in (arc.FOUNDATION, arc.RHYTHM):
        return []
    rows = {number: week.rows for number, week in programme().weeks.items()}
    return [programme().rows[name] for name in arc.suggest(here, rows, last_landed(me), today)]


def _page(
    request: HttpRequest, me: Unlocked, space: OwnSpace | None, form: RestForm, status: int = 200
) -> HttpResponse:
    alone = space is None or space.other is None
    here = arc.Where() if space is None or alone else where_we_are(space)
    last = last_landed(me)
    ways = programme().alone if alone else list(programme().weeks.values())
    lines = [
        WeekLine(one.number, one.title, one.says, [_row(name, here, last) for name in one.rows], _is_here(one, here))
        for one in ways
    ]
    asks = [_row(row.id, here, last) for row in asked_for(me, here, _today(space))]
    page = WeeksPage(here, lines, asks, alone, here.phase == arc.FOUNDATION and here.week < arc.WEEKS)
    return render(request, "pages/weeks.html", {"page": page, "form": form, "here": "steps"}, status=status)


def _row(name: str, here: arc.Where, last: dict[str, date]) -> RowOfWeek:
    landed = name in last and (here.since is None or last[name] >= here.since)
    return RowOfWeek(programme().rows[name], exercises_for(name), landed)


def _is_here(week: object, here: arc.Where) -> bool:
    return here.phase in (arc.FOUNDATION, arc.RESTING) and getattr(week, "number", -1) == here.week


def _today(space: OwnSpace | None) -> date:
    return clock.today(space.row.zone) if space else clock.now().date()
