"""Rows of reminders. What sends them has no vault's key, so it can read these rows; docs/reminders.md says what."""

from django.db import models

from nearer.kit.fields import IdField, SealedField
from nearer.people.models import Person

MAIL, PUSH, CALENDAR = "mail", "push", "calendar"
DUE, CLAIMED, SENT, LOST = "due", "claimed", "sent", "lost"


class Reminder(models.Model):
    """One kind that one person has switched on. Switched off, the row is gone, and its address with it."""

    id = IdField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=8)
    weekdays = models.CharField(max_length=7)  # "024": Monday, Wednesday, Friday
    hour = models.PositiveSmallIntegerField()
    zone = models.CharField(max_length=64)
    sealed_address = SealedField(default=b"")  # under the instance key: addresses.py

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="one_of_a_kind")]


class Visit(models.Model):
    """The day on which somebody with reminders was last here, in UTC. Nobody without them has such a row."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+", primary_key=True)
    day = models.DateField()


class Rest(models.Model):
    """Two reminders were not used: there are none until their owner starts them again."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="rest", primary_key=True)


class Sending(models.Model):
    """One reminder to one person. Claimed before it is sent, so that it goes once at most. It holds no words."""

    id = IdField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8)
    slot = models.DateTimeField()  # when the chosen hour began; not when anything was sent
    state = models.CharField(max_length=8, default=DUE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind", "slot"], name="once_in_a_slot")]
        indexes = [models.Index(fields=["state"], name="sending_state")]
