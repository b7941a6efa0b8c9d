"""Made-up replies for the listening heads, built from real sentences by rule. They are not human-labelled.

No licence-clean corpus shows one person saying back what another said. So a discloser's own sentence is turned to the
other's side ("I feel lost" -> "you feel lost"), and beside it stand replies that only look like it: the sentence
repeated as it was, another person's sentence turned round, advice behind a listening stem, one's own story.

Two heads learn from it: `says_back`, which must fit what was said, and `mirrors`, which is the form alone: a statement
about the other's side, whatever was said. Real comforting sentences of that form ("it sounds like you...") join in.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

from .data import Example, is_held_out

STEMS = (
    *("", "", "", "", "So ", "So, ", "And ", "Okay, so ", "Mm. ", "Right. ", "It sounds like ", "Sounds like "),
    *("It seems like ", "What I hear is that ", "You're saying that ", "So you're saying ", "If I hear you right, "),
    *("So on the one hand, ", "I hear that ", "You mean ", "So what you're telling me is that ", "Yeah, "),
)
ADVICE_STEMS = ("", "", "It sounds like you should ", "So you just need to ", "Maybe you could ", "Have you tried to ")
SMALL = (
    "Mm-hmm.",
    "Okay.",
    "Right.",
    "Yeah.",
    "Sure.",
    "I see.",
    "Good.",
    "Great.",
    "Thank you.",
    "All right.",
    "Wow.",
)
SMALL += ("Oh, okay.", "Uh-huh.", "Well, thanks for coming in today.", "Let me write that down.", "That's fine.", "Hi.")
TURNED = {
    **{"i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "am": "are", "we": "you both"},
    **{"i'm": "you're", "i've": "you've", "i'd": "you'd", "i'll": "you'll", "our": "your", "us": "you both"},
    **{"im": "you're", "ive": "you've"},
}
MIRRORS = re.compile(
    r"\b(sounds|seems|looks) like (you|that was|this)\b|^(so )?you('re| are| were|'ve| have)? "
    r"(really |so |clearly |obviously )?(feel|felt|feeling|going through|went through|scared|hurt|sad|angry|"
    r"tired|lonely|want|wanted|worried|care|love|loved|miss|tried|trying|struggling|been through|deal|dealing)",
    re.I,
)
TASKS = ("talk to {} about it", "let it go", "write it down", "sleep on it", "ask for help", "take a break", "move on")


def turn_round(sentence: str) -> str:
    """`sentence` told from the other side: I -> you, my -> your, "I was" -> "you were"."""
    text = re.sub(r"\bI was\b", "you were", sentence, flags=re.I)
    text = re.sub(r"\bI (also |really |just |still |always |never )?am\b", r"you \1are", text, flags=re.I)
    turned = re.sub(r"[A-Za-z']+", lambda word: TURNED.get(word[0].lower(), word[0]), text)
    return turned[:1].lower() + turned[1:]


def _shortened(sentence: str, draw: random.Random) -> str:
    """One stretch of the clauses, as a listener keeps the gist."""
    clauses = [c.strip() for c in re.split(r"[,;.!]| but | and | because ", sentence) if len(c.split()) > 2]
    if len(clauses) < 2 or draw.random() < 0.3:
        return sentence.rstrip(" .!")
    start = draw.randrange(len(clauses))
    return ", ".join(clauses[start : start + draw.randint(1, 2)])


def _said_back(sentence: str, draw: random.Random) -> str:
    turned = turn_round(_shortened(sentence, draw))
    said = draw.choice(STEMS) + turned
    return said[:1].upper() + said[1:] + draw.choice((".", ".", ".", ""))


def _tells_of_self(example: Example) -> bool:
    text = example.text.lower().replace("’", "'")
    mine = re.search(r"\b(i|i'm|my|i've)\b", text)
    yours = re.search(r"\b(you|your|you're)\b", text)
    return bool(mine) and not yours and "?" not in text and 5 <= len(text.split()) <= 34


def _label(**known: float) -> dict[str, float]:
    return {"says_back": 0.0, "advice": 0.0, "asks": 0.0, "open_question": 0.0, "mirrors": 0.0, **known}


def _wrong_replies(to: str, others: dict[str, list[str]], draw: random.Random) -> list[tuple[str, dict[str, float]]]:
    """Replies to `to` that say nothing back, with what is known of each."""
    told = draw.choice(others["told"])
    advice = draw.choice(ADVICE_STEMS) + draw.choice(TASKS).format(draw.choice(("them", "her", "him", "a friend")))
    return [
        (to, _label()),
        (_said_back(told, draw), _label(mirrors=1.0)),
        (told, _label(turns_to_self=1.0)),
        (draw.choice(others["advice"]), _label(advice=1.0)),
        (advice[:1].upper() + advice[1:] + ".", _label(advice=1.0)),
        (draw.choice(others["warm"]), {"says_back": 0.0, "asks": 0.0}),
        (draw.choice(others["mirroring"]), {"asks": 0.0, "mirrors": 1.0}),
        (draw.choice(others["asking"]), _label(asks=1.0) | {"open_question": 0.5}),
        (draw.choice(others["any"]), {"says_back": 0.0, "mirrors": 0.0}),
        (draw.choice(SMALL), _label()),
    ]


def _alone(example: Example) -> Example:
    labels = {head: value for head, value in example.labels.items() if head in ("mirrors", "asks", "advice")}
    return replace(example, to=None, labels=labels)


def make_listening(public: list[Example], most: int, seed: int = 5, held_out: bool = False) -> list[Example]:
    """About `most` partner-and-reply examples from one side of `public`; half of them say something back."""
    draw = random.Random(seed)
    usable = [e for e in public if e.to is None and is_held_out(e) == held_out]
    threads = [e for e in usable if e.source == "OffMyChest"]
    told = [e.text for e in usable if e.source in ("OffMyChest", "GoEmotions-train") and _tells_of_self(e)]
    plain = [e.text for e in usable if not e.labels.get("asks") and not MIRRORS.search(e.text)]
    calm = [e.text for e in threads if not e.labels["asks"] and not e.labels["advice"]]
    others = {
        "told": told,
        "advice": [e.text for e in threads if e.labels["advice"] and not e.labels["asks"]],
        "warm": [e.text for e in threads if e.labels["warmth"] and not e.labels["asks"]],
        "mirroring": [text for text in calm if MIRRORS.search(text)],
        "asking": [e.text for e in usable if e.labels.get("asks") and len(e.text.split()) < 25],
        "any": [text for text in plain if len(text.split()) < 40],
    }
    made: list[Example] = []
    for number in range(most // 2):
        parts = draw.sample(told, draw.choice((1, 1, 2, 3)))
        to = " ".join(parts)
        wrong, known = draw.choice(_wrong_replies(parts[-1], others, draw))
        right = _said_back(draw.choice(parts), draw)
        group = f"listening-{number}"
        both = [
            Example(right, _label(says_back=1.0, mirrors=1.0), "listening", group, to),
            Example(wrong, known, "listening", group, to),
        ]
        made += [_alone(example) if draw.random() < 0.4 else example for example in both]
    return made
