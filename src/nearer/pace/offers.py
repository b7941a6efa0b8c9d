"""Which card is next for two. Pure: the cards, two notes, what was dealt, and chance.

evidence.md section 4: the lower of two leads; of any five cards one is light, one is for thanks or good news,
one is for doing something together and two go as deep as is fine with both; never two heavy ones in a row,
a settling one after a heavy one, at most one heavy one a week; depth 5 is never dealt.
"""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from nearer.programme.schema import Card

from .draws import ALONE, Note

HEAVY, NEVER_DEALT = 4, 5
A_WEEK, TEN_DAYS, QUIET_DAYS = timedelta(days=7), timedelta(days=10), timedelta(days=14)
LIGHT, THANKS, TOGETHER, DEEP, SETTLING, EASIER = "light", "thanks", "together", "deep", "settling", "easier"
MIX = (LIGHT, DEEP, THANKS, DEEP, TOGETHER)
RUN, OF_THEM = 4, 3  # three of the last four settled cards that did not open make the next one lighter


@dataclass(frozen=True)
class Dealt:
    """A card that this space has had. `opened` is what both know: None while it may still open."""

    card: str
    day: date
    depth: int
    topics: Collection[str] = ()
    opened: bool | None = None


@dataclass(frozen=True)
class Situation:
    """What two people's next card hangs on, and nothing else. Notes, never comfort."""

    today: date
    families: Mapping[str, str]  # subject -> family
    mine: Note
    theirs: Note | None
    dealt: Sequence[Dealt] = ()  # oldest first
    cap: int = 2  # of the programme, by its week
    rows: Collection[str] = ()  # of this week
    lighter: bool = False

    @cached_property
    def depths(self) -> Mapping[str, int]:
        """How deep a card about each subject may go today: the lower of two, the cap, and what happened lately."""
        notes = [self.mine, self.theirs or Note()]
        less = self.was_quiet or self.ran_out
        found = {family: min(self.cap, *(note.depth(family) for note in notes)) for family in {*self.families.values()}}
        return {subject: max(ALONE, found[family] - less) for subject, family in self.families.items()}

    @cached_property
    def closed(self) -> frozenset[str]:
        return frozenset(self.mine.closed) | frozenset(self.theirs.closed if self.theirs else ())

    @cached_property
    def opted(self) -> frozenset[str]:
        return frozenset(self.mine.opted) & frozenset(self.theirs.opted if self.theirs else ())

    @property
    def was_quiet(self) -> bool:
        """After two quiet weeks the first card is a step lighter."""
        return bool(self.dealt) and self.today - self.dealt[-1].day >= QUIET_DAYS

    @property
    def ran_out(self) -> bool:
        """Three of the last four did not open, for whatever reason: the next is a step lighter for both.

        A pass, a swap and an evening that never came look the same here, so that what follows tells of none.
        """
        settled = [one for one in self.dealt if one.opened is not None][-RUN:]
        return sum(not one.opened for one in settled) >= OF_THEM

    @cached_property
    def had_heavy(self) -> bool:
        """Whether a heavy card came within a week, or was the last one."""
        lately = any(one.depth >= HEAVY and self.today - one.day < A_WEEK for one in self.dealt)
        return lately or (bool(self.dealt) and self.dealt[-1].depth >= HEAVY)


@dataclass(frozen=True)
class Offer:
    """A card, and why: for a developer looking at made-up couples. Reasons are never kept."""

    card: Card
    reasons: tuple[str, ...]


def next_card(cards: Sequence[Card], now: Situation, chance: random.Random) -> Offer | None:
    """The next card; None when there is none that fits both."""
    used = {one.card for one in now.dealt}
    fresh = [card for card in cards if card.id not in used and _may(card, now)]
    if not now.dealt:
        fresh = [card for card in fresh if card.first] or fresh
    kind = _kind(now)
    for suits in (kind, LIGHT, EASIER):
        fit = [card for card in fresh if _suits(card, suits, now)]
        if fit:
            best, reasons = _preferred(fit, suits, now)
            card = chance.choice(best)
            return Offer(card, (f"{kind}: {suits}", f"depth {card.depth} of {depth_of(card, now)}", *reasons))
    return None


def fitting(cards: Sequence[Card], now: Situation) -> list[Card]:
    """Cards to choose from: as deep as they may go today where there are any, none that was dealt."""
    used = {one.card for one in now.dealt}
    fresh = [card for card in cards if card.id not in used and _may(card, now)]
    return [card for card in fresh if card.depth == depth_of(card, now)] or fresh


def depth_of(card: Card, now: Situation) -> int:
    """How deep this card could go today, in the most careful of its subjects."""
    return min(now.depths.get(topic, ALONE) for topic in card.topic)


def _may(card: Card, now: Situation) -> bool:
    """Whether this card may be dealt at all to these two now."""
    if card.depth > (ALONE if now.lighter else depth_of(card, now)) or not now.closed.isdisjoint(card.topic):
        return False
    if card.optin != "none" and card.optin not in now.opted:
        return False
    return card.depth < NEVER_DEALT and not (card.depth >= HEAVY and now.had_heavy)


def _kind(now: Situation) -> str:
    if now.lighter:
        return EASIER
    if now.dealt and now.dealt[-1].depth >= HEAVY:
        return SETTLING
    return MIX[len(now.dealt) % len(MIX)]


def _suits(card: Card, kind: str, now: Situation) -> bool:
    if kind == SETTLING:
        return card.depth == ALONE and card.valence in ("light", "warm")
    if kind == LIGHT:
        return card.depth == ALONE
    if kind == THANKS:
        return "thanks" in card.topic
    if kind == TOGETHER:
        return "play" in card.topic or card.place == "together"
    if kind == DEEP:
        return card.depth >= depth_of(card, now) - 1
    return True


def _preferred(fit: list[Card], kind: str, now: Situation) -> tuple[list[Card], list[str]]:
    """Those of them that fit best, each wish only as far as something is left."""
    recent = {topic for one in now.dealt if now.today - one.day < TEN_DAYS for topic in one.topics}
    easy = now.mine.easy or (now.theirs is not None and now.theirs.easy)
    wishes = [
        ("thanks at their own turn", lambda card: kind == THANKS or "thanks" not in card.topic),
        ("as deep as is fine", lambda card: kind != DEEP or card.depth == depth_of(card, now)),
        ("a subject not used for ten days", lambda card: not recent & set(card.topic)),
        ("this week's rows", lambda card: bool(set(now.rows) & set(card.serves))),
    ]
    if easy:
        wishes.insert(0, ("something easy", lambda card: card.energy == "low" and card.minutes <= 5))
    best, reasons = fit, list[str]()
    for says, wish in wishes:
        left = [card for card in best if wish(card)]
        if left:
            best, reasons = left, [*reasons, says]
    return best, reasons
