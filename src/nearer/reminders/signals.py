"""What the end of an account means for reminders, and what a calendar is told of them."""

from typing import Any

from django.dispatch import receiver

from nearer.people.signals import closing_account
from nearer.people.unlocked import Unlocked
from nearer.planner.events import feed_asked
from nearer.planner.ics import Entry

from . import actions, feed


@receiver(closing_account)
def no_more_reminders(me: Unlocked, **_: Any) -> None:
    actions.turn_all_off(me)


@receiver(feed_asked)
def in_the_calendar(person_id: str, **_: Any) -> list[Entry]:
    return feed.entries(person_id)
