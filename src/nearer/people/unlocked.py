"""A person inside their own unlocked request: the only place where a vault key is at hand."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.db import transaction

from nearer.vault import Context, Identity, Key, box, unbox

from .manifest import Manifest, change_manifest, open_manifest
from .models import Person


@dataclass
class Unlocked:
    """Lives as long as one request. `rolled_back` stops every release (see rollback.py)."""

    person: Person
    vk: Key = field(repr=False)
    session_id: str
    rolled_back: bool = False
    committed: int = 0  # the newest counter that is safely in the database
    _manifest: Manifest | None = field(default=None, repr=False)

    @property
    def id(self) -> str:
        return self.person.pk

    @property
    def name(self) -> str:
        return self.person.name

    @property
    def manifest(self) -> Manifest:
        if self._manifest is None:
            self._manifest = open_manifest(self.person.sealed_manifest, self.vk, self.id)
            self.committed = self._manifest.counter
        return self._manifest

    def note(self, change: Callable[[Manifest], None]) -> Manifest:
        """Change the own manifest, safely beside other devices.

        On an older copy nothing is written: each write would count it up towards looking like new.
        """
        if self.rolled_back:
            change(self.manifest)
            return self.manifest
        changed = self._manifest = change_manifest(self.person, self.vk, change)
        transaction.on_commit(lambda: setattr(self, "committed", changed.counter))
        return changed

    def forget(self) -> None:
        """After a transaction that did not come to pass: read the manifest again when next asked."""
        self.person.refresh_from_db(fields=["sealed_manifest"])
        self._manifest = None

    @cached_property
    def identity(self) -> Identity:
        return Identity(unbox(self.vk, self.person.sealed_identity, identity_context(self.id)))


def identity_context(person_id: str) -> Context:
    return Context("identity", author=person_id)


def seal_identity(identity: Identity, vk: Key, person_id: str) -> bytes:
    return box(vk, identity.seeds, identity_context(person_id))
