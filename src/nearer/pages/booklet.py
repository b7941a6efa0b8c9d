"""What a person takes along: their own words and what was opened to them, in the order of days, and how it goes.

Gathered in its owner's own request, one entry at a time. What may be in it is decided by the same door and
the same rules as on the page of each exchange (access.py): no writer of a file decides anything again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Min, QuerySet
from django.utils.translation import gettext as _

from nearer.exchange import access
from nearer.exchange.access import OwnExchange, Said
from nearer.exchange.choices import Offers, line_of
from nearer.exchange.facts import written_at
from nearer.exchange.forms import as_words
from nearer.exchange.models import Exchange
from nearer.exchange.page import offers_of, places
from nearer.exchange.state import Hidden
from nearer.insights import checkins
from nearer.insights.answered import Answered
from nearer.people.spaces import spaces_of
from nearer.people.unlocked import Unlocked
from nearer.programme.schema import Move
from nearer.vault import SealError, Words

AT_A_TIME = 100
ME, PARTNER = "me", "partner"
Step = Callable[[int, int], None]  # so many of so many exchanges have been looked at


@dataclass(frozen=True)
class Line:
    """One field as a person reads it: ids of choices mean nothing outside."""

    id: str
    label: str = field(repr=False)
    words: str = field(repr=False)


@dataclass(frozen=True)
class Voice:
    """What one of the two wrote at one move. `line`: the question or drill that stood above it."""

    by: str
    name: str = field(repr=False)
    ask: str
    round: int = 1
    line: str = ""
    lines: list[Line] = field(default_factory=list, repr=False)
    at: str = ""
    photo: bytes | None = field(default=None, repr=False)
    standing: str = ""  # "taken-back", or of an agreement: "in-force", "ended", "older"
    damaged: bool = False


@dataclass(frozen=True)
class Entry:
    """One exchange, one page, one run. Without voices it does not open."""

    day: date
    prompt: str
    voices: list[Voice] = field(default_factory=list, repr=False)


@dataclass
class Booklet:
    """All of it. `entries` come one by one, so that five years of photos are never open at once."""

    name: str = field(repr=False)
    year: int | None
    made: date
    entries: Iterator[Entry] = field(repr=False)
    answered: list[Answered] = field(default_factory=list, repr=False)


def booklet(me: Unlocked, year: int | None, made: date, step: Step) -> Booklet:
    """What is mine in one year, or everything. Check-ins are opened only where they are one's own."""
    answered = [one for one in checkins.all_of(me) if one.done and year in (None, one.on.year)]
    return Booklet(me.name, year, made, entries(me, year, step), answered)


def years(me: Unlocked, today: date) -> list[int]:
    """From the first word that may be in it to this year, newest first. A year without words is there too."""
    first = _mine(me).aggregate(first=Min("day"))["first"] or today
    days = [first, *(one.on for one in checkins.all_of(me)[:1])]
    return list(range(today.year, min(days).year - 1, -1)) or [today.year]


def entries(me: Unlocked, year: int | None, step: Step) -> Iterator[Entry]:
    """Every exchange in which something of mine stands or something was opened to me."""
    rows = _mine(me) if year is None else _mine(me).filter(day__year=year)
    ordered = access.with_rows(rows).prefetch_related("receipts", "matches").order_by("day", "pk")
    count = ordered.count()
    for start in range(0, count, AT_A_TIME):
        for number, exchange in enumerate(access.own(me, ordered[start : start + AT_A_TIME]), start + 1):
            entry = _entry(exchange)
            if entry is not None:
                yield entry
            step(number, count)


def _mine(me: Unlocked) -> QuerySet[Exchange]:
    spaces = [space.row for space in spaces_of(me)]
    return Exchange.objects.filter(space__in=spaces) | Exchange.objects.filter(space=None, begun_by=me.id)


def _entry(exchange: OwnExchange) -> Entry | None:
    try:
        voices = [voice for move, number in places(exchange) for voice in _voices(exchange, move, number)]
        return Entry(exchange.row.day, exchange.prompt, voices) if voices else None
    except (SealError, LookupError, TypeError, ValueError):
        # A row that somebody edited must not keep five years of other entries inside.
        return Entry(exchange.row.day, "")


def _voices(exchange: OwnExchange, move: Move, number: int) -> Iterator[Voice]:
    """My words at a move, then the other's if they are open to me."""
    try:
        mine = exchange.mine(move.id, number)
    except SealError:
        yield _voice(exchange, move, number, ME, None)
    else:
        if mine:
            yield _voice(exchange, move, number, ME, mine)
    view = exchange.theirs(move, number)
    if isinstance(view, Said):
        yield _voice(exchange, move, number, PARTNER, view.words)
    elif view == Hidden("changed"):
        yield _voice(exchange, move, number, PARTNER, None)


def _voice(exchange: OwnExchange, move: Move, number: int, by: str, words: Words | None) -> Voice:
    """One voice; without words it does not open."""
    other = exchange.space.other.name if exchange.space and exchange.space.other else ""
    name = exchange.me.name if by == ME else other
    line, _model = line_of(exchange.row, move)
    if words is None:
        return Voice(by, name, move.ask, number, line, damaged=True)
    at = written_at(move, words)
    return Voice(
        by,
        name,
        move.ask,
        number,
        line,
        _lines(move, words, offers_of(exchange, move)),
        at.isoformat("T", "minutes") if at else "",
        _photo(exchange, move, number, by),
        _standing(exchange, move, number, by),
    )


def _lines(move: Move, words: Words, offered: Offers) -> list[Line]:
    single = len(move.fields) == 1 and move.fields[0].kind == "words"
    found = [(one, as_words(one, words.fields.get(one.id), offered[one.id])) for one in move.fields]
    lines = [Line(one.id, "" if single else one.label, text) for one, text in found if text]
    return lines or ([Line("aloud", "", _("(said aloud)"))] if words.fields.get("aloud") else [])


def _photo(exchange: OwnExchange, move: Move, number: int, by: str) -> bytes | None:
    if not move.takes_photo or number != exchange.state.round(move):
        return None
    return exchange.my_photo(move.id) if by == ME else exchange.their_photo(move)


def _standing(exchange: OwnExchange, move: Move, number: int, by: str) -> str:
    """Whether an agreement holds, and whether words of mine were taken back. The other's are then not shown."""
    state = exchange.state
    part = exchange.parts.get((move.id, exchange.me.id, number)) if by == ME else None
    if part is not None and not part.stands:
        return "taken-back"
    if move.rule != "agreement":
        return ""
    if (move.id, number) in state.ended:
        return "ended"
    return "in-force" if number == state.in_force(move) else "older" if number < state.version(move) else ""
