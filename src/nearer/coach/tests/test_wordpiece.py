"""Known answers of the original uncased BERT tokenizer, written down from it."""

import pytest

from nearer.coach.network import WEIGHTS
from nearer.coach.wordpiece import WordPiece, split_words

PIECES = WordPiece(WEIGHTS / "vocab.txt")


@pytest.mark.parametrize(
    "text, numbers",
    [
        ("How are you?", [2129, 2024, 2017, 1029]),
        ("I'm not saying you're unforgivable!", "1045 1005 1049 2025 3038 2017 1005 2128 4895 29278 5856 12423 999"),
        ("It’s been a naïve, café-sized day… 😀", "2009 1521 1055 2042 1037 15743 1010 7668 1011 7451 2154 1529 100"),
        ("zero\u200b width\u00a0space\x00", [5717, 9381, 2686]),
        ("日本", [1864, 1876]),
        ("x" * 101, [100]),
        ("", []),
    ],
)
def test_pieces_are_those_of_the_original_tokenizer(text, numbers):
    expected = [int(n) for n in numbers.split()] if isinstance(numbers, str) else numbers
    assert PIECES.pieces_of(text) == expected


def test_a_pair_is_framed_as_the_partners_words_then_the_reply():
    assert PIECES.encode("Fine.", "How are you?") == (
        [101, 2129, 2024, 2017, 1029, 102, 2986, 1012, 102],
        [0, 0, 0, 0, 0, 0, 1, 1, 1],
    )


def test_words_alone_are_one_segment():
    assert PIECES.encode("How are you?") == ([101, 2129, 2024, 2017, 1029, 102], [0] * 6)


def test_a_long_text_keeps_its_beginning_and_a_long_partner_message_its_end():
    ids, segments = PIECES.encode("one two three", "four five six", longest=2)
    assert ids == [101, *PIECES.pieces_of("five six"), 102, *PIECES.pieces_of("one two"), 102]
    assert segments == [0, 0, 0, 0, 1, 1, 1]


def test_words_that_look_like_markers_stay_words():
    assert PIECES.start not in PIECES.pieces_of("[CLS] hi [SEP]")


def test_accents_and_capitals_make_no_difference():
    assert split_words("ÉCOUTE-moi") == ["ecoute", "-", "moi"]
