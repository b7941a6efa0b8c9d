"""The operator: Ana, who runs the server, holds her own keys and may read and write every table.

`Operator.opens(part)` says whether anything in the database lets her read a part; the rest are
hostile moves. None of them needs a bug: they are what a table editor can do.
"""

import random
from collections.abc import Iterator
from itertools import product

from nearer.exchange.models import Exchange, Grant, Opening, Part, Press, Receipt, Withdrawal
from nearer.exchange.sealing import grant_context, words_context
from nearer.kit import clock
from nearer.kit.ids import new_id
from nearer.people.models import Closure, Person
from nearer.people.spaces import current_space
from nearer.vault import Key, SealError, open_, unblind, unwrap, wrap
from tests.cast import Visitor


class Operator:
    """Everything Ana can do to Ben with the database open before her."""

    def __init__(self, ana: Visitor, ben: Visitor, seed: int = 0, move: str = "answer") -> None:
        space = current_space(ana.me)
        assert space is not None
        self.keys = [ana.me.vk, space.ck]
        self.ck, self.space = space.ck, space.id
        self.ana, self.ben = ana.me.id, ben.me.id
        self.chance, self.move = random.Random(seed), move
        self.manifests = [Person.objects.get(pk=self.ben).sealed_manifest]
        self.stolen: list[dict[str, object]] = []

    def opens(self, part: Part) -> bool:
        """Whether some key of hers and some grant in the database open this part."""
        return any(self._reads(part, dek) for dek in self._keys_for(part))

    def answered_really(self, exchange: str) -> bool:
        """Whether an answer of Ana's stands that the couple key opens and that is what it promised."""
        for part in Part.objects.filter(exchange=exchange, author=self.ana, move=self.move):
            for dek in self._keys_for(part):
                try:
                    context = words_context(part, part.exchange)
                    unblind(open_(part.sealed_words, dek, context), context, part.commitment)
                except SealError:
                    continue
                return True
        return False

    def _keys_for(self, part: Part) -> Iterator[Key]:
        bounds = {b"", *Grant.objects.values_list("bound_to", flat=True)}
        for wrapped, key, reader, bound in product(
            Grant.objects.filter(part__exchange=part.exchange).values_list("wrapped_key", flat=True),
            self.keys,
            (Grant.OWN, Grant.SPACE),
            bounds,
        ):
            try:
                yield unwrap(key, wrapped, grant_context(part, reader, bound))
            except SealError:
                continue

    def _reads(self, part: Part, dek: Key) -> bool:
        try:
            open_(part.sealed_words, dek, words_context(part, part.exchange))
        except SealError:
            return False
        return True

    def strike(self, exchange: str) -> str:
        """One hostile move, chosen by chance. Returns its name."""
        move = self.chance.choice(MOVES)
        move(self, exchange)
        return move.__name__

    def _bens(self, exchange: str) -> Part | None:
        return Part.objects.filter(exchange=exchange, author=self.ben, move=self.move).first()

    def _anas(self, exchange: str) -> Part | None:
        return Part.objects.filter(exchange=exchange, author=self.ana, move=self.move).first()


def forge_an_answer(her: Operator, exchange: str) -> None:
    """A row that says that she has answered, with nothing behind it."""
    junk = her.chance.randbytes(340)
    made = {"sealed_words": junk, "commitment": her.chance.randbytes(32), "self_tag": b""}
    new = {"create_defaults": made | {"id": new_id()}}
    Part.objects.update_or_create(exchange_id=exchange, move=her.move, author_id=her.ana, defaults=made, **new)


def put_a_grant(part: Part, key: bytes) -> None:
    changed = Grant.objects.filter(part=part, reader=Grant.SPACE).update(wrapped_key=key)
    if not changed:
        Grant.objects.create(id=new_id(), part=part, reader=Grant.SPACE, wrapped_key=key)


def fake_a_grant(her: Operator, exchange: str) -> None:
    for part in filter(None, (her._anas(exchange), her._bens(exchange))):
        fake = wrap(her.ck, Key.new(), grant_context(part, Grant.SPACE))
        put_a_grant(part, fake)


def pass_his_own_grant_off_as_shared(her: Operator, exchange: str) -> None:
    part = her._bens(exchange)
    own = part and part.grants.filter(reader=Grant.OWN).first()
    if own:
        put_a_grant(part, own.wrapped_key)


def drop_his_grants(her: Operator, exchange: str) -> None:
    Grant.objects.filter(part__exchange=exchange, part__author=her.ben, reader=Grant.SPACE).delete()


def undo_a_withdrawal(her: Operator, exchange: str) -> None:
    Withdrawal.objects.filter(part__exchange=exchange).delete()


def drop_receipts(her: Operator, exchange: str) -> None:
    Receipt.objects.filter(exchange=exchange).delete()


def open_now(her: Operator, exchange: str) -> None:
    past = clock.now().replace(year=2020)
    Opening.objects.filter(exchange=exchange).delete()
    Opening.objects.create(id=new_id(), exchange_id=exchange, move=her.move, opens=past)
    for person in (her.ana, her.ben):
        pressed = {"exchange_id": exchange, "move": her.move, "person_id": person}
        Press.objects.get_or_create(**pressed, defaults={"id": new_id()})


def close_the_opening(her: Operator, exchange: str) -> None:
    Opening.objects.filter(exchange=exchange).delete()


def reopen_the_space(her: Operator, exchange: str) -> None:
    Closure.objects.filter(space=her.space).delete()


def make_it_young(her: Operator, exchange: str) -> None:
    Exchange.objects.filter(pk=exchange).update(day=clock.now().date())


def mix_the_words(her: Operator, exchange: str) -> None:
    one, other = her._anas(exchange), her._bens(exchange)
    if one and other:
        Part.objects.filter(pk=one.pk).update(sealed_words=other.sealed_words, commitment=other.commitment)


def keep_a_copy_of_his_notebook(her: Operator, exchange: str) -> None:
    her.manifests.append(Person.objects.get(pk=her.ben).sealed_manifest)


def restore_an_older_notebook(her: Operator, exchange: str) -> None:
    Person.objects.filter(pk=her.ben).update(sealed_manifest=her.chance.choice(her.manifests))


def copy_her_own_row_back(her: Operator, exchange: str) -> None:
    """Put an earlier answer of hers in place of the present one."""
    part = her._anas(exchange)
    if part is None:
        return
    her.stolen.append({"sealed_words": part.sealed_words, "commitment": part.commitment, "revision": part.revision})
    Part.objects.filter(pk=part.pk).update(**her.chance.choice(her.stolen))


MOVES = [
    forge_an_answer,
    fake_a_grant,
    pass_his_own_grant_off_as_shared,
    drop_his_grants,
    undo_a_withdrawal,
    drop_receipts,
    open_now,
    close_the_opening,
    reopen_the_space,
    make_it_young,
    mix_the_words,
    keep_a_copy_of_his_notebook,
    restore_an_older_notebook,
    copy_her_own_row_back,
]
