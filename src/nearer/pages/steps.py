"""The programme: all its rows, one row with its lesson and exercises, and one exercise before it begins.

Where *we* are is told by what has landed, for two or for me alone. Where the other is, is told nowhere.
"""

from dataclasses import dataclass, field
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from nearer.exchange import access, rules
from nearer.exchange.access import OwnExchange
from nearer.exchange.filters import FiltersForm
from nearer.exchange.going_on import is_known_to_me
from nearer.exchange.models import Exchange
from nearer.people.door import needs_person, person_here
from nearer.people.manifest import PASSED
from nearer.people.spaces import current_space
from nearer.people.unlocked import Unlocked
from nearer.programme import lessons
from nearer.programme.lessons import Lesson, paragraphs
from nearer.programme.loader import BUILT_IN, programme
from nearer.programme.rows import Row
from nearer.programme.schema import Exercise

from .landed import exercises_for, landed, mine_or_ours, times

HISTORY = 12
NOT_WHEN = {
    "quarrel": _("you are in the middle of a quarrel"),
    "fear": _("one of you is afraid of how the other will react"),
    "unsafe": _("one of you is not safe at home"),
    "affair": _("a betrayal has only just come to light"),
    "bereaved": _("somebody you love has just died"),
    "new_parent": _("a new baby leaves you no sleep"),
}
HEADINGS = {
    lessons.SCENE: _("A scene"),
    lessons.IDEA: _("The idea"),
    lessons.TRY: _("Try it in five minutes"),
    lessons.NOT_WHEN: _("When not to"),
    lessons.KNOWN: _("What we know"),
}
"""A lesson's file names its sections in English in every language."""
STRENGTHS = {
    "strong": _("strong"),
    "some": _("some"),
    "early": _("early"),
    "practice wisdom": _("practice wisdom"),
}


@dataclass(frozen=True)
class RowLine:
    """One row in the list, and how often something of it has landed for us."""

    row: Row
    landed: int
    has_exercise: bool


@dataclass(frozen=True)
class Done:
    """One run in the history of a row."""

    id: str
    title: str
    day: date
    landed: bool


@dataclass(frozen=True)
class Part:
    """A paragraph, or the lines of a list."""

    lines: list[str]
    is_list: bool


@dataclass(frozen=True)
class StepPage:
    row: Row
    lesson: Lesson | None
    sections: list[tuple[str, list[Part]]]
    exercises: list[Exercise]
    history: list[Done] = field(repr=False)
    landed: int = 0

    @property
    def strength(self) -> str:
        return str(STRENGTHS[self.lesson.strength]) if self.lesson else ""


@require_safe
@needs_person
def programme_page(request: HttpRequest) -> HttpResponse:
    """All rows, with what has landed for us."""
    me = person_here(request)
    counted = landed(me)
    lines = [RowLine(row, times(row, counted), bool(exercises_for(row.id))) for row in programme().rows.values()]
    kinds = [(kind, [line for line in lines if line.row.kind == kind]) for kind in ("step", "way", "outcome")]
    page = {"kinds": kinds, "going_on": _going_on(me), "alone": _is_alone(me)}
    return render(request, "pages/programme.html", {"page": page, "here": "steps"})


@require_safe
@needs_person
def step(request: HttpRequest, row: str) -> HttpResponse:
    """One row: its lesson, its exercises, our history with it."""
    me, found = person_here(request), programme().rows.get(row.upper())
    if found is None:
        raise Http404
    versions = programme().lessons.get(found.id.lower())
    lesson = versions[max(versions)] if versions else None
    sections = [(str(HEADINGS[title]), _parts(text)) for title, text in lesson.sections.items()] if lesson else []
    exercises = exercises_for(found.id)
    history = _history(me, [one.id for one in exercises])
    page = StepPage(found, lesson, sections, exercises, history, times(found, landed(me)))
    return render(request, "pages/step.html", {"page": page, "here": "steps"})


@require_safe
@needs_person
def about(request: HttpRequest, exercise: str) -> HttpResponse:
    """An exercise before it begins: what it is, when not to, how it goes, who goes first."""
    me, script = person_here(request), _script_or_404(exercise)
    space = current_space(me)
    other = space.other.name if space and space.other else ""
    page = {
        "script": script,
        "rows": [programme().rows[id] for id in script.serves if id in programme().rows],
        "not_when": [str(NOT_WHEN[tag]) for tag in script.not_when],
        "other": other,
        "may_begin": script.people == 1 or bool(other),
        "has_roles": bool(script.role_names) and not script.roll,
        "filters": FiltersForm() if any(deal.kind == "ideas" for deal in script.deals) else None,
    }
    return render(request, "pages/exercise.html", {"page": page, "here": "steps"})


def _parts(text: str) -> list[Part]:
    return [Part(one, True) if isinstance(one, list) else Part([one], False) for one in paragraphs(text)]


def _script_or_404(exercise: str) -> Exercise:
    if exercise in BUILT_IN or exercise not in programme().exercises:
        raise Http404
    return programme().exercise(exercise)


def _history(me: Unlocked, exercises: list[str]) -> list[Done]:
    rows = access.with_rows(Exchange.objects.filter(mine_or_ours(me), exercise__in=exercises)).order_by("-day", "-pk")
    known = [one for one in access.own(me, rows[: 2 * HISTORY]) if is_known_to_me(one)][:HISTORY]
    return [Done(one.id, one.prompt, one.row.day, rules.landed(one.state, me.id)) for one in known]


def _going_on(me: Unlocked) -> list[OwnExchange]:
    """Runs that are under way and that I may know of."""
    space = current_space(me)
    if space is None:
        return []
    asides = me.manifest.asides
    moving = [one for one in access.recent(space) if one.card is None and not one.state.over]
    return [one for one in moving if is_known_to_me(one) and asides.get(one.id) != PASSED]


def _is_alone(me: Unlocked) -> bool:
    space = current_space(me)
    return space is None or space.other is None
