"""Going through long shelves, newest first, without counting them: the tenth page costs what the first did."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import Q, QuerySet

from nearer.exchange.models import Exchange

A_SHELF = 20
Item = TypeVar("Item")


@dataclass(frozen=True)
class Shelf(Generic[Item]):
    """One page of a long list. `older` names where the next one begins; empty at the end."""

    items: list[Item] = field(repr=False)
    older: str
    from_newest: bool


def shelf(
    rows: QuerySet[Exchange], before: str, shown: Callable[[Sequence[Exchange]], Sequence[tuple[str, Item]]]
) -> Shelf[Item]:
    """The newest that are `shown`, or those older than the exchange called `before`.

    Rows that are not shown take no place: a gap on a full shelf would tell that there is something.
    """
    start = _place(rows, before)
    at, found = start, list[tuple[str, Item]]()
    while len(found) <= A_SHELF:
        batch = list(_after(rows, at).order_by("-day", "-pk")[: A_SHELF + 1])
        found += shown(batch)
        if len(batch) <= A_SHELF:
            break
        at = batch[-1]
    older = found[A_SHELF - 1][0] if len(found) > A_SHELF else ""
    return Shelf([item for _, item in found[:A_SHELF]], older, start is None)


def _place(rows: QuerySet[Exchange], before: str) -> Exchange | None:
    return rows.filter(pk=before).first() if before else None


def _after(rows: QuerySet[Exchange], at: Exchange | None) -> QuerySet[Exchange]:
    return rows.filter(Q(day__lt=at.day) | Q(day=at.day, pk__lt=at.pk)) if at else rows
