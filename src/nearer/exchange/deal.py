"""Which card is next. Pure: pace and comfort come on top of this."""

import random
from collections.abc import Collection, Sequence

from nearer.programme.schema import Card

DEEPER_AFTER = 10  # openings, before depth 3 is dealt at all
ORDINARY, DEEPER = 2, 3


def next_card(
    cards: Sequence[Card], used: Collection[str], opened: int, lighter: bool, chance: random.Random
) -> Card | None:
    """A card that this space has not had, within its depth; None when there is none left."""
    fresh = [card for card in cards if card.id not in used and card.optin == "none"]
    if not used:
        fresh = [card for card in fresh if card.first] or fresh
    deepest = 1 if lighter else (DEEPER if opened >= DEEPER_AFTER else ORDINARY)
    suited = [card for card in fresh if card.depth <= deepest]
    return chance.choice(suited or fresh) if fresh else None
