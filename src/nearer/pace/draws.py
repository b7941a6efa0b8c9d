"""What leaves a person's vault about their pace: a ceiling for the next cards that a draw has already lowered.

Threat: whoever shares the couple key, and may hold the database, reads what is shared under it. So comfort
itself is never shared. A note says how deep the next cards may go in each family, at most what its writer is
fine with and often less, with other subjects closed beside those that really are. docs/decisions/0011.
"""

import random
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .comfort import LEAST, Comfort

A_SEASON = 13  # weeks
HELD_BACK = 2  # one family in two rests a step lower for a season
STEPS_DOWN = 4  # one card in four
DECOYS = 2
EVERYDAY = "everyday"  # never a decoy: good news, thanks and play are in every five cards
SWAPS = 6  # one card in six is swapped for another, whoever dealt it
NOT_AMONG_THE_FIRST = 3  # cards: two people meet on these while they learn how it goes
ALONE = 1


@dataclass(frozen=True)
class Note:
    """What one person's visit leaves for the next deal."""

    day: str = ""
    depths: Mapping[str, int] = field(default_factory=dict)  # family -> how deep the next card may go
    closed: Collection[str] = ()
    opted: Collection[str] = ()
    easy: bool = False

    def depth(self, family: str) -> int:
        """A family that nothing is known of is at depth 1."""
        return self.depths.get(family, ALONE)


def draw_note(comfort: Comfort, subjects: Mapping[str, str], today: date, chance: random.Random) -> Note:
    """A note for the next card. `subjects` says to which family each subject belongs.

    Changes what `comfort` remembers of this season's draws; its owner keeps that sealed.
    """
    families = sorted(set(subjects.values()))
    _new_season(comfort, families, subjects, today, chance)
    return Note(
        day=today.isoformat(),
        depths={family: _drawn(comfort, family, today, chance) for family in families},
        closed=sorted({*comfort.closed, *comfort.decoys}),
        opted=sorted(comfort.opted),
        easy=comfort.is_easy(today),
    )


def is_swapped(draw: bytes, dealt_before: int) -> bool:
    """Whether a card is swapped for another when its reader comes to it. `draw`: bytes that only they can make."""
    return dealt_before >= NOT_AMONG_THE_FIRST and int.from_bytes(draw[:8]) % SWAPS == 0


def as_json(note: Note) -> dict[str, Any]:
    return {
        "day": note.day,
        "depths": dict(note.depths),
        "closed": list(note.closed),
        "opted": list(note.opted),
        "easy": note.easy,
    }


def from_json(kept: Mapping[str, Any]) -> Note:
    """Raises TypeError or ValueError when it is not a note."""
    depths = {str(family): int(depth) for family, depth in kept["depths"].items()}
    return Note(str(kept["day"]), depths, list(kept["closed"]), list(kept["opted"]), bool(kept["easy"]))


def _drawn(comfort: Comfort, family: str, today: date, chance: random.Random) -> int:
    if comfort.is_held(today):
        return ALONE
    depth = comfort.reaches(family) - comfort.rests.get(family, 0)
    depth -= chance.randrange(STEPS_DOWN) == 0
    return max(int(LEAST), depth)


def _new_season(
    comfort: Comfort, families: list[str], subjects: Mapping[str, str], today: date, chance: random.Random
) -> None:
    """A season's draws stay for the season: what changed from card to card would average out."""
    season = f"{today.isocalendar().year}-{(today.isocalendar().week - 1) // A_SEASON}"
    if comfort.season == season:
        return
    comfort.season = season
    comfort.rests = {family: 1 for family in families if chance.randrange(HELD_BACK) == 0}
    far = sorted(name for name, family in subjects.items() if family != EVERYDAY)
    comfort.decoys = chance.sample(far, min(DECOYS, len(far)))
