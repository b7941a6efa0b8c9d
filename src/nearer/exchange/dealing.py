"""What is drawn for both when a run begins: ideas, cards to choose from, topics and more. Kept as names in the row."""

import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.conf import settings

from nearer.kit import clock
from nearer.people.spaces import OwnSpace
from nearer.programme.decks import open_to
from nearer.programme.ideas import Filters, deal
from nearer.programme.loader import programme
from nearer.programme.schema import Card, Deal, Exercise

from .models import Exchange
from .pacing import choose_cards
from .slots import next_slots

Dealt = list[list[Any]]
ANYTHING = Filters()
ON_PAPER = 2  # how deep the cards of a printed sheet go


def dealt_for(script: Exercise, space: OwnSpace | None, filters: Filters = ANYTHING, question: str = "") -> Dealt:
    """[kind, id, revision] of everything that this run deals, the same for both. `question`: this one, by name."""
    chance, found = random.SystemRandom(), Dealt()
    for one in script.deals:
        used = _used(space, script, one.kind)
        if one.kind == "ideas":
            drawn = deal(programme().all_ideas(), filters, used, one.count, chance)
            found += [["ideas", idea.id, idea.revision] for idea in drawn]
        elif one.kind == "cards":
            cards = _cards(space, used, one, chance)
            found += [["cards", card.id, card.revision] for card in cards]
        elif one.kind == "questions" and question:
            found.append([one.kind, question, 0])
        else:
            found += [[one.kind, name, 0] for name in _names(one, space, used, chance)]
    return found


def _names(deal: Deal, space: OwnSpace | None, used: set[str], chance: random.Random) -> list[str]:
    """Names of what has no revisions."""
    if deal.kind == "slots":
        return next_slots(clock.today(space.row.zone if space else settings.TIME_ZONE), deal.count)
    if deal.kind == "topics":
        topics = [topic.id for deck in open_to(dict(programme().decks)) for topic in deck.topics]
        return _fresh(topics, used, deal.count, chance)
    if deal.kind == "drills":
        return _drills(deal.count, chance)
    if deal.kind == "questions":
        return _fresh([one.id for one in programme().measures.beside], used, deal.count, chance)
    everything = list(programme().subjects)
    return sorted(_fresh(everything, used, deal.count, chance), key=everything.index)


def _drills(count: int, chance: random.Random) -> list[str]:
    """Drill lines of as many different kinds as there are."""
    met: Counter[str] = Counter()
    turns: dict[str, int] = {}
    for drill in chance.sample(list(programme().drills.values()), len(programme().drills)):
        turns[drill.id] = met[drill.kind]
        met[drill.kind] += 1
    return sorted(turns, key=turns.__getitem__)[:count]


def _used(space: OwnSpace | None, script: Exercise, kind: str) -> set[str]:
    """What this space has been dealt before in this exercise."""
    if space is None:
        return set()
    rows = Exchange.objects.filter(space=space.row, exercise=script.id).values_list("dealt", flat=True)
    return {name for dealt in rows for kind_, name, _ in dealt if kind_ == kind}


def _cards(space: OwnSpace | None, used: set[str], deal: Deal, chance: random.Random) -> list[Card]:
    """Cards to choose from: at the pace of these two, or at the depth that the exercise itself asks for."""
    if space is not None and not deal.depth:
        return choose_cards(space, deal.count, used)
    depth = min(deal.depth or ON_PAPER, settings.DEEPEST_CARD)
    fit = {card.id: card for card in programme().all_cards() if card.depth == depth and card.optin == "none"}
    return [fit[id] for id in _fresh(list(fit), used, deal.count, chance)]


def _fresh(names: Sequence[str], used: set[str], count: int, chance: random.Random) -> list[str]:
    fresh = [name for name in names if name not in used]
    chosen = chance.sample(fresh, min(count, len(fresh)))
    rest = [name for name in names if name not in chosen]
    return chosen + chance.sample(rest, min(count - len(chosen), len(rest)))
