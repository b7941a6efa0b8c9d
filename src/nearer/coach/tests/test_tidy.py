"""However somebody types, the same is read; and what is found lies in the words as they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.coach import read
from nearer.coach.tidy import SHORT, even, finished

TYPED = st.text("abiIumdonty' ’\n.?!\t🙂", max_size=60) | st.lists(
    st.sampled_from(
        [*SHORT, "I", "you", " ", "  ", "\n", "’", ".", "?", "Ill", "id", "be", "like", "feleing", "Shuoting"]
    )
).map(" ".join)


@pytest.mark.parametrize(
    "typed, meant",
    [
        ("im not sure u dont care", "I'm not sure you don't care"),
        ("It’s late,\t isnt  it", "It's late, isn't it"),
        ("y’all gonna be there", "you all going to be there"),
        ("Id love that. Ill be home.", "I'd love that. I'll be home."),
        ("one\r\n\r\ntwo", "one\ntwo"),
        ("I was ill and lost my id card", "I was ill and lost my id card"),
        ("The dog bit its tail", "The dog bit its tail"),
        ("Dont", "Don't"),
        ("I was releived cos you came", "I was relieved because you came"),
        ("id rly like that, id raelly love it", "I'd really like that, I'd really love it"),
        ("Apolgoies for shuoting, Marek", "Apologies for shouting, Marek"),
    ],
)
def test_what_was_typed_in_haste_reads_as_it_was_meant(typed: str, meant: str) -> None:
    assert even(typed).text == meant


@given(TYPED)
def test_every_place_leads_back_into_what_was_typed_and_in_order(typed: str) -> None:
    found = even(typed)
    assert len(found.places) == len(found.text) + 1
    assert list(found.places) == sorted(found.places)
    assert found.back((0, len(found.text))) == (0, len(typed))


@given(TYPED)
def test_what_is_even_stays_as_it_is(typed: str) -> None:
    text = even(typed).text
    assert even(text).text == text and finished(finished(typed)) == finished(typed)


@pytest.mark.parametrize("ending", ["", ".", " ", " 🙂", "… 🙂"])
def test_what_stands_behind_the_words_changes_nothing(ending: str) -> None:
    assert finished(f"I miss you{ending}").rstrip(".…") == "I miss you"


def test_a_note_lies_in_the_words_as_typed() -> None:
    for words, marked in (
        ("ok  so\n\nI feel like u dont   listen, and im off", "I feel like u dont   listen"),
        ("well   im so sad tonight", "im so sad"),
    ):
        assert marked in [words[note.start : note.end] for note in read(words).notes]


def test_fear_is_seen_through_haste() -> None:
    assert read("im scared of u").silent
