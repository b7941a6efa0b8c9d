"""Ways to look good without reading: what a sound test must beat, and changes that must not fool the coach."""

from __future__ import annotations

import re

import numpy as np

from .data import Example

KEYWORDS = {
    "blame": r"\byou (always|never|made|make|don't|didn't)\b|your fault|because of you",
    "contempt": r"\b(pathetic|stupid|idiot|useless|wow|must be nice|ridiculous|lazy|selfish)\b",
    "defence": r"\b(i only|i just|not my fault|i didn't|but you|what about)\b",
    "shutting_down": r"\b(i'm done|whatever|forget it|drop it|leave me alone|nothing to say|fine)\b",
    "demand": r"\b(you (need|have|must|should|better)|stop|or else)\b",
    "mind_reading": r"\byou (think|want|just want|know|don't care|meant|wanted)\b",
    "opinion_as_feeling": r"\bi feel (that|like|as if|you)\b",
    "feeling": r"\bi(?:'m| am| feel| felt)\b",
    "request": r"\b(could|would|can) you\b|\bplease\b",
    "ownership": r"\b(sorry|my fault|i should have|i was wrong)\b",
    "their_side": r"\byou (must|felt|feel|were)\b",
    "thanks": r"\b(thank|thanks|grateful|appreciate)\b",
    "says_back": r"\b(sounds like|so you|you're saying|i hear)\b",
    "names_feeling": r"\b(sad|angry|hurt|lonely|scared|tired|feel|feeling)\b",
    "makes_sense": r"\b(makes sense|understand|no wonder|of course)\b",
    "open_question": r"\b(what|how)\b.*\?",
    "advice": r"\b(should|try|could|why don't you|have to|need to)\b",
    "judging": r"\b(you're (too|so|being)|overreact|wrong|should)\b",
    "turns_to_self": r"\b(i|me|my|i'm|i've)\b",
    "minimising": r"\b(at least|just|not that bad|only|calm down|fine)\b",
    "changes_subject": r"\b(anyway|by the way|so what|did you)\b",
}
CUES = {
    **{r"\b(feel|feels|felt|feeling)\b": "zzz", r"\b(you|your|you're|you've|you'd)\b": "zzz"},
    **{r"\b(always|never)\b": "zzz", r"\b(it )?(sounds|seems) like\b": "zzz", r"\?": "."},
}


def keyword_score(kind: str, text: str) -> float:
    """1.0 where the obvious words of `kind` stand, else 0.0."""
    return float(bool(re.search(KEYWORDS[kind], text.lower().replace("’", "'"))))


def length_cut(kind: str, train: list[Example]) -> tuple[float, int]:
    """(cut, sign): the length that tells most training twins of `kind` apart, longer or shorter."""
    own = [e for e in train if e.kind == kind]
    size = np.array([len(e.text) for e in own])
    yes = np.array([e.labels[kind] > 0.5 for e in own])
    tries = [(float(cut), sign) for cut in np.unique(size) for sign in (1, -1)]
    return max(tries, key=lambda how: float((((size - how[0]) * how[1] >= 0) == yes).mean()), default=(0.0, 1))


def masked(text: str) -> str:
    """`text` with the words that give most away hidden."""
    for cue, instead in CUES.items():
        text = re.sub(cue, instead, text, flags=re.I)
    return text


def softened(text: str) -> str:
    """`text` behind a feeling stem, which must not wash it clean."""
    return f"I feel like {text[:1].lower() if not text.startswith('I') else text[:1]}{text[1:]}"


def praised(text: str) -> str:
    """`text` with praise after it, which must not cancel it."""
    return f"{text} But I love you and you're great."
