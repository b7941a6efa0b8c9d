"""What two people have planned: a day, perhaps an hour, what and where."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from nearer.exchange.agreed import agreed
from nearer.people.unlocked import Unlocked

YEARS = range(2000, 2101)  # a calendar file describes each year's clock changes: somebody may type the year 9999
SAYS_EVERY = {"week": _("every week"), "fortnight": _("every two weeks"), "month": _("every month")}
EVERY = tuple(SAYS_EVERY)
WEEKS = {"week": 1, "fortnight": 2}
AN_HOUR = 60
LONGEST = 24 * 60


@dataclass(frozen=True)
class Plan:
    """A plan that both have signed. Its title and place are words."""

    exchange_id: str
    title: str = field(repr=False)
    place: str = field(repr=False)
    day: date
    at: time | None  # None: the whole day
    minutes: int
    zone: str
    revision: int
    every: str = ""  # week | fortnight | month; "" for what is planned once

    @property
    def says_every(self) -> str:
        return str(SAYS_EVERY.get(self.every, ""))

    def next_on(self, today: date) -> date:
        """The first day of it that is not over; for what is planned once, its day."""
        if not self.every or today <= self.day:
            return self.day
        if self.every in WEEKS:
            step = 7 * WEEKS[self.every]
            return self.day + timedelta(days=-(-(today - self.day).days // step) * step)
        this_month = in_month(self.day, today)
        return this_month if this_month >= today else in_month(self.day, today.replace(day=28) + timedelta(days=4))


def in_month(day: date, of: date) -> date:
    """The same day in another month; the last one of a month that is too short for it."""
    return of.replace(day=min(day.day, monthrange(of.year, of.month)[1]))


@dataclass(frozen=True)
class Signed:
    """What both signed, as it was opened for one of them: the fields `day`, `at`, `place`, `what`, `every`."""

    exchange_id: str
    zone: str
    revision: int
    fields: Mapping[str, str] = field(repr=False)


def plans_of(me: Unlocked) -> list[Plan]:
    """Every plan in force in a space this person is in, the soonest first."""
    found = [plan for plan in map(plan_in, _sources(me)) if plan is not None]
    return sorted(found, key=lambda plan: (plan.day, plan.at or time.min, plan.exchange_id))


def plan_of(me: Unlocked, exchange_id: str) -> Plan | None:
    """One plan; None alike for one that is not there and one that is not theirs."""
    return next((plan for plan in plans_of(me) if plan.exchange_id == exchange_id), None)


def _sources(me: Unlocked) -> list[Signed]:
    """Agreements in force, in open spaces, that the exercise calls plans."""
    return [
        Signed(one.exchange.id, one.exchange.state.zone, one.version, one.fields)
        for one in agreed(me)
        if one.move.plans
    ]


def plan_in(signed: Signed) -> Plan | None:
    """The plan that was signed; None when its fields name no day."""
    try:
        day = date.fromisoformat(_told(signed, "day"))
        at = time.fromisoformat(_told(signed, "at")) if _told(signed, "at") else None
        minutes = int(_told(signed, "minutes") or AN_HOUR)
        ZoneInfo(signed.zone)
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return None
    if day.year not in YEARS:
        return None
    at = at.replace(second=0, microsecond=0, tzinfo=None) if at else None
    minutes = min(max(minutes, 1), LONGEST)
    where = (_told(signed, "what"), _told(signed, "place"))
    every = _told(signed, "every") if _told(signed, "every") in EVERY else ""
    return Plan(signed.exchange_id, *where, day, at, minutes, signed.zone, signed.revision, every)


def _told(signed: Signed, name: str) -> str:
    return str(signed.fields.get(name) or "").strip()
