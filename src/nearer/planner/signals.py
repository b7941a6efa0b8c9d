"""What leaving a space or erasing an account means for calendars: their events go at once, from both feeds."""

from typing import Any

from django.dispatch import receiver

from nearer.exchange.events import plan_ended
from nearer.people.signals import closing_account, leaving_space
from nearer.people.spaces import OwnSpace, spaces_of
from nearer.people.unlocked import Unlocked

from . import actions
from .models import Feed


@receiver(leaving_space)
def plans_leave_calendars(space: OwnSpace, **_: Any) -> None:
    actions.forget_space(space.row)


@receiver(closing_account)
def the_feed_is_gone(me: Unlocked, **_: Any) -> None:
    Feed.objects.filter(person=me.person).delete()
    for space in spaces_of(me):
        actions.forget_space(space.row)


@receiver(plan_ended)
def take_it_out_of_calendars(exchange_id: str, **_: Any) -> None:
    actions.forget_plan(exchange_id)
