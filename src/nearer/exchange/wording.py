"""A look at one's own wording, before anything is given: read in the writer's own request, kept by nobody."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from nearer.people.unlocked import Unlocked
from nearer.programme.schema import Move

from .access import OwnExchange, Said

GIVEN = ("given", "mutual", "turns", "agreement")
TYPED = ("words", "line")
MISSING = ("event", "feeling", "their_side", "request")
OFF = "off"


@dataclass(frozen=True)
class Remark:
    """Some words of the writer, and what may be asked about them. `warm`: something that is there, and good."""

    quote: str = field(repr=False)
    says: str
    warm: bool = False


@dataclass(frozen=True)
class Wording:
    """Everything a page shows. `afraid`: the words speak of fear, and then there is help and nothing else."""

    move: str
    remarks: list[Remark] = field(default_factory=list, repr=False)
    missing: list[str] = field(default_factory=list)
    caught: int = 0
    of: int = 0
    missed: list[str] = field(default_factory=list, repr=False)
    afraid: bool = False

    @property
    def is_empty(self) -> bool:
        return not (self.remarks or self.missing or self.of or self.afraid)


def may_look(me: Unlocked, move: Move) -> bool:
    """Whether this move has words that go to somebody, or a line to practise on, and its writer has not said no."""
    from nearer.coach import LANGUAGES

    typed = any(one.kind in TYPED for one in move.fields) and not move.takes_photo
    spoken = (get_language() or "").split("-")[0]
    return typed and (move.rule in GIVEN or bool(move.drill)) and spoken in LANGUAGES and not is_off(me)


def is_off(me: Unlocked) -> bool:
    return me.manifest.coach == OFF


def switch(me: Unlocked, on: bool) -> None:
    """For good, for this person alone."""
    me.note(lambda manifest: setattr(manifest, "coach", "" if on else OFF))


def look(exchange: OwnExchange, move: Move, typed: Mapping[str, Any]) -> Wording:
    """What the coach finds in what was typed. Nothing is written anywhere."""
    from nearer.coach import read  # late: it loads a small network, and most requests never ask

    words = "\n".join(str(typed.get(one.id, "")) for one in move.fields if one.kind in TYPED)
    to = _answered(exchange, move)
    reading = read(words, to or None)
    if reading.silent:
        return Wording(move.id, afraid=True)
    remarks = [Remark(words[note.start : note.end], _says(note.why), note.kind in WARM) for note in reading.notes]
    missing = [] if to else _missing(reading.slots, move)
    missed = [to[start:end] for start, end in reading.missed] if reading.covered else []
    return Wording(move.id, remarks, missing, len(reading.covered), len(reading.covered) + len(missed), missed)


def _says(why: str) -> str:
    from nearer.coach.reasons import REASONS

    return _(REASONS[why])


def _missing(slots: Mapping[str, Any], move: Move) -> list[str]:
    """Parts of an I-message that are not there. Only where the move is for a whole one, in a single field."""
    typed: Sequence[Any] = [one for one in move.fields if one.kind in TYPED]
    there = [name for name in MISSING if slots.get(name)]
    if len(typed) != 1 or not there:
        return []
    says = {"event": _("what happened, once"), "feeling": _("a feeling of yours")}
    says |= {"their_side": _("their side of it"), "request": _("a request")}
    return [says[name] for name in MISSING if name not in there]


def _answered(exchange: OwnExchange, move: Move) -> str:
    """What this move answers, if its writer may read it."""
    if not move.answers:
        return ""
    target = exchange.script.move(move.answers)
    view = exchange.theirs(target, exchange.state.round(target))
    if not isinstance(view, Said):
        return ""
    return "\n".join(str(view.words.fields.get(one.id, "")) for one in target.fields if one.kind in TYPED).strip()


WARM = (
    "feeling", "request", "ownership", "their_side", "thanks", "says_back", "names_feeling", "makes_sense",
    "open_question",
)  # fmt: skip
