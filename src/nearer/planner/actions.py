"""Every write about calendar feeds."""

from datetime import timedelta

from django.db import IntegrityError, transaction

from nearer.kit import clock
from nearer.people.manifest import Manifest
from nearer.people.models import Space
from nearer.people.unlocked import Unlocked
from nearer.vault import new_ticket

from . import feeds, ics, plans
from .ics import Entry
from .models import Feed, FeedEvent

REAL = "real"
TOKEN, TITLES = "token", "titles"
KEPT = timedelta(days=31)  # how long a plan stays in a calendar once its day is over
MOST = 200


def turn_on(me: Unlocked) -> None:
    """An address for this person, if there is none yet."""
    if not is_on(me):
        change_address(me)


def change_address(me: Unlocked) -> None:
    """A new address. The old one dies in the same moment."""
    token = new_ticket()
    try:
        with transaction.atomic():
            Feed.objects.filter(person=me.person).delete()
            Feed.objects.create(id=feeds.row_of(token), person=me.person)
            me.note(lambda manifest: _set(manifest, TOKEN, token))
    except BaseException:
        me.forget()
        raise
    settle_feed(me)


def turn_off(me: Unlocked) -> None:
    """No address and no events. Whether real titles are wanted stays as it is."""
    Feed.objects.filter(person=me.person).delete()
    me.note(lambda manifest: _set(manifest, TOKEN, ""))


def choose_titles(me: Unlocked, real: bool) -> None:
    """Own titles and places, or neither, in files and in the feed from now on."""
    me.note(lambda manifest: _set(manifest, TITLES, REAL if real else ""))
    settle_feed(me)


def wants_real(me: Unlocked) -> bool:
    return me.manifest.feed.get(TITLES) == REAL


def is_on(me: Unlocked) -> bool:
    """Whether this person has an address that leads somewhere."""
    token = me.manifest.feed.get(TOKEN, "")
    return bool(token) and Feed.objects.filter(pk=feeds.row_of(token), person=me.person).exists()


def settle_feed(me: Unlocked) -> None:
    """In its owner's visit the feed becomes what their plans are now. Cheap when there is nothing to do."""
    if me.rolled_back:
        return
    found = list(Feed.objects.filter(person=me.person))
    if not found:
        return
    mine = _mine(me, found)
    if mine is None or len(found) > 1:
        # Another device may have changed the address since this request began; and an older copy of the
        # database may have brought an old address back to life.
        me.forget()
        mine = _mine(me, found)
        Feed.objects.filter(pk__in=[feed.pk for feed in found if feed != mine]).delete()
    if mine is not None:
        _write(me, mine)


def forget_plan(exchange_id: str) -> None:
    """Out of everybody's feed at once; for a plan that somebody has ended. Needs no key."""
    FeedEvent.objects.filter(exchange=exchange_id).delete()


def forget_space(space: Space) -> None:
    """Every plan of a space, out of everybody's feed at once."""
    FeedEvent.objects.filter(exchange__space=space).delete()


def _mine(me: Unlocked, found: list[Feed]) -> Feed | None:
    token = me.manifest.feed.get(TOKEN, "")
    row = feeds.row_of(token) if token else ""
    return next((feed for feed in found if feed.pk == row), None)


def _write(me: Unlocked, feed: Feed) -> None:
    key = feeds.key_of(me.manifest.feed[TOKEN])
    stored = {row.exchange_id: row for row in feed.events.select_related("feed")}
    held, wanted = feeds.opened(key, stored.values()), _wanted(me)
    gone = [row.pk for name, row in stored.items() if name not in wanted]
    new = [feeds.sealed(key, feed, name, entry) for name, entry in wanted.items() if held.get(name) != entry]
    if gone:
        FeedEvent.objects.filter(pk__in=gone).delete()
    if not new:
        return
    again = {"update_conflicts": True, "unique_fields": ["feed", "exchange"], "update_fields": ["sealed_event"]}
    try:
        with transaction.atomic():
            FeedEvent.objects.bulk_create(new, **again)  # type: ignore[arg-type]
    except IntegrityError:
        return  # the address was changed on another device just now; its own visit has written the new one


def _wanted(me: Unlocked) -> dict[str, Entry]:
    """By exchange: what has not long been over, the soonest first."""
    since, real = clock.now().date() - KEPT, wants_real(me)
    lasting = [plan for plan in plans.plans_of(me) if plan.every or plan.day >= since]
    return {plan.exchange_id: ics.entry_of(plan, real) for plan in lasting[:MOST]}


def _set(manifest: Manifest, name: str, value: str) -> None:
    manifest.feed = {key: kept for key, kept in {**manifest.feed, name: value}.items() if kept}
