"""Words of fear, force and threat. Where they stand, nothing is said of wording: help comes first.

High recall on purpose. A false alarm shows a writer where help is, to nobody but the writer.
"""

import re

_PATTERNS = (
    r"\b(?:afraid|scared|frightened|terrified|fear)\b[^.!?\n]{0,25}\b(?:of|from)\s+(?:you|him|her|them)\b",
    r"\b(?:scare|scares|scared|frighten|frightened|terrify|terrified)\s+(?:me|the kids|us)\b[^.!?\n]{0,60}\b(?:when|"
    r"because|if|with)\b[^.!?\n]{0,20}\b(?:you|he|she)\b",
    r"\b(?:hit|hits|hitting|punch|punched|slap|slapped|choke|choked|strangle|strangled|kick|kicked|shove|shoved|pushed|"
    r"grabbed|beat|beats|beaten|hurt|hurts|hurting|threw|throws)\s+(?:me|us|him|her|the (?:kids|child|dog|cat))\b"
    r"(?![^.!?\n]{0,20}\bfeelings\b)",
    r"\b(?:rape|raped|forced me|force me|made me have|against my will|held me down|pinned me)\b",
    r"\b(?:kill|stab|shoot|bury)\s+(?:me|you|him|her|myself|yourself|us|them)\b",
    r"\b(?:end|take)\s+my\s+(?:own\s+)?life\b|\bsuicid|\bself[- ]?harm|\bcut(?:ting)? myself\b|"
    r"\bdon['’]?t want to (?:be "
    r"here|live|be alive)\b",
    r"\b(?:if|when) you (?:leave|go|tell|call|see|talk)[^.!?\n]{0,50}\bI(?:'ll| will|’ll| am going to|'m going to)\s+"
    r"(?:hurt|kill|ruin|make sure|take the (?:kids|children)|never let)",
    r"\byou(?:'ll| will|’ll) (?:regret|be sorry|pay for)\b",
    r"\b(?:not allowed|won['’]?t let me|doesn['’]?t let me|don['’]?t let me|forbid|forbidden|forbade)\b[^.!?\n]{0,40}\b"
    r"(?:see|leave|go|talk|work|phone|money|friends|family|mother|sister)\b",
    r"\b(?:take|took|takes|hide|hid|hides|lock|locked)\s+(?:away )?my\s+(?:phone|keys|passport|money|card|papers)\b",
    r"\blocked\s+me\s+(?:in|out)\b|\b(?:checks?|checking|tracks?|tracking)\s+(?:my|me)\s+(?:phone|location|messages|"
    r"everywhere)\b",
    r"\b(?:knife|gun|weapon)\b|\bblack eye\b|\bbruis(?:e|es|ed)\b[^.!?\n]{0,30}\b(?:you|he|she|arm|neck|face)\b",
)
_FEAR = re.compile("|".join(f"(?:{one})" for one in _PATTERNS), re.IGNORECASE)
_HARMLESS = re.compile(
    r"\b(?:hurt|hurts|beat)\s+me\b(?=[^.!?\n]{0,20}\b(?:at|in (?:chess|cards|the game|scrabble))\b)", re.I
)


def speaks_of_fear(words: str) -> bool:
    """Whether fear of somebody, force or violence is in the words."""
    text = words.replace("’", "'")
    return any(not _is_plain_hurt(text, found) for found in _FEAR.finditer(text))


def _is_plain_hurt(text: str, found: re.Match[str]) -> bool:
    """ "It hurt me that you forgot" is a feeling, and so is what a word did; a hand is neither."""
    said = found.group().lower()
    if not said.startswith(("hurt", "beat")):
        return False
    before = text[max(found.start() - 30, 0) : found.start()].lower()
    by_a_thing = re.search(
        r"\b(?:it|that|this|words?|what you said|which|really|a bit|silence|tone)\s*(?:really |also )?$", before
    )
    return bool(by_a_thing) or bool(_HARMLESS.search(found.group() + text[found.end() : found.end() + 40]))
