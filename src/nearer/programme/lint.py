"""The content standard (evidence.md section 5) as checks: what a writer would want to hear before a reviewer does."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import combinations

from . import ideas
from .faults import Fault
from .ideas import idea_faults
from .loader import Programme
from .schema import Card, Exercise

LONGEST_PROMPT = 25
TOO_ALIKE = 0.5
NEEDS_REVIEW = 4  # a depth: from here on an advocate for people who live with abuse has to look first
ASKS_YES_NO = re.compile(r"^(do|does|did|are|is|was|were|have|has|can|could|would|will|should)\b", re.I)
OPEN = re.compile(r"\b(what|how|when|which|where|who|whom|whose|think of|tell of|picture|name|describe)\b", re.I)
BANNED = re.compile(
    r"\b(why don't you|you always|you never|your ex|rate your partner|should|all couples"
    r"|cheat\w*|guarantee\w*|heal\w*)\b",
    re.I,
)
STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "be",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "that",
        "the",
        "then",
        "this",
        "to",
        "was",
        "were",
        "what",
        "when",
        "which",
        "who",
        "with",
        "would",
        "you",
        "your",
    ]
)


def lint(content: Programme) -> list[Fault]:
    """Everything in the cards and exercises that falls short of the standard."""
    cards, exercises = content.all_cards(), content.all_exercises()
    return [
        *(fault for card in cards for fault in _card(card)),
        *(fault for exercise in exercises for fault in _exercise(exercise)),
        *_alike(cards),
        *idea_faults(content.all_ideas()),
    ]


def spread(content: Programme) -> str:
    """How the cards lie over depth and topic, for whoever writes the next one."""
    cards = content.all_cards()
    depth = Counter(card.depth for card in cards)
    topics = Counter(topic for card in cards for topic in card.topic)
    apart = sum(card.place == "apart" for card in cards)
    waiting = sum(card.depth >= NEEDS_REVIEW and not card.reviewed_by for card in cards)
    lines = [f"{len(cards)} cards, {apart} for people apart"]
    lines.append(f"{waiting} of depth 4 and 5 await review by an abuse advocate; NEARER_DEEPEST_CARD=3 leaves them out")
    lines.append("depth  " + "  ".join(f"{level}: {count}" for level, count in sorted(depth.items())))
    lines.append("topic  " + "  ".join(f"{topic}: {count}" for topic, count in topics.most_common()))
    return "\n".join([*lines, "", ideas.spread(content.all_ideas())])


def _card(card: Card) -> Iterator[Fault]:
    for field, text in [("text", card.text), *((f"follow_ups.{n}", line) for n, line in enumerate(card.follow_ups))]:
        if len(text.split()) > LONGEST_PROMPT:
            yield _fault("L001", card.id, field, f"more than {LONGEST_PROMPT} words")
        if BANNED.search(text):
            yield _fault("L003", card.id, field, "a phrase that the content standard rejects")
    if not OPEN.search(card.text) or ASKS_YES_NO.match(card.text):
        yield _fault("L002", card.id, "text", "not an open question: begin with what, how, when, which")
    if bool(card.reviewed_by) != bool(card.reviewed_on):
        yield _fault("L004", card.id, "reviewed_on", "a review has a reviewer and a day")


def _exercise(exercise: Exercise) -> Iterator[Fault]:
    if exercise.evidence.strength in ("strong", "some") and not (exercise.evidence.cite and exercise.evidence.doi):
        yield _fault("L005", exercise.id, "evidence", "this strength needs a citation with its DOI")
    for move in exercise.moves:
        for name, text in [("ask", move.ask), *((field.id, field.label) for field in move.fields)]:
            if BANNED.search(text):
                yield _fault("L003", exercise.id, f"{move.id}.{name}", "a phrase that the content standard rejects")


def _alike(cards: list[Card]) -> Iterator[Fault]:
    words = {card.id: frozenset(re.findall(r"[a-z']+", card.text.lower())) - STOP for card in cards}
    for one, other in combinations(cards, 2):
        both, either = words[one.id] & words[other.id], words[one.id] | words[other.id]
        if either and len(both) / len(either) > TOO_ALIKE:
            yield _fault("L006", other.id, "text", f"nearly the same as {one.id}")


def _fault(id: str, where: str, field: str, message: str) -> Fault:
    return Fault(id, where, field, message)
