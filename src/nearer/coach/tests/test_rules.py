"""What the rules propose: the twelve seed pairs of the research, coverage and its cheats, fear, and any text at all."""

import json
import socket
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearer.coach import decision, read
from nearer.coach.clauses import clauses_of
from nearer.coach.coverage import coverage
from nearer.coach.fear import speaks_of_fear
from nearer.coach.reading import DRAFT, REPLY
from nearer.coach.reasons import REASONS
from nearer.coach.structure import depth_of, draft_notes, feelings_in, slots_of

HARSH = DRAFT[:7]
BEDTIME = "I'm worn out from doing bedtime alone all week and I miss you."


def harsh(words: str) -> set[str]:
    return {note.kind for note in draft_notes(words)} & set(HARSH)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the coach opened a socket")

    monkeypatch.setattr(socket, "socket", refuse)


@pytest.mark.parametrize(
    ("kind", "yes", "no"),
    [
        ("opinion_as_feeling", "I feel that you are selfish.", "I feel selfish for asking you this."),
        ("blame", "You must have known I'd be alone last night.", "You must have felt so alone last night."),
        ("blame", "You always know how to make me feel stupid.", "You always know how to make me laugh."),
        (
            "opinion_as_feeling",
            "I feel abandoned and ignored by you every weekend.",
            "I feel lonely on weekends when we're in separate rooms, and I'd love one evening together.",
        ),
        ("blame", "Why can't you just listen for once?", "Can you help me see what you'd like me to listen for?"),
        (
            "shutting_down",
            "I'm done talking. I need to be anywhere but here.",
            "I'm too wound up to talk well. I need 20 minutes, then I'll come back.",
        ),
        ("contempt", "Must be nice to come home to a clean house.", "It was nice to come home to a clean house."),
    ],
)
def test_a_rule_proposes_one_twin_and_not_the_other(kind: str, yes: str, no: str) -> None:
    assert kind in harsh(yes)
    assert kind not in harsh(no)


def test_what_is_only_quoted_is_nobodys_charge() -> None:
    assert not harsh('When I said "you never help", that must have stung.')


@pytest.mark.parametrize(
    ("words", "slots"),
    [
        (
            "When the plates stood there last night I felt alone. Would you take two evenings?",
            {"event", "feeling", "request"},
        ),
        ("I miss you.", {"feeling"}),
        ("Could we eat without phones tonight?", {"request", "event"}),
        ("I can see you've had a long week, and I felt lonely on Sunday.", {"their_side", "feeling", "event"}),
        ("You never help.", set()),
    ],
)
def test_the_parts_of_an_i_message_are_found_where_they_are(words: str, slots: set[str]) -> None:
    assert {name for name, span in slots_of(words).items() if span} == slots


@pytest.mark.parametrize(
    ("words", "depth"),
    [
        ("The train was late.", 0),
        ("I took the bus to my mother.", 1),
        ("I think we spend too much on things.", 2),
        ("I was so scared on the bridge.", 3),
        ("I was so scared, and I need you to hold my hand.", 4),
    ],
)
def test_depth_goes_from_nothing_personal_to_a_feeling_and_a_need(words: str, depth: int) -> None:
    assert depth_of(words) == depth


def test_a_feeling_that_is_denied_is_none() -> None:
    assert list(feelings_in("I am not angry.")) == []
    assert list(feelings_in("I am angry."))


def test_a_true_paraphrase_covers_both_parts_and_names_what_it_missed() -> None:
    both = coverage("Doing bedtime alone all week has worn you out, and you're missing me.", BEDTIME)
    one = coverage("Bedtime alone all week wears you out.", BEDTIME)
    assert both.share == 1.0 and one.share == 0.5
    (missed,) = one.missed
    assert BEDTIME[missed[0] : missed[1]] == "I miss you"


