"""Rows about the way of two people: days, and no more."""

from django.db import models

from nearer.kit.fields import IdField
from nearer.people.models import Space


class Waymark(models.Model):
    """Something decided about the eight weeks: begun, rested, slower … Who decided it is kept nowhere."""

    id = IdField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="waymarks")
    number = models.PositiveIntegerField()  # in the order in which they came
    kind = models.CharField(max_length=8)
    day = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "number"], name="one_waymark_a_number")]
