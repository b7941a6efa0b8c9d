"""Wording that has shipped stays: an old answer is always shown under the words it answered.

A committed list of fingerprints makes a silent edit fail. A better wording is a new revision
beside the old one; a changed meaning is a new id.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from .faults import Fault
from .loader import Programme
from .schema import Card, Exercise

FILE = "frozen.txt"


def fingerprints(content: Programme) -> dict[str, str]:
    """`kind id revision` to a short hash of everything a person could have read or filled in."""
    found: dict[str, str] = {}
    for versions in content.cards.values():
        found |= {f"card {card.id} {card.revision}": _of_card(card) for card in versions.values()}
    for scripts in content.exercises.values():
        found |= {f"exercise {script.id} {script.revision}": _of_exercise(script) for script in scripts.values()}
    for ideas in content.ideas.values():
        found |= {f"idea {idea.id} {idea.revision}": _hash(f"{idea.text} {idea.new}") for idea in ideas.values()}
    return found | {f"word {name} 1": _hash(says) for name, says in _words(content)}


def _words(content: Programme) -> Iterator[tuple[str, str]]:
    """Feelings, cards to sort, topics, subjects, drills: a kept answer holds their ids, so their words stay too."""
    for feeling in content.feelings.feelings:
        yield feeling.id, feeling.word
    for one in (*content.feelings.body, *content.feelings.colours):
        yield one.id, one.says
    for sort in content.sorts.values():
        yield from ((f"{sort.id}/{one.id}", one.says) for one in (*sort.piles, *sort.cards))
    for deck in content.decks.values():
        yield from ((f"{deck.id}/{one.id}", one.says) for one in deck.topics)
    yield from ((f"subject/{subject.id}", subject.says) for subject in content.subjects.values())
    for asked in (*content.measures.full, *content.measures.weekly):
        yield f"question/{asked.id}/{asked.revision}", f"{asked.text} {asked.turned}"
    yield from ((f"drill/{drill.id}", f"{drill.line} {drill.model}") for drill in content.drills.values())


def recorded(root: Path) -> dict[str, str]:
    """The committed list of one language."""
    file = root / FILE
    lines = file.read_text("utf-8").splitlines() if file.exists() else []
    return dict(line.rsplit(" ", 1) for line in lines if line and not line.startswith("#"))


def thaw_faults(content: Programme, known: dict[str, str]) -> Iterator[Fault]:
    """What was changed, removed or never recorded."""
    now = fingerprints(content)
    for name, fingerprint in known.items():
        if name not in now:
            yield Fault("L008", FILE, name, "was removed, but somebody may have answered it: keep its record")
        elif now[name] != fingerprint:
            yield Fault("L007", FILE, name, "was changed: keep this revision and add the next one beside it")
    for name in sorted(now.keys() - known.keys()):
        yield Fault("L009", FILE, name, "is new: record it with `nearer check --freeze`")


def freeze(content: Programme, root: Path) -> int:
    """Record what is new; never touch what is recorded. Returns how many were added."""
    known = recorded(root)
    fresh = {name: hash_ for name, hash_ in fingerprints(content).items() if name not in known}
    lines = [f"{name} {hash_}" for name, hash_ in sorted({**known, **fresh}.items())]
    head = "# Wording that has shipped. Made by `nearer check --freeze`; never edited by hand."
    (root / FILE).write_text("\n".join([head, *lines]) + "\n", "utf-8")
    return len(fresh)


def _of_card(card: Card) -> str:
    return _hash(card.model_dump_json(include={"text", "follow_ups", "depth"}))


def _of_exercise(script: Exercise) -> str:
    return _hash(script.model_dump_json(include={"people", "roles", "moves", "landed"}, exclude_defaults=True))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
