"""An exchange as one person sees it: decided here, before any template."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as date_format
from django.utils.dateformat import time_format

from nearer.kit import clock
from nearer.programme.schema import AField, Exercise, Move
from nearer.vault import SealError

from . import across, gates, release, rules
from .access import OwnExchange, Said
from .choices import Offer, Offers, line_of, offers
from .floor import Floor, decides, floor_of
from .forms import PartForm, as_words, spoken
from .models import Part
from .rules import Act
from .slots import day_of
from .standing import INVITED, LANDED, THEIRS, YOURS, standing
from .state import Hidden
from .wording import Wording, may_look

Lines = list[tuple[str, str]]


@dataclass(frozen=True)
class Step:
    """One move on the page, in one of its rounds. `theirs` holds words only after their rule said Shown."""

    move: Move
    round: int = 1
    mine: Lines = field(default_factory=list, repr=False)
    theirs: Lines = field(default_factory=list, repr=False)
    my_photo: bool = False
    their_photo: bool = False
    gate: str = ""
    reason: str = ""
    damaged: bool = False
    taken_back: bool = False
    form: PartForm | None = None
    rewrite: bool = False
    may_take_back: bool = False
    may_open_now: bool = False
    may_sign: bool = False
    may_end: bool = False
    in_force: bool = False
    ended: bool = False
    older: bool = False
    pressed: bool = False
    may_open_first: bool = False
    opens: str = ""
    matched: Lines = field(default_factory=list, repr=False)
    tries: int = 0  # in how many rounds it can be made; 0 for one that is made once
    drill: str = ""  # the line that it is about
    model: str = ""  # one way to say it, once my own words stand
    may_look: bool = False
    wording: Wording | None = None

    @property
    def shows_mine(self) -> bool:
        """A kept answer stays folded until its writer asks; a private page lies open."""
        return bool(self.mine) and not self.taken_back and (not self.rewrite or self.move.rule == "private")

    @property
    def who(self) -> str:
        return {"private": "mine", "mutual": "ours", "matched": "ours"}.get(self.move.rule, "given")

    @property
    def is_verdict(self) -> bool:
        """Words that say themselves what they are: "that's it", and what was missing."""
        return self.move.rule == "turns" and decides(self.move) is not None

    @property
    def marks_folded(self) -> bool:
        """A list of marks has done its work once something was found."""
        return self.move.rule == "matched" and bool(self.matched)

    @property
    def nothing_matched(self) -> bool:
        return [says for _, says in self.matched] == [str(gates.NO_MATCH)]

    @property
    def is_agreement(self) -> bool:
        return self.move.rule == "agreement"


@dataclass(frozen=True)
class ExchangePage:
    """Everything the template is given."""

    id: str
    alone: bool
    prompt: str
    follow_ups: list[str]
    other_name: str
    steps: list[Step] = field(repr=False)
    exercise: str = ""
    aside: str = ""
    landed: bool = False
    landed_says: str = ""
    closed: bool = False
    stale: str = ""
    is_card: bool = False
    now: str = ""
    stage: Floor | None = None  # for an exercise in turns
    may_rest: bool = False
    across: bool = False  # whether it can be done on one device

    @property
    def floor(self) -> str:
        """ "mine", "theirs", "paused", or "" where nobody takes turns now."""
        return self.stage.who if self.stage else ""

    @property
    def exercise_for_two(self) -> bool:
        return not self.is_card and not self.alone

    @property
    def can_set_aside(self) -> bool:
        return self.is_card and not self.closed and any(step.form and not step.rewrite for step in self.steps[:1])


def page_of(
    exchange: OwnExchange, typed: PartForm | None = None, stale: str = "", wording: Wording | None = None
) -> ExchangePage:
    """The page. `typed` is a form that came back, with faults, too late or for its wording: its words stay."""
    card, space, state = exchange.card, exchange.space, exchange.state
    steps = [_step(exchange, move, number, typed, wording) for move, number in places(exchange)]
    is_card = card is not None
    shown = [step for step in steps if _worth_showing(step)]
    stage = floor_of(exchange, shown)
    return ExchangePage(
        id=exchange.id,
        alone=space is None,
        prompt=exchange.prompt,
        follow_ups=list(card.follow_ups) if card else [],
        other_name=space.other.name if space and space.other else "",
        steps=stage.steps if stage else shown,
        exercise=exchange.script.id,
        aside=exchange.me.manifest.asides.get(exchange.id, ""),
        landed=rules.landed(state, exchange.me.id),
        landed_says=exchange.script.landed.says,
        closed=state.closed,
        stale=stale,
        is_card=is_card,
        now="" if is_card or exchange.script.id == "page" else _now(exchange, steps),
        stage=stage,
        may_rest=exchange.script.rest,
        across=across.offer(exchange),
    )


def places(exchange: OwnExchange) -> Iterator[tuple[Move, int]]:
    """Moves in the order in which they happen: rounds one after the other, versions oldest first."""
    script, state = exchange.script, exchange.state
    at = 0
    while at < len(script.moves):
        move = script.moves[at]
        last = script.rounds_of(move)
        inside = script.moves[at : script.places[last.id] + 1] if last else [move]
        for number in range(1, state.round(move) + 1):
            yield from ((one, number) for one in inside)
        at += len(inside)


def starting_words(exchange: OwnExchange, move: Move) -> dict[str, Any]:
    """Own words of earlier moves that a form begins with."""
    found: dict[str, Any] = _first_days(exchange, move)
    for one in move.fields:
        name, _, inside = one.starts.partition(".")
        if not name:
            continue
        words, damaged = _mine(exchange, exchange.script.move(name), 0)
        source = exchange.script.move(name).field(inside)
        value = words.get(inside)
        if damaged or value in (None, "", [], {}):
            continue
        offer = offers_of(exchange, exchange.script.move(name))[inside]
        found[one.id] = value if source.kind == one.kind else as_words(source, value, offer)
    return found | _only_ones(exchange, move)


def _only_ones(exchange: OwnExchange, move: Move) -> dict[str, Any]:
    """Where a matched list brought one thing, that one is picked already."""
    picks = [(one.id, offer) for one, offer in _picks(exchange, move)]
    return {name: offer.options[0][0] for name, offer in picks if len(offer.options) == 1}


def _first_days(exchange: OwnExchange, move: Move) -> dict[str, Any]:
    """The soonest day that both marked, in a day that is taken from slots."""
    dates = [(one.id, exchange.items(one.of) or []) for one in move.fields if one.kind == "date" and one.of]
    return {name: min(map(day_of, items)).isoformat() for name, items in dates if items}


def _picks(exchange: OwnExchange, move: Move) -> list[tuple[AField, Offer]]:
    found = [one for one in move.fields if one.kind == "pick"]
    offered = offers_of(exchange, move) if found else {}
    return [(one, offered[one.id]) for one in found]


def offers_of(exchange: OwnExchange, move: Move) -> Offers:
    """What the fields of a move offer in this run."""
    picks = [one.of for one in move.fields if one.kind == "pick" and one.of]
    found = [item for name in picks for item in exchange.items(name) or []]
    return offers(exchange.script, move, exchange.row, found)


def _step(exchange: OwnExchange, move: Move, number: int, typed: PartForm | None, wording: Wording | None) -> Step:
    me, state = exchange.me, exchange.state
    current = number == state.round(move)
    read = _read_at(exchange.script, move, state.plays(move, me.id))
    view = exchange.theirs(read, number) if read else Hidden("nobody")
    acts = {act.kind for act in rules.may_do(state, me.id) if act.move == move.id} if current else set()
    offered = offers_of(exchange, move)
    mine, damaged = _mine(exchange, move, number)
    part = exchange.parts.get((move.id, me.id, number))
    line, model = line_of(exchange.row, move)
    return Step(
        move=move,
        round=number,
        mine=spoken(move, mine, offered),
        theirs=_their_lines(exchange, read, view),
        my_photo=has_photo(part, move),
        their_photo=isinstance(view, Said) and _has_their_photo(exchange, read, number),
        gate=str(gates.GATES[view.reason]) if isinstance(view, Hidden) else "",
        reason=view.reason if isinstance(view, Hidden) else "",
        damaged=damaged,
        taken_back=bool(mine) and part is not None and not part.stands,
        form=_form(exchange, move, acts, typed) if current or typed else None,
        rewrite=rules.REWRITE in acts,
        may_take_back=rules.TAKE_BACK in acts,
        may_open_now=rules.OPEN_NOW in acts,
        pressed=(exchange.script.group(move), me.id) in state.pressed,
        may_open_first=state.plays(move, me.id) and release.may_open_first(exchange, move),
        opens=_opens(exchange, move) if isinstance(view, Hidden) and view.reason == "ready" else "",
        matched=_matched(exchange, move),
        tries=_tries(exchange.script, move),
        drill=line,
        model=model if mine else "",
        may_look=may_look(me, move),
        wording=wording if wording and wording.move == move.id and current else None,
        **_agreement(exchange, move, number, acts),
    )


def _tries(script: Exercise, move: Move) -> int:
    last = script.rounds_of(move)
    return last.again.most if last and last.again else 0


def _read_at(script: Exercise, move: Move, plays: bool) -> Move | None:
    """At which move the other's words are read that belong to this step: for a pair, beside my own half."""
    if move.rule != "mutual" or move.by == "each":
        return move
    return script.move(script.partner_of(move) or move.id) if plays else None


