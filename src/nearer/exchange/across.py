"""An exercise in turns on one device, passed across. Everything is said aloud; only the course is kept.

The course is a log of taps in one sealed part of whoever is signed in, at no move of the script, so no
rule knows it and no grant is ever made for it. What both can see in the end is that it landed, and the day.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from nearer.kit.ids import new_id
from nearer.live import announce
from nearer.people.door import needs_person, person_here
from nearer.programme.schema import AField
from nearer.vault import Words

from . import aloud, rules, sealing, writing
from .access import OwnExchange, exchange_for
from .aloud import Tap, Turn
from .models import Exchange, Landing, Part
from .state import State
from .writing import Stale

LOG = "across"  # the name at which the log lies; no move of a script may have it
TAKE, SAY, UNDO = "take", "say", "undo"


@dataclass(frozen=True)
class Log:
    """My taps in this run, and what they come to."""

    part: Part | None
    taps: list[Tap]
    state: State

    @property
    def turn(self) -> Turn | None:
        return aloud.next_turn(self.state)

    @property
    def is_in_hand(self) -> bool:
        """Whether whoever has the device is the one whose turn it is."""
        return self.turn is not None and self.turn.player == aloud.holder_of(self.taps)

    @property
    def landed(self) -> bool:
        return rules.landed(self.state)


@dataclass(frozen=True)
class AcrossPage:
    """Everything the template is given. `kind` is hand, turn, landed, spent or rest."""

    id: str
    kind: str
    at: int
    me: str
    people: tuple[str, str] = ("", "")
    who: str = ""
    turn: Turn | None = None
    aloud: list[AField] = field(default_factory=list)
    first: list[str] = field(default_factory=list)  # to talk over before the first turn
    landed_says: str = ""


@require_http_methods(["GET", "POST"])
@needs_person
def across(request: HttpRequest, id: str) -> HttpResponse:
    """The turn that is next, or the hand-over before it. A late or odd press changes nothing and shows what is so."""
    found = exchange_for(person_here(request), id)
    if found is None or found.space is None or not _has_turns(found):
        raise Http404
    log = read(found)
    if not may_go_on(found, log):
        return redirect("exchange:exchange", id)
    if request.method == "GET":
        return render(request, "exchange/across.html", {"page": page_of(found, log)})
    try:
        press(found, request.POST.get("at", ""), request.POST.get("do", ""), request.POST.get("choice", ""))
    except Stale:
        found.me.forget()
    return redirect("exchange:across", id)


def offer(exchange: OwnExchange) -> bool:
    """Whether the page of this run shows the way here."""
    if exchange.space is None or not _has_turns(exchange) or exchange.aloud_on is not None:
        return False
    return may_go_on(exchange, read(exchange))


def read(exchange: OwnExchange) -> Log:
    """My own log. Raises SealError when it is not as I left it."""
    rows = exchange.row.parts.filter(move=LOG, author=exchange.me.id)
    part = rows.select_related("exchange").prefetch_related("grants").first()
    said = aloud.taps(sealing.open_own(exchange.me, part).fields["taps"]) if part else []
    return Log(part, said, aloud.after(aloud.in_one_room(exchange.written), said))


def may_go_on(exchange: OwnExchange, log: Log) -> bool:
    """Not once a turn was written: then it goes on where it was begun."""
    space, written = exchange.space, exchange.written
    if space is None or space.other is None or not space.may_release:
        return False
    if any(exchange.script.move(name).rule == "turns" for name, _, _ in exchange.parts):
        return False
    if exchange.aloud_on is not None and not log.taps:
        return False
    return aloud.can_land(written) and (bool(log.taps) or log.turn is not None)


def press(exchange: OwnExchange, at: str, what: str, choice: str) -> None:
    """One press on the page that had `at` taps behind it. Raises Stale when it is not that page any more."""

    def act(now: OwnExchange, log: Log) -> None:
        if at != str(len(log.taps)) or (what == UNDO and not log.taps):
            raise Stale
        said = log.taps[:-1] if what == UNDO else [*log.taps, _tap(log, what, choice)]
        _keep(now, log, said)
        _settle(now, log, read(now))
        announce([now.me.id])  # my other windows

    _with_lock(exchange, act)


def page_of(exchange: OwnExchange, log: Log) -> AcrossPage:
    assert exchange.space is not None and exchange.space.other is not None
    names = {exchange.me.id: exchange.me.name, exchange.space.other.pk: exchange.space.other.name}
    turn, people = log.turn, tuple(names[person] for person in exchange.people)
    spoken = [one for one in turn.move.fields if one is not turn.ends and one.kind != "photo"] if turn else []
    return AcrossPage(
        id=exchange.id,
        kind=_kind(log),
        at=len(log.taps),
        me=exchange.me.name,
        people=(people[0], people[1]),
        who=people[turn.player] if turn else "",
        turn=turn,
        aloud=spoken,
        first=[move.ask for move in aloud.talked_over(exchange.written)],
        landed_says=exchange.script.landed.says,
    )


def _kind(log: Log) -> str:
    if log.turn is not None:
        return "turn" if log.is_in_hand else "hand"
    if log.landed:
        return "landed"
    return "spent" if aloud.spent(log.state) else "rest"


def _has_turns(exchange: OwnExchange) -> bool:
    return bool(aloud.turns_of(exchange.script))


def _tap(log: Log, what: str, choice: str) -> Tap:
    turn = log.turn
    if turn is not None and what == TAKE and not log.is_in_hand:
        return Tap("", turn.player)
    tap = turn.tap(choice) if turn is not None and what == SAY and log.is_in_hand else None
    if tap is None:
        raise Stale
    return tap


def _keep(exchange: OwnExchange, log: Log, said: list[Tap]) -> None:
    part = log.part or Part(id=new_id(), exchange=exchange.row, move=LOG, author=exchange.me.person)
    if log.part is not None:
        part.revision += 1
        part.grants.all().delete()
    own_grant = sealing.seal_part(exchange.me, part, Words({"taps": [tap.kept() for tap in said]}))
    part.save()
    own_grant.save(force_insert=True)


def _settle(exchange: OwnExchange, before: Log, now: Log) -> None:
    """It lands with the last word that counts, and is as if it had not when that is undone."""
    if now.landed == before.landed:
        return
    if now.landed:
        writing.land(exchange)
    else:
        Landing.objects.filter(exchange=exchange.row).delete()
    writing.date_now(exchange)
    writing.settle(exchange.refresh())
    writing.announce_other(exchange)


def _with_lock(exchange: OwnExchange, act: Callable[[OwnExchange, Log], None]) -> None:
    try:
        with transaction.atomic():
            Exchange.objects.select_for_update().get(pk=exchange.id)
            now = exchange_for(exchange.me, exchange.id)
            if now is None or not may_go_on(now, log := read(now)):
                raise Stale
            act(now, log)
    except (IntegrityError, Exchange.DoesNotExist):
        raise Stale from None
