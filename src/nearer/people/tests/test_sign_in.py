"""Coming in: the right words open, wrong ones are counted, and nobody is locked out by anybody else."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from nearer.kit import clock
from nearer.people.models import Person, Session, Slot
from tests.cast import GROUPS, PHRASES, Visitor, couple

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh_budgets():
    cache.clear()


def enter(visitor: Visitor, phrase: str | None = None, status: int = 302) -> str:
    return visitor.post("/sign-in/", status, name=visitor.name, passphrase=phrase or visitor.passphrase)


def test_a_new_account_begins_with_its_code_and_who_sees_what() -> None:
    ana = Visitor("Ana").start()
    code = "".join(GROUPS.findall(ana.get("/welcome/code/")))
    assert len(code) == 26
    ana.post("/welcome/code/")
    assert code not in ana.client.get("/welcome/code/", follow=True).content.decode()
    assert "Who can see what" in ana.get("/welcome/")


@pytest.mark.parametrize(
    "phrase,sentence",
    [
        ("too short", "too short"),
        ("Ana and Ben 2019", "could guess"),
        ("password password", "could guess"),
        ("x" * 300, "too long"),
    ],
)
def test_a_weak_passphrase_is_refused_and_the_name_is_kept(phrase: str, sentence: str) -> None:
    ana = Visitor("Ana")
    page = ana.post("/start/", 422, name="Ana", partner="Ben", passphrase=phrase, adult="on")
    assert sentence in page and 'value="Ana"' in page
    assert not Person.objects.exists()


def test_a_name_is_taken_once_however_it_is_written() -> None:
    Visitor("Ana").start()
    page = Visitor("Ana").post("/start/", 422, name="  aNA ", passphrase=PHRASES["Ben"], adult="on")
    assert "signs in with this name already" in page


def test_the_passphrase_opens_and_another_does_not() -> None:
    Visitor("Ana").arrive()
    ana = Visitor("Ana")
    assert "do not go together" in enter(ana, "something else entirely", 422)
    enter(ana)
    assert ana.get("/you/")


def test_a_name_nobody_has_is_answered_in_the_same_words() -> None:
    Visitor("Ana").arrive()
    known = enter(Visitor("Ana"), "something else entirely", 422)
    unknown = Visitor("Ana").post("/sign-in/", 422, name="Nobody", passphrase="something else entirely")
    assert "do not go together" in known and "do not go together" in unknown


def test_guessing_stops_and_a_known_device_still_gets_in() -> None:
    owner = Visitor("Ana").start()
    owner.post("/sign-out/")
    stranger = Visitor("Ana")
    for _ in range(10):
        enter(stranger, "wrong wrong wrong wrong", 422)
    assert "Too many tries" in enter(stranger, None, 422)
    enter(owner)


def test_a_damaged_slot_is_not_called_a_wrong_passphrase() -> None:
    Visitor("Ana").arrive()
    slot = Slot.objects.get(kind="pw")
    Slot.objects.filter(pk=slot.pk).update(wrapped_vk=slot.wrapped_vk[:-1] + b"\0")
    assert "damaged" in enter(Visitor("Ana"), None, 422)


def test_the_recovery_code_opens_once_and_ends_other_devices() -> None:
    ana = Visitor("Ana").start()
    code = "".join(GROUPS.findall(ana.get("/welcome/code/")))
    back = Visitor("Ana")
    back.post("/recover/", name="Ana", code=code.lower(), passphrase=PHRASES["Ben"])
    fresh = "".join(GROUPS.findall(back.get("/welcome/code/")))
    assert fresh != code
    assert ana.client.get("/you/").status_code == 302
    again = Visitor("Ana").post("/recover/", 422, name="Ana", code=code, passphrase=PHRASES["Cleo"])
    assert "do not go together" in again
    enter(Visitor("Ana"), PHRASES["Ben"])


def test_a_changed_passphrase_keeps_the_words_and_ends_other_devices() -> None:
    ana = Visitor("Ana").arrive()
    ana.post("/mine/new/", page__page="a page of mine")
    other = Visitor("Ana")
    enter(other)
    assert "not your passphrase" in ana.post("/you/passphrase/", 422, now="no", passphrase=PHRASES["Ben"])
    ana.post("/you/passphrase/", now=ana.passphrase, passphrase=PHRASES["Ben"])
    assert "a page of mine" in ana.get("/mine/")
    assert other.client.get("/you/").status_code == 302
    enter(Visitor("Ana"), None, 422)
    enter(Visitor("Ana"), PHRASES["Ben"])


def test_the_partners_name_is_no_passphrase_once_they_are_two() -> None:
    ana, _ben = couple()
    page = ana.post("/you/passphrase/", 422, now=ana.passphrase, passphrase="Ben Ben Ben Ana Ana")
    assert "could guess" in page


def test_own_devices_can_be_ended_and_nobody_elses() -> None:
    ana, ben = couple()
    second = Visitor("Ana")
    enter(second)
    assert ana.get("/you/devices/").count('name="device"') == 1
    ana.post("/you/devices/end/", device=ben.me.session_id)
    assert ben.get("/you/")
    ana.post("/you/devices/end/", device=second.me.session_id)
    assert second.client.get("/you/").status_code == 302


def test_a_sign_in_elsewhere_is_told_to_its_owner_alone() -> None:
    ana, ben = couple()
    enter(Visitor("Ana"))
    assert "opened on another device" in ana.get("/")
    assert "opened on another device" not in ben.get("/")
    ana.post("/you/devices/seen/")
    assert "opened on another device" not in ana.get("/")


def test_an_idle_device_locks_itself() -> None:
    ana = Visitor("Ana").arrive()
    with clock.moved(timedelta(minutes=20)):
        ana.get("/you/")
    with clock.moved(timedelta(minutes=45)):
        ana.get("/you/")
    with clock.moved(timedelta(minutes=90)):
        assert ana.client.get("/you/").status_code == 302


def test_a_day_is_the_longest() -> None:
    ana = Visitor("Ana").arrive()
    for quarter in range(1, 60):
        with clock.moved(timedelta(minutes=15 * quarter)):
            status = ana.client.get("/you/").status_code
        if status != 200:
            break
    assert 12 * 4 - 1 <= quarter <= 12 * 4 + 1


def test_a_stored_end_that_was_edited_changes_nothing() -> None:
    ana = Visitor("Ana").arrive()
    Session.objects.update(expires=clock.now() + timedelta(days=4000))
    with clock.moved(timedelta(hours=13)):
        assert ana.client.get("/you/").status_code == 302


def test_a_token_is_dead_after_locking_the_device() -> None:
    ana = Visitor("Ana").arrive()
    token = ana.client.cookies["sid"].value
    ana.post("/sign-out/")
    thief = Client()
    thief.cookies["sid"] = token
    assert thief.get("/you/").status_code == 302


def test_a_chosen_token_is_not_adopted() -> None:
    visitor = Visitor("Ana")
    visitor.client.cookies["sid"] = "A" * 43
    visitor.start()
    assert visitor.client.cookies["sid"].value != "A" * 43


def test_without_the_instance_key_row_and_cookie_open_nothing(settings) -> None:
    ana = Visitor("Ana").arrive()
    settings.INSTANCE_KEY = b"another key of thirty-two bytes!"
    assert ana.client.get("/you/").status_code == 302


def test_words_held_at_a_locked_door_can_still_be_sent() -> None:
    ana = Visitor("Ana").arrive()
    Session.objects.all().delete()
    held = ana.post("/mine/new/", 403, page__page="typed while locked")
    assert "typed while locked" in held and "still here" in held
    form = {"name": "Ana", "passphrase": ana.passphrase, "action": "/mine/new/", "held.page-page": "typed while locked"}
    ready = ana.client.post("/send-held/", form)
    assert "typed while locked" in ready.content.decode() and 'action="/mine/new/"' in ready.content.decode()
    ana.post("/mine/new/", page__page="typed while locked")
    assert "typed while locked" in ana.get("/mine/")


def test_erasing_leaves_nothing_that_opens() -> None:
    ana, ben = couple()
    page = ana.todays_card()
    ana.answer(page, "mine")
    assert "not your passphrase" in ana.post("/you/erase/", 422, passphrase="no")
    ana.post("/you/erase/", passphrase=ana.passphrase)
    assert not Person.objects.filter(name="Ana").exists()
    assert "do not go together" in enter(Visitor("Ana"), None, 422)
    assert ben.get("/") and ben.get("/ours/") and ben.see(page)


def test_a_page_that_looks_again_by_itself_keeps_no_vault_open() -> None:
    ana = Visitor("Ana").arrive()
    for minutes in (20, 33):
        with clock.moved(timedelta(minutes=minutes)):
            ana.client.get("/you/", headers={"X-Looks-Again": "1"})
    with clock.moved(timedelta(minutes=40)):
        assert ana.client.get("/you/").status_code == 302
