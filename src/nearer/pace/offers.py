"""Which card is next for two. Pure: the cards, two notes, what was dealt, and chance.

evidence.md section 4: the lower of two leads; of any five cards one is light, one is for thanks or good news,
one is for doing something together and two go as deep as is fine with both; never two heavy ones in a row,
a settling one after a heavy one, at most one heavy one a week; depth 5 is never dealt.
"""

import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

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
    aside: Collection[str] = field(default=())  # cards that are not to be dealt: set aside, or switched off


@dataclass(frozen=True)
class Offer:
    """A card, and why: for a developer looking at made-up couples. Reasons are never kept."""

    card: Card
    reasons: tuple[str, ...]


def next_card(cards: Sequence[Card], now: Situation, chance: random.Random) -> Offer | None:
    """The next card; None when there is none that fits both."""
    used = {one.card for one in now.dealt}
    fresh = [card for card in cards if card.id not in used and card.id not in now.aside and _may(card, now)]
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
    """How deep this card could go today: the lower of two, in the most careful of its subjects' families."""
    deepest = min(_both(now.families.get(topic, ""), now) for topic in card.topic)
    deepest = min(deepest, now.cap) - (_was_quiet(now) or _ran_out(now))
    return max(ALONE, deepest)


def _both(family: str, now: Situation) -> int:
    return min(now.mine.depth(family), now.theirs.depth(family) if now.theirs else ALONE)


def _may(card: Card, now: Situation) -> bool:
    """Whether this card may be dealt at all to these two now."""
    notes = [now.mine, *([now.theirs] if now.theirs else [])]
    if any(set(card.topic) & set(note.closed) for note in notes):
        return False
    if card.optin != "none" and (now.theirs is None or any(card.optin not in note.opted for note in notes)):
        return False
    if card.depth >= NEVER_DEALT or (card.depth >= HEAVY and _heavy_within(now, A_WEEK)):
        return False
    return card.depth <= (ALONE if now.lighter else depth_of(card, now))


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


def _heavy_within(now: Situation, span: timedelta) -> bool:
    return any(one.depth >= HEAVY and now.today - one.day < span for one in now.dealt)


def _was_quiet(now: Situation) -> bool:
    """After two quiet weeks the first card is a step lighter."""
    return bool(now.dealt) and now.today - now.dealt[-1].day >= QUIET_DAYS


def _ran_out(now: Situation) -> bool:
    """Three of the last four did not open, for whatever reason: the next is a step lighter for both.

    A pass, a swap and an evening that never came look the same here, so that what follows tells of none.
    """
    settled = [one for one in now.dealt if one.opened is not None][-RUN:]
    return sum(not one.opened for one in settled) >= OF_THEM
