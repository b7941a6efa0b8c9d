"""What leaving a space or erasing an account means for words."""

from typing import Any

from django.dispatch import receiver

from nearer.people.signals import closing_account, leaving_space, paired
from nearer.people.spaces import OwnSpace, close, spaces_of
from nearer.people.unlocked import Unlocked

from . import access, actions, release


@receiver(paired)
def let_go_what_waited(space: OwnSpace, **_: Any) -> None:
    """An answer written alone, by somebody whose own machine this is, goes now."""
    for exchange in access.recent(space):
        release.release_what_may_go(exchange)


@receiver(leaving_space)
def nothing_unopened_opens(space: OwnSpace, take_words_out: bool, **_: Any) -> None:
    actions.leave(space, take_words_out)


@receiver(closing_account)
def close_spaces(me: Unlocked, **_: Any) -> None:
    for space in spaces_of(me):
        if not space.closed:
            close(space)
        actions.leave(space, take_words_out=True)