def _their_lines(exchange: OwnExchange, read: Move | None, view: Said | Hidden) -> Lines:
    if read is None or isinstance(view, Hidden):
        return []
    return spoken(read, view.words.fields, offers_of(exchange, read))


def _has_their_photo(exchange: OwnExchange, read: Move | None, number: int) -> bool:
    other = exchange.state.other(exchange.me.id) or ""
    return read is not None and has_photo(exchange.parts.get((read.id, other, number)), read)


def has_photo(part: Part | None, move: Move) -> bool:
    return part is not None and move.takes_photo and hasattr(part, "photo")


def _agreement(exchange: OwnExchange, move: Move, number: int, acts: set[str]) -> dict[str, bool]:
    if move.rule != "agreement":
        return {}
    state = exchange.state
    in_force, newest = state.in_force(move), state.version(move)
    return {
        "may_sign": rules.SIGN in acts,
        "may_end": Act(rules.END, move.id) in rules.may_do(state, exchange.me.id) and number == in_force,
        "in_force": bool(in_force) and number == in_force,
        "ended": (move.id, number) in state.ended,
        "older": number < newest and number != in_force,
    }


def _matched(exchange: OwnExchange, move: Move) -> Lines:
    """What both want; a sentence where nothing came of it this time."""
    if move.rule != "matched" or move.id not in exchange.state.matched:
        return []
    says = dict(offers_of(exchange, move)[move.fields[0].id].items)
    found = [("", says[item]) for item in exchange.items(move.id) or [] if item in says]
    return found or [("", str(gates.NO_MATCH))]


