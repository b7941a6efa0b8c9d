import numpy as np
import pytest

from nearer.coach.ngrams import OVERLAPS, Ngrams, features_of, overlap_of


def text_bytes(lines):
    return np.frombuffer("\n".join(lines).encode(), dtype=np.uint8)


@pytest.fixture
def tiny(tmp_path):
    """One head that knows "thank" (for) and "?" (against)."""
    file = tmp_path / "tiny.npz"
    np.savez(
        file,
        features=text_bytes(["w:?", "w:thank"]),
        rarity=np.array([1, 1], dtype=np.float16),
        weights=np.array([[-2], [2]], dtype=np.float16),
        bias=np.array([0.5], dtype=np.float32),
        heads=text_bytes(["thanks"]),
    )
    return Ngrams(file)


def test_words_neighbours_and_letter_groups_are_features():
    found = features_of("Is it? It is")
    assert found["w:it"] == 2 and found["w:it ?"] == 1 and found["w:?"] == 1 and found["c: is"] == 2


def test_curly_and_straight_apostrophes_are_one():
    assert features_of("don’t") == features_of("don't")


def test_a_known_word_moves_the_score_by_its_weight(tiny):
    assert tiny.score("thank")["thanks"] == pytest.approx(1 / (1 + np.exp(-2.5)), abs=1e-4)


def test_a_text_without_known_features_scores_the_bias(tiny):
    assert tiny.score("xyzzy")["thanks"] == tiny.score("")["thanks"] == pytest.approx(0.6225, abs=1e-3)


def test_features_have_length_one(tiny):
    assert np.linalg.norm(tiny.vector_of("thank thank ?")[1]) == pytest.approx(1)


def test_a_parrot_a_turned_reply_and_a_stranger_differ_in_overlap():
    heard = "I miss my sister and I am tired"
    parrot, turned, stranger = (
        set(overlap_of(said, heard)) for said in (heard, "You miss your sister", "The bus was late")
    )
    assert "o:run 6" in parrot and "o:run 6" not in turned
    assert "o:turned 1" in turned and "o:turned 1" not in parrot
    assert not {name for name in stranger if name.startswith(("o:shared", "o:heard", "o:own"))}


def test_every_overlap_feature_can_be_named():
    assert set(overlap_of("You miss your sister", "I miss my sister")) <= set(OVERLAPS)


def test_an_empty_message_shares_nothing():
    assert overlap_of("", "") == [] == overlap_of("", "Hello")
