"""Real messages to real servers on this machine: what they hold, what they say, and when they stop."""

from datetime import timedelta
from email.utils import parsedate_to_datetime

import pytest
from django.conf import settings as project

from nearer.kit import clock
from nearer.reminders import outbox
from nearer.reminders.models import CLAIMED, LOST, SENT, Reminder, Rest, Sending, Visit
from nearer.vault import push_public_key
from tests.cast import Visitor, couple
from tests.listening import FROM, Browser, MailBox, PushService, at_hour, by_mail, by_push, claims_of

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "A card is ready when you are."
WEEK, DAY = timedelta(days=7), timedelta(days=1)


@pytest.fixture
def ana() -> Visitor:
    return Visitor("Ana").arrive()


def test_a_mail_comes_in_its_hour_once_with_the_one_sentence(ana: Visitor, box: MailBox) -> None:
    by_mail(ana, ["0"])
    for before in (at_hour(19), at_hour(20, weekday=1)):
        with clock.moved(before):
            assert outbox.tick() == 0
    with clock.moved(at_hour(20)):
        assert [outbox.tick(), outbox.tick(), outbox.tick()] == [1, 0, 0]
        now = clock.now()
    ((sender, to, mail),) = box.arrived
    assert (sender, to, mail["From"], mail["To"]) == (FROM, ["ana@example.net"], FROM, "ana@example.net")
    assert mail["Subject"] == "Notes" and mail.get_payload().strip() == TEXT
    assert mail["Auto-Submitted"] == "auto-generated" and mail["Message-ID"].endswith("@example.org>")
    assert abs(parsedate_to_datetime(mail["Date"]) - now) < timedelta(minutes=1)
    said = mail.as_string()
    assert "Ana" not in said.replace("ana@", "") and "localhost" not in said and "earer" not in said


def test_a_push_message_opens_only_with_the_browsers_key_and_is_signed(ana: Visitor, service: PushService) -> None:
    browser = by_push(ana, service, ["0"])
    with clock.moved(at_hour(20)):
        assert outbox.tick() == 1
        now = clock.now()
    ((path, headers, body),) = service.asked
    assert path == "/wake/abc" and browser.opened(body) == TEXT
    with pytest.raises(Exception, match="Decryption"):
        Browser().opened(body)
    claims = claims_of(headers["authorization"], push_public_key(project.INSTANCE_KEY))
    assert claims["aud"] == service.host and claims["sub"].startswith("https://")
    assert now.timestamp() < claims["exp"] <= now.timestamp() + 86400
    assert headers["content-encoding"] == "aes128gcm" and headers["topic"] == "card"
    assert 0 < int(headers["ttl"]) <= 3600  # a phone that was off gets it within the hour or not at all
    assert TEXT.encode() not in body and "cookie" not in headers and "user-agent" not in headers


def test_all_that_is_ever_sent_is_one_sentence(box: MailBox, service: PushService) -> None:
    ana, ben = couple()
    by_mail(ana, ["0"]), by_push(ben, service, ["1"])
    browser = by_push(ana, service, ["2", "4"])
    by_mail(ben, ["3", "5"], hour=7, to="ben@example.net")
    ana.post("/you/reminders/push/", 200, wish="try")
    opened = {browser.opened(service.asked[0][2])}
    start = at_hour(0)
    for hour in range(24 * 20):
        with clock.moved(start + timedelta(hours=hour)):
            if hour % 24 == 12:
                ana.back().get("/"), ben.back().get("/")
            outbox.tick()
    assert len(box.arrived) > 5 and len(service.asked) > 5
    assert {(mail["Subject"], mail.get_payload().strip()) for _, _, mail in box.arrived} == {("Notes", TEXT)}
    assert len({len(body) for _, _, body in service.asked}) == 1 and opened == {TEXT}


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten_at_once(ana: Visitor, service: PushService, status: int) -> None:
    by_push(ana, service, ["0"])
    service.status = status
    with clock.moved(at_hour(20)):
        assert outbox.tick() == 0
    assert not Reminder.objects.exists() and Sending.objects.get().state == LOST


@pytest.mark.parametrize("status", [301, 302, 307, 400, 429, 500])
def test_what_a_service_refuses_is_lost_and_no_redirect_is_followed(
    ana: Visitor, service: PushService, status: int
) -> None:
    by_push(ana, service, ["0"])
    service.status, service.location = status, service.endpoint("/elsewhere")
    with clock.moved(at_hour(20)):
        assert [outbox.tick(), outbox.tick()] == [0, 0]
    assert [path for path, _, _ in service.asked] == ["/wake/abc"]
    assert Sending.objects.get().state == LOST and Reminder.objects.count() == 1


