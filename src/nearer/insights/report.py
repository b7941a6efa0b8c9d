"""From opened answers to what a page shows of them. Decided here, before any template."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from nearer.programme.measures import Measures, Question
from nearer.programme.schema import Exercise

from .answered import FULL, WEEKLY, Answered, done
from .asking import tending
from .chart import Chart, chart_of
from .scoring import score
from .series import Reading
from .wishes import Wishes
from .words import CAUTIONS, sentences, short

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Line:
    """One outcome in the list: words, never a number."""

    id: str
    says: str
    words: str = field(repr=False)
    keeping: bool
    tending: bool


@dataclass(frozen=True)
class Overview:
    lines: list[Line]
    has_any: bool
    tend_exercise: Exercise | None
    cautions: Sequence[Any]


@dataclass(frozen=True)
class Detail:
    """One outcome. `beside`: questions that can be laid side by side, each with my own latest answer."""

    id: str
    says: str
    words: list[str] = field(repr=False)
    chart: Chart | None = field(repr=False)
    seasons: list[Reading] = field(repr=False)
    beside: list[tuple[Question, int]] = field(repr=False)


def overview(answered: Sequence[Answered], measures: Measures, wishes: Wishes, today: date) -> Overview:
    lines = [
        Line(id, one.says, _words(answered, measures, id), wishes.keep == id, wishes.tend == id)
        for id, one in measures.outcomes.items()
    ]
    return Overview(lines, any(one.done for one in answered), tending(wishes, today), CAUTIONS)


def detail(answered: Sequence[Answered], measures: Measures, outcome: str) -> Detail:
    by_week, by_season = weeks(answered, outcome), seasons(answered, measures, outcome)
    latest = next(iter(reversed(done(answered, FULL))), None)
    beside = [(one, latest.number(one.id)) for one in measures.beside if latest and one.outcome == outcome]
    return Detail(
        outcome,
        measures.outcomes[outcome].says,
        sentences(by_week, by_season),
        chart_of(by_week),
        by_season,
        [(question, mine) for question, mine in beside if mine is not None],
    )


def _words(answered: Sequence[Answered], measures: Measures, outcome: str) -> str:
    return short(weeks(answered, outcome), seasons(answered, measures, outcome))


def seasons(answered: Sequence[Answered], measures: Measures, outcome: str) -> list[Reading]:
    """One reading for each time the long questions were finished."""
    asked = [one for one in measures.full if one.outcome == outcome]
    turned = {one.id for one in asked if one.turned}
    return [
        Reading(one.on, score({question.id: one.number(question.id) for question in asked}, turned))
        for one in done(answered, FULL)
    ]


def weeks(answered: Sequence[Answered], outcome: str) -> list[Reading]:
    """A reading a week from the first to the last; a week without one is a gap. Of two in a week the later counts."""
    question = f"{outcome.lower()}w"
    given = {one.on: one.number(question) for one in done(answered, WEEKLY)}
    found = {_monday(day): Reading(day, score({question: number})) for day, number in given.items()}
    if not found:
        return []
    first, last = min(found), max(found)
    mondays = [first + WEEK * number for number in range((last - first) // WEEK + 1)]
    return [found.get(monday, Reading(monday, None)) for monday in mondays]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
