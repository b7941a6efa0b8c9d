"""An exchange as one person sees it: decided here, before any template."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dateformat import time_format

from nearer.kit import clock
from nearer.programme.schema import Move
from nearer.vault import SealError

from . import gates, release, rules
from .access import OwnExchange, Said
from .forms import PartForm, spoken
from .state import Hidden

Lines = list[tuple[str, str]]


@dataclass(frozen=True)
class Step:
    """One move on the page. `theirs` holds words only after their rule said Shown."""

    move: Move
    mine: Lines = field(default_factory=list, repr=False)
    theirs: Lines = field(default_factory=list, repr=False)
    gate: str = ""
    reason: str = ""
    damaged: bool = False
    taken_back: bool = False
    form: PartForm | None = None
    rewrite: bool = False
    may_take_back: bool = False
    may_open_now: bool = False
    pressed: bool = False
    may_open_first: bool = False
    opens: str = ""

    @property
    def shows_mine(self) -> bool:
        """A kept answer stays folded until its writer asks; a private page lies open."""
        return bool(self.mine) and not self.taken_back and (not self.rewrite or self.move.rule == "private")

    @property
    def who(self) -> str:
        return {"private": "mine", "mutual": "ours", "given": "given"}[self.move.rule]


@dataclass(frozen=True)
class ExchangePage:
    """Everything the template is given."""

    id: str
    alone: bool
    prompt: str
    follow_ups: list[str]
    other_name: str
    steps: list[Step] = field(repr=False)
    aside: str = ""
    landed: bool = False
    landed_says: str = ""
    closed: bool = False
    stale: str = ""
    is_card: bool = False

    @property
    def can_set_aside(self) -> bool:
        return self.is_card and not self.closed and any(step.form and not step.rewrite for step in self.steps[:1])


def page_of(exchange: OwnExchange, typed: PartForm | None = None, stale: str = "") -> ExchangePage:
    """The page. `typed` is a form that came back with faults or too late: its words stay."""
    card, space = exchange.card, exchange.space
    steps = [_step(exchange, move, typed) for move in exchange.script.moves]
    return ExchangePage(
        id=exchange.id,
        alone=space is None,
        prompt=card.text if card else exchange.script.title,
        follow_ups=list(card.follow_ups) if card else [],
        other_name=space.other.name if space and space.other else "",
        steps=[step for step in steps if _worth_showing(step)],
        aside=exchange.me.manifest.asides.get(exchange.id, ""),
        landed=rules.landed(exchange.state),
        landed_says=exchange.script.landed.says,
        closed=exchange.state.closed,
        stale=stale,
        is_card=card is not None,
    )


def _step(exchange: OwnExchange, move: Move, typed: PartForm | None) -> Step:
    me, state = exchange.me, exchange.state
    view = exchange.theirs(move)
    acts = {act.kind for act in rules.may_do(state, me.id) if act.move == move.id}
    mine, damaged = _mine(exchange, move)
    stands = state.stands(move.id, me.id)
    return Step(
        move=move,
        mine=spoken(move, mine),
        theirs=spoken(move, view.words.fields) if isinstance(view, Said) else [],
        gate=str(gates.GATES[view.reason]) if isinstance(view, Hidden) else "",
        reason=view.reason if isinstance(view, Hidden) else "",
        damaged=damaged,
        taken_back=bool(mine) and not stands,
        form=_form(move, acts, mine, typed),
        rewrite=rules.REWRITE in acts,
        may_take_back=rules.TAKE_BACK in acts,
        may_open_now=rules.OPEN_NOW in acts,
        pressed=me.id in state.pressed,
        may_open_first=move.rule == "mutual" and release.may_open_first(exchange, move.id),
        opens=_opens(exchange) if isinstance(view, Hidden) and view.reason == "ready" else "",
    )


def _mine(exchange: OwnExchange, move: Move) -> tuple[Mapping[str, Any], bool]:
    try:
        words = exchange.mine(move.id)
    except SealError:
        return {}, True
    return (words.fields if words else {}), False


def _form(move: Move, acts: set[str], mine: Mapping[str, Any], typed: PartForm | None) -> PartForm | None:
    if typed is not None and typed.move.id == move.id:
        return typed
    if rules.WRITE in acts or rules.REWRITE in acts:
        return PartForm(move, initial=mine)
    return None


def _opens(exchange: OwnExchange) -> str:
    """When it opens, on the space's own clock."""
    opens, space = exchange.state.opens, exchange.space
    if opens is None or space is None:
        return ""
    local = opens.astimezone(ZoneInfo(space.row.zone))
    said = gates.OPENS_TODAY if local.date() == clock.today(space.row.zone) else gates.OPENS_TOMORROW
    return said % {"hour": time_format(local, "H:i")}


def _worth_showing(step: Step) -> bool:
    return bool(step.mine or step.theirs or step.form or step.gate or step.damaged)
