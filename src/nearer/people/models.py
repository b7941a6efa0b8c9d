"""Rows about people. No column holds a readable word, an exact time or an address."""

from django.db import models

from nearer.kit.fields import IdField, SealedField


class Person(models.Model):
    """One account and its vault. `name` is what the person signs in with and is called."""

    id = IdField()
    name = models.CharField(max_length=60)
    name_key = models.CharField(max_length=180, unique=True)
    public_key = SealedField()
    sealed_identity = SealedField()
    sealed_manifest = SealedField()

    def __str__(self) -> str:
        return self.id


class Slot(models.Model):
    """One way into a vault; see vault/slots.py."""

    id = IdField()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="slots")
    kind = models.CharField(max_length=8)
    salt = SealedField()
    memory = models.PositiveIntegerField()
    passes = models.PositiveIntegerField()
    lanes = models.PositiveIntegerField()
    verifier = SealedField()
    wrapped_vk = SealedField()


class Session(models.Model):
    """An unlocked device. Opens only with the token in that device's cookie."""

    id = models.CharField(primary_key=True, max_length=64, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sessions")
    sealed_body = SealedField()
    sealed_device = SealedField()
    expires = models.DateTimeField()  # for sweeping only, rounded up to the hour; the true end is sealed


class Space(models.Model):
    """What two people share. One person alone may have one that waits for the other."""

    id = IdField()
    opening_hour = models.PositiveSmallIntegerField(null=True)  # None: as soon as both have answered
    zone = models.CharField(max_length=64)


class Closure(models.Model):
    """A space that somebody left. Nothing in it opens from then on."""

    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="closure", primary_key=True)


class Member(models.Model):
    """A person in a space, and the couple key: as sent by the inviter, then under the own vault key."""

    id = IdField()
    space = models.ForeignKey(Space, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    sent_ck = SealedField(default=b"")
    wrapped_ck = SealedField(default=b"")
    sealed_pace = SealedField(default=b"")  # a note for the next card, under the couple key: pace/notes.py

    class Meta:
        constraints = [models.UniqueConstraint(fields=["space", "person"], name="once_in_a_space")]


class Invite(models.Model):
    """A single-use code, as far as a server may know it: a hash, and proofs made with the code."""

    id = models.CharField(primary_key=True, max_length=64, editable=False)
    space = models.OneToOneField(Space, on_delete=models.CASCADE, related_name="invite")
    inviter = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    mac = SealedField()
    expires = models.DateTimeField()  # rounded up to the hour


class Arrival(models.Model):
    """Somebody who had the code and waits for the inviter to say: yes, that is you."""

    invite = models.OneToOneField(Invite, on_delete=models.CASCADE, related_name="arrival", primary_key=True)
    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="arrival")
    mac = SealedField()
