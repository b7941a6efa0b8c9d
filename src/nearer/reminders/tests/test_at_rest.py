"""What lies in the rows: no address in clear, and nothing that damage turns into a fault or somebody else's mail."""

import pytest
from django.db import connection

from nearer.kit import clock
from nearer.reminders import addresses, outbox
from nearer.reminders.models import LOST, Reminder, Sending
from nearer.vault import push_body, push_keys, push_public_key
from tests.cast import Visitor
from tests.damage import wounds
from tests.listening import Browser, MailBox, PushService, at_hour, by_mail, by_push

pytestmark = pytest.mark.django_db(transaction=True)
TABLES = ("reminders_reminder", "reminders_sending", "reminders_visit", "reminders_rest")


def every_row() -> bytes:
    found = []
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table}")
            found += [bytes(one) if isinstance(one, memoryview) else one for row in cursor.fetchall() for one in row]
    return b"\n".join(one if isinstance(one, bytes) else str(one).encode() for one in found)


@pytest.fixture
def ana(box: MailBox) -> Visitor:
    ana = Visitor("Ana").arrive()
    by_mail(ana, ["0"])
    return ana


def test_a_copy_of_the_database_lists_no_address(ana: Visitor, service: PushService) -> None:
    browser = by_push(ana, service, ["1"])
    told = browser.subscription(service.endpoint())
    assert len(every_row()) > 500
    for secret in ("ana@example.net", "example.net", service.endpoint(), told["p256dh"], told["auth"]):
        assert secret.encode() not in every_row()
    assert addresses.open_address(ana.me.id, "push", Reminder.objects.get(kind="push").sealed_address) == told


def test_addresses_of_any_length_take_the_same_room(ana: Visitor) -> None:
    short = len(Reminder.objects.get().sealed_address)
    by_mail(ana, ["0"], to=f"{'long' * 12}@example.net")
    assert len(Reminder.objects.get().sealed_address) == short


def test_another_instance_key_opens_no_address(ana: Visitor, settings: object) -> None:
    row = Reminder.objects.get()
    settings.INSTANCE_KEY = bytes(32)
    assert addresses.open_address(row.person_id, "mail", row.sealed_address) is None


def test_a_damaged_or_moved_address_sends_nothing_and_breaks_nothing(ana: Visitor, box: MailBox) -> None:
    ben = Visitor("Ben").arrive()
    by_mail(ben, ["0"], to="ben@example.net")
    mine, theirs = (Reminder.objects.get(person=who.me.person) for who in (ana, ben))
    for damaged in wounds(mine.sealed_address, theirs.sealed_address):
        Reminder.objects.filter(pk=mine.pk).update(sealed_address=damaged)
        Sending.objects.all().delete()
        box.arrived.clear()
        with clock.moved(at_hour(20)):
            assert outbox.tick() == 1
        assert [to for _, to, _ in box.arrived] == [["ben@example.net"]]
        assert Sending.objects.get(person=ana.me.person).state == LOST
        assert ana.client.get("/you/reminders/").status_code == 200


@pytest.mark.parametrize(
    "edited",
    [{"zone": "Mars"}, {"zone": "/etc"}, {"weekdays": "x"}, {"weekdays": "9"}, {"hour": 25}, {"kind": "owl"}],
    ids=str,
)
def test_an_edited_row_stops_nobody_elses_reminder(ana: Visitor, box: MailBox, edited: dict[str, object]) -> None:
    ben = Visitor("Ben").arrive()
    by_mail(ben, ["0"], to="ben@example.net")
    Reminder.objects.filter(person=ana.me.person).update(**edited)
    with clock.moved(at_hour(20)):
        outbox.tick()
    assert ["ben@example.net"] in [to for _, to, _ in box.arrived]
    assert ana.client.get("/you/reminders/").status_code == 200


def test_the_key_of_push_services_follows_from_the_instance_key() -> None:
    one, other = push_public_key(b"a" * 32), push_public_key(b"b" * 32)
    assert one == push_public_key(b"a" * 32) != other and len(one) == 87


def test_each_push_message_is_sealed_anew() -> None:
    browser = Browser()
    told = browser.subscription("https://web.push.apple.com/a")
    one, other = (push_body(b"words", told["p256dh"], told["auth"]) for _ in "12")
    assert one != other and browser.opened(one) == browser.opened(other) == "words"
    assert len(push_keys(told["p256dh"], told["auth"])[0]) == 65
