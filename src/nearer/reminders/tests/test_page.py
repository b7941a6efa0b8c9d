"""The page: what may be chosen, what is refused, what is gone when it is switched off, and who learns of it."""

from datetime import timedelta
from typing import Any

import pytest

from nearer.kit import clock
from nearer.planner.models import Feed
from nearer.reminders import addresses, outbox, push
from nearer.reminders.models import DUE, Reminder, Rest, Sending, Visit
from tests.cast import Visitor, couple
from tests.hints import pages
from tests.listening import Browser, MailBox, PushService, at_hour, by_mail, by_push, times
from tests.sentences import bare_in_module, bare_in_template
from tests.test_translatable import SOURCE

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/you/reminders/"
REAL = "https://fcm.googleapis.com/fcm/send/abc:def"


@pytest.fixture
def ana() -> Visitor:
    return Visitor("Ana").arrive()


def test_all_is_off_until_chosen_and_the_page_says_who_can_read_what(ana: Visitor, box: MailBox) -> None:
    page = ana.get(PAGE)
    assert "All are off until you choose one" in page and "<title>Notes</title>" in page
    assert "Whoever runs this server can read this address" in page and "is on</span>" not in page
    assert not Reminder.objects.exists() and not Visit.objects.exists()
    assert PAGE in ana.get("/you/")


def test_without_a_mail_server_mail_is_not_offered(ana: Visitor) -> None:
    assert "sends no mail" in ana.get(PAGE) and "mail-mail" not in ana.get(PAGE)
    ana.post(f"{PAGE}mail/", 404, mail__mail="ana@example.net", **times("mail", ["0"], 20))


def test_what_was_chosen_is_kept_and_shown_without_the_address(ana: Visitor, box: MailBox) -> None:
    ana.post(f"{PAGE}mail/", mail__mail="ana@example.net", **times("mail", ["0", "4"], 7, "Asia/Kathmandu"))
    row = Reminder.objects.get()
    assert (row.weekdays, row.hour, row.zone) == ("04", 7, "Asia/Kathmandu")
    page = ana.get(PAGE)
    assert "is on</span>" in page and 'value="Asia/Kathmandu"' in page and "ana@example.net" not in page
    ana.post(f"{PAGE}mail/", **times("mail", ["1"], 8))  # the address stays
    row.refresh_from_db()
    assert addresses.open_address(row.person_id, "mail", row.sealed_address) == {"mail": "ana@example.net"}


@pytest.mark.parametrize("zone", ["", "Mars", "Europe/Nowhere", "../../etc/passwd", "/etc/localtime", "posixrules"])
def test_a_zone_that_is_none_is_refused(ana: Visitor, box: MailBox, zone: str) -> None:
    page = ana.post(f"{PAGE}mail/", 422, mail__mail="a@example.net", **times("mail", ["0"], 20, zone))
    assert "another look" in page and not Reminder.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"mail__hour": "24"},
        {"mail__hour": "-1"},
        {"mail__hour": "x"},
        {"mail__weekdays": []},
        {"mail__weekdays": ["7"]},
        {"mail__weekdays": ["0", "1", "2", "3"]},
        {"mail__mail": ""},
        {"mail__mail": "ana"},
        {"mail__mail": "ana@example.net\nBcc: eve@example.net"},
        {"mail__mail": "ana@example.net, eve@example.net"},
        {"mail__mail": f"{'a' * 250}@example.net"},
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_refused(ana: Visitor, box: MailBox, wrong: dict[str, Any]) -> None:
    right = {"mail__mail": "ana@example.net", **times("mail", ["0"], 20)}
    assert "another look" in ana.post(f"{PAGE}mail/", 422, **(right | wrong))
    assert not Reminder.objects.exists()


