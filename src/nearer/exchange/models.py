"""Rows of exchanges. A state change is a row; no column holds a readable word or a time finer than a day,
except `Opening.opens`, which is a whole hour that both people chose."""

from django.core.exceptions import ObjectDoesNotExist
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
    first = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")  # plays the first role
    dealt = models.JSONField(default=list)  # what was drawn for both: [kind, id, revision]
    day = models.DateField()  # of the last word that both know of

    class Meta:
        indexes = [
            models.Index(fields=["space", "-day"], name="exchange_of_space"),
            models.Index(fields=["begun_by", "exercise", "-day"], name="exchange_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["space", "card"], condition=~models.Q(card=""), name="card_once")
        ]


class Part(models.Model):
    """What one person wrote at one move: an envelope. A rewrite is a new revision in the same row,
    another round or a new version of an agreement a row of its own."""

    id = IdField()
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="parts")
    move = models.CharField(max_length=60)
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="parts")
    round = models.PositiveSmallIntegerField(default=1)
    revision = models.PositiveIntegerField(default=1)
    sealed_words = SealedField()
    commitment = SealedField()
    self_tag = SealedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "move", "author", "round"], name="one_part_a_round")]

    @property
    def stands(self) -> bool:
        """Whether its author has not taken it back."""
        return not _has(self, "withdrawal")

    @property
    def released(self) -> bool:
        """Whether the other's vault can open it. Rows read for a list bring the answer with them."""
        known: bool | None = getattr(self, "is_released", None)
        return known if known is not None else any(grant.reader == Grant.SPACE for grant in self.grants.all())

    @property
    def ended(self) -> bool:
        """Whether somebody ended this version of an agreement."""
        return _has(self, "ending")


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


class Photo(models.Model):
    """The picture that goes with a part. Its key comes from the part's own, so it opens and dies with it."""

    part = models.OneToOneField(Part, on_delete=models.CASCADE, related_name="photo", primary_key=True)
    sealed_photo = SealedField()


class Signature(models.Model):
    """One person signed this version of an agreement. Its author signs by writing it."""

    id = IdField()
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    self_tag = SealedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["part", "person"], name="one_signature_a_version")]


class Ending(models.Model):
    """Somebody ended this version of an agreement. Either may, alone."""

    part = models.OneToOneField(Part, on_delete=models.CASCADE, related_name="ending", primary_key=True)


class Match(models.Model):
    """Some of what both marked with a yes, under the couple key."""

    id = IdField()
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="matches")
    move = models.CharField(max_length=60)
    sealed_items = SealedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "move"], name="one_match_a_move")]


class Opening(models.Model):
    """Both have answered; at this hour it opens. `move` names the pair."""

    id = IdField()
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="openings")
    move = models.CharField(max_length=60)
    opens = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "move"], name="one_opening_a_pair")]


class Press(models.Model):
    """One person said: open together now."""

    id = IdField()
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="presses")
    move = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "move", "person"], name="one_press_a_person")]


class Receipt(models.Model):
    """A person's own note of what the other had promised when they released their own answer."""

    id = IdField()
    exchange = models.ForeignKey(Exchange, on_delete=models.CASCADE, related_name="receipts")
    move = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    tag = SealedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["exchange", "move", "person"], name="one_receipt_a_person")]


class Landing(models.Model):
    """The exercise reached its evidence."""

    exchange = models.OneToOneField(Exchange, on_delete=models.CASCADE, related_name="landing", primary_key=True)
    day = models.DateField()


def _has(row: models.Model, name: str) -> bool:
    try:
        return getattr(row, name) is not None
    except ObjectDoesNotExist:
        return False
