"""Ana's runs of exercises in the access matrix, each at another point, and what she said in them."""

from datetime import timedelta
from typing import Any

from nearer.kit import clock

from .cast import Visitor
from .playing import Run, begin

# Each with the words in it and who else may read them.
WORDS = {
    "proposal": ("soup and one record on Sundays", ("partner",)),
    "agreed": ("no screens while we eat", ("partner",)),
    "plan": ("under the third bridge", ("partner",)),
    "moment": ("the tea was still hot", ("partner",)),
    "afterthought": ("I was too quiet on the way back", ()),
    "halfway": ("the talk with my brother went badly", ("partner",)),
    "drafted": ("you never ask how my day was", ()),
    "views": ("we both got loud over the cold food", ()),
}
MOVES = {
    "proposal": "ritual",
    "agreed": "agree",
    "plan": "plan",
    "moment": "moment",
    "halfway": "say-1",
    "drafted": "draft",
    "views": "facts",
}
PLANNED_AGO, MET_AGO = timedelta(days=20), timedelta(days=5)


def with_ben(ana: Visitor, ben: Visitor, form: dict[str, Any]) -> dict[str, str]:
    """Every run by name, and into `form` what fills in its move."""
    runs = {
        "proposal": _begun("proposal", "small-ritual", ana, ben),
        "agreed": _agreed(ana, ben),
        "halfway": _begun("halfway", "say-it-back", ana, ben),
        "drafted": _begun("drafted", "plain-talk", ana, ben),
        "views": _begun("views", "three-views", ana, None),
        "moment": (met := _met(ana, ben)),
        "plan": met,
    }
    for name, run in runs.items():
        filled = run.filled(ana, MOVES[name], say=lambda who, what: "new words")
        form |= {key: value for key, value in filled.items() if isinstance(value, str)}
    return {name: run.id for name, run in runs.items()}


def _begun(name: str, exercise: str, ana: Visitor, other: Visitor | None) -> Run:
    """A run in which Ana has written the words of this thing."""
    run = begin(exercise, ana, other, say=lambda who, what: WORDS[name][0] if who.name == "Ana" else "yes, gladly")
    run.write(ana, MOVES[name])
    return run


def _agreed(ana: Visitor, ben: Visitor) -> Run:
    run = _begun("agreed", "our-agreement", ana, ben)
    run.sign(ben, MOVES["agreed"])
    return run


def _met(ana: Visitor, ben: Visitor) -> Run:
    """Something new that they planned, and what each kept of it, Ana with a photo."""

    def say(who: Visitor, place: str) -> str:
        return WORDS[place.partition(".")[0]][0] if who.name == "Ana" else "we laughed"

    with clock.moved(-PLANNED_AGO):
        ana.back(), ben.back()
        run = begin("new-together", ana, ben, say=say)
        run.go(until="moment")
    with clock.moved(-MET_AGO):
        ana.back(), ben.back()
        run.go()
    ana.back(), ben.back()
    return run
