"""Rows of exchanges. A state change is a row; no column holds a readable word or a time finer than a day,
except `Opening.opens`, which is a whole hour that both people chose."""

from django.db import models

from nearer.kit.fields import IdField, SealedField
from nearer.people.models import Person, Space


class Exchange(models.Model):
    """One run of one exercise, in a space or by one person alone."""

    id = IdField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, null=True, related_name="exchanges")
    begun_by = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="begun")
    exercise = models.CharField(max_length=60)
    revision = models.PositiveIntegerField()
    card = models.CharField(max_length=60, blank=True)
    card_revision = models.PositiveIntegerField(default=0)
    day = models.DateField()

    class Meta:
        indexes = [
            models.Index(fields=["space", "-day"], name="exchange_of_space"),
            models.Index(fields=["begun_by", "exercise", "-day"], name="exchange_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["space", "card"], condition=~models.Q(card=""), name="card_once")
        ]


class Part(models.Model):
    """What one person wrote at one move: an envelope. A rewrite is a new revision in the same row."""

    id = IdField()
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="parts")
    move = models.CharField(max_length=60)
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="parts")
    revision = models.PositiveIntegerField(default=1)
    sealed_words = SealedField()
    commitment = SealedField()
    self_tag = SealedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "move", "author"], name="one_part_a_move")]


class Grant(models.Model):
    """The key to one part, wrapped for one reader: its author (own) or the space. Sharing adds one."""

    OWN, SPACE = "own", "space"

    id = IdField()
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="grants")
    reader = models.CharField(max_length=5)
    wrapped_key = SealedField()
    bound_to = SealedField(default=b"")  # the other's commitment that this release answers

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "reader"], name="one_grant_a_reader")]


class Withdrawal(models.Model):
    """A part that its author took back. Its words stay with the author."""

    part = models.OneToOneField(Part, on_delete=models.CASCADE, related_name="withdrawal", primary_key=True)


class Opening(models.Model):
    """Both have answered; at this hour it opens."""

    exchange = models.OneToOneField(Exchange, on_delete=models.CASCADE, related_name="opening", primary_key=True)
    opens = models.DateTimeField()


class Press(models.Model):
    """One person said: open together now."""

    id = IdField()
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="presses")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "person"], name="one_press_a_person")]


class Receipt(models.Model):
    """A person's own note of what the other had promised when they released their own answer."""

    id = IdField()
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="receipts")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    tag = SealedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "person"], name="one_receipt_a_person")]


class Landing(models.Model):
    """The exercise reached its evidence."""

    exchange = models.OneToOneField(Exchange, on_delete=models.CASCADE, related_name="landing", primary_key=True)
    day = models.DateField()
