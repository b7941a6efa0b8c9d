"""Promises hold, and only their maker can say: mine."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.vault import (
    Context,
    Identity,
    InviteSecret,
    Key,
    SealError,
    blind,
    commitment,
    is_mine,
    new_code,
    self_tag,
    send,
    unblind,
)

PLACE = Context("words", "space", "author", "object", "part", 1, 1)


@given(st.binary(min_size=1, max_size=500))
def test_a_promise_is_kept(words: bytes) -> None:
    blinded, promised = blind(words, PLACE)
    assert unblind(blinded, PLACE, promised) == words


@given(st.binary(min_size=1, max_size=100), st.binary(min_size=1, max_size=100))
def test_other_words_do_not_keep_it(words: bytes, other: bytes) -> None:
    blinded, promised = blind(words, PLACE)
    if other != words:
        with pytest.raises(SealError):
            unblind(blinded[:32] + other, PLACE, promised)


def test_the_promise_does_not_betray_a_guess() -> None:
    """Blinded: the same words promise differently each time."""
    assert blind(b"yes", PLACE)[1] != blind(b"yes", PLACE)[1]


def test_nothing_is_no_answer() -> None:
    with pytest.raises(SealError):
        commitment(b"r" * 32, PLACE)


def test_only_its_writer_can_say_mine() -> None:
    vk = Key.new()
    tag = self_tag(vk, "part", "x")
    assert is_mine(vk, tag, "part", "x")
    assert not is_mine(vk, tag, "part", "y")
    assert not is_mine(Key.new(), tag, "part", "x")


def test_what_is_sent_to_one_opens_for_that_one_in_that_place() -> None:
    one, other = Identity.new(), Identity.new()
    sent = send(one.public, b"couple key", "ck", "space", 1)
    assert one.receive(sent, "ck", "space", 1) == b"couple key"
    for who, info in [(other, ("ck", "space", 1)), (one, ("ck", "elsewhere", 1)), (one, ("ck", "space", 2))]:
        with pytest.raises(SealError):
            who.receive(sent, *info)


def test_without_the_code_no_key_is_vouched_for() -> None:
    secret = InviteSecret(new_code())
    mac = secret.mac("inviter", b"key")
    assert secret.check(mac, "inviter", b"key")
    assert not secret.check(mac, "inviter", b"another key")
    assert not secret.check(mac, "joiner", b"key")
    assert not InviteSecret(new_code()).check(mac, "inviter", b"key")
