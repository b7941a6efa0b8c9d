"""An exercise on paper: its whole script as a sheet to print and write on. Nobody's words are on it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from nearer.exchange.choices import Offer, line_of, offers
from nearer.exchange.dealing import dealt_for
from nearer.exchange.models import Exchange
from nearer.people.door import needs_person, person_here
from nearer.people.spaces import current_space
from nearer.programme.loader import BUILT_IN, programme
from nearer.programme.schema import AField, Condition, Exercise, Move

from .steps import NOT_WHEN

WORDS_A_LINE, FEWEST, MOST, A_FEW = 18, 2, 6, 3
LONG_SCALE = 12  # a longer scale is written as a number, not ringed
ON_PAPER = {
    "private": gettext_lazy("Alone, on your own copy. Nobody else reads it."),
    "given": gettext_lazy("Write it on your own copy, then hand it over or read it out."),
    "mutual": gettext_lazy("Each of you writes alone. When both are done, put both copies on the table at once."),
    "matched": gettext_lazy("Each of you marks a copy alone. Then name only what you both marked with yes."),
    "agreement": gettext_lazy("Write it together. It holds once both have signed, and either of you may end it."),
    "turns": gettext_lazy("Say it aloud. Writing a few words down is up to you."),
}
"""By rule, for two: how paper keeps what the product would keep."""


@dataclass(frozen=True)
class Space:
    """Room for one thing to fill in. `kind` is lines, boxes, scale, words, table or blank."""

    kind: str
    label: str
    hint: str = ""
    lines: range = range(0)
    options: list[str] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    groups: list[tuple[str, str]] = field(default_factory=list)
    tries: range = range(1)


@dataclass(frozen=True)
class PaperMove:
    """One move: who, what, how it is kept on paper, and room to write."""

    who: str
    ask: str
    how: str
    notes: list[str]
    spaces: list[Space]
    signed: bool


@dataclass(frozen=True)
class Sheet:
    script: Exercise
    names: list[str]  # who goes first comes first; empty where that is not known yet
    moves: list[PaperMove]
    not_when: list[str]
    variant: str
    help_at: str
    they_first: bool
    may_swap: bool


@require_safe
@needs_person
def paper(request: HttpRequest, exercise: str) -> HttpResponse:
    """The sheet. `?first=they` writes the other's name where the first part is."""
    if exercise in BUILT_IN or exercise not in programme().exercises:
        raise Http404
    script = programme().exercise(exercise)
    me, they_first = person_here(request), request.GET.get("first") == "they"
    space = current_space(me)
    known = script.people == 2 and space is not None and space.other is not None and not script.roll
    names = [me.name, space.other.name] if known and space and space.other else []
    page = Sheet(
        script=script,
        names=names[::-1] if they_first else names,
        moves=moves_of(script, names[::-1] if they_first else names),
        not_when=[str(NOT_WHEN[tag]) for tag in script.not_when],
        variant=next((one.says for one in script.variants if one.id == "on-paper"), ""),
        help_at=request.build_absolute_uri(reverse("safety:help")),
        they_first=they_first,
        may_swap=bool(names) and len(script.roles) > 1,
    )
    return render(request, "pages/paper.html", {"page": page, "here": "steps"})


def moves_of(script: Exercise, names: list[str]) -> list[PaperMove]:
    """Every move in its order, with what is dealt drawn for this sheet."""
    row = Exchange(exercise=script.id, dealt=dealt_for(script, None))  # never saved
    return [
        PaperMove(
            who=_who(script, move, names),
            ask=move.ask,
            how=_how(script, move),
            notes=list(_notes(script, move, row)),
            spaces=[_space(one, offer, move) for one in move.fields for offer in [offers(script, move, row)[one.id]]],
            signed=move.rule == "agreement",
        )
        for move in script.moves
    ]


