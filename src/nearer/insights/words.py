"""What is said of readings: words before pictures, no causes, no verdicts, and what is assumed is called assumed.

Not to be said here or anywhere: a score of two, a rank, a share, a label, a risk, a comparison with anybody else.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import change
from .band import HIGHER, LOWER, band_of
from .series import Reading, has_too_many_gaps, known

LOW_START = 40

CAUTIONS = [
    gettext_lazy("The questions are our own. Nobody has tested them yet, so how far a number may stray is assumed."),
    gettext_lazy("Answers go up and down by themselves. A single week says nothing, and no page compares two weeks."),
    gettext_lazy("Who begins low often rises a little without any cause. Who looks closely may first go down."),
    gettext_lazy("If something moved, it moved while you used this. That does not mean because of it."),
    gettext_lazy("A number that falls is no verdict. You can tend it, talk about it, leave it, or look at Help."),
]

_PLACES = {
    HIGHER: gettext_lazy("Your latest answer lies higher than your usual range."),
    LOWER: gettext_lazy("Your latest answer lies lower than your usual range."),
}
_WITHIN = gettext_lazy("Within your usual range.")


def short(weekly: Sequence[Reading], full: Sequence[Reading]) -> str:
    """One line for a list of outcomes."""
    found = sentences(weekly, full)
    return found[0] if found else ""


def sentences(weekly: Sequence[Reading], full: Sequence[Reading]) -> list[str]:
    """Everything that can be said of one outcome; what weighs most first."""
    return [*_of_weeks(weekly), *_of_seasons(full)] or [_("No answers yet.")]


def _of_weeks(readings: Sequence[Reading]) -> list[str]:
    if not known(readings):
        return []
    found = []
    verdict = change.weekly_change(readings)
    if verdict in (change.UP, change.DOWN):
        found.append(_moved(verdict))
    band, latest = band_of(readings), readings[-1].value
    if band is not None and latest is not None:
        found.append(str(_PLACES.get(band.place(latest), _WITHIN)))
    elif has_too_many_gaps(readings):
        found.append(_("Too few readings to say more. Gaps are fine."))
    elif band is None:
        found.append(_("Your own usual range shows after eight weeks of answers."))
    return found


def _of_seasons(readings: Sequence[Reading]) -> list[str]:
    values = known(readings)
    if not values:
        return [_("Not enough answers to the long questions.")] if readings else []
    if len(values) == 1:
        return [_("You have answered the long questions once. That is where you begin.")]
    verdict = change.full_change(readings)
    if verdict == change.WITHIN:
        return [_("In the long questions, nothing that stands out from chance.")]
    start = [_("You began low, and from there numbers tend to rise by themselves.")] if _rose_from_low(readings) else []
    return [_moved(verdict), *start]


def _rose_from_low(readings: Sequence[Reading]) -> bool:
    return known(readings)[0] < LOW_START and change.full_change(readings) == change.UP


def _moved(verdict: str) -> str:
    if verdict == change.UP:
        return _("It has moved up since you began, further than chance often does.")
    return _("It has moved down since you began, further than chance often does. You choose what to do with that.")
