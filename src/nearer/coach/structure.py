"""What the words are built like: rules that propose, with a span and a reason each. They see no network.

Patterns take sentences as people type them to a partner. Each rule says how sure it may be by itself; what may be
shown to somebody decides decision.py.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from .clauses import clauses_of, quotes_in
from .lexicon import FAUX, FEELING_NOUNS, FEELING_VERBS, FEELINGS, THANKS, TRAITS
from .reading import Note

I = re.IGNORECASE  # noqa: E741  short on purpose: it stands in every line
_BE = r"(?:am|'m|’m|was|feel|felt|feeling|been|get|got|getting|became|become|look|sound|end up)"
_SOFT = (
    r"(?:\s+(?:so|very|really|a bit|a little|quite|rather|still|just|pretty|too|more|less|"
    r"extremely|terribly|kind of|sort of|both|quite|also|all|that|incredibly|deeply|kinda|super|"
    r"rly))*"
)
_FEEL_WORD = re.compile(
    rf"\b(?:I|i)\s*(?:have\s+|'ve\s+|really\s+|just\s+|still\s+|also\s+|do\s+|did\s+)*{_BE}{_SOFT}\s+([a-z][\w'’-]+)"
)
_BARE_FEEL = re.compile(rf"(?:^|[.!?,;]\s*|\band\s+){_BE}{_SOFT}\s+([a-z][\w'’-]+)", I)
_FEEL_THAT = re.compile(
    r"\bI\s+(?:\w+\s+)?(?:feel|felt)\s+(?:that\s+)?(?:like\s+|as if\s+|as though\s+)?(?:you|he|"
    r"she|they|we|this|it|people|my partner|i'm being)\b[^.!?\n]*",
    I,
)
_BACK_TO_ME = re.compile(r",? (?:and|but|so|because) (?:I|I['’]\w+|my)\b", I)
_FEEL_LIKE_A = re.compile(
    r"\bI\s+(?:\w+\s+)?(?:feel|felt)\s+(?:like|as if|as though)\s+(?:a|an|the|your|i'm|i am)\b[^.!?\n]*", I
)
_ALWAYS = re.compile(
    r"\b(?:you|u)(?:'re|’re| are| were|'ve|’ve| have| do| just)?\s+(?:\w+\s+)?(?:always|never|"
    r"constantly|every (?:single )?time|forever|all the time|only ever)\b[^.!?\n]*",
    I,
)
_PRAISE = re.compile(
    r"\b(?:laugh|smile|help(?:ed|s)?|kind|kindly|(?:feel|me) (?:safe|loved|better|good|welcome)|there for|cared?|"
    r"remember(?:ed)?|listen(?:ed)?|loved?|best|sweet|patient|gentle|(?:make|makes|made) (?:it|me|us|time)|brave|"
    r"good to|beautiful|fun|lovely|ask(?:ed)? (?:how|me how)|hold my hand)\b",
    I,
)
_SPARED = re.compile(
    r"\bnever (?:\w+ )?(?:judged?|forg[eo]t|let (?:me|us) down|complain(?:ed)?|g[ai]ve up|stop(?:ped)? amazing|"
    r"made me feel (?:bad|small|stupid)|need to|asked for|raised? your voice|tire|seem to tire|doubted|minded?|"
    r"rush(?:ed)?|push(?:ed)?)\b",
    I,
)
_TRAIT = re.compile(
    rf"\b(?:you|u)(?:'re|’re|r| are| were| have been| sound| seem| act)\s+(?:just |so |being |"
    rf"such |really |like |too |a |an |the |always |plain |simply |honestly |still |completely |"
    rf"totally |that |acting |behaving |very |kind of |fucking |bloody )*(?:{TRAITS})\b[^.!?\n]*"
    rf"|\b(?:such an?|what an?)\s+(?:{TRAITS})\b",
    I,
)
_WHY_CANT = re.compile(
    r"\bwhy (?:can't|can’t|cant|don't|don’t|dont|do you always|do you never|won't|won’t|must|"
    r"do you have to|are you (?:so|always|like))\b[^.!?\n]*",
    I,
)
_MUST = re.compile(
    r"\b(?:you|u)\s+(?:must|should|could|might)(?:'ve|’ve| have| of)\s+(?:known|realised|realized|"
    r"noticed|seen|thought|told|called|asked|remembered|helped|cared)\b[^.!?\n]*",
    I,
)
_KNOWS = re.compile(
    r"\b(?:you|u)(?:'re|’re| are| were)?\s*(?:just|only|obviously|clearly|secretly|really|"
    r"probably just|simply|deliberately|on purpose)\s+(?:want(?:ed)?|trying|doing|did|said|think|"
    r"thought|did it|waiting|looking|love|like|hate|hope|enjoy)\b[^.!?\n]*"
    r"|\b(?:you|u)\s+(?:don't|don’t|dont|didn't|didn’t|do not|did not|couldn't|couldn’t|"
    r"obviously don't|clearly don't|never|no longer)\s+(?:\w+\s+)?(?:care|love me|want (?:me|us|"
    r"this|to be (?:with|here))|respect|even (?:care|notice|want|like)|give a)\b[^.!?\n]*"
    r"|\bI know (?:exactly |very well |full well )?(?:what|why|that) you(?:'re|’re|"
    r" are)?\s*(?:\w+\s+)?(?:think|thinking|want|wanted|did|do|doing|feel|mean|meant|"
    r"up to)\b[^.!?\n]*"
    r"|\b(?:you|u) (?:think|believe|hope|wish|want) (?:I'm|i am|im|that I|I should|me to be|"
    r"everything|nobody|you're better)\b[^.!?\n]*",
    I,
)
_OR_ELSE = re.compile(
    r"\b(?:or (?:else|I(?:'m|’m| am|'ll|’ll| will)|we(?:'re|’re| are)|it's over|you can|don't|"
    r"forget)|if you (?:don't|don’t|dont|won't|can't|ever|do that|do not)\b[^.!?\n]{0,60}\bI(?:'m|"
    r"’m| am|'ll|’ll| will|'d)\b|last (?:chance|warning|time)|end of (?:story|discussion)|"
    r"non-negotiable|not (?:a|up for) (?:request|discussion|debate))\b[^.!?\n]*",
    I,
)
_ORDER = re.compile(
    r"^(?:(?:just|now|please just|for once|from now on,?|then|ok,?|so|look,?|and)\s+)?(?:stop|"
    r"quit|get|give|put|turn|come|go|clean|wash|do|call|tell|answer|listen|leave|shut|grow|sort|"
    r"fix|delete|cancel|be|make|take|pick|apologi[sz]e|explain|show|act|start|choose|decide|sit|"
    r"look)\b(?!\s+(?:me know|well|on|back to you soon))[^.!?\n]*"
    r"|\b(?:you|u)\s+(?:have to|need to|must|had better|better|will|are going to|are to|'ll|gotta|"
    r"ought to|shall)\s+(?:\w+\s+)?(?!be (?:ok|okay|fine|great|alright)|have (?:felt|been)|love|"
    r"see|know|manage|get there)[a-z]+\b[^.!?\n]*"
    r"|\bI (?:expect|demand|insist|require|order|forbid)\b[^.!?\n]*|\b(?:I|we) want (?:you|it|"
    r"this|that) (?:to|done|gone|out|off)\b[^.!?\n]*",
    I,
)
_REQUEST = re.compile(
    r"\b(?:would|could|can|will|might) (?:you|we|u)\b[^.!?\n]*|\bwould it (?:be (?:ok|okay|"
    r"possible|alright|fine|all right)|work|suit|help)\b[^.!?\n]*|\b(?:are|would) you (?:up|"
    r"willing|open|free|able|happy|ok|okay)\b[^.!?\n]*"
    r"|\bI(?:'d|’d| would)\s+(?:really |also )?(?:love|like|appreciate|be (?:so |really )?(?:glad|"
    r"happy|grateful)|welcome|prefer)\b[^.!?\n]*|\b(?:how about|what about|shall we|what if we|"
    r"maybe we could|perhaps we could|is there any chance|any chance|do you mind|would you mind|"
    r"please could)\b[^.!?\n]*",
    I,
)
_LEAVES_ROOM = re.compile(
    r"\b(?:if (?:you (?:can|like|want|have|are|feel|'re)|that|it|not)|no is (?:fine|ok)|say no|"
    r"only if|no rush|whenever|when you can|or not|no pressure|it's fine if|ok if not)\b",
    I,
)
_GONE = re.compile(
    r"\b(?:I(?:'m|’m|m| am)\s+(?:so\s+|just\s+)?(?:done|finished|out|through)(?:\s+(?:talking|"
    r"with (?:this|you|it|us)|here|discussing|explaining|trying))?\b(?! (?:with (?:work|the|my|"
    r"dinner|cooking|dishes)|for (?:the day|today)))"
    r"|don't (?:talk|speak|bother|text|call|even|come)\b[^.!?\n]*|leave me alone|"
    r"(?:I have )?nothing (?:more |else |left )?to (?:say|talk about|discuss)|forget (?:it|I said|"
    r"about it)|whatever\b|(?:this|the) (?:talk|conversation|discussion) is over|"
    r"conversation over|talk to the (?:hand|wall)|"
    r"I(?:'m|’m| am)? (?:not|won't be|refuse to) (?:talking|speaking|discussing|answering|"
    r"do(?:ing)? this|going to (?:talk|speak|discuss|do this|answer))\b|I(?:'ll|’ll|"
    r" will) (?:just )?(?:shut up|say nothing|keep my mouth shut|stop talking|be silent)|"
    r"I need to be anywhere|not (?:doing|having) this\b|drop it\b|do what(?:ever)? you (?:want|"
    r"like)\b|suit yourself|blocked?\b[^.!?\n]{0,20}\bnumber|I give up on (?:you|this|us|"
    r"talking))[^.!?\n]*",
    I,
)
_RETURN = re.compile(
    r"\b(?:back (?:at|in|by|after|later|tonight|tomorrow|soon)|come back|then I(?:'ll| will)|"
    r"(?:\d+|ten|twenty|thirty|half an?|an?|one|two) (?:min|mins|minute|minutes|hour|hours)|"
    r"after (?:dinner|lunch|work|supper|a walk|my walk|that|coffee)|tomorrow|tonight|"
    r"later (?:today|tonight|this)|this evening|in the morning|at (?:\d|nine|ten|eight|seven|six|"
    r"noon)|when I(?:'ve| have|'m)|once I(?:'ve| have|'m)|on (?:mon|tues|wednes|thurs|fri|satur|"
    r"sun)day|continue|go on with)\b",
    I,
)
_SCORN = re.compile(
    r"\b(?:pathetic|ridiculous|grow up|get a (?:grip|life)|boo[- ]?hoo|poor (?:you|little|baby|"
    r"thing you)|must be nice|congratulations|congrats, you|bravo|slow clap|big surprise|"
    r"what a (?:surprise|shock|joke|genius|hero|martyr)|how (?:original|convenient|brave of you)|"
    r"aren't you (?:special|clever|precious)|"
    r"as if you (?:could|would|knew|ever)|wow, (?:you|so|thanks|what|how|an?)|oh (?:please|"
    r"look who|wow|great, another)|like you (?:would|could|even|ever)|you wouldn't (?:understand|"
    r"know|get it)|even (?:a|the) (?:child|toddler|dog|five|cat|kid|monkey)[^.!?\n]*(?:could|can|"
    r"would|know|manage)|disgust(?:ing|s)?|you make me sick|clown|loser|idiot|moron|imbecile|"
    r"dimwit|brain ?cell|princess|your majesty|little (?:tantrum|drama|hobby|job|feelings)|"
    r"cry me a river|typical\b|whatever you say, (?:dear|genius|boss)|seriously\? (?:that's|"
    r"this is) (?:it|your)|is that (?:really )?(?:all|the best) you)\b[^.!?\n]*",
    I,
)
_COUNTER = re.compile(
    r"\b(?:(?:yeah|yes|ok|okay|well|and|but|so),?\s+)?(?:what about (?:you|when you|the time you|"
    r"your)|you (?:do|did|said|started|are) (?:it|that|the same|this|worse)(?: too| first)?|"
    r"(?:you're|you are|ur|you’re) (?:one|the one) to talk|look who's talking|you do (?:it |"
    r"the same )too|and you (?:never|don't|always|didn't|forgot|haven't)|I only (?:did|said|"
    r"shouted|left|yelled|forgot|lied|raised|went|snapped)[^.!?\n]*because (?:you|of you)|it(?:'s|"
    r"’s| is| was)(?:n't| not) my (?:fault|job|problem)|that(?:'s|’s| is) not (?:true|fair|"
    r"my fault|what happened|what i said)|I never (?:said|did) (?:that|such)|you(?:'re|’re|"
    r" are) (?:overreacting|too sensitive|exaggerating|twisting)|I had no (?:choice|other choice)|"
    r"how was I supposed to|if you hadn't|if you weren't|because you (?:never|always|made|didn't|"
    r"started|kept))\b[^.!?\n]*",
    I,
)
_OWN = re.compile(
    r"\b(?:I (?:shouldn't|should not|should) have|(?:that|it) was (?:on me|my (?:fault|mistake|"
    r"doing))|(?:it's|that's|this is|it is) (?:on me|my (?:fault|mistake|part))|I was (?:wrong|"
    r"unfair|harsh|short with|late|too (?:harsh|loud|quick))|my part|I (?:did|do) (?:snap|shout|"
    r"forget|leave|interrupt|raise|promise|lie|hide|cut)|I (?:snapped|shouted|yelled|forgot|"
    r"interrupted|promised|lied|hid|ignored|broke|let you down|cut you off|rolled my eyes|"
    r"raised my voice|checked out|dodged|left you|walked (?:off|out|away)|made (?:it|"
    r"that) (?:worse|harder|harder for)|didn't (?:listen|ask|tell you|call|say|check)|"
    r"was not listening|wasn't listening|took it out on)|I own that|I see (?:now )?that I|"
    r"I take (?:that|the) (?:back|blame)|I(?:'m|’m| am) sorry (?:I|for|that I|about))\b[^.!?\n]*",
    I,
)
_SIDE = re.compile(
    r"\b(?:I (?:can )?(?:see|get|understand|imagine|know|hear|realise|realize|guess)(?: that| why|"
    r" how)? (?:you(?:'re|’re|'ve|’ve| are|r| were| have| had| felt| feel| need| wanted| want|"
    r" work| must| like| might)?\b|this|it|that)[^.!?\n]*(?:you|your)\b|from (?:your|"
    r"where you) (?:side|point|view|stand|sit)|for you (?:it|this|that)|(?:it|that) must (?:be|"
    r"have been|feel) (?:hard|tough|lonely|tiring|so|a lot|really|awful|exhausting|frustrating)|"
    r"you(?:'ve|’ve| have) (?:had|been) (?:a |so |under |on |working|carrying|up |through )|"
    r"you must (?:be|have been|feel|have felt) (?:so |really |very )?(?:tired|exhausted|worn|"
    r"lonely|scared|worried|hurt|alone|frustrated|stressed)|makes sense (?:that|why|given|"
    r"to me))\b[^.!?\n]*",
    I,
)
_BUT = re.compile(
    r"\b(?:sorry|apologi[sz]e)\b[^.!?\n]*\b(?:but|if you|that you feel|you feel|however|it's just that you)\b[^.!?\n]*",
    I,
)
_IM_NOT_SAYING = re.compile(
    r"\b(?:I'm not saying|I am not saying|no offen[cs]e|not to be (?:mean|rude)|don't take this|"
    r"I don't want to (?:nag|fight|be mean|criticise)|I'm not (?:blaming|mad|"
    r"angry))\b[^.!?\n]*?\b(?:but|I'm saying|just)\b[^.!?\n]*",
    I,
)
_EVENT = re.compile(
    r"\b(?:when|yesterday|last (?:night|week|month|sunday|monday|tuesday|wednesday|thursday|"
    r"friday|saturday|time|weekend)|this (?:morning|afternoon|week|evening)|on (?:mon|tues|wednes|"
    r"thurs|fri|satur|sun)day|today|tonight|at (?:dinner|breakfast|lunch|the party|your|my|\d)|"
    r"after (?:the|dinner|work|our|you|lunch)|earlier|the other (?:day|night)|just now|"
    r"before (?:bed|dinner|work)|(?:three|two|four|several) times)\b[^.!?\n,;]*",
    I,
)
_WANT = re.compile(
    r"\b(?:I need|I want|I wish|I long|I'd (?:love|like)|I would (?:love|like)|I hope|I could use|"
    r"what I need)\b[^.!?\n]*",
    I,
)
_THINK = re.compile(
    r"\b(?:I (?:think|believe|guess|wonder|find|suppose|reckon|realise|realize|decided|want|wish|"
    r"hope)|to me\b|in my (?:view|opinion)|what matters)\b",
    I,
)
_ME = re.compile(r"\b(?:I|me|my|mine|myself|we|us|our)\b", I)


def draft_notes(words: str) -> list[Note]:
    """What the rules propose of a draft."""
    quoted = quotes_in(words)
    found = [*_charges(words), *_opinions(words), *_warm(words)]
    return [
        note for note in found if not any(start <= note.start < end for start, end in quoted) or note.kind == "thanks"
    ]


def feelings_in(words: str) -> Iterator[tuple[int, int]]:
    """Spans of feelings that the writer names as their own."""
    for pattern in (_FEEL_WORD, _BARE_FEEL):
        for found in pattern.finditer(words):
            word = found.group(1).lower().rstrip(".,!?").replace("’", "'")
            if (word in FEELINGS or word in FEELING_NOUNS) and not _negated(words, found.start(1)):
                yield found.start(), found.end(1)
    for found in FEELING_VERBS.finditer(words):
        if not _negated(words, found.start()):
            yield found.span()


def slots_of(words: str) -> dict[str, tuple[int, int] | None]:
    """Event, feeling, their side and request, each as a span; the first that is there."""
    events = [found.span() for found in _EVENT.finditer(words) if not _ALWAYS.search(found.group())]
    requests = list(_requests(words))
    sides = [found.span() for found in _SIDE.finditer(words)]
    return {
        "event": _first(events),
        "feeling": _first(sorted(feelings_in(words))),
        "their_side": _first(sides),
        "request": (requests[0].start, requests[0].end) if requests else None,
    }


def depth_of(words: str) -> int:
    """0 nothing personal, 1 facts, 2 thoughts, 3 feelings, 4 feelings and a need."""
    if any(True for _ in feelings_in(words)):
        return 4 if _WANT.search(words) or any(True for _ in _requests(words)) else 3
    if _THINK.search(words) and _ME.search(words):
        return 2
    return 1 if _ME.search(words) else 0


def _charges(words: str) -> Iterator[Note]:
    for found in _ALWAYS.finditer(words):
        if not _is_praise(found.group()):
            yield _note("blame", found, 0.7, "always")
    for found in _TRAIT.finditer(words):
        if not _negated(words, found.start() + 4):
            yield _note("blame", found, 0.75, "trait")
    for pattern, why in ((_WHY_CANT, "charge"), (_MUST, "charge"), (_IM_NOT_SAYING, "charge")):
        for found in pattern.finditer(words):
            yield _note("blame", found, 0.6, why)
    for kind, pattern, sure, why in (
        ("contempt", _SCORN, 0.65, "scorn"),
        ("mind_reading", _KNOWS, 0.6, "knows-mind"),
        ("defence", _COUNTER, 0.6, "counter"),
        ("defence", _BUT, 0.65, "apology-but"),
    ):
        yield from (_note(kind, found, sure, why) for found in pattern.finditer(words))
    if not _RETURN.search(words):
        yield from (_note("shutting_down", found, 0.65, "no-return") for found in _GONE.finditer(words))
    yield from _demands(words)


def _is_praise(said: str) -> bool:
    """ "You always listen" and "you never judge" are praise; "you never listen" is not."""
    if re.search(r"\bnever\b", said, I):
        return bool(_SPARED.search(said))
    return bool(_PRAISE.search(said)) and not re.search(
        r"\b(?:stupid|small|bad|worse|guilty|crazy|cry|ashamed|invisible)\b", said, I
    )


def _demands(words: str) -> Iterator[Note]:
    for found in _OR_ELSE.finditer(words):
        yield _note("demand", found, 0.75, "or-else")
    for clause in clauses_of(words):
        order = _ORDER.search(clause.text)
        if (
            order
            and not clause.asks
            and not clause.quoted
            and "please" not in clause.words
            and not _LEAVES_ROOM.search(words)
        ):
            yield Note("demand", clause.start + order.start(), clause.start + order.end(), 0.6, "order")


def _opinions(words: str) -> Iterator[Note]:
    for pattern in (_FEEL_THAT, _FEEL_LIKE_A):
        for found in pattern.finditer(words):
            if not re.search(
                r"\b(?:we|you|it|this)\b[^.!?]{0,20}\b(?:close|closer|near|far apart|love|loved)\b", found.group(), I
            ):
                yield _up_to_me(_note("opinion_as_feeling", found, 0.9, "feel-that"), words)
    for found in _FEEL_WORD.finditer(words):
        word = found.group(1).lower().rstrip(".,!?")
        if word in FAUX and not _negated(words, found.start(1)):
            yield _note("opinion_as_feeling", found, 0.85, "faux")


def _up_to_me(note: Note, words: str) -> Note:
    """Without what the writer goes on to say of themselves."""
    turn = _BACK_TO_ME.search(words, note.start + len("I feel"), note.end)
    return replace(note, end=turn.start()) if turn else note


def _warm(words: str) -> Iterator[Note]:
    for start, end in feelings_in(words):
        yield Note("feeling", start, end, 0.85, "feeling")
    yield from _requests(words)
    if not _BUT.search(words):
        yield from (_note("ownership", found, 0.8, "ownership") for found in _OWN.finditer(words))
    yield from (
        _note("their_side", found, 0.75, "their-side")
        for found in _SIDE.finditer(words)
        if " but " not in found.group()
    )
    for found in THANKS.finditer(words):
        rest = words[found.end() : found.end() + 60].lower()
        if (
            not re.search(r"for (?:nothing|once|finally|all your help)|a lot\b[.!]?$|no thanks|but no", rest)
            and "no thank" not in words.lower()
        ):
            yield _note("thanks", found, 0.8, "thanks")


def _requests(words: str) -> Iterator[Note]:
    for found in _REQUEST.finditer(words):
        said = found.group().lower()
        if re.search(
            r"\b(?:for once|just (?:listen|stop|once)|stop being|ever\b|finally|at least once|be any more|get any)\b",
            said,
        ):
            continue
        if said.startswith(
            ("can you even", "could you be", "would you just", "can we just", "will you just", "can you not")
        ):
            continue
        yield _note("request", found, 0.8, "request")


def _note(kind: str, found: re.Match[str], sure: float, why: str) -> Note:
    text = found.group()
    start = found.start() + len(text) - len(text.lstrip())
    return Note(kind, start, found.start() + len(text.rstrip()), sure, why)


def _negated(words: str, place: int) -> bool:
    return bool(
        re.search(r"(?:\bnot|n't|n’t|\bnever|\bno longer)\s+(?:\w+\s+)?$", words[max(place - 20, 0) : place], I)
    )


def _first(spans: list[tuple[int, int]]) -> tuple[int, int] | None:
    return spans[0] if spans else None
