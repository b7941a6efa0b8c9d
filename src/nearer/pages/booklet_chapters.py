"""How a booklet runs: a title, a chapter a month in the order of days, and at the end how it goes.

Every sentence of it stands here once. A writer only knows how to put it on paper or into Markdown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Protocol

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nearer.insights.answered import Answered
from nearer.insights.report import seasons, weeks
from nearer.insights.series import Reading
from nearer.insights.words import CAUTIONS
from nearer.programme.measures import Measures

from .booklet import ME, Booklet, Entry, Voice

NO_LOCK = gettext_lazy("This file has no lock: whoever has it can read it.")
CLOSED = gettext_lazy("This entry does not open.")
NO_PHOTO = gettext_lazy("The photo beside it does not open.")
NO_ANSWER = "–"
STANDINGS = {
    "taken-back": gettext_lazy("I took this back."),
    "in-force": gettext_lazy("This holds. You both signed it."),
    "ended": gettext_lazy("This was ended."),
    "older": gettext_lazy("An earlier version"),
}
Cells = tuple[str, ...]


class Writer(Protocol):
    """Puts a booklet into one form. Words of people come through `words` and `asked` alone."""

    def title(self, name: str, lines: Sequence[str]) -> None: ...

    def chapter(self, says: str) -> None: ...

    def entry(self, day: str, prompt: str) -> None: ...

    def asked(self, ask: str) -> None: ...

    def voice(self, name: str) -> None: ...

    def words(self, label: str, words: str) -> None: ...

    def note(self, says: str) -> None: ...

    def photo(self, jpeg: bytes) -> bool:
        """Whether it was one that opens."""

    def table(self, says: str, head: Cells, rows: Sequence[Cells]) -> None: ...


@dataclass(frozen=True)
class Season:
    """Three months of one outcome. `weeks` holds the gaps too."""

    begins: date
    full: list[Reading] = field(default_factory=list, repr=False)
    weeks: list[Reading] = field(default_factory=list, repr=False)


def write(booklet: Booklet, measures: Measures, writer: Writer) -> None:
    """The whole of it, each entry written before the next one is opened."""
    span = str(booklet.year) if booklet.year else _("Everything")
    made = _("Made on %(day)s") % {"day": date_format(booklet.made, "j F Y")}
    writer.title(booklet.name, [span, made, str(NO_LOCK)])
    empty = True
    for month, entries in groupby(booklet.entries, lambda one: one.day.replace(day=1)):
        empty = False
        writer.chapter(date_format(month, "F Y"))
        for entry in entries:
            _entry(entry, writer)
    if booklet.answered:
        _how_it_goes(booklet.answered, measures, writer)
    elif empty:
        writer.note(_("Nothing was written in this time."))


def _entry(entry: Entry, writer: Writer) -> None:
    writer.entry(date_format(entry.day, "l, j F Y"), entry.prompt)
    if not entry.voices:
        writer.note(str(CLOSED))
    before: Voice | None = None
    for voice in entry.voices:
        if before is None or (before.ask, before.round) != (voice.ask, voice.round):
            writer.asked("\n".join(filter(None, (voice.line, voice.ask))))
        _voice(voice, writer)
        before = voice


def _voice(voice: Voice, writer: Writer) -> None:
    writer.voice(_("My words") if voice.by == ME else voice.name)
    if voice.damaged:
        writer.note(str(CLOSED))
    for line in voice.lines:
        writer.words(line.label, line.words)
    if voice.photo and not writer.photo(voice.photo):
        writer.note(str(NO_PHOTO))
    if voice.standing:
        writer.note(str(STANDINGS[voice.standing]))


def _how_it_goes(answered: Sequence[Answered], measures: Measures, writer: Writer) -> None:
    writer.chapter(_("How it goes"))
    writer.note(_("My own answers about myself, each from 0 to 100. A dash stands where I left something out."))
    for caution in CAUTIONS:
        writer.note(str(caution))
    head = (_("Season"), _("Long questions"), _("Each week"))
    for id, outcome in measures.outcomes.items():
        rows = [_row(season) for season in seasons_of(answered, measures, id)]
        if rows:
            writer.table(outcome.says, head, rows)


def seasons_of(answered: Sequence[Answered], measures: Measures, outcome: str) -> Iterator[Season]:
    """One outcome in quarters of a year, oldest first; a quarter without any answer is left out."""
    full, weekly = seasons(answered, measures, outcome), weeks(answered, outcome)
    for begins in sorted({_quarter(one.day) for one in (*full, *weekly)}):
        season = Season(begins, _of(full, begins), _of(weekly, begins))
        if season.full or any(one.value is not None for one in season.weeks):
            yield season


def _of(readings: Sequence[Reading], begins: date) -> list[Reading]:
    return [one for one in readings if _quarter(one.day) == begins]


def _quarter(day: date) -> date:
    return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)


def _row(season: Season) -> Cells:
    last = season.begins.replace(month=season.begins.month + 2)
    months = {"first": date_format(season.begins, "F"), "last": date_format(last, "F Y")}
    return _("%(first)s to %(last)s") % months, _values(season.full), _values(season.weeks)


def _values(readings: Sequence[Reading]) -> str:
    return ", ".join(NO_ANSWER if one.value is None else str(one.value) for one in readings)