def test_three_days_over_all_kinds_and_one_kind_a_day(ana: Visitor, box: MailBox) -> None:
    by_mail(ana, ["0", "2"])
    given = {f"push__{name}": value for name, value in Browser().subscription(REAL).items()}
    page = ana.post(f"{PAGE}push/", 422, **given, **times("push", ["2"], 9))
    assert "Wednesday is taken already: Mail" in page
    assert "1 day is left" in ana.post(f"{PAGE}push/", 422, **given, **times("push", ["1", "3"], 9))
    ana.post(f"{PAGE}push/", **given, **times("push", ["3"], 9))
    assert "0 days are left" in ana.post(f"{PAGE}calendar/", 422, **times("calendar", ["5"], 9))
    by_mail(ana, ["0", "4"])  # its own days are free to change
    assert {row.kind: row.weekdays for row in Reminder.objects.all()} == {"mail": "04", "push": "3"}


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://fcm.googleapis.com/fcm/send/a",
        "https://127.0.0.1/a",
        "https://localhost/a",
        "https://[::1]/a",
        "https://0x7f000001/a",
        "https://10.0.0.1:443/a",
        "https://fcm.googleapis.com:8443/a",
        "https://fcm.googleapis.com:0/a",
        "https://fcm.googleapis.com:x/a",
        "https://ana@fcm.googleapis.com/a",
        "https://fcm.googleapis.com@127.0.0.1/a",
        "https://fcm.googleapis.com.example.net/a",
        "https://evilfcm.googleapis.com/a",
        "https://.push.services.mozilla.com/a",
        "https://evil-push.services.mozilla.com/a",
        "https://example.net/#.notify.windows.com",
        "https://example.net/?.notify.windows.com",
        "https://example.net\\.notify.windows.com/a",
        "https://fcm.googleapis.com/a b",
        "https://fcm.googleapis.com/a\r\nHost: example.net",
        "https://fcm.googleapis.com./a",
        "https://ｆcm.googleapis.com/a",
        "file:///etc/passwd",
        "gopher://fcm.googleapis.com/a",
        "//fcm.googleapis.com/a",
        "https:///a",
        f"{REAL}{'a' * 2000}",
    ],
)
def test_an_address_outside_the_known_push_services_is_refused(ana: Visitor, endpoint: str) -> None:
    given = {f"push__{name}": value for name, value in Browser().subscription(endpoint).items()}
    ana.post(f"{PAGE}push/", 422, **given, **times("push", ["0"], 20))
    assert not Reminder.objects.exists() and not push.is_known(endpoint)


@pytest.mark.parametrize(
    "endpoint",
    [
        REAL,
        "https://FCM.googleapis.com:443/fcm/send/a",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAA",
        "https://wns2-par02p.notify.windows.com/w/?token=BQ%2b",
        "https://web.push.apple.com/QGu",
    ],
)
def test_the_known_push_services_are_taken(endpoint: str) -> None:
    assert push.is_known(endpoint)


@pytest.mark.parametrize(
    "wrong", [{"p256dh": "AAAA"}, {"auth": "AAAA"}, {"auth": "ä"}, {"p256dh": "B" * 87}, {"auth": ""}]
)
def test_keys_that_no_browser_makes_are_refused(ana: Visitor, wrong: dict[str, str]) -> None:
    given = {f"push__{name}": value for name, value in (Browser().subscription(REAL) | wrong).items()}
    ana.post(f"{PAGE}push/", 422, **given, **times("push", ["0"], 20))
    assert not Reminder.objects.exists()


def test_a_host_that_is_no_longer_listed_is_not_asked(ana: Visitor, service: PushService, settings: Any) -> None:
    by_push(ana, service, ["0"])
    settings.PUSH_HOSTS = ()
    with clock.moved(at_hour(20)):
        assert outbox.tick() == 0 and not service.asked


def test_switched_off_its_address_is_gone_at_once(ana: Visitor, box: MailBox, service: PushService) -> None:
    by_mail(ana, ["0"]), by_push(ana, service, ["1"])
    with clock.moved(at_hour(20)):
        outbox._plan(Reminder.objects.get(kind="mail"), clock.now())
    ana.post(f"{PAGE}mail/", wish="off")
    assert [row.kind for row in Reminder.objects.all()] == ["push"] and not Sending.objects.filter(state=DUE).exists()
    Rest.objects.create(person=ana.me.person)
    ana.post(f"{PAGE}push/", wish="off")
    assert not Reminder.objects.exists() and not Visit.objects.exists() and not Rest.objects.exists()


