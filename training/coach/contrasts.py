"""Made contrast pairs: hand-written frames with open places, filled by rule. They widen the own pairs, no more.

Each frame is one way to say something and a close way that is not it. The filled pairs share their words, so that only
the frame tells them apart. A few frames make many alike pairs: they count for little and nothing is measured on them.
"""

from __future__ import annotations

import random
import re

from .data import DRAFT_KINDS, HARSH_KINDS, Example

FILL = {
    "chore": "the dishes|the laundry|the shopping|bedtime|the bills|the garden|the bins|dinner|the school run",
    "doing": "doing the dishes|putting the kids to bed|paying the bills|cooking|cleaning the bath|planning the trip",
    "event": "you came home late|you checked your phone at dinner|the plan changed|we missed the train|you left early"
    "|the bank called|you didn't text back|we argued in front of the kids|you cancelled our evening",
    "ours": "money|the kids|my mum|your sister|the holiday|the flat|our weekends|the car|the party|the move",
    "feel": "sad|lonely|scared|hurt|worried|tired|anxious|ashamed|overwhelmed|low|disappointed|angry|tense",
    "glad": "happy|grateful|calm|close to you|loved|proud|hopeful|relieved|safe",
    "trait": "selfish|lazy|childish|cold|careless|impossible|controlling|unfair|rude|ungrateful|dishonest|mean",
    "when": "last night|on Sunday|this morning|yesterday|on Friday|at the weekend|after work|at dinner|on the phone",
    "time": "20 minutes|half an hour|an hour|until after dinner|ten minutes|until tomorrow morning|a short walk",
    "nice": "made me tea|called my dad|stayed up with me|cleaned the kitchen|picked me up|listened|booked the table"
    "|looked after the kids|waited for me|fixed the shelf",
    "ask": "sit with me tonight|take the kids on Saturday|turn the music down|tell me when you'll be late|hold me"
    "|look at the bills with me|do the shopping this week|have dinner without phones|walk with me after work",
    "faux": "ignored|attacked|abandoned|used|betrayed|manipulated|rejected|disrespected|let down|pushed away|judged",
}
# kind -> (yes frame, no frame)
FRAMES: dict[str, tuple[tuple[str, str], ...]] = {
    "blame": (
        ("It's your fault that I'm so {feel}.", "It's nobody's fault that I'm so {feel}."),
        ("You always leave {chore} to me.", "You always help me with {chore}, and I like that."),
        ("You never think about {ours}.", "You never seem to tire of talking about {ours}, and I love that."),
        ("I'm {feel} because of you and {ours}.", "I'm {feel} because of work and {ours}."),
        ("You ruined everything {when} when {event}.", "I was {feel} {when} when {event}."),
        ("If you cared about {ours}, I wouldn't be {feel}.", "When I worry about {ours}, I get {feel}."),
        ("You make me {feel} every single time.", "I get {feel} every single time it happens."),
        ("We wouldn't have this problem with {ours} if it weren't for you.", "We can solve this problem with {ours}."),
        ("I feel {faux} by you every time we talk about {ours}.", "I feel {feel} every time we talk about {ours}."),
        ("I'm {feel}, and {event} {when}, as usual.", "I'm {feel} that {event} {when}."),
        ("You always get {trait} about {ours}.", "I always get nervous about {ours}."),
    ),
    "contempt": (
        ("Wow, you managed {chore}. Do you want a medal?", "Wow, you managed {chore}. That helped me a lot."),
        ("Must be nice to sit there while I'm {doing}.", "It must be nice to sit down after {doing}."),
        ("You're {trait} and you know it.", "You're {feel} and I can see it."),
        ("Even a child could handle {chore}.", "The child can handle {chore} now."),
        ("What kind of partner forgets {chore}?", "What kind of day was it, with {chore} and all?"),
        ("Oh please, spare me your {feel} act.", "Oh, please tell me more, you seem {feel}."),
        ("You're just like your mother: {trait}.", "You're just like your mother: so kind to the kids."),
        ("Congratulations, {event} again. Genius.", "I noticed that {event} again."),
        ("You're pathetic when it comes to {ours}.", "You're patient when it comes to {ours}."),
        ("I can't believe I married someone so {trait}.", "I can't believe I married someone so patient."),
    ),
    "defence": (
        ("I only forgot {chore} because you kept nagging.", "I forgot {chore}, and I see that it left you {feel}."),
        ("That's not my fault. You never told me about {ours}.", "I should have asked you about {ours}."),
        ("And what about you? You forgot {chore} too.", "You're right that I forgot {chore}."),
        ("I did nothing wrong {when}.", "I did something wrong {when}."),
        ("Fine, I'm sorry, but you started it {when}.", "I'm sorry that I started it {when}."),
        ("I wouldn't have to shout about {ours} if you listened.", "I shouted about {ours}, and I regret it."),
        ("Why do you always attack me over {chore}?", "How can I help with {chore}?"),
        ("I've done everything for {ours}, so don't start.", "I haven't done enough for {ours} lately."),
        ("You're one to talk about {chore}.", "I'd like to talk about {chore}."),
    ),
    "shutting_down": (
        ("I'm done talking about {ours}.", "I'm done with work, and I'd like to talk about {ours}."),
        ("Whatever. Do what you want with {ours}.", "Whatever you decide with {ours}, tell me how I can help."),
        ("Forget it. I'm not discussing {ours} with you.", "Don't forget, we said we'd discuss {ours} tonight."),
        ("I have nothing more to say about {ours}.", "I have one more thing to say about {ours}."),
        ("Leave me alone, I don't care about {ours}.", "I need {time}, then I'll come back to {ours}."),
        ("I'm going out. Don't wait for me.", "I'm too {feel} to talk now. Can we talk in {time}?"),
        ("There's no point in talking to you about {ours}.", "I find it hard to talk about {ours}, but I want to."),
        ("Drop it.", "I need a break of {time}. I'll be back and I want to hear you."),
        ("Fine. You win. Are we finished?", "I'm flooded. Give me {time} and I'll listen."),
    ),
    "demand": (
        ("You need to take care of {chore} now.", "I need some help with {chore}. Could you?"),
        ("You have to {ask}.", "Would you like to {ask}?"),
        ("Stop leaving me with {chore}, or I'm gone.", "I'd love it if we shared {chore}."),
        ("Just {ask}. I'm not asking.", "Could you {ask}? It's fine if not."),
        ("Why can't you just {ask} for once?", "What would make it easier for you to {ask}?"),
        ("From now on you do {chore}. End of story.", "From now on, could we take turns with {chore}?"),
        ("Either you {ask} or we're done.", "I'd feel {glad} if you could {ask}."),
        ("I expect you to {ask}, every day.", "I wonder if you'd {ask} one day this week."),
        ("You'd better {ask}.", "It would be better for me if you could {ask}. What do you think?"),
    ),
    "mind_reading": (
        ("You don't care about {ours}.", "I don't know how you see {ours}."),
        ("You did that {when} just to make me {feel}.", "I was {feel} {when}. What was going on for you?"),
        ("I know you think I'm {trait}.", "I sometimes worry that you think I'm {trait}. Do you?"),
        ("You obviously wanted to hurt me {when}.", "I was hurt {when}, and I don't think you meant it."),
        ("You just want to get out of {chore}.", "You said you want to get out of {chore}."),
        ("You knew exactly I'd be {feel} {when}.", "You couldn't know I'd be {feel} {when}."),
        ("You think {ours} is all that matters.", "You told me how much {ours} matters to you."),
        ("Secretly you're glad that it went wrong {when}.", "You told me you were glad {when}."),
        ("You're only being nice because you want something.", "You're being so nice today, thank you."),
        ("You must have known {chore} would be left to me.", "You must have felt so {feel} {when}."),
    ),
    "opinion_as_feeling": (
        ("I feel that you are {trait}.", "I feel {feel} and I don't know why."),
        ("I feel like you don't care about {ours}.", "I feel {feel} when I think about {ours}."),
        ("I feel you should do {chore}.", "I feel {feel} when {chore} is left for me."),
        ("I feel as if {ours} is more important than me.", "I feel {feel}, as {ours} means so much to me."),
        ("I feel like this is unfair.", "I feel like crying, I'm so {feel}."),
        ("I feel that it was wrong {when}.", "I felt {feel} {when}, and that was hard."),
        ("I feel like we never talk about {ours}.", "I feel {glad} when we talk about {ours}."),
        ("I feel it's time you took over {chore}.", "I feel {feel} each time I think of {chore}."),
        ("I feel you're being {trait}.", "I'm afraid of being {trait}, and I feel {feel}."),
    ),
    "feeling": (
        ("I was {feel} {when} when {event}.", "It was late {when} when {event}."),
        ("I feel {feel} about {ours}.", "I feel that {ours} should change."),
        ("It makes me {glad} when we talk about {ours}.", "It makes sense to me when we talk about {ours}."),
        ("I'm so {feel} tonight.", "I'm so busy tonight."),
        ("Since {when} I've been {feel}.", "Since {when} I've been at home."),
        ("Part of me is {feel} and part of me is {glad}.", "Part of me thinks you are {trait}."),
    ),
    "request": (
        ("Could you {ask}?", "Couldn't you at least {ask}?"),
        ("Would you be willing to {ask}?", "Were you willing to {ask}? No."),
        ("I'd love it if you could {ask}.", "I'd have loved it if you had bothered to {ask}."),
        ("Can you do {chore} on Friday, please?", "You can do {chore} on Friday or else."),
        ("Would it work for you to {ask}?", "It never works for you to {ask}."),
        ("I have a wish: that we {ask}.", "I have wished for years that things were better."),
    ),
    "ownership": (
        ("I forgot {chore}, and that was my part.", "I forgot {chore}, but that's not on me."),
        ("I raised my voice {when}. I'm sorry.", "You raised your voice {when}. I'm sorry for you."),
        ("My part in it is that I got {feel} and shut you out.", "Your part in it is that you got {feel}."),
        ("I was wrong about {ours}.", "I wasn't wrong about {ours}."),
        ("I can see that I hurt you {when}.", "I can see that you want to be hurt {when}."),
        ("I should have told you about {ours}.", "You should have told me about {ours}."),
    ),
    "their_side": (
        ("You had a long day, and {chore} on top of it.", "I had a long day, and {chore} on top of it."),
        ("I can imagine you were {feel} when {event}.", "I can't imagine why you were {feel}."),
        (
            "For you it may have looked as if I didn't care about {ours}.",
            "It looked as if you didn't care about {ours}.",
        ),
        ("I see that {ours} matters to you.", "I see that only {ours} matters to you, not me."),
        ("Maybe you were {feel} too {when}.", "Maybe you were {trait} again {when}."),
    ),
    "thanks": (
        ("Thank you that you {nice} {when}.", "Thanks for nothing {when}."),
        ("I loved that you {nice}.", "I'd have loved it if you had {nice}."),
        ("It meant a lot that you {nice}.", "It would have meant a lot to have help {when}."),
        ("I appreciate how you handle {chore}.", "I'd appreciate it if you handled {chore}."),
        ("I'm grateful that you {nice} {when}.", "You should be grateful that I {nice} {when}."),
    ),
}
TAILS = ("", "", "", "", " That's how it is.", " I wanted to tell you.", " I've thought about it all day.")


def _filled(frame: str, words: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda place: words[place[1]], frame)


def make_contrasts(each: int, seed: int = 21) -> list[Example]:
    """`each` filled pairs of every draft kind, as twins.

    Labelled are the pair's own kind and, where the frame is calm, that no harsh kind is there.
    """
    draw = random.Random(seed)
    made = []
    for kind in DRAFT_KINDS:
        for number in range(each):
            yes, no = FRAMES[kind][number % len(FRAMES[kind])]
            words = {name: draw.choice(choices.split("|")) for name, choices in FILL.items()}
            tail, group = draw.choice(TAILS), f"made-{kind}-{number}-{seed}"
            for side, frame, label in (("yes", yes, 1.0), ("no", no, 0.0)):
                text = _filled(frame, words) + tail
                calm = (kind in HARSH_KINDS) != (side == "yes")
                labels = {**(dict.fromkeys(HARSH_KINDS, 0.0) if calm else {}), kind: label}
                made.append(Example(text, labels, "made", group, None, f"{group}-{side}", kind=kind))
    return made
