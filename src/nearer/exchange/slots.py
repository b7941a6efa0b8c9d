"""Parts of the next days, to be marked: a slot is named "2026-11-25-evening", on the space's own calendar."""

from datetime import date, timedelta

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PARTS = {"morning": gettext_lazy("morning"), "afternoon": gettext_lazy("afternoon"), "evening": gettext_lazy("evening")}


def next_slots(today: date, count: int) -> list[str]:
    """So many slots, the soonest first, beginning with tomorrow's morning."""
    days = (today + timedelta(days=1 + number // len(PARTS)) for number in range(count))
    return [f"{day.isoformat()}-{list(PARTS)[number % len(PARTS)]}" for number, day in enumerate(days)]


def day_of(slot: str) -> date:
    """Raises ValueError for what is no slot."""
    return date.fromisoformat(slot.rpartition("-")[0])


def says_slot(slot: str) -> str:
    """The day and the part of it, as people say it."""
    part = PARTS[slot.rpartition("-")[2]]
    return _("%(day)s, %(part)s") % {"day": date_format(day_of(slot), _("l, j F")), "part": part}