def _mine(exchange: OwnExchange, move: Move, number: int) -> tuple[Mapping[str, Any], bool]:
    try:
        words = exchange.mine(move.id, number)
    except SealError:
        return {}, True
    return (words.fields if words else {}), False


def _form(exchange: OwnExchange, move: Move, acts: set[str], typed: PartForm | None) -> PartForm | None:
    if typed is not None and typed.move.id == move.id:
        return typed
    if rules.WRITE not in acts and rules.REWRITE not in acts:
        return None
    taken = [one for one in move.fields if one.required and one.of and one.kind in ("pick", "date")]
    if not all(exchange.items(one.of or "") for one in taken):
        return None  # the list brought nothing this time, so there is nothing to go on with
    mine, _ = _mine(exchange, move, 0)
    begin = mine or _newest_version(exchange, move) or starting_words(exchange, move)
    return PartForm(move, offers_of(exchange, move), initial=begin)


def _newest_version(exchange: OwnExchange, move: Move) -> Mapping[str, Any]:
    """A counter begins from what lies on the table."""
    if move.rule != "agreement":
        return {}
    view = exchange.theirs(move)
    fields = view.words.fields if isinstance(view, Said) else {}
    return {one.id: fields[one.id] for one in move.fields if one.id in fields}


def _opens(exchange: OwnExchange, move: Move) -> str:
    """When it opens, on the space's own clock."""
    opens, space = exchange.state.opens.get(exchange.script.group(move)), exchange.space
    if opens is None or space is None:
        return ""
    local = opens.astimezone(ZoneInfo(space.row.zone))
    said = gates.OPENS_TODAY if local.date() == clock.today(space.row.zone) else gates.OPENS_TOMORROW
    return said % {"hour": time_format(local, "H:i")}


def _now(exchange: OwnExchange, steps: list[Step]) -> str:
    """The sentence that says where this stands: what is kept, who sees it, what comes next."""
    if exchange.aloud_on is not None:
        return str(gates.ALOUD) % {"day": date_format(exchange.aloud_on, "j F")}
    found = standing(exchange.state, exchange.me.id)
    if found.kind == YOURS and not any(step.form or step.may_sign for step in steps):
        return ""  # a list brought nothing, and says so itself
    until = found.until
    if isinstance(until, datetime):
        until = until.astimezone(ZoneInfo(exchange.state.zone))
    hour = time_format(until, "H:i") if isinstance(until, datetime) else ""
    kind = f"{found.kind}-alone" if exchange.space is None and found.kind in (YOURS, THEIRS, LANDED) else found.kind
    if kind == THEIRS and Hidden("invited") in rules.may_see(exchange.state, exchange.me.id).values():
        kind = INVITED  # left closed, by choice: it is not the other's turn
    return str(gates.STANDINGS[kind]) % {
        "other": exchange.space.other.name if exchange.space and exchange.space.other else "",
        "day": date_format(until, "j F") if until else "",
        "hour": hour,
    }


def _worth_showing(step: Step) -> bool:
    said = step.mine or step.theirs or step.form or step.gate or step.damaged or step.matched
    return bool(said or step.my_photo or step.may_sign)
