"""The shipped weights as they are: whole, small, deterministic, and able to tell plain cases apart."""

import hashlib
import json
import socket

import pytest

from nearer.coach import network
from nearer.coach.network import WEIGHTS, score, shipped, shown_from

pytest.importorskip("onnxruntime")


def test_the_weights_are_those_of_the_record():
    record = json.loads((WEIGHTS / "record.json").read_text(encoding="utf-8"))
    for name, sha256 in record["weights"].items():
        assert hashlib.sha256((WEIGHTS / name).read_bytes()).hexdigest() == sha256, name


def test_all_weights_together_are_at_most_25_megabytes():
    assert sum(file.stat().st_size for file in WEIGHTS.iterdir()) <= 25_000_000


def test_scores_are_probabilities():
    found = score("I feel lonely when you work late.", "What is it?")
    assert found and all(0 <= value <= 1 for value in found.values())


def test_the_same_words_get_the_same_scores():
    assert score("Thank you for tonight.") == score("Thank you for tonight.")


def test_heads_about_answering_need_what_is_answered():
    assert "says_back" not in score("So you felt alone.")
    assert "says_back" in score("So you felt alone.", "I felt alone last night.")


@pytest.mark.parametrize("text", ["", " ", "?", "😀", "a" * 5000, "no " * 3000, "\x00\ud7ff"])
def test_any_text_at_all_gets_scores(text):
    assert score(text).keys() == score("Hello.").keys()
    assert score("Hello.", text).keys() == score("Hello.", "Hello.").keys()


@pytest.mark.parametrize(
    "head, more, less",
    [
        ("asks", "What was that like for you?", "That was last year."),
        ("mood_gratitude", "Thank you so much for this.", "The bus leaves at nine."),
        ("advice", "You should talk to a doctor about it.", "I am so sorry you went through that."),
        ("warmth", "I am so sorry you are going through this, stay strong.", "He drives a red car to work."),
        ("emotional_disclosure", "I cried all night and I feel so ashamed.", "Paris is the capital of France."),
    ],
)
def test_plain_cases_stand_in_the_right_order(head, more, less):
    assert score(more)[head] > score(less)[head]


def test_calibration_never_turns_the_order_round():
    for head, how in shipped().heads.items():
        measured, true = how["table"]
        assert measured == sorted(measured) and true == sorted(true), head


def test_a_bound_is_a_probability_or_none():
    assert all(bound is None or 0 < bound < 1 for bound in map(shown_from, shipped().heads))


def test_no_socket_is_opened(monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("the coach reached for the network")

    monkeypatch.setattr(socket, "socket", refuse)
    network.shipped.cache_clear()
    assert score("Hello.")
