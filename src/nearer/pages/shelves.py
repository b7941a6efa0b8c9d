"""Going through long shelves, newest first, without counting them: the tenth page costs what the first did."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from nearer.exchange.models import Exchange

A_SHELF = 20


@dataclass(frozen=True)
class Shelf:
    """One page of a long list. `older` names where the next one begins; empty at the end."""

    rows: Sequence[Exchange]
    older: str
    from_newest: bool


def shelf(rows: QuerySet[Exchange], before: str) -> Shelf:
    """The newest of `rows`, or those older than the exchange called `before`."""
    after = rows.filter(pk=before).values_list("day", "pk").first() if before else None
    if after is not None:
        day, pk = after
        rows = rows.filter(Q(day__lt=day) | Q(day=day, pk__lt=pk))
    found = list(rows.order_by("-day", "-pk")[: A_SHELF + 1])
    more = len(found) > A_SHELF
    return Shelf(found[:A_SHELF], found[A_SHELF - 1].pk if more else "", after is None)
