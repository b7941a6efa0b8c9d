"""Things two people could try for the first time ("New together"): loading, the content standard, and dealing."""

import random
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, StringConstraints

from .faults import Fault, short
from .schema import Id, Sentence, Strict
from .tables import FaultIds, Reading

FAULT_IDS = FaultIds(unreadable="C050", field="C051", twice="C052", missing="C053")
LONGEST_IDEA = 25
LONGEST_NEWNESS = 12
TOO_ALIKE = 0.5

Theme = Literal[
    "food", "making", "words", "music", "nature", "places",
    "learning", "science", "play", "rest", "helping", "memory",
]  # fmt: skip
Cost = Literal["free", "low", "some"]
Energy = Literal["low", "mid", "high"]
Place = Literal["home", "out", "apart", "anywhere"]
Body = Literal["seated", "gentle", "active"]
Sense = Literal["sight", "hearing", "smell", "taste", "touch"]
Need = Literal[
    "kitchen", "car", "garden", "screen", "craft things", "public place", "evening", "water", "snow", "money",
]  # fmt: skip

COSTS, ENERGIES, BODIES = get_args(Cost), get_args(Energy), get_args(Body)  # each from least to most

# Threat: a dare, a drink or a test of love makes a shared hour unsafe for one of the two.
BANNED = re.compile(
    r"\b(should|must|dare\w*|adrenaline|thrill\w*|extreme|wine|beer|cocktail\w*|whisky|drunk"
    r"|candle\w*|romantic\w*|soulmate\w*|date night|husband|wife|boyfriend|girlfriend|secretly|prove)\b",
    re.I,
)
COMMON = frozenset([
    "a", "an", "and", "any", "as", "at", "by", "each", "for", "from", "have", "how", "in", "is", "it", "its",
    "of", "on", "one", "or", "other", "out", "same", "so", "that", "the", "them", "then", "there", "to",
    "together", "two", "until", "what", "where", "which", "who", "whose", "with", "you", "your",
])  # fmt: skip


class Idea(Strict):
    """One thing to do together that is new, a little stretching, and safe to turn down."""

    id: Id
    revision: int = Field(ge=1)
    theme: Theme
    text: Sentence
    new: Annotated[str, StringConstraints(min_length=1, max_length=100, strip_whitespace=True)]
    minutes: Literal[15, 30, 60, 90, 180]
    cost: Cost
    energy: Energy
    place: Place
    body: Body
    senses: list[Sense]
    needs: list[Need]
    children: Literal["fine", "without"]
    faith: bool
    alcohol: Literal[False]
    author: Sentence
    licence: Literal["CC0-1.0"]


@dataclass(frozen=True)
class Filters:
    """What one person can manage at the moment. `None` and an empty set rule nothing out.

    Cost, energy and body name the most that is possible. `apart`: the two are far from each other;
    what only makes sense at a distance is dealt to nobody else. `at_home`: leave out what needs
    going out. `children`: they will be there. `faith`: ideas that touch religion are welcome.
    """

    minutes: int | None = None
    cost: Cost | None = None
    energy: Energy | None = None
    body: Body | None = None
    apart: bool = False
    at_home: bool = False
    without_senses: frozenset[Sense] = frozenset()
    without_needs: frozenset[Need] = frozenset()
    children: bool = False
    faith: bool = False


# For the worn out, new parents and hard-up months (evidence.md S6: offer short home versions instead).
EASY = Filters(minutes=30, cost="free", energy="low", at_home=True, children=True)


def load_ideas(root: Path, faults: list[Fault]) -> dict[str, dict[int, Idea]]:
    """Every idea under `root`/ideas by id and revision. What is wrong is added to `faults`."""
    ideas: dict[str, dict[int, Idea]] = {}
    for path in sorted((root / "ideas").glob("*.toml")):
        reading = Reading(path, root, FAULT_IDS, faults)
        for idea in reading.models(Idea, reading.tables(["ideas"])["ideas"], "ideas"):
            known = ideas.setdefault(idea.id, {})
            if idea.revision in known:
                reading.fault(FAULT_IDS.twice, idea.id, f"revision {idea.revision} is defined twice")
            known[idea.revision] = idea
    if not ideas:
        faults.append(Fault(FAULT_IDS.missing, short(root / "ideas", root), "ideas", "there is no idea"))
    return ideas


def newest(ideas: Mapping[str, Mapping[int, Idea]]) -> list[Idea]:
    """Each idea as it is now."""
    return [versions[max(versions)] for versions in ideas.values()]


def idea_faults(ideas: Iterable[Idea]) -> Iterator[Fault]:
    """Everything in the ideas that falls short of the content standard (evidence.md section 5)."""
    ideas = list(ideas)
    for idea in ideas:
        yield from _wording(idea)
        yield from _contradictions(idea)
    yield from _alike(ideas)


