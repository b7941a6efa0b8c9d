"""What a reply does with what was said: rules that propose, with a span and a reason each."""

import re
from collections.abc import Iterator

from .clauses import clauses_of
from .coverage import Coverage
from .lexicon import FAUX, FEELING_NOUNS, FEELINGS
from .reading import Note

_QUESTION = re.compile(
    r"\b(?:what|how|where|who|which|when|tell me (?:more|about)|can you (?:tell me|say) more|say more)\b[^.!?\n]*",
    re.IGNORECASE,
)
_NO_QUESTION = re.compile(
    r"\b(?:what if you|how about (?:you|we|just)|what about (?:just|trying|going|asking)|"
    r"what did you expect|how could you"
    r"|how come you|what's (?:wrong|the big deal)|who cares|what do you want me to|how hard)\b",
    re.IGNORECASE,
)
_ADVICE = re.compile(
    r"\b(?:(?:you|u) (?:should|could (?:just|always|try)|need to|ought to|have to|might want to|"
    r"'d better|had better|can (?:just|always))"
    r"|have you (?:tried|thought about|considered|asked|talked|looked)|why don['’]?t you|if I were you|what if you"
    r"|(?:just|simply|maybe|perhaps|first|next time,?)\s+(?:tell|ask|go|call|talk|take|say|try|quit|leave|write|stop|"
    r"ignore|let|make|see|send|get|put|do)|try (?:to|not|and|going|taking|talking)|my advice|"
    r"I(?:'d| would) (?:just |simply )?"
    r"(?:tell|ask|go|quit|call|leave|say|talk to|write|ignore)|(?:it's|it is|would be) (?:best|better) (?:to|if you)"
    r"|don['’]?t (?:let|give in|answer|take it)|time to (?:\w+ )?(?:quit|leave|move|talk|look))\b[^.!?\n]*",
    re.IGNORECASE,
)
_SMALLER = re.compile(
    r"\b(?:at least|could (?:be|have been) worse|(?:not|isn't|wasn't) (?:that|so|as) (?:bad|big|"
    r"hard|serious)|no big deal"
    r"|it's (?:only|just) (?:a|an|one|the|your)|don['’]?t worry|cheer up|bright side|"
    r"silver lining|calm down|get over it"
    r"|other people (?:have|would)|others have it|everyone (?:has|gets|goes|feels)|it'll be (?:fine|ok|okay|alright)"
    r"|you'll be (?:fine|ok|okay|alright)|it will pass|could be a lot|nothing to (?:worry|cry|be)|happens to everyone"
    r"|look at it this way|think positive|be grateful|you've still got|that's life|never mind|worse things)\b[^.!?\n]*",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:me too|same here|tell me about it|(?:that|same|something like that|it) happened to me|"
    r"I(?:'ve| have)? (?:also|been "
    r"there|had (?:that|the same|a|an|my))|when I (?:was|had|did|lost)|(?:my|mine) (?:day|boss|"
    r"week|mother|dad|back|job|"
    r"own) (?:was|is|did|has|also)|I know (?:exactly )?how (?:that|you) feel|try being me|how do you think I feel"
    r"|I(?:'m| am) (?:\w+ )?(?:too|as well|tired too|even more))\b[^.!?\n]*",
    re.IGNORECASE,
)
_JUDGES = re.compile(
    r"\b(?:you(?:'re|’re| are) (?:\w+ )?(?:overreacting|exaggerating|being (?:\w+ )?(?:silly|"
    r"dramatic|unfair|ridiculous|"
    r"childish|difficult|negative|oversensitive)|too (?:sensitive|soft|nice|hard|emotional|"
    r"negative)|wrong|making a (?:fuss|drama))"
    r"|you shouldn['’]?t (?:feel|be|let|have|take)|don['’]?t be (?:so|silly|sad|like|ridiculous|"
    r"such)|that['’]?s (?:a bit |just |so |pretty |really )?"
    r"(?:silly|stupid|ridiculous|dramatic|unfair|childish|wrong|selfish|an overreaction)|"
    r"your own fault|you (?:always|never)"
    r"|well done you|good (?:boy|girl)|what did you expect|you brought)\b[^.!?\n]*",
    re.IGNORECASE,
)
_SENSE = re.compile(
    r"\b(?:(?:it |that |this )?makes (?:\w+ )?sense|no wonder|of course (?:you|it|that)|"
    r"I (?:can )?(?:see|get|understand) why"
    r"|any(?:one|body) would|(?:that's|it's) (?:\w+ )?(?:understandable|natural|only human)|"
    r"who wouldn['’]?t|given (?:that|how|your|what))\b[^.!?\n]*",
    re.IGNORECASE,
)
_THEIRS = re.compile(
    r"\b(?:you|u|it|that|this)(?:'re|’re| are| were| must be| must have been| must feel|"
    r" must have felt| feel| felt| sound| sounds|"
    r" seem| seemed| look| looked| left you(?: feeling)?| made you(?: feel)?| makes you(?: feel)?|"
    r" got you|'s|’s|'ve been)?"
    r"(?:\s+(?:so|very|really|a bit|a little|quite|rather|still|just|pretty|like|feeling|even|too|"
    r"both))*\s+([a-z][\w'’-]+)",
    re.IGNORECASE,
)


def reply_notes(words: str, covered: Coverage) -> list[Note]:
    """What the rules propose of a reply."""
    return list(_notes(words, covered))


def _notes(words: str, covered: Coverage) -> Iterator[Note]:
    for kind, pattern, sure, why in (
        ("advice", _ADVICE, 0.8, "advice"),
        ("minimising", _SMALLER, 0.75, "minimising"),
        ("turns_to_self", _SELF, 0.7, "turns-to-self"),
        ("judging", _JUDGES, 0.75, "judging"),
        ("makes_sense", _SENSE, 0.75, "makes-sense"),
    ):
        yield from (_note(kind, found, sure, why) for found in pattern.finditer(words))
    yield from _questions(words)
    for found in _THEIRS.finditer(words):
        word = found.group(1).lower().replace("’", "'")
        if word in FEELINGS or word in FAUX or word in FEELING_NOUNS:
            yield _note("names_feeling", found, 0.75, "names-feeling")
    if covered.of and covered.share >= 0.5:
        start, end = covered.where
        yield Note("says_back", start, end, 0.5 + covered.share / 2 - 0.1, "says-back")


def _questions(words: str) -> Iterator[Note]:
    for clause in clauses_of(words):
        found = _QUESTION.search(clause.text)
        if found and clause.asks and not _NO_QUESTION.search(clause.text) and not _ADVICE.search(clause.text):
            yield Note("open_question", clause.start + found.start(), clause.end, 0.85, "open-question")


def _note(kind: str, found: re.Match[str], sure: float, why: str) -> Note:
    return Note(kind, found.start(), found.end(), sure, why)
