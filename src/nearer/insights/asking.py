"""Which questions stand on a page, and what is offered today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from nearer.programme.loader import programme
from nearer.programme.measures import Question
from nearer.programme.schema import Exercise

from .answered import FULL, WEEKLY, Answered, done, draft
from .cadence import season_is_due, week_is_due
from .wishes import Wishes


@dataclass(frozen=True)
class AskPage:
    """One page of questions out of a few. `number` begins at 1."""

    questions: list[Question]
    number: int
    of: int

    @property
    def is_last(self) -> bool:
        return self.number == self.of


def next_page(pages: list[list[Question]], wanted: str) -> AskPage:
    """The page that was asked for; the first for anything else."""
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 3 and 1 <= int(wanted) <= len(pages) else 1
    return AskPage(pages[number - 1], number, len(pages))


def tending(wishes: Wishes, today: date) -> Exercise | None:
    """The exercise for what this person tends; None when they tend nothing, or the four weeks are over."""
    if not wishes.is_tending(today):
        return None
    title = programme().rows[wishes.tend].exercise_name
    return next((one for one in programme().all_exercises() if one.title == title), None)


def asked_today(answered: Sequence[Answered], wishes: Wishes, today: date) -> str:
    """FULL, WEEKLY or "": what is offered today. The long ones first, as they come seldom."""
    if draft(answered, FULL) or season_is_due([one.on for one in done(answered, FULL)], today):
        return FULL
    weeks = [one.on for one in done(answered, WEEKLY)]
    return WEEKLY if week_is_due(wishes.weekday, wishes.since_day, weeks, today) else ""