def spread(ideas: Iterable[Idea]) -> str:
    """How the ideas lie over what people can manage, for whoever writes the next one."""
    ideas = list(ideas)
    lines = [f"{len(ideas)} ideas, {sum('sight' not in idea.senses for idea in ideas)} that do not lean on sight"]
    for field in ("theme", "minutes", "cost", "energy", "place", "body"):
        counts = Counter(getattr(idea, field) for idea in ideas)
        lines.append(f"{field:<8}" + "  ".join(f"{value}: {count}" for value, count in counts.most_common()))
    return "\n".join(lines)


def _wording(idea: Idea) -> Iterator[Fault]:
    if len(idea.text.split()) > LONGEST_IDEA:
        yield Fault("L030", idea.id, "text", f"more than {LONGEST_IDEA} words")
    if len(idea.new.split()) > LONGEST_NEWNESS:
        yield Fault("L033", idea.id, "new", f"more than {LONGEST_NEWNESS} words")
    if not idea.text.endswith(".") or ". " in idea.text:
        yield Fault("L034", idea.id, "text", "not one sentence with a full stop at its end")
    for field, text in (("text", idea.text), ("new", idea.new)):
        if BANNED.search(text):
            yield Fault("L032", idea.id, field, "a phrase that the content standard rejects")


def _contradictions(idea: Idea) -> Iterator[Fault]:
    if idea.cost == "free" and "money" in idea.needs:
        yield Fault("L035", idea.id, "cost", "free, and yet it needs money")
    if idea.body == "active" and idea.energy == "low":
        yield Fault("L035", idea.id, "energy", "low, although the body is active")
    if idea.place == "home" and "public place" in idea.needs:
        yield Fault("L035", idea.id, "place", "home, and yet it needs a public place")


def _alike(ideas: list[Idea]) -> Iterator[Fault]:
    words = {idea.id: frozenset(re.findall(r"[a-z']+", idea.text.lower())) - COMMON for idea in ideas}
    for one, other in combinations(ideas, 2):
        both, either = words[one.id] & words[other.id], words[one.id] | words[other.id]
        if either and len(both) / len(either) > TOO_ALIKE:
            yield Fault("L031", other.id, "text", f"nearly the same as {one.id}")


def fits(idea: Idea, filters: Filters) -> bool:
    """Whether someone with these filters could do this."""
    return (
        (filters.minutes is None or idea.minutes <= filters.minutes)
        and _within(COSTS, idea.cost, filters.cost)
        and _within(ENERGIES, idea.energy, filters.energy)
        and _within(BODIES, idea.body, filters.body)
        and idea.place in _places(filters)
        and filters.without_senses.isdisjoint(idea.senses)
        and filters.without_needs.isdisjoint(idea.needs)
        and (idea.children == "fine" or not filters.children)
        and (filters.faith or not idea.faith)
    )


def narrower(mine: Filters, yours: Filters) -> Filters:
    """What both can manage. Nobody is told whose filter left something out."""
    return Filters(
        minutes=min((minutes for minutes in (mine.minutes, yours.minutes) if minutes is not None), default=None),
        cost=_least(COSTS, mine.cost, yours.cost),
        energy=_least(ENERGIES, mine.energy, yours.energy),
        body=_least(BODIES, mine.body, yours.body),
        apart=mine.apart or yours.apart,
        at_home=mine.at_home or yours.at_home,
        without_senses=mine.without_senses | yours.without_senses,
        without_needs=mine.without_needs | yours.without_needs,
        children=mine.children or yours.children,
        faith=mine.faith and yours.faith,
    )


def deal(
    ideas: Iterable[Idea], filters: Filters, used: Collection[str], how_many: int, chance: random.Random
) -> list[Idea]:
    """Up to `how_many` ideas that fit, no id twice, spread over themes and lengths.

    Ideas whose ids are in `used` come only when there are too few others.
    """
    fitting = sorted((idea for idea in ideas if fits(idea, filters)), key=lambda idea: idea.id)
    chance.shuffle(fitting)
    dealt: list[Idea] = []
    for pile in ([idea for idea in fitting if idea.id not in used], [idea for idea in fitting if idea.id in used]):
        while pile and len(dealt) < how_many:
            dealt.append(min(pile, key=lambda idea: _seen(idea, dealt)))
            pile.remove(dealt[-1])
    return dealt


def _within(scale: tuple[str, ...], value: str, most: str | None) -> bool:
    return most is None or scale.index(value) <= scale.index(most)


def _least(scale: tuple[str, ...], *wanted: str | None) -> Any:
    return min((value for value in wanted if value is not None), key=scale.index, default=None)


def _places(filters: Filters) -> Collection[Place]:
    if filters.apart:
        return ("apart", "anywhere")
    return ("home", "anywhere") if filters.at_home else ("home", "out", "anywhere")


def _seen(idea: Idea, dealt: list[Idea]) -> tuple[int, int]:
    """How much of this theme and this length is on the table already."""
    return sum(idea.theme == other.theme for other in dealt), sum(idea.minutes == other.minutes for other in dealt)
