"""The words of the help page, read once when the program starts."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import quote

from nearer.kit.paths import content_root

EMERGENCY, VIOLENCE, CRISIS, DIRECTORY = "emergency", "violence", "crisis", "directory"
KINDS = (EMERGENCY, VIOLENCE, CRISIS, DIRECTORY)
CHECKED, OLD, UNCHECKED = "checked", "old", "unchecked"
ANY_LANGUAGE = "en"
HOLDS = timedelta(days=180)
"""How long a check of a line counts, however late the file says that it expires (evidence.md section 3)."""


@dataclass(frozen=True)
class Line:
    """One place to call. Nothing here is shown as checked unless a person checked it, and lately."""

    country: str
    country_name: str
    service: str
    audience: str
    kind: str
    number: str
    text: str
    hours: str
    cost_on_bill: str
    source_url: str
    verified_on: str
    verified_by: str
    expires_on: str
    note: str

    def state(self, today: date) -> str:
        """CHECKED, OLD or UNCHECKED."""
        if not (self.verified_on and self.verified_by and self.expires_on):
            return UNCHECKED
        verified = date.fromisoformat(self.verified_on)
        if today < verified:
            return UNCHECKED
        return CHECKED if today <= min(date.fromisoformat(self.expires_on), verified + HOLDS) else OLD

    @property
    def dial(self) -> str:
        """The number as a telephone takes it."""
        return quote("".join(sign for sign in self.number if sign in "0123456789+*#"), safe="+*")


@dataclass(frozen=True)
class Section:
    id: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Country:
    name: str
    lines: tuple[Line, ...]

    @property
    def emergency(self) -> str:
        """The numbers to show before anything is opened."""
        return ", ".join(line.number for line in self.lines if line.kind == EMERGENCY and line.number)


@dataclass(frozen=True)
class Help:
    sections: tuple[Section, ...]
    countries: tuple[Country, ...]
    directories: tuple[Line, ...]


@cache
def help_in(language: str) -> Help:
    """The help files of a language, or the English ones where it has none yet."""
    folder = content_root() / language / "help"
    if not folder.is_dir():
        folder = content_root() / language.split("-", maxsplit=1)[0] / "help"
    return _read(folder if folder.is_dir() else content_root() / ANY_LANGUAGE / "help")


def _read(folder: Path) -> Help:
    lines = [Line(**entry) for entry in tomllib.loads((folder / "lines.toml").read_text("utf-8"))["lines"]]
    if faults := [f"{line.country_name}, {line.service}: {fault}" for line in lines for fault in _faults(line)]:
        raise ValueError("; ".join(faults))
    sections = tomllib.loads((folder / "safety.toml").read_text("utf-8"))["sections"]
    by_country: dict[str, list[Line]] = {}
    for line in lines:
        if line.kind != DIRECTORY:
            by_country.setdefault(line.country_name, []).append(line)
    return Help(
        sections=tuple(Section(one["id"], one["title"], tuple(one["paragraphs"])) for one in sections),
        countries=tuple(Country(name, tuple(found)) for name, found in sorted(by_country.items())),
        directories=tuple(line for line in lines if line.kind == DIRECTORY),
    )


def _faults(line: Line) -> Iterator[str]:
    """What would fail, or mislead, on the day when somebody opens the page."""
    if line.kind not in KINDS:
        yield f"kind is one of {', '.join(KINDS)}"
    if not (line.number or line.text or line.source_url):
        yield "it says nowhere how to reach it"
    for name in ("verified_on", "expires_on"):
        try:
            date.fromisoformat(getattr(line, name) or "2000-01-01")
        except ValueError:
            yield f"{name} is a day, such as 2026-11-23"
