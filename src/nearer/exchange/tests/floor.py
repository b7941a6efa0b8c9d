"""A floor of its own for tests: one tells, the other says back, at most three times; then a question and its answer."""

import tomllib
from typing import Any

from nearer.programme.loader import programme
from nearer.programme.schema import Exercise
from nearer.programme.scripts import script_faults

ID = "a-floor"
FLOOR = """
id = "a-floor"
revision = 1
title = "A floor"
summary = "For tests."
serves = ["S2"]
outcomes = ["O3"]
people = 2
roles = ["speaker", "listener"]
minutes = 10
depth = 1
topic = ["daily"]
place = "either"
energy = "low"
valence = "light"
optin = "none"
not_when = ["fear"]
avoid_if = ["fear"]
author = "Nearer"
reviewed_by = ""
reviewed_on = ""
licence = "CC0-1.0"
evidence = { strength = "practice wisdom", cite = "", doi = "", n = 0, note = "None." }
landed = { when = ["verdict", "reply"], says = "It was confirmed and a question was answered." }

[[moves]]
id = "way"
by = "each"
rule = "given"
ask = "How do you like to talk today?"
fields = [{ id = "way", kind = "line", label = "My way", required = true }]

[[moves]]
id = "tell"
by = "speaker"
rule = "turns"
aloud = true
ask = "Tell something small."
fields = [{ id = "tell", kind = "words", label = "What happened", required = true }]

[[moves]]
id = "back"
by = "listener"
rule = "turns"
answers = "tell"
aloud = true
ask = "Say back what you heard."
fields = [{ id = "back", kind = "words", label = "What I heard", required = true }]

[[moves]]
id = "verdict"
by = "speaker"
rule = "turns"
answers = "back"
ask = "Was that it?"
again = { to = "back", field = "is", until = ["yes"], most = 3 }

[[moves.fields]]
id = "is"
kind = "choice"
label = "Was that it?"
required = true
choices = [{ id = "yes", says = "That's it" }, { id = "partly", says = "Partly" }, { id = "no", says = "Not yet" }]

[[moves.fields]]
id = "more"
kind = "words"
label = "What was missing"

[[moves]]
id = "ask"
by = "listener"
rule = "turns"
after = ["verdict"]
aloud = true
ask = "Ask one open question."
fields = [{ id = "ask", kind = "words", label = "My question", required = true }]

[[moves]]
id = "reply"
by = "speaker"
rule = "turns"
answers = "ask"
aloud = true
ask = "Answer it."
fields = [{ id = "reply", kind = "words", label = "My answer", required = true }]

[[moves]]
id = "felt"
by = "each"
rule = "private"
after = ["reply"]
ask = "How was it for you?"
fields = [{ id = "felt", kind = "slider", label = "I felt heard", required = true }]
"""


def floor() -> Exercise:
    script = Exercise.model_validate(tomllib.loads(FLOOR))
    assert not script_faults(script)
    return script


def add_floor(patch: Any) -> None:
    """Beside the shipped exercises, for the length of one test."""
    patch.setitem(programme().exercises, ID, {1: floor()})
