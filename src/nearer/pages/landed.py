"""What has landed for us, or for me alone: how often for each row, and when last."""

from collections import Counter
from datetime import date

from django.db.models import Q

from nearer.exchange import access, rules
from nearer.exchange.models import Exchange, Landing
from nearer.people.spaces import spaces_of
from nearer.people.unlocked import Unlocked
from nearer.programme.loader import BUILT_IN, programme
from nearer.programme.rows import Row
from nearer.programme.schema import Exercise


def exercises_for(row: str) -> list[Exercise]:
    """The row's own exercise first, then the others that serve it."""
    found = [one for one in programme().all_exercises() if row in one.serves and one.id not in BUILT_IN]
    own = programme().rows[row].exercise_name
    return sorted(found, key=lambda one: (one.title not in own, one.serves[0] != row))


def mine_or_ours(me: Unlocked) -> Q:
    return Q(space__in=[space.row for space in spaces_of(me)]) | Q(space=None, begun_by=me.id)


def landed(me: Unlocked) -> Counter[tuple[str, str]]:
    """How often each exercise and each card has landed for us, or for me alone."""
    rows = Landing.objects.filter(exchange__in=Exchange.objects.filter(mine_or_ours(me)))
    shown = rows.exclude(exchange__exercise__in=programme().landing_in_private)
    counted = Counter(shown.values_list("exchange__exercise", "exchange__card"))
    counted.update((one.script.id, "") for one in _looked_back(me))
    return counted


def last_landed(me: Unlocked) -> dict[str, date]:
    """When an exercise of each row last landed, as far as I may know. A card that touches a row is not the row."""
    found: dict[str, date] = {}
    rows = Landing.objects.filter(exchange__in=Exchange.objects.filter(mine_or_ours(me)))
    shown = rows.exclude(exchange__exercise__in=[*programme().landing_in_private, *BUILT_IN])
    days = list(shown.values_list("exchange__exercise", "day"))
    days += [(one.script.id, one.row.day) for one in _looked_back(me)]
    for exercise, day in days:
        for row in serves(exercise, ""):
            found[row] = max(day, found.get(row, day))
    return found


def _looked_back(me: Unlocked) -> list[access.OwnExchange]:
    """Runs that landed in private, for me."""
    rows = access.with_rows(Exchange.objects.filter(mine_or_ours(me), exercise__in=programme().landing_in_private))
    return [one for one in access.own(me, rows) if rules.landed(one.state, me.id)]


def times(row: Row, landed: Counter[tuple[str, str]]) -> int:
    return sum(count for (exercise, card), count in landed.items() if row.id in serves(exercise, card))


def serves(exercise: str, card: str) -> list[str]:
    content = programme()
    if card:
        return list(content.card(card).serves) if card in content.cards else []
    return [] if exercise in BUILT_IN or exercise not in content.exercises else list(content.exercise(exercise).serves)
