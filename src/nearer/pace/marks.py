"""The waymarks of a space: read them, put one."""

from datetime import date

from django.db import IntegrityError, transaction

from nearer.kit import clock
from nearer.kit.ids import new_id
from nearer.live import announce
from nearer.people.spaces import OwnSpace

from . import arc
from .models import Waymark

AGAIN = 5
ONLY_AFTER = {
    arc.BEGAN: (arc.BEFORE, arc.FOUNDATION, arc.RHYTHM, arc.RESTING, arc.FINISHED),
    arc.RESTED: (arc.BEFORE, arc.FOUNDATION, arc.RHYTHM),
    arc.WOKE: (arc.RESTING,),
    arc.SLOWER: (arc.FOUNDATION,),
    arc.USUAL: (arc.FOUNDATION,),
    arc.REPEATED: (arc.FOUNDATION,),
    arc.SKIPPED: (arc.FOUNDATION,),
    arc.CLOSED: (arc.FOUNDATION, arc.RHYTHM),
}
"""In which phase each may be put. A second press of the same button finds another phase, or changes nothing."""


def marks_of(space: OwnSpace) -> list[arc.Waymark]:
    rows = Waymark.objects.filter(space=space.row).order_by("number")
    return [arc.Waymark(*row) for row in rows.values_list("kind", "day", "until")]


def put_mark(space: OwnSpace, kind: str, here: arc.Where, until: date | None = None) -> bool:
    """Put a waymark for both; False where it has no place."""
    if here.phase not in ONLY_AFTER[kind] or space.closed:
        return False
    if (kind == arc.SLOWER) == here.slower and kind in (arc.SLOWER, arc.USUAL):
        return False
    today = clock.today(space.row.zone)
    for _ in range(AGAIN):
        number = Waymark.objects.filter(space=space.row).count() + 1
        try:
            with transaction.atomic():
                columns = {"kind": kind, "day": today, "until": until, "number": number}
                Waymark.objects.create(id=new_id(), space=space.row, **columns)
        except IntegrityError:  # the other put one in this moment
            continue
        if space.other is not None:
            announce([space.other.pk])
        return True
    return False
