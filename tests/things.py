"""Ana's runs of exercises in the access matrix, each at another point, and what she said in them."""

from datetime import timedelta
from typing import Any

from .cast import Visitor
from .playing import Run, begin

# Each with the words in it and who else may read them.
WORDS = {
    "proposal": ("soup and one record on Sundays", ("partner",)),
    "agreed": ("no screens while we eat", ("partner",)),
    "plan": ("to the bridge with a flask of tea", ("partner",)),
    "halfway": ("the talk with my brother went badly", ("partner",)),
    "drafted": ("you never ask how my day was", ()),
    "views": ("we both got loud over the cold food", ()),
}
MOVES = {
    "proposal": "ritual",
    "agreed": "ritual",
    "plan": "plan",
    "halfway": "say-1",
    "drafted": "draft",
    "views": "facts",
}
SIGNED_AGO, LOOKED_AGO = timedelta(days=20), timedelta(days=5)


def with_ben(ana: Visitor, ben: Visitor, form: dict[str, Any]) -> dict[str, str]:
    """Every run by name, and into `form` what fills in its move."""
    runs = {name: act(ana, ben) for name, act in ACTS.items()}
    for name, run in runs.items():
        form |= run.filled(ana, MOVES[name]) | {"step": "give"}
    return {name: run.id for name, run in runs.items()}


def _begun(name: str, exercise: str, ana: Visitor, other: Visitor | None) -> Run:
    """A run in which Ana has written the words of this thing."""
    run = begin(exercise, ana, other, say=lambda who, what: WORDS[name][0] if who.name == "Ana" else "yes, gladly")
    run.write(ana, MOVES[name])
    return run


def _agreed(ana: Visitor, ben: Visitor) -> Run:
    run = _begun("agreed", "small-ritual", ana, ben)
    run.sign(ben, "ritual")
    return run


ACTS = {
    "proposal": lambda ana, ben: _begun("proposal", "small-ritual", ana, ben),
    "agreed": _agreed,
    "halfway": lambda ana, ben: _begun("halfway", "say-it-back", ana, ben),
    "drafted": lambda ana, ben: _begun("drafted", "plain-talk", ana, ben),
    "views": lambda ana, ben: _begun("views", "three-views", ana, None),
}
