"""What there is to choose from at a move: from the script, from the content, or from what was dealt."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from nearer.programme.fields import LINES
from nearer.programme.loader import programme
from nearer.programme.schema import AField, Exercise, Move

from .models import Exchange
from .slots import says_slot

Options = list[tuple[str, str]]
IDEA_MARKS = [("yes", _("Yes")), ("maybe", _("Maybe")), ("no", _("Not this"))]
CARD_MARKS = [("yes", _("Fine with me")), ("no", _("Not this"))]
SLOT_MARKS = [("yes", _("I could")), ("no", _("Not then"))]
SPEED_MARKS = [("ready", _("Ready")), ("slowly", _("Slowly")), ("no", _("Not now"))]
MARKS = {"ideas": IDEA_MARKS, "cards": CARD_MARKS, "subjects": SPEED_MARKS, "slots": SLOT_MARKS}
"""By what is dealt: what can be said of each. Only a yes of both ever shows."""


@dataclass(frozen=True)
class Offer:
    """What one field offers. `items` are sorted onto `options`, one each; without items one or more are chosen.

    `groups` holds the options once more under the names that a long list is read by.
    """

    options: Options = field(default_factory=list)
    items: Options = field(default_factory=list)
    groups: list[tuple[str, Options]] = field(default_factory=list)


Offers = dict[str, Offer]


def offers(script: Exercise, move: Move, row: Exchange | None = None, found: Iterable[str] = ()) -> Offers:
    """For each field of a move that has something to choose. `found`: what a matched move brought."""
    return {one.id: _offer(script, one, row, found) for one in move.fields}


def says(script: Exercise, row: Exchange, item: str) -> str:
    """What a dealt item says, at the revision it was dealt."""
    return dict(_dealt(row)).get(item, "")


def line_of(row: Exchange, move: Move) -> tuple[str, str]:
    """The line that was dealt to this move, and its model answer: of a drill, or a question without one."""
    dealt = [(kind, name) for kind, name, _revision in row.dealt if kind in LINES]
    if not 0 < move.drill <= len(dealt):
        return "", ""
    kind, name = dealt[move.drill - 1]
    if kind == "questions":
        return programme().measures.question(name).text, ""
    drill = programme().drills[name]
    return drill.line, drill.model


def _offer(script: Exercise, one: AField, row: Exchange | None, found: Iterable[str]) -> Offer:
    if one.kind in ("choice", "several"):
        return Offer([(choice.id, choice.says) for choice in one.choices])
    if one.kind == "feelings":
        feelings, of = programme().feelings, one.of or "word"
        return Offer(feelings.choices(of), groups=feelings.by_family() if of == "word" else [])
    if one.kind == "sort":
        sort = programme().sorts[one.of or ""]
        return Offer([(pile.id, pile.says) for pile in sort.piles], [(card.id, card.says) for card in sort.cards])
    if row is None:
        return Offer()
    if one.kind == "marks":
        kind = marked_kind(script)
        return Offer([(id, str(says)) for id, says in MARKS[kind]], _dealt(row, kind))
    if one.kind == "topic":
        return Offer(_dealt(row, "topics"))
    if one.kind == "pick":
        wanted = set(found)
        return Offer([(id, text) for id, text in _dealt(row) if id in wanted])
    return Offer()


def marked_kind(script: Exercise) -> str:
    """Which of the kinds that are dealt is there to be marked."""
    return next((deal.kind for deal in script.deals if deal.kind in MARKS), "ideas")


def _dealt(row: Exchange, only: str = "") -> Options:
    content = programme()
    say = {
        "ideas": lambda name, revision: content.idea(name, revision).text,
        "cards": lambda name, revision: content.card(name, revision).text,
        "topics": lambda name, revision: content.topic(name),
        "subjects": lambda name, revision: content.subjects[name].says,
        "slots": lambda name, revision: says_slot(name),
        "questions": lambda name, revision: content.measures.question(name).text,
        "drills": lambda name, revision: content.drills[name].line,
    }
    return [(name, say[kind](name, revision)) for kind, name, revision in row.dealt if kind == (only or kind)]