def _who(script: Exercise, move: Move, names: list[str]) -> str:
    if script.people == 1:
        return ""
    if move.by == "each":
        return _("Each of you")
    here = script.roles.index(move.by)
    return names[here] if names else [_("Whoever goes first"), _("The other")][here]


def _how(script: Exercise, move: Move) -> str:
    """How paper keeps it; not said again where the move before was kept alike."""
    before = script.moves[script.places[move.id] - 1] if script.places[move.id] else None
    return str(ON_PAPER[move.rule]) if script.people == 2 and (before is None or before.rule != move.rule) else ""


def _notes(script: Exercise, move: Move, row: Exchange) -> Iterator[str]:
    """When this move comes, how often, and the line that it is about."""
    line, _model = line_of(row, move)
    if line:
        yield _("The line: “%(line)s”") % {"line": line}
    if move.pauses:
        yield _("Only when one of you would like a pause.")
    if move.cool_if:
        heat = {"condition": _condition(script, move.cool_if)}
        yield _("Leave it until tomorrow morning if: %(condition)s") % heat
    if move.only_if:
        yield _("Only if: %(condition)s") % {"condition": _condition(script, move.only_if)}
    if move.on:
        yield _later(script, move)
    if move.again:
        says = {one.id: one.says for one in move.field(move.again.field).choices}
        wanted = _(" or ").join(says[one] for one in move.again.until)
        start = script.places[move.again.to] + 1
        tries = {"most": move.again.most, "start": start, "wanted": wanted}
        yield _("Up to %(most)d tries, from step %(start)d on, until it is: %(wanted)s.") % tries


def _condition(script: Exercise, condition: Condition) -> str:
    one = script.move(condition.move).field(condition.field)
    if condition.above is not None:
        return _("“%(label)s” is above %(above)d") % {"label": one.label, "above": condition.above}
    chosen = [choice.says for choice in one.choices if choice.id in condition.is_]
    return _("“%(label)s” is: %(chosen)s") % {"label": one.label, "chosen": _(" or ").join(chosen)}


def _later(script: Exercise, move: Move) -> str:
    assert move.on is not None
    number = script.places[move.on.after] + 1
    if move.on.field and not move.on.days:
        return _("On the day that you named in step %(number)d.") % {"number": number}
    days = move.on.days
    says = ngettext("A day after step %(number)d.", "%(days)d days after step %(number)d.", days)
    return says % {"days": days, "number": number}


def _space(one: AField, offer: Offer, move: Move) -> Space:
    options = [str(says) for _id, says in offer.options]
    if offer.items:
        return Space("table", one.label, one.hint, options=options, rows=[str(says) for _id, says in offer.items])
    if one.kind == "feelings":
        return Space("words", one.label, one.hint, lines=range(1), groups=_feelings(one.of or "word"))
    if one.kind == "slider" and one.high - one.low <= LONG_SCALE:
        return Space("scale", one.label, one.hint, options=[str(n) for n in range(one.low, one.high + 1)])
    if options:
        again = move.again.most if move.again and move.again.field == one.id else 1
        return Space("boxes", one.label, one.hint, options=options, tries=range(again))
    if one.kind in ("words", "line", "pick"):
        hint = _("Begin with: %(begins)s") % {"begins": one.begins} if one.begins else one.hint
        return Space("lines", one.label, hint, lines=range(_lines(one, move)))
    return Space("blank", one.label, one.hint)


def _feelings(kind: str) -> list[tuple[str, str]]:
    """Family and its words; one nameless group where there are no families."""
    lists = programme().feelings
    if kind != "word":
        return [("", ", ".join(says for _id, says in lists.choices(kind)))]
    return [(family, ", ".join(word for _id, word in words)) for family, words in lists.by_family()]


def _lines(one: AField, move: Move) -> int:
    if one.kind != "words":
        return 1
    if move.rule == "turns":
        return FEWEST
    return min(max(one.words // WORDS_A_LINE + 1, FEWEST), MOST) if one.words else A_FEW
