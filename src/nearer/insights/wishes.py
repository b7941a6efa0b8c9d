"""What a person decided about the questions: own weekday, what to keep, what to tend. In their own notebook only."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from nearer.people.unlocked import Unlocked

TENDS_FOR_DAYS = 28


@dataclass
class Wishes:
    """`weekday` Monday 0, None for never; `since` that was chosen; `tend` an outcome, from the day `tending`."""

    weekday: int | None = None
    since: str = ""
    keep: str = ""
    tend: str = ""
    tending: str = ""
    season: str = ""  # from this day on the long questions are offered again

    def is_asked(self, today: date) -> bool:
        """Whether anything may be offered today. Answers are opened only then."""
        return self.weekday is not None or (bool(self.season) and self.season <= today.isoformat())

    @property
    def since_day(self) -> date | None:
        return date.fromisoformat(self.since) if self.since else None

    def is_tending(self, today: date) -> bool:
        """Whether the four weeks of what I tend are under way."""
        return bool(self.tend) and (today - date.fromisoformat(self.tending)).days < TENDS_FOR_DAYS


def wishes_of(me: Unlocked) -> Wishes:
    return _read(me.manifest.outcomes)


def change_wishes(me: Unlocked, **changed: Any) -> None:
    """Change some of them, safely beside other devices."""
    me.note(lambda manifest: setattr(manifest, "outcomes", asdict(_read(manifest.outcomes)) | changed))


def _read(kept: Mapping[str, Any]) -> Wishes:
    known = Wishes.__dataclass_fields__
    return Wishes(**{name: value for name, value in kept.items() if name in known})
