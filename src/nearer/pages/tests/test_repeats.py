"""What comes again in own entries: counted, in own words, and nothing more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.pages.repeats import AGAIN, ENOUGH, SMALL, Entry, heavier_twice, repeats

POOL = ["phone", "phones", "Phone", "table", "small", "not", "the", "on", "quiet", "left", "room", ",", "tired", "I"]
TEXTS = st.lists(st.sampled_from(POOL), max_size=8).map(" ".join)
ENTRIES = st.lists(
    st.fixed_dictionaries(
        {"trigger": TEXTS, "need": TEXTS, "feelings": st.lists(st.sampled_from(["sad", "glad", "tense"]), max_size=3)}
    ),
    max_size=9,
)


def texts(*said: str) -> list[Entry]:
    return [{"trigger": one} for one in said]


def found(*said: str) -> dict[str, int]:
    return {one.says: one.entries for one in repeats(texts(*said)).words}


@given(ENTRIES.filter(lambda entries: len(entries) < ENOUGH))
def test_below_five_entries_nothing_is_counted(entries: list[Entry]) -> None:
    assert not repeats(entries).feelings and not repeats(entries).words


@given(ENTRIES)
def test_every_repeat_is_in_at_least_two_entries_and_in_the_writers_own_words(entries: list[Entry]) -> None:
    result = repeats(entries)
    said = [text for entry in entries for text in (entry["trigger"], entry["need"])]
    chosen = {one for entry in entries for one in entry["feelings"]}
    for one in result.words:
        assert AGAIN <= one.entries <= len(entries) and any(one.says in text for text in said)
    for one in result.feelings:
        assert one.says in chosen
        assert one.entries == sum(one.says in entry["feelings"] for entry in entries) >= AGAIN


@given(ENTRIES, st.randoms())
def test_the_order_of_the_entries_changes_no_count(entries: list[Entry], chance) -> None:
    other = list(entries)
    chance.shuffle(other)
    for kind in ("words", "feelings"):
        one, two = getattr(repeats(entries), kind), getattr(repeats(other), kind)
        assert [each.entries for each in one] == [each.entries for each in two]


@given(ENTRIES)
def test_small_words_alone_are_never_a_repeat(entries: list[Entry]) -> None:
    assert not [one for one in repeats(entries).words if one.says.casefold() in SMALL | {"not"}]


@given(st.lists(st.text(max_size=40), min_size=ENOUGH, max_size=8))
def test_anything_that_people_type_can_be_counted(said: list[str]) -> None:
    for one in repeats(texts(*said)).words:
        assert any(one.says in text for text in said)


def test_case_simple_plurals_and_small_words_do_not_hide_a_repeat() -> None:
    said = ("the phone on the table", "Phones at tables", "two stories", "one story", "a late train")
    assert found(*said) == {"phone on the table": 2, "stories": 2}


def test_the_wording_of_the_entry_that_comes_first_is_given_back() -> None:
    assert found("Being Small", "small", "x", "y", "z") == {"Small": 2}


def test_a_longer_phrase_stands_for_its_words_but_not_for_what_comes_more_often() -> None:
    said = ("I left the room", "left the room again", "a room", "nothing much", "rain")
    assert found(*said) == {"room": 3, "left the room": 2}


def test_a_word_counts_once_for_each_entry_however_often_it_stands_there() -> None:
    assert found("rain rain rain", "dry", "wind", "fog", "sun") == {}
    entries: list[Entry] = [{"trigger": "rain", "need": "rain"}, {"act": "rain"}, {}, {}, {}]
    assert [(one.says, one.entries) for one in repeats(entries).words] == [("rain", 2)]


def test_a_not_stays_with_what_it_turns() -> None:
    assert found("not seen", "I was not seen", "snow", "wind", "fog") == {"not seen": 2}
    assert found("I didn't", "you didn’t", "snow", "wind", "fog") == {}


def test_no_phrase_reaches_over_a_pause() -> None:
    assert found("late, train", "late. Train", "snow", "wind", "fog") == {"late": 2, "train": 2}


def test_words_of_other_languages_and_marks_are_whole() -> None:
    assert found("die Tür fällt zu", "Die TÜR fällt zu", "l’été", "L'été", "x") == {"die Tür fällt": 2, "l’été": 2} | {
        "Tür fällt zu": 2
    }


@pytest.mark.parametrize(
    ("left", "so"),
    [(["heavier", "heavier", ""], True), (["heavier"], False), (["heavier", "same", "heavier"], False), ([], False)],
)
def test_two_heavy_entries_running_are_noticed(left: list[str], so: bool) -> None:
    assert heavier_twice(left) is so


def test_nothing_said_is_in_a_repr() -> None:
    result = repeats(texts("canary", "canary", "x", "y", "z"))
    assert "canary" not in repr(result.words[0])
