"""What lies on the disk opens nothing; the token alone, in any process, opens neutral events; no log quotes it."""

import copy
import io
import logging
import logging.config
import os
import subprocess
import sys
from contextlib import redirect_stderr
from pathlib import Path
from urllib.request import Request

import pytest
from django.conf import settings
from django.db import OperationalError

from nearer.people.unlocked import Unlocked
from nearer.planner import actions, feeds
from nearer.planner.models import Feed, FeedEvent
from nearer.vault import SealError, unbox
from tests.cast import Visitor, couple
from tests.scanner import Scanner
from tests.served import Served

from .planned import address_of, agree, events, fetch, plan_for

ROOT = Path(__file__).resolve().parents[4]
BEGIN = """
import sys
import django; django.setup()
from django.conf import settings
from django.test.utils import setup_test_environment
from nearer.config import static
setup_test_environment(), static.gather(settings.STATIC_ROOT)
"""
ONE_LIFE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.cast import couple
from nearer.planner import plans
from nearer.planner.tests.planned import plan_for, put_in
ana, ben = couple()
signed = plan_for(ana, ben, what="the heron walk at dusk", place="under the third bridge")
plans._sources = put_in({ana.me.id: [signed]})
ana.post("/you/calendar/titles/", titles="real")
ana.post("/you/calendar/on/")
print(ana.me.manifest.feed["token"])
"""
ANOTHER = """
from nearer.planner.tests.planned import fetch
sys.stdout.buffer.write(fetch(f"/calendar/{sys.argv[1]}.ics").content)
"""


def run(code: str, data: Path, *arguments: str) -> bytes:
    """A process of its own on a data folder."""
    place = {"DJANGO_SETTINGS_MODULE": "nearer.config.settings", "NEARER_DATA": str(data), "NEARER_TIME_ZONE": "UTC"}
    path = os.pathsep.join([str(ROOT), str(ROOT / "src")])
    command = [sys.executable, "-c", BEGIN + code, *arguments]
    here = {name: value for name, value in os.environ.items() if not name.startswith("NEARER_")}
    ran = subprocess.run(command, capture_output=True, env=here | place | {"PYTHONPATH": path}, check=False, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout


def test_the_token_alone_opens_the_feed_in_another_process_and_the_disk_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "instance.key").write_text(os.urandom(32).hex())
    token = run(ONE_LIFE, tmp_path).decode().split()[-1]
    assert b"the heron walk at dusk" in run(ANOTHER, tmp_path, token)
    secrets = {"token": token, "title": "the heron walk at dusk", "place": "under the third bridge"}
    scanner = Scanner(secrets | {"key": feeds.key_of(token).raw, "neutral": "Time set aside"})
    stored = [path for path in tmp_path.rglob("*") if path.is_file() and "static" not in path.parts]
    assert any("sqlite3" in path.name for path in stored)
    assert not scanner.in_files(stored)


@pytest.fixture
def ana(monkeypatch: pytest.MonkeyPatch) -> Visitor:
    ana, ben = couple()
    agree(monkeypatch, ana, ben, signed=[plan_for(ana, ben), plan_for(ana, ben, in_days=4)])
    ana.post("/you/calendar/on/")
    return ana


@pytest.mark.django_db(transaction=True)
def test_no_log_quotes_an_address_however_much_is_logged(ana: Visitor) -> None:
    right, wrong = address_of(ana), f"/calendar/{'B' * 43}.ics"
    config = copy.deepcopy(settings.LOGGING)
    config["root"]["level"] = "DEBUG"
    config["loggers"] = {name: {"level": "DEBUG", "propagate": True} for name in ("django", "nearer")}
    with redirect_stderr(io.StringIO()) as said:
        logging.config.dictConfig(config)
        fetch(right), fetch(wrong, 404), ana.get("/you/calendar/"), ana.post("/you/calendar/change/")
    logging.config.dictConfig(settings.LOGGING)
    logging.getLogger("nearer").setLevel(logging.NOTSET)
    assert "answered 404" in said.getvalue()
    for address in (right, wrong, address_of(ana)):
        assert address[10:30] not in said.getvalue()


def test_the_server_itself_prints_no_address(served: Served) -> None:
    visitor, token = served.visitor(), "C" * 43
    assert visitor.get(f"/calendar/{token}.ics")[0] == 404
    assert visitor._ask(Request(f"{served.url}/calendar/{token}.ics", b"x=y"))[0] == 403
    served.stop()
    assert token not in served.said() and "/calendar/" not in served.said()


@pytest.mark.django_db(transaction=True)
def test_a_damaged_or_moved_event_is_left_out_and_the_next_visit_mends_it(ana: Visitor) -> None:
    one, other = FeedEvent.objects.order_by("pk")
    for damaged in (one.sealed_event[:-1], b"", bytes(300), other.sealed_event):
        FeedEvent.objects.filter(pk=one.pk).update(sealed_event=damaged)
        assert len(events(address_of(ana))) == 1
        ana.get("/you/calendar/")
        assert len(events(address_of(ana))) == 2
    with pytest.raises(SealError):
        unbox(feeds.key_of("D" * 43), other.sealed_event, feeds._context(other))


@pytest.mark.django_db(transaction=True)
def test_neutral_and_real_events_take_the_same_room(ana: Visitor) -> None:
    neutral = {len(row.sealed_event) for row in FeedEvent.objects.all()}
    ana.post("/you/calendar/titles/", titles="real")
    sizes = {len(row.sealed_event) for row in FeedEvent.objects.all()}
    assert len(neutral) == len(sizes) == 1


@pytest.mark.django_db(transaction=True)
def test_an_old_address_from_an_older_database_dies_on_the_next_visit(ana: Visitor) -> None:
    old, row = address_of(ana), Feed.objects.get()
    ana.post("/you/calendar/change/")
    row.save(force_insert=True)
    assert events(old) == []
    ana.get("/you/calendar/")
    fetch(old, 404)
    assert len(events(address_of(ana))) == 2


@pytest.mark.django_db(transaction=True)
def test_a_visit_that_began_before_the_change_neither_revives_nor_kills(ana: Visitor) -> None:
    slow = ana.me
    assert slow.manifest.feed["token"]
    ana.post("/you/calendar/change/")
    actions.settle_feed(slow)
    assert Feed.objects.get().pk == feeds.row_of(ana.me.manifest.feed["token"])
    assert len(events(address_of(ana))) == 2


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_from_an_older_copy_and_a_failed_change_changes_nothing(
    ana: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, sealed = address_of(ana), {row.pk: row.sealed_event for row in FeedEvent.objects.all()}
    agree(monkeypatch, ana, signed=[])
    older = Unlocked(ana.me.person, ana.me.vk, "", rolled_back=True)
    actions.settle_feed(older)
    assert {row.pk: row.sealed_event for row in FeedEvent.objects.all()} == sealed
    monkeypatch.setattr(Unlocked, "note", refuse)
    with pytest.raises(OperationalError):
        actions.change_address(ana.me)
    assert address_of(ana) == before and fetch(before)


def refuse(*_: object) -> None:
    raise OperationalError
