"""Many more texts without labels, made of the ones we have: a teacher says what is in them, and a student learns it.

A sentence of one draft beside a sentence of another, a first clause with somebody else's second, a reply given to
other words. Nothing here says what is right; `teacher.py` does.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

from .contrasts import make_contrasts
from .data import REPLY_KINDS, Example, fold_of, is_held_out

SENTENCES = re.compile(r"(?<=[.!?])\s+")
JOINTS = re.compile(r",? (?:and|but|because|so|when|if|while) |, ")
OURS = re.compile(r"\b(?:you|your|we|us|our|i|my|me)\b", re.I)


def parted(text: str) -> tuple[str, str] | None:
    """`text` cut at a joint near its middle, the joint with the second part; None where there is none."""
    cuts = [found.start() for found in JOINTS.finditer(text) if 8 < found.start() < len(text) - 12]
    if not cuts:
        return None
    cut = min(cuts, key=lambda place: abs(place - len(text) // 2))
    return text[:cut], text[cut:]


def mixed_drafts(drafts: list[Example], count: int, draw: random.Random) -> list[str]:
    """Sentences beside each other and clauses across, `count` in all."""
    sentences = [s for e in drafts for s in SENTENCES.split(e.text) if len(s.split()) > 2]
    halves = [both for e in drafts if (both := parted(e.text))]
    found = []
    while len(found) < count and len(halves) > 1:
        first, second = draw.sample(sentences, 2)
        head, tail = draw.choice(halves)[0], draw.choice(halves)[1]
        found += [f"{first} {second}", head + tail, draw.choice((first, second))]
    return found[:count]


def mixed_replies(replies: list[Example], count: int, draw: random.Random) -> list[tuple[str, str]]:
    """(reply, what it answers): given to other words, or two replies to the same words after each other."""
    by_said: dict[str, list[str]] = {}
    for example in replies:
        by_said.setdefault(example.to or "", []).append(example.text)
    said = list(by_said)
    found = []
    while len(found) < count and len(said) > 1:
        here, there = draw.sample(said, 2)
        one, other = draw.choice(by_said[here]), draw.choice(by_said[there])
        both = SENTENCES.split(draw.choice(by_said[here])) + SENTENCES.split(draw.choice(by_said[here]))
        found += [(other, here), (f"{draw.choice(both)} {draw.choice(both)}", here), (f"{one} {other}", here)]
    return found[:count]


def unlabelled(pairs: list[Example], public: list[Example], count: int, seed: int) -> list[Example]:
    """About `count` texts: half mixed drafts, a third mixed replies, the rest of the public corpora and of frames."""
    draw = random.Random(seed)
    replies = [e for e in pairs if e.kind in REPLY_KINDS]
    drafts = [e for e in pairs if e.kind not in REPLY_KINDS]
    texts: list[tuple[str, str | None]] = [(text, None) for text in mixed_drafts(drafts, count // 2, draw)]
    texts += mixed_replies(replies, count // 4, draw)
    about_us = [e for e in public if e.source in ("OffMyChest", "GoEmotions-train") and OURS.search(e.text)]
    about_us = [e for e in about_us if not is_held_out(e) and len(e.text) < 240]
    texts += [(e.text, None) for e in draw.sample(about_us, min(len(about_us), count // 5))]
    texts += [(e.text, None) for e in make_contrasts(count // 20 // 24 + 1, seed)]
    return [Example(text, {}, "taught", f"taught-{seed}-{place}", to) for place, (text, to) in enumerate(texts)]


def half_of(pairs: list[Example], half: int | None) -> list[Example]:
    """The pairs of one half, or all. Twins, and what is made of them, stay on their side."""
    return pairs if half is None else [e for e in pairs if fold_of(e.group, 2) == half]


def with_labels(examples: list[Example], labels: list[dict[str, float]]) -> list[Example]:
    return [replace(e, labels=own) for e, own in zip(examples, labels, strict=True)]