@pytest.mark.parametrize(
    "cheat",
    [
        BEDTIME,
        "I'm worn out from doing bedtime alone all week",
        "bedtime alone week worn miss",
        "Doing bedtime alone all week has not worn you out, and you're not missing me.",
        "I'm worn out too, and I miss when bedtime was done all week.",
        "You are proud of the garden that your sister planted.",
        "",
    ],
    ids=["verbatim", "half-verbatim", "salad", "other-way-round", "about-me", "somebody-elses", "nothing"],
)
def test_what_only_looks_like_listening_scores_below_a_short_true_line(cheat: str) -> None:
    assert coverage(cheat, BEDTIME).share < coverage("Bedtime alone all week wears you out.", BEDTIME).share


@pytest.mark.parametrize(
    "words",
    [
        "I'm scared of you when you drink.",
        "he hit me again last night",
        "You grabbed me by the arm and there is a bruise.",
        "If you leave I'll make sure you never see the kids.",
        "You won't let me see my sister.",
        "You took my phone and my keys.",
        "I don't want to be here any more, I think about ending my own life.",
        "you check my phone every night",
        "You'll regret this.",
        "he forced me and I said no",
        "You pushed me down the stairs.",
        "I am afraid from him",
    ],
)
def test_fear_and_force_silence_the_coach(words: str) -> None:
    assert speaks_of_fear(words)
    found = read(words)
    assert found.silent and not found.notes and not any(found.slots.values())


@pytest.mark.parametrize(
    "words",
    [
        "It hurt me that you forgot.",
        "I'm afraid of flying, and of the exam.",
        "You beat me at chess again!",
        "I'm scared that we grow apart.",
        "Your words hurt me, and I'd like to talk.",
        "I was frightened by the film.",
        "You'll see, it will be lovely.",
    ],
)
def test_plain_hurt_and_ordinary_fear_do_not(words: str) -> None:
    assert not speaks_of_fear(words)


@settings(deadline=None)  # the first text loads the network
@given(st.text(max_size=400), st.none() | st.text(max_size=200))
def test_any_text_is_read_and_every_span_lies_in_it(words: str, to: str | None) -> None:
    found = read(words, to)
    for note in found.notes:
        assert 0 <= note.start < note.end <= len(words) and 0 <= note.sure <= 1
        assert note.kind in (*DRAFT, *REPLY) and note.why in REASONS
    for span in found.slots.values():
        assert span is None or 0 <= span[0] < span[1] <= len(words)
    for start, end in (*found.covered, *found.missed):
        assert to is not None and 0 <= start < end <= len(to)
    assert json.loads(json.dumps(found.as_json())) == found.as_json() and read(words, to) == found


@given(st.text(max_size=300))
def test_clauses_are_in_order_and_say_what_stands_there(words: str) -> None:
    found = clauses_of(words)
    assert all(words[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_nothing_is_said_of_nothing() -> None:
    assert read("").notes == () and read("   \n").notes == ()


@pytest.mark.parametrize(
    "words", ["You never listen to me.", "Why can't you just listen?", "I feel that you are cold."]
)
def test_case_quotes_and_emoji_change_nothing(words: str) -> None:
    same = [words.upper(), words.lower(), words.replace("'", "’"), f"{words} 🙂", f"  {words}"]
    assert all(harsh(one) == harsh(words) for one in same)


def test_a_kind_below_its_gate_stays_silent() -> None:
    proposed = draft_notes("You never listen to me.")
    shut = {kind: decision.Gate() for kind in DRAFT}
    assert decision.decide(proposed, {"blame": 0.99}, "You never listen to me.", shut) == []
    agreeing = shut | {"blame": decision.Gate(shown=True, network=0.8)}
    assert decision.decide(proposed, {"blame": 0.7}, "You never listen to me.", agreeing) == []
    (note,) = decision.decide(proposed, {"blame": 0.9}, "You never listen to me.", agreeing)
    assert (note.kind, note.sure) == ("blame", 0.9)
