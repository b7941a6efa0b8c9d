"""How it goes, for one person alone: questions, words before pictures, one to keep and one to tend."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from nearer.exchange import actions
from nearer.kit import clock
from nearer.people.door import needs_person, person_here
from nearer.people.spaces import current_space
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import programme
from nearer.programme.measures import Question

from . import checkins
from .answered import FULL, WEEKLY, Answered, done, under_way
from .asking import AskPage, asked_today, next_page
from .cadence import next_season
from .forms import QuestionsForm, TendForm, WeekdayForm
from .report import detail, overview
from .wishes import change_wishes, wishes_of

BESIDE = "side-by-side"


@require_safe
@needs_person
def outcomes(request: HttpRequest) -> HttpResponse:
    """Seven outcomes in words, what is asked today, and what I chose to tend."""
    me, today = person_here(request), clock.today(_zone(person_here(request)))
    answered, wishes, measures = checkins.all_of(me), wishes_of(me), programme().measures
    page = {
        "page": overview(answered, measures, wishes, today),
        "asked": asked_today(answered, wishes, today),
        "weekday": WeekdayForm(wishes),
        "tend": TendForm(measures.outcomes, wishes),
        "here": "mine",
    }
    return render(request, "insights/outcomes.html", page)


@require_safe
@needs_person
def outcome(request: HttpRequest, outcome: str) -> HttpResponse:
    """One outcome: my own range, my own line, and what can be done for it."""
    me = person_here(request)
    page = detail(checkins.all_of(me), programme().measures, outcome)
    exercises = [one for one in programme().all_exercises() if outcome in one.serves]
    return render(request, "insights/outcome.html", {"page": page, "exercises": exercises, "here": "mine"})


@require_POST
@needs_person
def beside(request: HttpRequest, question: str) -> HttpResponse:
    """Lay one answer of mine beside theirs: both write, then both open; either takes it back at once."""
    me = person_here(request)
    space = current_space(me)
    if space is None or space.other is None or question not in {one.id for one in programme().measures.beside}:
        raise Http404
    return redirect("exchange:exchange", actions.begin(me, BESIDE, space, question=question).pk)


@require_http_methods(["GET", "POST"])
@needs_person
def ask(request: HttpRequest, questions: str) -> HttpResponse:
    """A page of questions. What was answered on it is kept before the next one comes."""
    kind = questions
    if kind not in (FULL, WEEKLY):
        raise Http404
    me, measures = person_here(request), programme().measures
    today = clock.today(_zone(me))
    one = under_way(checkins.all_of(me), kind, today) or checkins.begin(kind, today)
    page = next_page(checkins.pages(me, one, measures), request.GET.get("page", ""))
    # Over midnight the order is another one: what was answered is kept, whichever page it stood on.
    sent = [asked for asked in measures.of(kind) if asked.id in request.POST]
    shown = [*page.questions, *(asked for asked in sent if asked not in page.questions)]
    form = QuestionsForm(shown, kind, one.answers, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        one.done, one.day = page.is_last, today.isoformat()
        checkins.keep(me, one, form.given(), sent)
        if one.done and kind == FULL:
            days = [each.on for each in done(checkins.all_of(me), FULL)]
            change_wishes(me, season=next_season(days).isoformat())
        return _on(page, kind)
    status = 422 if request.method == "POST" else 200
    told = {"page": page, "form": form, "kind": kind, "here": "mine"}
    return render(request, "insights/ask.html", told, status=status)


@require_POST
@needs_person
def weekday(request: HttpRequest) -> HttpResponse:
    """On which day the seven are offered; none is a choice like any other."""
    me = person_here(request)
    form = WeekdayForm(wishes_of(me), request.POST)
    if not form.is_valid():
        raise Http404
    chosen = form.cleaned_data["weekday"]
    since = clock.today(_zone(me)).isoformat() if chosen is not None else ""
    change_wishes(me, weekday=chosen, since=since)
    return redirect("/outcomes/?note=saved")


@require_POST
@needs_person
def tend(request: HttpRequest) -> HttpResponse:
    """What I keep and what I tend. Known to nobody else."""
    me = person_here(request)
    form = TendForm(programme().measures.outcomes, wishes_of(me), request.POST)
    if not form.is_valid():
        raise Http404
    today = clock.today(_zone(me)).isoformat()
    change_wishes(me, **form.cleaned_data, tending=today if form.cleaned_data["tend"] else "")
    return redirect("/outcomes/?note=saved")


@require_safe
@needs_person
def answers(request: HttpRequest) -> HttpResponse:
    """Every answer I gave, as I gave it, with a way to destroy it."""
    me, measures = person_here(request), programme().measures
    found = [(one, _lines(one, measures.of(one.kind))) for one in reversed(checkins.all_of(me))]
    return render(request, "insights/answers.html", {"found": found, "here": "mine"})


@require_POST
@needs_person
def remove(request: HttpRequest, id: str) -> HttpResponse:
    if not checkins.remove(person_here(request), id):
        raise Http404
    return redirect("/outcomes/answers/?note=removed")


def _on(page: AskPage, kind: str) -> HttpResponse:
    return redirect("/outcomes/?note=kept" if page.is_last else f"/outcomes/ask/{kind}/?page={page.number + 1}")


def _lines(one: Answered, questions: tuple[Question, ...]) -> list[tuple[str, int | str]]:
    return [(asked.text, one.answers[asked.id]) for asked in questions if asked.id in one.answers]


def _zone(me: Unlocked) -> str:
    space = current_space(me)
    return space.row.zone if space else settings.TIME_ZONE
