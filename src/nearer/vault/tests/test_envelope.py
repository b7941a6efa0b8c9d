"""Sealed bytes open with their key, in their place, unchanged; anything else is refused."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearer.vault import Context, Key, SealError, box, open_, seal, unbox, unwrap, wrap
from nearer.vault.padding import pad, padded_size, unpad

names = st.text(max_size=12)
contexts = st.builds(Context, names, names, names, names, names, st.integers(0, 2**40), st.integers(0, 2**20))


@given(st.binary(max_size=3000), contexts)
def test_what_is_sealed_opens_in_its_place(words: bytes, context: Context) -> None:
    sealed, dek = seal(words, context)
    assert open_(sealed, dek, context) == words


@settings(max_examples=1000)
@given(contexts, contexts)
def test_no_other_place_opens_it(place: Context, other: Context) -> None:
    sealed, dek = seal(b"words", place)
    wrapped = wrap(Key.new(), dek, place)
    if place == other:
        return
    with pytest.raises(SealError):
        open_(sealed, dek, other)
    with pytest.raises(SealError):
        unwrap(dek, wrapped, other)


@pytest.mark.parametrize("part", ["purpose", "space", "author", "object", "part", "revision", "epoch"])
def test_each_part_of_the_place_counts(part: str) -> None:
    place = Context("words", "space", "author", "object", "part", 1, 1)
    other = replace(place, **{part: 2 if part in ("revision", "epoch") else "else"})
    sealed, dek = seal(b"words", place)
    with pytest.raises(SealError):
        open_(sealed, dek, other)
    parent = Key.new()
    with pytest.raises(SealError):
        unwrap(parent, wrap(parent, dek, place), other)


@settings(max_examples=1000)
@given(st.data())
def test_a_flipped_bit_is_refused(data: st.DataObject) -> None:
    place, parent = Context("words"), Key.new()
    boxed = bytearray(box(parent, b"some words", place))
    bit = data.draw(st.integers(0, len(boxed) * 8 - 1))
    boxed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(SealError):
        unbox(parent, bytes(boxed), place)


@settings(max_examples=2000)
@given(st.one_of(st.binary(max_size=600), st.binary(max_size=600).map(lambda rest: b"s1\x01\x01" + rest)))
def test_any_other_bytes_are_refused_calmly(blob: bytes) -> None:
    key, place = Key.new(), Context("words")
    for opener in (open_, lambda blob, key, place: unwrap(key, blob, place), lambda b, k, p: unbox(k, b, p)):
        with pytest.raises(SealError):
            opener(blob, key, place)


def test_a_second_key_does_not_open_the_same_envelope() -> None:
    """The commitment: one ciphertext, one key."""
    place = Context("words")
    sealed, _ = seal(b"words", place)
    with pytest.raises(SealError):
        open_(sealed, Key.new(), place)


@given(st.binary(max_size=5000))
def test_padding_hides_the_length_and_comes_off(words: bytes) -> None:
    padded = pad(words)
    assert unpad(padded) == words
    assert len(padded) >= 256
    assert len(padded) <= max(256, (len(words) + 4) * 1.12 + 1)


@given(st.binary(max_size=700))
def test_padding_that_we_did_not_make_is_refused(blob: bytes) -> None:
    try:
        words = unpad(blob)
    except SealError:
        return
    assert pad(words) == blob


def test_short_notes_all_look_alike() -> None:
    assert {padded_size(4 + length) for length in range(200)} == {256}


def test_a_key_does_not_print_or_pickle_itself() -> None:
    import pickle

    key = Key(b"k" * 32)
    assert repr(key) == "<Key>"
    with pytest.raises(TypeError):
        pickle.dumps(key)
