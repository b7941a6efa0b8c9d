"""One row for each time that somebody answered questions about themselves. What and when is sealed inside."""

from django.db import models

from nearer.kit.fields import IdField, SealedField
from nearer.people.models import Person


class Checkin(models.Model):
    """Which questions, which day and every answer stand in the seal: the row tells that there is one."""

    id = IdField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="checkins")
    sealed_answers = SealedField()
