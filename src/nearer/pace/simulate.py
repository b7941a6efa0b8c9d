"""Made-up couples living with Nearer, day by day: for tests of pace, and for a developer who asks why.

Nothing here touches a person's data. What two real people were offered, and why, is never kept.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from nearer.programme.schema import Card

from .arc import BEGAN, Waymark, cap, where
from .comfort import ABOUT_RIGHT, DEEPER, OPENED, PASSED, TOO_MUCH, Comfort, Felt, feel, fell
from .draws import Note, draw_note, is_swapped
from .offers import Dealt, Offer, Situation, next_card

LAPSES = timedelta(days=7)
SWAPPED, LAPSED, ABSENT, ANSWERED = "swapped", "lapsed", "absent", "answered"


@dataclass
class Somebody:
    """A person as the simulation has them. What is true of them is their own; `comfort` is what they set."""

    comfort: Comfort = field(default_factory=Comfort)
    glad: float = 3.0  # up to which depth it feels right
    comes: float = 0.8  # how likely on any one day
    passes: float = 0.08
    lets_lie: float = 0.1  # sees a card and does nothing
    quarrels: float = 0.0
    until: int = 10_000  # the day after which they never come again
    note: Note | None = None
    day: date | None = None  # their last card's day
    done: dict[str, str] = field(default_factory=dict)  # card -> what became of it for them


@dataclass
class Lying:
    """A card that was dealt for two."""

    card: Card
    day: date
    offer: Offer
    opened: date | None = None


@dataclass
class Life:
    """What came of some days."""

    cards: list[Lying] = field(default_factory=list)
    lower: list[tuple[date, int, int]] = field(default_factory=list)  # day, depth dealt, the lower comfort there
    by_day: dict[date, int] = field(default_factory=dict)  # how many cards a person was shown at most


def live(
    two: tuple[Somebody, Somebody], cards: Sequence[Card], families: Mapping[str, str], days: int, seed: int
) -> Life:
    """Let two people live so many days."""
    chance, life, start = random.Random(seed), Life(), date(2026, 1, 5)
    for number in range(days):
        today = start + timedelta(days=number)
        now = _Day(today, start, cards, families, chance)
        for me in [0, 1] if chance.random() < 0.5 else [1, 0]:
            if number <= two[me].until and chance.random() < two[me].comes:
                _visit(two[me], two[1 - me], life, now)
        _open(two, life, now)
    return life


@dataclass(frozen=True)
class _Day:
    today: date
    start: date
    cards: Sequence[Card]
    families: Mapping[str, str]
    chance: random.Random


def _visit(me: Somebody, other: Somebody, life: Life, now: _Day) -> None:
    if now.chance.random() < me.quarrels:
        me.comfort.quarrel = now.today.isoformat()
    me.note = draw_note(me.comfort, now.families, now.today, now.chance)
    lying = _take_up(me, life, now)
    if lying is None:
        lying = _deal(me, other, life, now)
    if lying is None:
        return
    life.by_day[now.today] = life.by_day.get(now.today, 0) + 1
    drawn = now.chance.random()
    if drawn < me.passes or lying.card.depth > me.glad + 1:
        me.done[lying.card.id] = PASSED
        _feel(me, lying, now, PASSED)
    elif drawn < me.passes + me.lets_lie:
        me.done[lying.card.id] = LAPSED
    else:
        me.done[lying.card.id] = ANSWERED


def _take_up(me: Somebody, life: Life, now: _Day) -> Lying | None:
    for number, lying in reversed(list(enumerate(life.cards))):
        if now.today - lying.day >= LAPSES:
            break
        if lying.card.id in me.done:
            continue
        deepest = min(me.comfort.reaches(now.families[topic]) for topic in lying.card.topic)
        deepest = 1 if me.comfort.is_held(now.today) else deepest
        if lying.card.depth > deepest or is_swapped(now.chance.randbytes(8), number):
            me.done[lying.card.id] = SWAPPED
            continue
        return lying
    return None


def _deal(me: Somebody, other: Somebody, life: Life, now: _Day) -> Lying | None:
    dealt = [_known(lying, now.today) for lying in life.cards]
    days = {lying.opened for lying in life.cards if lying.opened}
    here = where([Waymark(BEGAN, now.start)], days, now.today)
    opened = sum(one.opened is True for one in dealt)
    assert me.note is not None
    situation = Situation(now.today, now.families, me.note, other.note, dealt, cap(here, opened))
    offer = next_card(now.cards, situation, now.chance)
    if offer is None:
        return None
    lying = Lying(offer.card, now.today, offer)
    life.cards.append(lying)
    lower = min(one.comfort.reaches(now.families[topic]) for one in (me, other) for topic in offer.card.topic)
    life.lower.append((now.today, offer.card.depth, lower))
    return lying


def _known(lying: Lying, today: date) -> Dealt:
    over = today - lying.day > LAPSES
    opened = True if lying.opened else False if over else None
    return Dealt(lying.card.id, lying.opened or lying.day, lying.card.depth, lying.card.topic, opened)


def _open(two: tuple[Somebody, Somebody], life: Life, now: _Day) -> None:
    for lying in life.cards[-2 * LAPSES.days :]:  # at most two are dealt in a day
        if lying.opened is None and all(one.done.get(lying.card.id) == ANSWERED for one in two):
            lying.opened = now.today
            for one in two:
                _feel(one, lying, now, OPENED)


def _feel(one: Somebody, lying: Lying, now: _Day, what: str) -> None:
    said, received = "", None
    if what == OPENED:
        over = lying.card.depth - one.glad
        said = TOO_MUCH if over > 0.5 and now.chance.random() < 0.5 else DEEPER if over < -1 else ABOUT_RIGHT
        received = now.chance.choice((6, 7, 8, 9, 9, 10))
    before = Comfort(levels=dict(one.comfort.levels))
    for family in sorted({now.families[topic] for topic in lying.card.topic}):
        feel(one.comfort, Felt(now.today.isoformat(), family, lying.card.depth, what, said, received))
    if fell(before, one.comfort):
        one.note = draw_note(one.comfort, now.families, now.today, now.chance)
