"""Rows of calendar feeds. Without the token in a feed's address they open nothing, and none of them holds it."""

from django.db import models

from nearer.exchange.models import Exchange
from nearer.kit.fields import IdField, SealedField
from nearer.people.models import Person


class Feed(models.Model):
    """An address that a calendar program asks. Named by what the token in it leads to; see feeds.py."""

    id = models.CharField(primary_key=True, max_length=64, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="feeds")


class FeedEvent(models.Model):
    """One plan in a feed, sealed under a key that only the token leads to."""

    id = IdField()
    feed = models.ForeignKey(Feed, on_delete=models.CASCADE, related_name="events")
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="+")
    sealed_event = SealedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "exchange"], name="once_in_a_feed")]
