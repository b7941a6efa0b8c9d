"""What only one of two wants is told to nobody: on no page of the other's, and in no row that the other can open."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from nearer.exchange.models import Match, Part

from .adversary import Operator
from .cast import Visitor, couple
from .hints import as_now, pages
from .playing import Run, begin

pytestmark = pytest.mark.django_db
MOVE, HIS = "wishes", [0, 1, 2, 3, 4]


@pytest.fixture(scope="module")
def begun(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Visitor, Visitor, str]]:
    """A list that Ana and Ben have not marked yet."""
    with django_db_blocker.unblock(), transaction.atomic():
        ana, ben = couple()
        run = begin("new-together", ben, ana)
        for one in (ana, ben, ana):
            pages(one)
        yield ana, ben, run.id
        transaction.set_rollback(True)


def marked(begun: tuple[Visitor, Visitor, str], hers: list[int]) -> Run:
    """Both have marked, by number, and both have looked in."""
    run = Run(begun[2], [as_now(begun[0]), as_now(begun[1])])
    for who, wanted in zip(run.people, (hers, HIS), strict=True):
        items = [name for _, name, _ in run.own(who).row.dealt]
        marks = {f"{MOVE}-ideas.{item}": "yes" if at in wanted else "no" for at, item in enumerate(items)}
        who.post(f"{run.page}{MOVE}/", **marks)
    run.look(), run.look()
    return run


def seen_by_ben(begun: tuple[Visitor, Visitor, str], hers: list[int]) -> dict[str, bytes]:
    with transaction.atomic():
        seen = pages(marked(begun, hers).people[1])
        transaction.set_rollback(True)
    return seen


@pytest.mark.parametrize("more", [[9], [10, 11], [5, 6, 7, 8]])
def test_it_makes_no_difference_to_the_other(begun, more: list[int]) -> None:
    assert seen_by_ben(begun, [0, 1, *more]) == seen_by_ben(begun, [0, 1])


def test_what_both_want_does_make_one(begun) -> None:
    """So that the test above looks in the right place."""
    assert seen_by_ben(begun, [0, 1]) != seen_by_ben(begun, [2, 3])


@pytest.mark.parametrize("hers", [[0, 1, 9], [0, 1, 2, 3, 4, 5], [7, 8]])
def test_only_a_few_of_what_both_want_appear(begun, hers: list[int]) -> None:
    run = marked(begun, hers)
    items = [name for _, name, _ in run.own(run.people[0]).row.dealt]
    found = {tuple(run.own(who).items(MOVE) or []) for who in run.people}
    assert len(found) == 1 and set(*found) <= {items[at] for at in hers if at in HIS}
    assert len(*found) == min(3, len(set(hers) & set(HIS)))


def test_neither_list_can_be_opened_once_it_is_done(begun) -> None:
    run = marked(begun, [0, 1, 9])
    ana, ben = run.people
    for one, other in ((ana, ben), (ben, ana)):
        theirs = Part.objects.get(exchange=run.id, move=MOVE, author=other.me.id)
        assert not Operator(one, other, move=MOVE).opens(theirs)
    assert Match.objects.filter(exchange=run.id).count() == 1