def test_erasing_an_account_leaves_nothing(ana: Visitor, box: MailBox) -> None:
    by_mail(ana, ["0"])
    ana.post(f"{PAGE}mail/", 200, wish="try")
    ana.post("/you/erase/", passphrase=ana.passphrase)
    assert not any(table.objects.exists() for table in (Reminder, Sending, Visit, Rest))


def test_one_to_try_comes_at_once_and_counts_like_any_other(ana: Visitor, box: MailBox) -> None:
    assert "Not now" in ana.post(f"{PAGE}mail/", 409, wish="try")  # nothing is on
    by_mail(ana, ["0"])
    assert "Sent." in ana.post(f"{PAGE}mail/", 200, wish="try")
    assert "Not now" in ana.post(f"{PAGE}mail/", 409, wish="try")  # once in an hour
    for hours in (2, 4, 6):
        with clock.moved(timedelta(hours=hours)):
            ana.back().client.post(f"{PAGE}mail/", {"wish": "try"})
    assert len(box.arrived) == 3
    box.refuse = "550 no"
    with clock.moved(timedelta(days=9)):
        assert "could not be sent" in ana.back().post(f"{PAGE}mail/", 409, wish="try")


def test_nobody_else_sees_any_of_it(box: MailBox) -> None:
    ana, ben = couple()
    ana.get("/"), ben.get("/")
    before = pages(ben), ben.get(PAGE)
    by_mail(ana, ["0"]), ana.post(f"{PAGE}calendar/", **times("calendar", ["2"], 9))
    with clock.moved(at_hour(20) - timedelta(days=7) if at_hour(20) > timedelta(days=7) else timedelta()):
        outbox.tick()
    after = pages(ben), ben.get(PAGE)
    assert before[0] == after[0]
    assert [part for part in after[1].split('"') if "ana@" in part] == []


def test_the_next_ones_stand_in_the_own_calendar_until_they_rest(ana: Visitor) -> None:
    ana.post(f"{PAGE}calendar/", **times("calendar", ["0", "2", "4"], 20, "Europe/Berlin"))
    assert Feed.objects.count() == 1
    address = f"/calendar/{ana.me.manifest.feed['token']}.ics"

    def shown() -> str:
        return ana.client.get(address).content.decode()

    assert shown().count("SUMMARY:A card is ready when you are.") in (2, 3) and "Ana" not in shown()
    assert "T200000" in shown() and "DTSTART;TZID=Europe/Berlin" in shown()
    start = at_hour(0)
    for hour in range(24 * 10):
        with clock.moved(start + timedelta(hours=hour)):
            outbox.tick()
    assert Sending.objects.count() == 2 and Rest.objects.exists()
    with clock.moved(start + timedelta(days=11)):
        assert "VEVENT" not in shown()
        ana.back().post(f"{PAGE}again/")
        assert "VEVENT" in shown()
        ana.post(f"{PAGE}calendar/", wish="off")
        assert "VEVENT" not in shown()


def test_a_calendar_without_an_address_reminds_nobody(ana: Visitor) -> None:
    ana.post(f"{PAGE}calendar/", **times("calendar", ["0"], 20))
    ana.post("/you/calendar/off/")
    with clock.moved(at_hour(20)):
        outbox.tick()
    assert not Sending.objects.exists()


def test_every_sentence_goes_through_translation() -> None:
    own = SOURCE / "reminders"
    for path in own.rglob("*.html"):
        assert not bare_in_template(path.read_text("utf-8")), path.name
    assert {path.name: bare for path in own.glob("*.py") if (bare := bare_in_module(path.read_text("utf-8")))} == {}
