"""The floor as one person sees it: who speaks, what they answer, what was said before it, and the pause."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.forms.boundfield import BoundField
from django.utils.dateformat import time_format
from django.utils.translation import gettext as _

from nearer.kit import clock
from nearer.programme.schema import AField, Choice, Exercise, Move

from .access import OwnExchange
from .standing import RESTED, holder, standing

if TYPE_CHECKING:
    from .page import Step

MINE, THEIRS, PAUSED = "mine", "theirs", "paused"
A_WHILE = 80  # words: a turn for which the soft clock stands by
MANY = 4  # choices: more than these do not fit on buttons


@dataclass(frozen=True)
class Pause:
    """The pause between these two: what was last suggested, and until when one holds.

    `suggested` is the hour that waits for a yes, `by_me` whose suggestion it is.
    """

    step: Step = field(repr=False)
    until: str = ""
    suggested: str = ""
    by_me: bool = False


@dataclass(frozen=True)
class Floor:
    """`who` is "mine", "theirs", "paused" or "" where nobody takes turns now."""

    who: str
    hands: list[tuple[str, bool]]  # the two, first speaker first, and whether it is their turn
    turn: Step | None = field(default=None, repr=False)
    near: list[Step] = field(default_factory=list, repr=False)  # what the turn answers, and what was said last
    said: list[Step] = field(default_factory=list, repr=False)  # all that may be read; newest first while it goes on
    beside: list[Step] = field(default_factory=list, repr=False)  # what may be done besides
    pause: Pause | None = None

    @property
    def steps(self) -> list[Step]:
        """What the page shows as it shows any step: all but what was said, once nobody takes turns."""
        return self.beside + ([self.turn] if self.turn and not self.who else [])

    @property
    def number(self) -> int:
        """Which try this is; 0 where there are no tries."""
        return self.turn.round if self.turn and self.most else 0

    @property
    def most(self) -> int:
        return self.turn.tries if self.turn else 0

    @property
    def decides(self) -> AField | None:
        """The choice that this turn comes down to, where each answer can be a button of its own."""
        return decides(self.turn.move) if self.turn else None

    @property
    def deciding(self) -> str:
        """What that choice is called in the form."""
        return str(self.turn.form[self.decides.id].html_name) if self.turn and self.turn.form and self.decides else ""

    @property
    def yes(self) -> list[Choice]:
        """What goes on from here; every choice where none means another try."""
        again = self.turn.move.again if self.turn else None
        return [one for one in self._choices if again is None or one.id in again.until]

    @property
    def others(self) -> list[Choice]:
        return [one for one in self._choices if one not in self.yes]

    @property
    def rest(self) -> list[BoundField]:
        """The words that may go with the choice."""
        return [one for one in self.turn.form or [] if one.html_name != self.deciding] if self.turn else []

    @property
    def _choices(self) -> list[Choice]:
        return self.decides.choices if self.decides else []

    @property
    def takes_a_while(self) -> bool:
        """Whether the soft clock stands by: a turn to tell something."""
        return self.turn is not None and any(one.words >= A_WHILE for one in self.turn.move.fields)


def floor_of(exchange: OwnExchange, steps: list[Step]) -> Floor | None:
    """The floor of an exercise in turns; None for any other."""
    if not any(move.rule == "turns" for move in exchange.script.moves):
        return None
    who, speaks = _who(exchange)
    others = [step for step in steps if not step.move.pauses]
    turn = next((step for step in reversed(others) if step.move.rule == "turns" and step.form), None)
    said = [step for step in others if step.mine or step.theirs]
    beside = [step for step in others if step is not turn and _is_beside(exchange, step, who)]
    return Floor(
        who=who,
        hands=_hands(exchange, speaks),
        turn=turn,
        near=_near(exchange.script, turn, said) if turn else [],
        said=[step for step in (reversed(said) if who else said) if step not in beside],
        beside=beside,
        pause=_pause(exchange, steps),
    )


def decides(move: Move) -> AField | None:
    """The one required choice of a turn, if all the rest of it are words that may stay empty."""
    needed = [one for one in move.fields if one.required]
    rest = [one for one in move.fields if not one.required]
    short = len(needed) == 1 and needed[0].kind == "choice" and len(needed[0].choices) <= MANY
    return needed[0] if short and all(one.kind == "words" for one in rest) else None


def _who(exchange: OwnExchange) -> tuple[str, str | None]:
    """Whose floor it is for me, and the person who speaks."""
    state, me = exchange.state, exchange.me.id
    if state.paused_until:
        return PAUSED, None
    speaks = holder(state)
    if speaks is None or (speaks != me and standing(state, me).kind == RESTED):
        return "", None
    return (MINE if speaks == me else THEIRS), speaks


def _hands(exchange: OwnExchange, speaks: str | None) -> list[tuple[str, bool]]:
    other = exchange.space.other if exchange.space else None
    names = {exchange.me.id: exchange.me.name} | ({other.pk: other.name} if other else {})
    return [(names.get(person, ""), person == speaks) for person in exchange.people]


def _is_open(step: Step) -> bool:
    """Something to do or to wait for besides the turn."""
    return bool((step.form and not step.rewrite) or step.gate or step.may_sign or step.damaged)


def _is_beside(exchange: OwnExchange, step: Step, who: str) -> bool:
    """What stands below the turn; once nobody takes turns, whatever is not a turn, but no late question."""
    if who or step.move.rule == "turns":
        return _is_open(step)
    first = next(move for move in exchange.script.moves if move.rule == "turns")
    begun = any(move == first.id for move, _, _ in exchange.parts)
    late = step.move.optional and exchange.script.places[step.move.id] < exchange.script.places[first.id]
    return not (begun and late and not step.mine and not step.theirs)


def _near(script: Exercise, turn: Step, said: list[Step]) -> list[Step]:
    """What the other said last, what of theirs I answer, and what of theirs it all began with."""
    theirs = [step for step in said if step.theirs and step is not turn]
    newest = [step for step in theirs if step.move.rule == "turns"][-1:]
    names = (turn.move.answers, _beginning(script, turn.move))
    found = newest + [step for name in names for step in theirs if step.move.id == name]
    return list({step.move.id: step for step in found}.values())


def _beginning(script: Exercise, move: Move) -> str:
    """The first move in the chain of answers that leads here."""
    name = move.answers or next(reversed(move.after), "")
    while name and (before := script.move(name).answers):
        name = before
    return name


def _pause(exchange: OwnExchange, steps: list[Step]) -> Pause | None:
    step = max((step for step in steps if step.move.pauses), key=lambda step: step.round, default=None)
    if step is None:
        return None
    state, move = exchange.state, step.move
    version = state.version(move)
    author = state.author(move, version) if version else None
    waits = version > state.in_force(move) and (move.id, version) not in state.ended
    ends = state.pause_end(move, version) if waits else None
    return Pause(
        step=step,
        until=_hour(state.paused_until, state.zone),
        suggested=_hour(ends, state.zone),
        by_me=author == exchange.me.id,
    )


def _hour(moment: datetime | None, zone: str) -> str:
    """An hour that lies ahead, on the space's own clock; "" for one that has passed."""
    if moment is None or moment <= clock.now():
        return ""
    local = moment.astimezone(ZoneInfo(zone))
    hour = time_format(local, "H:i")
    return hour if local.date() == clock.today(zone) else _("%(hour)s tomorrow") % {"hour": hour}
