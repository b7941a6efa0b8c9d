"""What pace means for cards and runs: the situation of two people, whether I come to a card, and what I felt."""

import random
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef

from nearer.kit import clock
from nearer.pace import arc, draws
from nearer.pace.comfort import OPENED, PASSED, Comfort, Felt, feel, fell
from nearer.pace.marks import marks_of
from nearer.pace.notes import change_comfort, comfort_of, my_note, swap_draw, their_note
from nearer.pace.offers import Dealt, Situation, fitting, next_card
from nearer.people.spaces import OwnSpace
from nearer.programme.loader import programme
from nearer.programme.schema import Card

from .access import LAPSES_AFTER, OwnExchange
from .models import Landing, Opening

SAID, HEARD = ("pace", "rating"), "felt"  # fields of a private move in which somebody says how an opening was
REGRET = "wish-not"


@cache
def families() -> Mapping[str, str]:
    """To which family each subject belongs."""
    return {name: subject.family for name, subject in programme().subjects.items()}


def choose_card(space: OwnSpace, lighter: bool) -> Card | None:
    """The next card for these two; None when the last that fits has been dealt."""
    offer = next_card(programme().all_cards(), situation(space, lighter), random.SystemRandom())
    return offer.card if offer else None


def choose_cards(space: OwnSpace, count: int, used: Collection[str] = ()) -> list[Card]:
    """Some cards to choose from, each as deep as is fine with both today; `used` ones only where no others are."""
    chance, fit = random.SystemRandom(), fitting(programme().all_cards(), situation(space))
    fresh = [card for card in fit if card.id not in used]
    chosen = chance.sample(fresh, min(count, len(fresh)))
    rest = [card for card in fit if card not in chosen]
    return chosen + chance.sample(rest, min(count - len(chosen), len(rest)))


def situation(space: OwnSpace, lighter: bool = False) -> Situation:
    """All that the next card hangs on."""
    today, dealt = clock.today(space.row.zone), _dealt(space)
    here = arc.where(marks_of(space), landed_days(space), today)
    return Situation(
        today=today,
        families=families(),
        mine=my_note(space, families()),
        theirs=their_note(space),
        dealt=dealt,
        cap=min(arc.cap(here, sum(one.opened is True for one in dealt)), settings.DEEPEST_CARD),
        rows=programme().weeks[here.week].rows if here.phase == arc.FOUNDATION else (),
        lighter=lighter,
    )


def landed_days(space: OwnSpace) -> set[date]:
    """The days on which something of these two landed, as far as both know of it."""
    alone = programme().landing_in_private
    shown = Landing.objects.filter(exchange__space=space.row).exclude(exchange__exercise__in=alone)
    return set(shown.values_list("day", flat=True))


def comes_to(exchange: OwnExchange) -> bool:
    """Whether I come to a card that lies there for both. What I never come to looks like what I passed."""
    card, space = exchange.card, exchange.space
    if card is None or space is None or space.other is None:
        return card is not None
    comfort, today = comfort_of(exchange.me), clock.today(space.row.zone)
    deepest = 1 if comfort.is_held(today) else min(comfort.reaches(families()[topic]) for topic in card.topic)
    wanted = card.optin == "none" or card.optin in comfort.opted
    if card.depth > deepest or set(card.topic) & set(comfort.closed) or not wanted:
        return False
    before = space.row.exchanges.exclude(card="").exclude(pk=exchange.id).count()
    return not draws.is_swapped(swap_draw(exchange.me, exchange.id), before)


def note_passed(exchange: OwnExchange) -> None:
    """I passed a card. Two in four, and my next ones are lighter."""
    if exchange.card is not None:
        _feel(exchange, exchange.card, PASSED, {})


def note_felt(exchange: OwnExchange, fields: Mapping[str, Any]) -> None:
    """I said, for myself alone, how an opening was."""
    card = exchange.card or _chosen_card(exchange)
    if card is not None and {*SAID, HEARD} & fields.keys():
        _feel(exchange, card, OPENED, fields)


def _feel(exchange: OwnExchange, card: Card, what: str, fields: Mapping[str, Any]) -> None:
    space = exchange.space
    if space is None:
        return
    today = clock.today(space.row.zone).isoformat()
    said, received = next((str(fields[name]) for name in SAID if name in fields), ""), fields.get(HEARD)

    def remember(comfort: Comfort) -> None:
        for family in sorted({families()[topic] for topic in card.topic}):
            feel(comfort, Felt(today, family, card.depth, what, said, received, said == REGRET))

    before = comfort_of(exchange.me)
    change_comfort(exchange.me, remember)
    if fell(before, comfort_of(exchange.me)):  # a new note for every pass would tell of the pass
        my_note(space, families(), anew=True)


def _chosen_card(exchange: OwnExchange) -> Card | None:
    """The card that both marked, in a run that offered some."""
    dealt = {name: revision for kind, name, revision in exchange.row.dealt if kind == "cards"}
    for move in exchange.script.moves:
        for item in (exchange.items(move.id) or []) if move.rule == "matched" else []:
            if item in dealt:
                return programme().card(item, dealt[item])
    return None


def _dealt(space: OwnSpace) -> list[Dealt]:
    """Every card of this space, oldest first, as far as both know of it."""
    today, cards = clock.today(space.row.zone), programme().cards
    has_opened = Exists(Opening.objects.filter(exchange=OuterRef("pk"), opens__lte=clock.now()))
    rows = space.row.exchanges.exclude(card="").annotate(has_opened=has_opened).order_by("day", "pk")
    found = []
    for name, revision, day, opened in rows.values_list("card", "card_revision", "day", "has_opened"):
        card = cards.get(name, {}).get(revision)
        over = today - day >= LAPSES_AFTER + timedelta(days=1)
        known = True if opened else False if over else None
        found.append(Dealt(name, day, card.depth if card else 1, card.topic if card else (), known))
    return found
