"""A private reader of a draft, or of a reply: on this machine's own processor, keeping nothing, right or silent.

`read` is all there is. It needs neither the web nor a database, sends nothing, and changes no word. docs/coach.md.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from .answers import reply_notes
from .clauses import sentences_of
from .coverage import Coverage, coverage
from .decision import decide, gates
from .fear import speaks_of_fear
from .reading import DRAFT, HARSH, REPLY, Note, Reading
from .structure import depth_of, draft_notes, slots_of
from .tidy import Even, even

if TYPE_CHECKING:
    from .network import Network

__all__ = ["LANGUAGES", "Note", "Reading", "read"]
LANGUAGES = ("en",)
"""Languages in which it was measured. In all others it says nothing."""
KIND = ("mood_love", "mood_gratitude", "mood_admiration", "mood_caring")
LONGEST = 4_000
"""Characters that are read: what comes after is not looked at."""


def read(words: str, to: str | None = None) -> Reading:
    """What is in a draft; with `to`, what a reply does with what somebody said. Never raises for any text."""
    typed, heard = even(words[:LONGEST]), even(to[:LONGEST] if to else "")
    text, said = typed.text, heard.text or None
    if speaks_of_fear(text):
        return Reading(silent=True)
    taken = coverage(text, said) if said else Coverage()
    proposed = [*draft_notes(text), *(reply_notes(text, taken) if said else [])]
    kinds = (*DRAFT, *REPLY) if said else DRAFT
    known = {kind: gate for kind, gate in gates().items() if kind in kinds}
    notes = decide(proposed, _scores(text, said), text, known)
    return Reading(
        tuple(_where_typed(note, typed) for note in notes),
        {name: span and typed.back(span) for name, span in slots_of(text).items()},
        depth_of(text),
        tuple(map(heard.back, taken.covered)),
        tuple(map(heard.back, taken.missed)),
    )


def _where_typed(note: Note, typed: Even) -> Note:
    start, end = typed.back((note.start, note.end))
    return replace(note, start=start, end=end)


def _scores(text: str, to: str | None) -> Mapping[str, float]:
    network = _network()
    if network is None or not text.strip():
        return {}
    scores = network.score(text, to)
    sentences = sentences_of(text) if to is None else []
    rest = [one for one in sentences if not _is_kind(network.score(one))]
    if 0 < len(rest) < len(sentences):  # a kind sentence must not wash clean a harsh one beside it
        alone = network.score(" ".join(rest))
        scores |= {kind: max(scores[kind], alone[kind]) for kind in HARSH}
    return scores


def _is_kind(scores: Mapping[str, float]) -> bool:
    return max(scores[head] for head in KIND) > 0.5


@cache
def _network() -> "Network | None":
    """Loaded when first asked for; None where it is not installed, and then the rules alone decide."""
    try:
        from .network import Network

        return Network()
    except (ImportError, OSError):
        return None
