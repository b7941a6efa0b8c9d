"""Words that the rules know. English only; second-language forms of the same words stand among them."""

import re

FEELINGS = frozenset(
    "afraid alone amazed angry annoyed anxious ashamed awful awkward bad bored calm cheerful cold confused content"
    " curious delighted depressed desperate disappointed discouraged distant down drained embarrassed empty excited"
    " exhausted fearful fine fond frightened frustrated furious glad grateful guilty happy heavy helpless hopeful"
    " hopeless hurt impatient insecure irritated jealous joyful light lonely lost loved low mad miserable moved nervous"
    " numb okay overwhelmed pained panicky peaceful pleased proud puzzled raw relaxed relieved restless sad safe scared"
    " shaken shaky shocked shy sick sorry stressed stuck surprised tender tense terrible thankful tired torn touched"
    " troubled uncomfortable uneasy unhappy unsettled upset useless vulnerable warm weary worn-out worried worthless"
    " small tight moody blue low-spirited wobbly anxious afraid fed-up gutted knackered chuffed bummed".split()
)
FEELING_NOUNS = frozenset(
    "anger anxiety fear grief guilt joy loneliness panic relief sadness shame stress worry envy jealousy".split()
)
FEELING_VERBS = re.compile(
    r"\bI(?:'ve| have| do| really| just| also| still| so)*\s+(?:miss|missed|fear|dread|love|loved|enjoyed?|hate|"
    r"worry|worried|panic|panicked|hope|regret|cherish|treasure|ache|cried|cry)\b|\bmakes me (?:\w+ )?(?:sad|happy|"
    r"anxious|nervous|glad|proud|tense|scared|smile|cry)\b|\b(?:hurts|hurt|stings|stung|scares|scared|frightens|moved|"
    r"touches|touched|warms|warmed) me\b",
    re.IGNORECASE,
)
FAUX = frozenset(
    "abandoned abused attacked belittled betrayed blamed bullied cheated controlled criticised criticized deceived"
    " dismissed disrespected excluded humiliated ignored insulted invalidated judged lied manipulated misled"
    " mistreated misunderstood neglected patronised patronized pressured provoked punished rejected ridiculed shunned"
    " smothered taken-for-granted threatened tricked unappreciated uncared-for unheard unloved unseen unsupported"
    " unwanted used victimised victimized".split()
)
TRAITS = (
    "selfish|lazy|useless|childish|immature|cold|heartless|cruel|mean|rude|stubborn|dramatic|crazy|insane|stupid|"
    "pathetic|ridiculous|impossible|careless|thoughtless|inconsiderate|ungrateful|needy|clingy|controlling|paranoid|"
    "hopeless|irresponsible|unreliable|arrogant|spoiled|spoilt|messy|hypocrite|liar|jerk|idiot|slob|baby|child|loser|"
    "coward|narcissist|disappointment|joke|disgrace|embarrassment|failure|terrible (?:partner|husband|wife|father|"
    "mother|parent|boyfriend|girlfriend)|bad (?:partner|husband|wife|father|mother|parent)"
)
THANKS = re.compile(r"\b(?:thanks?(?: you)?|thank|grateful|appreciate[ds]?|ta|cheers)\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SMALL = frozenset(
    "a about after again all also am an and any are as at be because been before being but by can could did do does"
    " doing don't for from get go going got had has have he her here hers him his how i i'd i'll i'm i've if in into is"
    " it it's its just like me more most much my no not now of off on once one only or other our out over own really"
    " same she should so some such than that that's the their them then there these they this those through to too"
    " under until up very was we were what when where which while who why will with would yet you you'd you'll you're"
    " you've your yours it's today yesterday tonight last week day time thing things bit lot way when".split()
)