def test_mail_that_is_refused_is_lost_and_does_not_count(ana: Visitor, box: MailBox) -> None:
    by_mail(ana, ["0", "1", "2"])
    box.refuse = "550 no such mailbox"
    for number in range(9):
        with clock.moved(at_hour(20) + number * DAY):
            assert outbox.tick() == 0
    assert {row.state for row in Sending.objects.all()} == {LOST} and not Rest.objects.exists()


def test_a_mail_server_that_is_away_stops_nobody_elses_reminder(
    ana: Visitor, box: MailBox, service: PushService, settings: object
) -> None:
    ben = Visitor("Ben").arrive()
    by_mail(ana, ["0"]), by_push(ben, service, ["0"])
    settings.MAIL_SERVER = None
    with clock.moved(at_hour(20)):
        assert outbox.tick() == 1
    assert sorted(row.state for row in Sending.objects.all()) == [LOST, SENT]


def test_after_two_without_a_visit_they_rest_until_their_owner_starts_them_again(ana: Visitor, box: MailBox) -> None:
    by_mail(ana, ["0", "2", "4"])
    start = at_hour(20)
    for number in range(21):
        with clock.moved(start + number * DAY):
            outbox.tick()
    assert len(box.arrived) == 2 and Rest.objects.count() == 1
    with clock.moved(start + 21 * DAY):
        assert "Reminders rest" in ana.back().get("/you/reminders/")
        assert outbox.tick() == 0  # a visit alone does not start them
        ana.post("/you/reminders/again/")
        assert outbox.tick() == 1
        assert "Reminders rest" not in ana.get("/you/reminders/") and not Rest.objects.exists()


def test_a_visit_keeps_them_coming_and_a_page_that_looks_again_is_none(ana: Visitor, box: MailBox) -> None:
    by_mail(ana, ["0"])
    for week in range(4):
        with clock.moved(at_hour(20) + week * WEEK):
            outbox.tick()
            ana.back().get("/")
    assert len(box.arrived) == 4
    for week in range(4, 8):
        with clock.moved(at_hour(20) + week * WEEK):
            outbox.tick()
            ana.back().client.get("/", headers={"X-Looks-Again": "1"})
    assert len(box.arrived) == 6


def test_a_visit_leaves_its_day_and_nothing_finer(ana: Visitor, box: MailBox) -> None:
    ana.get("/")
    assert not Visit.objects.exists()  # nobody without reminders is noted
    by_mail(ana, ["0"])
    (field,) = [field for field in Visit._meta.fields if not field.primary_key]
    assert field.get_internal_type() == "DateField" and Visit.objects.get().day == clock.now().date()
    with clock.moved(at_hour(20)):
        outbox.tick()
    assert Sending.objects.get().slot.strftime("%M:%S.%f") == "00:00.000000"


def test_what_a_crash_left_planned_goes_within_its_hour_or_never(ana: Visitor, box: MailBox) -> None:
    by_mail(ana, ["0"])
    with clock.moved(at_hour(20)):
        outbox._plan(Reminder.objects.get(), clock.now())
    with clock.moved(at_hour(20) + timedelta(hours=1)):
        assert outbox.tick() == 0 and not Sending.objects.exists()
    with clock.moved(at_hour(20) + WEEK):
        outbox._plan(Reminder.objects.get(), clock.now())
        assert outbox.tick() == 1
    assert Sending.objects.get().state == SENT


def test_what_was_cut_off_after_its_claim_is_never_sent_again(ana: Visitor, box: MailBox) -> None:
    by_mail(ana, ["0"])
    with clock.moved(at_hour(20)):
        outbox._plan(Reminder.objects.get(), clock.now())
        assert outbox._claim(Sending.objects.get())
        assert [outbox.tick(), outbox.tick()] == [0, 0]
    assert Sending.objects.get().state == CLAIMED and not box.arrived


def test_old_sendings_are_forgotten(ana: Visitor, box: MailBox) -> None:
    by_mail(ana, ["0", "1"])
    for week in range(6):
        for day in (0, 1):
            with clock.moved(at_hour(20) + week * WEEK + day * DAY):
                ana.back().get("/"), outbox.tick()
    assert len(box.arrived) == 12 and Sending.objects.count() <= 4
    ana.post("/you/reminders/mail/", wish="off")
    with clock.moved(at_hour(20) + 8 * WEEK):
        outbox.tick()
    assert not Sending.objects.exists()
