"""Ways in: the right secret opens, a wrong one is told apart from damage, nothing can be cheapened."""

from dataclasses import replace

import pytest

from nearer.vault import Key, SealError, WrongSecret, new_code, open_slot, passphrase_slot, recovery_slot

PEPPER = b"p" * 32
PHRASE = "marble otter lantern quick sofa"


@pytest.fixture(scope="module")
def vk() -> Key:
    return Key.new()


@pytest.fixture(scope="module")
def slot(vk: Key):
    return passphrase_slot(PHRASE, vk, "person", "slot", PEPPER)


def test_the_passphrase_opens_however_it_is_spaced(vk, slot) -> None:
    assert open_slot(slot, f"  {PHRASE.replace(' ', '   ')} ", "person", PEPPER) == vk


def test_a_wrong_passphrase_is_called_wrong(slot) -> None:
    with pytest.raises(WrongSecret):
        open_slot(slot, PHRASE + "s", "person", PEPPER)


@pytest.mark.parametrize("person,pepper", [("other", PEPPER), ("person", b"q" * 32)])
def test_it_opens_for_its_person_and_server_only(slot, person, pepper) -> None:
    with pytest.raises(SealError):
        open_slot(slot, PHRASE, person, pepper)


@pytest.mark.parametrize(
    "change", [{"memory": 8}, {"passes": 1}, {"lanes": 4}, {"memory": 2**30}, {"salt": b""}, {"kind": "x"}]
)
def test_an_edited_cost_is_refused_before_any_work(slot, change) -> None:
    with pytest.raises(SealError) as refusal:
        open_slot(replace(slot, **change), PHRASE, "person", PEPPER)
    assert not isinstance(refusal.value, WrongSecret)


def test_a_damaged_slot_is_not_called_a_wrong_passphrase(slot) -> None:
    damaged = replace(slot, wrapped_vk=slot.wrapped_vk[:-1] + bytes([slot.wrapped_vk[-1] ^ 1]))
    with pytest.raises(SealError) as refusal:
        open_slot(damaged, PHRASE, "person", PEPPER)
    assert not isinstance(refusal.value, WrongSecret)


def test_the_verifier_opens_nothing(slot, vk) -> None:
    from nearer.vault import Context, unwrap

    with pytest.raises(SealError):
        unwrap(
            Key(slot.verifier), slot.wrapped_vk, Context("slot/pw", author="person", object="slot", part="65536,3,1")
        )


def test_the_recovery_code_opens_without_the_pepper(vk) -> None:
    code = new_code()
    slot = recovery_slot(code, vk, "person", "slot")
    spoken = "-".join(code[at : at + 5] for at in range(0, 26, 5)).lower()
    assert open_slot(slot, spoken, "person", b"") == vk
    with pytest.raises(WrongSecret):
        open_slot(slot, new_code(), "person", b"")
