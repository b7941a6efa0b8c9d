"""Two people with plans, without the exercise that makes them: what both signed is put in at the seam."""

from collections.abc import Callable
from datetime import timedelta

import icalendar
import pytest
from django.http import HttpResponse
from django.test import Client

from nearer.exchange.models import Exchange
from nearer.kit import clock
from nearer.people.spaces import current_space
from nearer.people.unlocked import Unlocked
from nearer.planner import plans
from nearer.planner.plans import Signed
from tests.cast import Visitor

Plans = dict[str, list[Signed]]  # by person


def put_in(plans_by_person: Plans) -> Callable[[Unlocked], list[Signed]]:
    """What stands in for the seam."""
    return lambda me: plans_by_person.get(me.id, [])


def plan_for(*people: Visitor, at: str = "19:00", in_days: int = 3, **fields: str) -> Signed:
    """A plan of these people's, in their space."""
    space = current_space(people[0].me)
    assert space is not None
    today = clock.now().date()
    row = Exchange.objects.create(
        space=space.row, begun_by=people[0].me.person, exercise="thanks", revision=1, day=today
    )
    day = (today + timedelta(days=in_days)).isoformat()
    words = {"day": day, "at": at, "what": "the heron walk", "place": "under the third bridge", **fields}
    return Signed(row.pk, "Europe/Berlin", 1, words)


def agree(monkeypatch: pytest.MonkeyPatch, *people: Visitor, signed: list[Signed]) -> None:
    """These plans are now in force between these people, and no others."""
    monkeypatch.setattr(plans, "_sources", put_in({visitor.me.id: signed for visitor in people}))


def address_of(who: Visitor) -> str:
    """Where this person's calendar program would ask."""
    return f"/calendar/{who.me.manifest.feed['token']}.ics"


def fetch(address: str, status: int = 200) -> HttpResponse:
    """As a calendar program: no cookies, no keys."""
    answer = Client().get(address)
    assert answer.status_code == status
    return answer


def events(address: str) -> list[icalendar.Event]:
    return icalendar.Calendar.from_ical(fetch(address).content).events  # type: ignore[union-attr]
