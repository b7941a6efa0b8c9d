"""Several processes at once, and processes that die: nobody is reminded twice."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from nearer.reminders import ticking
from tests import postgres
from tests.listening import FROM, MailBox, mail_server
from tests.served import Served

pytestmark = pytest.mark.django_db  # so that it is run again on PostgreSQL; the database is one of its own
ROOT = Path(__file__).resolve().parents[4]
PHRASE = "marble otter lantern quick sofa"
PEOPLE, WORKERS = 12, 4
BEGIN = """
import sys, time
import django; django.setup()
from datetime import timedelta
from nearer.kit import clock
from nearer.people.models import Person
from nearer.reminders import actions, addresses, outbox
from nearer.reminders.models import Reminder, Sending, Visit
next_week = clock.now() + timedelta(days=7)
shift = next_week.replace(hour=20, minute=30) - clock.now()
"""
PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
for number in range(int(sys.argv[1])):
    who = Person.objects.create(name=f"p{number}", name_key=f"p{number}", public_key=b"", sealed_identity=b"",
                                sealed_manifest=b"")
    Visit.objects.create(person=who, day=actions.today())
    where = addresses.sealed_address(who.pk, "mail", {"mail": f"p{number}@example.net"})
    day = str((clock.now() + shift).weekday())
    Reminder.objects.create(person=who, kind="mail", weekdays=day, hour=20, zone="UTC", sealed_address=where)
"""
TWO_KINDS = """
from nearer.planner.models import Feed
for who in Person.objects.all():
    Feed.objects.create(id=who.pk, person=who)
    reminder = Reminder.objects.get(person=who)
    Reminder.objects.create(person=who, kind="calendar", weekdays=reminder.weekdays, hour=20, zone="UTC")
    for ago in (1, 2):
        slot = (clock.now() + shift).replace(minute=0, second=0, microsecond=0) - timedelta(days=ago)
        Sending.objects.create(person=who, kind="mail", slot=slot, state="sent")
    Visit.objects.filter(person=who).update(day=(clock.now() + shift).date())
"""
WORK = """
while time.time() < float(sys.argv[1]):
    pass
with clock.moved(shift):
    for _ in range(int(sys.argv[2])):
        outbox.tick()
"""
ONE_KIND = """
decide = outbox.rules.verdict
def slowly(*given):
    told = decide(*given)
    time.sleep(0.2)
    return told
outbox.rules.verdict = slowly
with clock.moved(shift):
    for number, reminder in enumerate(Reminder.objects.filter(kind=sys.argv[2]).order_by("person__name")):
        while time.time() < float(sys.argv[1]) + number:
            time.sleep(0.01)
        outbox._plan(reminder, clock.now())
"""
STATES = """
print(sorted(Sending.objects.values_list("state", flat=True)))
"""


class Place:
    """A data folder and a database, with processes that use them."""

    def __init__(self, folder: Path, box: MailBox) -> None:
        (folder / "instance.key").write_text(os.urandom(32).hex())
        here = {name: value for name, value in os.environ.items() if not name.startswith("NEARER_")}
        path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
        self.environment = here | {"DJANGO_SETTINGS_MODULE": "nearer.config.settings", "PYTHONPATH": path}
        self.environment |= {"NEARER_DATA": str(folder), "NEARER_TIME_ZONE": "UTC"} | mailing(box)
        if postgres.wanted():
            self.environment["NEARER_DATABASE_URL"] = postgres.fresh()

    def begin(self, code: str, *arguments: object) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-c", BEGIN + code, *map(str, arguments)]
        return subprocess.Popen(command, env=self.environment, cwd=ROOT, stdout=-1, stderr=-1)

    def run(self, code: str, *arguments: object) -> str:
        process = self.begin(code, *arguments)
        said, wrong = process.communicate()
        assert process.returncode == 0, wrong.decode()
        return said.decode()


def mailing(box: MailBox) -> dict[str, str]:
    return {"NEARER_SMTP_URL": f"smtp://127.0.0.1:{box.server.port}", "NEARER_MAIL_FROM": FROM}


def counted(box: MailBox) -> Counter[str]:
    return Counter(to for _, tos, _ in box.arrived for to in tos)


def test_four_processes_at_the_same_moment_send_each_reminder_once(tmp_path: Path) -> None:
    with mail_server() as box:
        place = Place(tmp_path, box)
        place.run(PREPARE, PEOPLE)
        workers = [place.begin(WORK, time.time() + 4, 8) for _ in range(WORKERS)]
        said = [worker.communicate() for worker in workers]
        assert [worker.returncode for worker in workers] == [0] * WORKERS, said
        assert counted(box) == {f"p{number}@example.net": 1 for number in range(PEOPLE)}
        assert place.run(STATES).strip() == str(["sent"] * PEOPLE)


