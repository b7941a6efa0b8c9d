"""Frozen known answers: what was sealed by any release opens for ever. Never regenerate, only add."""

import json
from pathlib import Path

from nearer.vault import (
    Context,
    Identity,
    InviteSecret,
    Key,
    Slot,
    commitment,
    open_,
    open_session,
    open_slot,
    row_id,
    safety_code,
    unwrap,
)
from nearer.vault.envelope import seal_with, wrap_with
from nearer.vault.proofs import self_tag
from nearer.vault.tlv import tlv

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text())
HEX = bytes.fromhex


def place(vector) -> Context:
    return Context(**vector["context"])


def test_tlv() -> None:
    assert tlv("s1", b"\x00\xff", 7).hex() == VECTORS["tlv"]


def test_envelope() -> None:
    vector = VECTORS["envelope"]
    sealed = seal_with(HEX(vector["words"]), Key(HEX(vector["dek"])), place(vector), HEX(vector["nonce"]))
    assert sealed.hex() == vector["sealed"]
    assert open_(sealed, Key(HEX(vector["dek"])), place(vector)).hex() == vector["words"]


def test_grant() -> None:
    vector = VECTORS["grant"]
    wrapped = wrap_with(Key(HEX(vector["parent"])), Key(HEX(vector["dek"])), place(vector), HEX(vector["nonce"]))
    assert wrapped.hex() == vector["wrapped"]
    assert unwrap(Key(HEX(vector["parent"])), wrapped, place(vector)) == Key(HEX(vector["dek"]))


def test_commitment_and_self_tag() -> None:
    vector = VECTORS["proofs"]
    assert commitment(HEX(vector["blinded"]), place(vector)).hex() == vector["commitment"]
    assert self_tag(Key(HEX(vector["vk"])), "part", "place", b"\x01").hex() == vector["self_tag"]


def test_slots() -> None:
    for vector in VECTORS["slots"]:
        fields = {**vector["slot"], **{name: HEX(vector["slot"][name]) for name in ("salt", "verifier", "wrapped_vk")}}
        assert (
            open_slot(Slot(**fields), vector["secret"], vector["person"], HEX(vector["pepper"])).raw.hex()
            == vector["vk"]
        )


def test_session() -> None:
    vector = VECTORS["session"]
    assert row_id(vector["ticket"]) == vector["row_id"]
    assert open_session(vector["ticket"], HEX(vector["instance_key"]), HEX(vector["sealed"])).hex() == vector["body"]


def test_identity_and_invite() -> None:
    vector = VECTORS["identity"]
    identity = Identity(HEX(vector["seeds"]))
    assert identity.public.hex() == vector["public"]
    assert identity.receive(HEX(vector["sent"]), "ck", "space", "member", 1).hex() == vector["secret"]
    assert safety_code("space", identity.public, Identity(bytes(96)).public) == vector["safety_code"]
    secret = InviteSecret(vector["code"])
    assert (secret.id, secret.mac("inviter", "space").hex()) == (vector["invite_id"], vector["invite_mac"])
