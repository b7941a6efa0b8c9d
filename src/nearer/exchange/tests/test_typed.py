"""Forms whose answers begin with something, and answers that come back with a kind sentence."""

from typing import Any

import pytest

from nearer.exchange.forms import PartForm
from nearer.programme.schema import AField, Move


def move(**more: Any) -> Move:
    field = {"id": "will", "kind": "words", "label": "What I will do", "required": True, **more}
    asked = {"id": "promise", "by": "each", "rule": "private", "ask": "What will you do?", "fields": [field]}
    return Move.model_validate(asked)


def filled(words: str, **more: Any) -> PartForm:
    return PartForm(move(**more), data={"promise-will": words})


def test_a_form_shows_its_beginning_and_puts_it_in_front() -> None:
    shown = str(PartForm(move(begins="I will")))
    assert "I will </textarea>" in shown and "begins with “I will”" in shown
    assert filled("ring you", begins="I will").is_valid()
    form = filled("ring you", begins="I will")
    assert form.is_valid() and form.values() == {"will": "I will ring you"}


@pytest.mark.parametrize("kind", ["words", "line"])
def test_a_beginning_alone_is_an_empty_answer(kind: str) -> None:
    form = filled("I will ", begins="I will", kind=kind)
    assert not form.is_valid() and "Write a few words first" in str(form.errors)
    optional = filled("I will ", begins="I will", kind=kind, required=False)
    assert optional.is_valid() and optional.values() == {}


def test_own_words_are_shown_again_as_they_are_kept() -> None:
    shown = str(PartForm(move(begins="I will"), initial={"will": "I will ring you"}))
    assert shown.count("I will ring you") == 1 and "I will I will" not in shown


def test_a_phrase_comes_back_named_with_every_word_kept() -> None:
    words = "On Monday. And You  never listen anyway."
    form = filled(words, without=["you always", "you never"])
    assert not form.is_valid()
    assert "“you never” is a verdict. What happened, once?" in str(form.errors["will"])
    assert words in str(form)
    assert filled("You listened, never mind", without=["you never"]).is_valid()


def test_fields_without_either_are_as_they_were() -> None:
    plain = AField(id="a", kind="line", label="A")
    assert (plain.begins, plain.without) == ("", [])
    form = filled("you never")
    assert form.is_valid() and form.values() == {"will": "you never"}
