"""Every parser of stored or received bytes: only its own form, and only SealError otherwise."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nearer.vault import (
    Identity,
    InviteSecret,
    SealError,
    Words,
    normal_code,
    open_session,
    row_id,
    safety_code,
    seal_session,
    send,
)
from nearer.vault.tlv import parse_tlv, tlv

fields = st.lists(st.one_of(st.text(max_size=20), st.binary(max_size=20), st.integers(0, 2**64 - 1)), max_size=6)


@given(fields)
def test_tlv_comes_back_as_it_went(values: list[str | bytes | int]) -> None:
    assert parse_tlv(tlv(*values)) == values


@given(fields, fields)
def test_two_lists_never_give_the_same_bytes(one: list[object], other: list[object]) -> None:
    same = one == other and [type(a) for a in one] == [type(b) for b in other]
    assert (tlv(*one) == tlv(*other)) == same  # type: ignore[arg-type]


@settings(max_examples=2000)
@given(st.binary(max_size=200))
def test_tlv_refuses_anything_else(blob: bytes) -> None:
    try:
        values = parse_tlv(blob)
    except SealError:
        return
    assert tlv(*values) == blob


@given(st.binary(max_size=200))
def test_words_refuse_what_is_not_a_document(blob: bytes) -> None:
    try:
        words = Words.decoded(blob)
    except SealError:
        return
    assert isinstance(words.fields, dict)


def test_words_do_not_quote_themselves() -> None:
    words = Words({"answer": "marmalade"})
    assert "marmalade" not in f"{words!r} {words} {[words]}"


@given(st.text(max_size=60))
def test_tickets_refuse_anything_that_is_not_one(ticket: str) -> None:
    for opener in (row_id, lambda t: open_session(t, b"i" * 32, b"x" * 400), lambda t: seal_session(t, b"i" * 32, b"")):
        try:
            opener(ticket)
        except SealError:
            continue
        assert len(ticket) == 43


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=1300))
def test_what_was_not_sent_to_me_is_refused(blob: bytes) -> None:
    with pytest.raises(SealError):
        Identity(b"i" * 96).receive(blob, "ck")
    with pytest.raises(SealError):
        send(blob[:1215], b"secret", "ck")


@given(st.binary(max_size=120).filter(lambda seeds: len(seeds) != 96))
def test_seeds_of_another_length_are_refused(seeds: bytes) -> None:
    with pytest.raises(SealError):
        Identity(seeds).receive(b"x" * 1200, "ck")


@given(st.text(max_size=60))
def test_a_typed_code_is_brought_to_one_form_or_refused(typed: str) -> None:
    code = normal_code(typed)
    assert code == "" or (normal_code(code) == code and len(code) == 26)
    if not code:
        with pytest.raises(SealError):
            InviteSecret(code)


def test_spoken_codes_survive_being_misheard() -> None:
    code = "01AB2CD3EF4GH5JK6MN7PQ8RS1"
    heard = "oiab2-cd3ef 4gh5j k6mn7 pq8rs l".replace("-", " ")
    assert normal_code(heard) == code


def test_both_people_read_the_same_safety_code() -> None:
    one, other = Identity(b"a" * 96).public, Identity(b"b" * 96).public
    assert safety_code("space", one, other) == safety_code("space", other, one)
    assert safety_code("space", one, other) != safety_code("elsewhere", one, other)
    assert len(safety_code("space", one, other)) == 30
