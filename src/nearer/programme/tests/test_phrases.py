"""What an answer begins with, and phrases that come back: as people type, not as a program would."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from nearer.programme.phrases import begun, phrase_in

BANNED = ["you always", "you never"]
TYPED = some.text(alphabet="I willnevr'’ \n.…Yyouas", max_size=40)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ring you", "I will ring you"),
        ("I will ring you", "I will ring you"),
        ("i  WILL\nring you", "I will\nring you"),
        ("I willow baskets", "I will I willow baskets"),
        ("I will: ring", "I will: ring"),
        ("I", ""),
        ("I wi", ""),
        ("I will", ""),
        (" I will. ", ""),
        ("…", ""),
        ("", ""),
    ],
)
def test_what_is_kept_begins_as_the_script_says(typed: str, kept: str) -> None:
    assert begun(typed, "I will") == kept


def test_a_beginning_may_end_in_any_sign() -> None:
    assert begun("given your… nights, I see it", "Given your…") == "Given your… nights, I see it"
    assert begun("I don’t mind", "I don't") == "I don't mind"
    assert begun("as it is", "") == "as it is"


@given(TYPED)
def test_a_beginning_stands_once_and_nothing_typed_is_lost(typed: str) -> None:
    kept = begun(typed, "I will")
    assert begun(kept, "I will") == kept
    if kept.strip():
        assert kept.startswith("I will")
        assert "".join(kept.casefold().split()).endswith("".join(typed.casefold().split()))


@pytest.mark.parametrize("typed", ["You always do", "well, you   never\nask", "YOU NEVER!", "“you always”"])
def test_a_phrase_is_found_however_it_is_typed(typed: str) -> None:
    assert phrase_in(typed, BANNED) in BANNED


@pytest.mark.parametrize("typed", ["thank you nevertheless", "bayou always", "you, always", "never you", ""])
def test_other_words_are_left_alone(typed: str) -> None:
    assert phrase_in(typed, BANNED) == ""


@given(TYPED)
def test_a_phrase_is_found_inside_anything(typed: str) -> None:
    assert phrase_in(f"{typed} you always {typed}", ["you always"])