def test_two_kinds_at_the_same_moment_see_each_other_in_every_process(tmp_path: Path) -> None:
    with mail_server() as box:
        place = Place(tmp_path, box)
        place.run(PREPARE, 3)
        place.run(TWO_KINDS)
        at_once = time.time() + 4
        workers = [place.begin(ONE_KIND, at_once, kind) for kind in ("mail", "calendar")]
        said = [worker.communicate() for worker in workers]
        assert [worker.returncode for worker in workers] == [0, 0], said
        place.run(WORK, 0, 1)
        assert place.run(STATES).strip() == str(["sent"] * 3 * 3)  # two before, and one of the two kinds


def test_processes_that_are_killed_while_sending_leave_nothing_to_send_twice(tmp_path: Path) -> None:
    with mail_server() as box:
        place = Place(tmp_path, box)
        place.run(PREPARE, PEOPLE)
        take, held = box.handle_DATA, []

        async def taken_slowly(server: Any, session: Any, envelope: Any) -> str:
            """Accepted; and the one who handed it over dies before it hears so."""
            held.append(worker)
            answer = await take(server, session, envelope)
            worker.send_signal(signal.SIGKILL)
            return answer

        box.handle_DATA = taken_slowly  # type: ignore[method-assign]
        for _ in range(4):
            worker = place.begin(WORK, 0, 3)
            worker.wait(60)
            assert worker.returncode == -signal.SIGKILL
        box.handle_DATA = take  # type: ignore[method-assign]
        place.run(WORK, 0, 3)
        assert len(held) == 4 and max(counted(box).values()) == 1
        assert counted(box).total() == PEOPLE  # the four had arrived; nobody sends them again
        assert place.run(STATES).strip() == str(["claimed"] * 4 + ["sent"] * (PEOPLE - 4))


def this_hour() -> datetime:
    """Now, with at least a minute left of the hour."""
    if datetime.now(UTC).minute == 59:
        time.sleep(61 - datetime.now(UTC).second)
    return datetime.now(UTC)


def chosen(server: Served) -> None:
    """Ana, by the pages of this server: a mail today in this hour."""
    ana, now = server.visitor(), this_hour()
    ana.post("/start/", {"name": "Ana", "partner": "", "passphrase": PHRASE, "adult": "on"})
    fields = {"mail-mail": "ana@example.net", "mail-zone": "UTC"}
    fields |= {"mail-weekdays": str(now.weekday()), "mail-hour": str(now.hour)}
    code, page = ana.post("/you/reminders/mail/", fields, form="/you/reminders/")
    assert code == 200 and "Switch off" in page


def until(true: Callable[[], bool], patience: float = 30) -> bool:
    end = time.monotonic() + patience
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def test_the_server_itself_sends_what_is_due_and_its_log_names_nobody(serve: Callable[..., Served]) -> None:
    with mail_server() as box:
        server = serve(NEARER_REMIND_EVERY="5", **mailing(box)).start()
        chosen(server)
        assert until(lambda: bool(box.arrived))
        time.sleep(6)
        assert len(box.arrived) == 1 and server.stop() == 0
        assert "ana" not in server.said().lower() and "example.net" not in server.said()


def test_the_command_sends_what_is_due_beside_a_running_server(serve: Callable[..., Served]) -> None:
    with mail_server() as box:
        server = serve(**mailing(box)).start()
        command = [sys.executable, "-m", "nearer", "remind"]
        environment = server.environment
        ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stdout, ran.stderr) == (0, "Sent: 0\n", "")
        chosen(server)
        both = [subprocess.run(command, env=environment, capture_output=True, text=True, check=False) for _ in "12"]
        assert [ran.stdout for ran in both] == ["Sent: 1\n", "Sent: 0\n"] and len(box.arrived) == 1


def test_the_command_says_when_there_is_nothing_yet(tmp_path: Path) -> None:
    environment = {**os.environ, "NEARER_DATA": str(tmp_path / "none")}
    command = [sys.executable, "-m", "nearer", "remind"]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, cwd=ROOT / "src")
    assert ran.returncode == 1 and "Start Nearer once" in ran.stderr and "Traceback" not in ran.stderr


def test_no_thread_reminds_where_nobody_asked_for_it() -> None:
    before = threading.active_count()
    ticking.start(0)()
    assert threading.active_count() == before
