"""No word that anybody writes, and no key, is found anywhere but sealed: the life of life.py, then a search."""

import base64
import gzip
import io
import logging
import logging.config
import os
import re
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import quote, unquote

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.db.utils import load_backend

from nearer.config import databases
from nearer.config.logs import logging_config

from . import postgres
from .life import MARK, Life
from .mishaps import NOWHERE
from .scanner import Hit, Scanner, files
from .story import Sights, told

pytestmark = pytest.mark.django_db  # so that it is run again on PostgreSQL
OWN_COOKIES = ("sid", "device")
TYPED = re.compile(r"GET /(nowhere|calendar)/")


@dataclass
class Remains:
    """What the life has left behind, copied at the end of it."""

    life: Life
    sights: Sights
    folder: Path
    on_disk: dict[str, bytes] = field(default_factory=dict, repr=False)
    rows: list[bytes] = field(default_factory=list, repr=False)

    def __post_init__(self) -> None:
        self.scanner = Scanner(self.life.all_secrets())

    def hits(self) -> set[Hit]:
        return {hit for name, data in self.on_disk.items() for hit in self.scanner.hits(data, name)}


@pytest.fixture(scope="module")
def remains(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[Remains]:
    """One life on a database of its own, in a real file or a real server, with everything logged."""
    folder = tmp_path_factory.mktemp("life")
    temp, logs = folder / "temp", folder / "logs"
    temp.mkdir(), logs.mkdir()
    with django_db_blocker.unblock(), patch.object(tempfile, "tempdir", str(temp)), own_database(folder) as stored:
        began = time.time()
        with everything_logged(logs), patch.dict(os.environ, {"TMPDIR": str(temp)}):
            life, sights = told()
        left = Remains(life, sights, folder)
        left.rows = list(every_row())
        places = [folder / "data", temp, *stored(), settings.DATA]
        left.on_disk = {str(path): path.read_bytes() for path in files(places) if path.stat().st_mtime >= began}
        yield left


@contextmanager
def own_database(folder: Path) -> Iterator[Any]:
    """Puts a fresh database in the place of the suite's. Yields a function that lists its files."""
    file = folder / "data" / "nearer.sqlite3"
    file.parent.mkdir()
    before = connections["default"]
    place = databases.configured(postgres.fresh() if postgres.wanted() else "", file)
    ours = load_backend(place["ENGINE"]).DatabaseWrapper(before.settings_dict | place, "default")
    connections["default"] = ours
    call_command("migrate", verbosity=0)
    try:
        yield lambda: postgres_files() if postgres.wanted() else []
    finally:
        ours.close()
        connections["default"] = before


def postgres_files() -> list[Path]:
    """The server's own folder: tables, the log of writes, its log of errors."""
    with connections["default"].cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
        oid = cursor.fetchone()[0]
        cursor.execute("SHOW data_directory")
        data = Path(cursor.fetchone()[0])
    return [data / "base" / str(oid), data / "pg_wal", data / "pgsql_tmp", data.parent / "log"]


def every_row() -> Iterator[bytes]:
    """Each row of each table, as text and as bytes: a database may pack or split what it stores."""
    connection = connections["default"]
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                values = [bytes(value) if isinstance(value, memoryview) else value for value in row]
                yield b"\n".join(value if isinstance(value, bytes) else str(value).encode() for value in values)


@contextmanager
def everything_logged(folder: Path) -> Iterator[None]:
    """The product's own logging, turned up as far as it goes, with every statement to the database."""
    config = logging_config()
    config["root"]["level"] = "DEBUG"
    config["loggers"] = {name: {"level": "DEBUG", "propagate": True} for name in ("django", "nearer")}
    with (folder / "log").open("w") as log, redirect_stderr(log), redirect_stdout(log):
        logging.config.dictConfig(config)
        plain = logging.FileHandler(folder / "statements")
        logging.getLogger("django.db.backends").addHandler(plain)
        connections["default"].force_debug_cursor = True
        try:
            yield
        finally:
            connections["default"].force_debug_cursor = False
            logging.getLogger("django.db.backends").removeHandler(plain)
            plain.close()
    logging.config.dictConfig(settings.LOGGING)
    logging.getLogger("nearer").setLevel(logging.NOTSET)


def test_the_life_is_long_enough_and_every_word_in_it_was_planted(remains: Remains) -> None:
    life = remains.life
    assert len(life.words) >= 200
    kinds = ("vault key", "identity", "couple key", "code", "passphrase", "sid", "device", "address")
    assert all(any(kind in what for what in life.secrets) for kind in kinds)
    statuses = {answer.status for answer in life.answers}
    assert {200, 302, 400, 403, 404, 405, 409, 422, 500, 503} <= statuses


def test_the_scanner_finds_every_form(tmp_path: Path) -> None:
    word, raw = MARK + "abcdefghijkl", bytes(range(200, 232))
    scanner = Scanner({"word": word, "raw": raw, "spoken": "two words ö"})
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inside.txt", f"before {word} after")
    text = word.encode()
    planted = {
        "plain": text,
        "upper": text.upper(),
        "utf-16-le": word.encode("utf-16-le"),
        "utf-16-be": word.encode("utf-16-be"),
        "hex": text.hex().encode(),
        "HEX": text.hex().upper().encode(),
        "reversed": text[::-1],
        "gzip": gzip.compress(b"before " + text),
        "zlib": zlib.compress(b"before " + text),
        "zip": packed.getvalue(),
        "twice packed": zlib.compress(gzip.compress(base64.b64encode(text))),
        "quoted": quote("two words ö").encode(),
        "raw": raw,
        "raw hex": raw.hex().encode(),
        "raw urlsafe": base64.urlsafe_b64encode(raw),
    } | {f"base64 {shift}": base64.b64encode(b"x" * shift + text + b"yz") for shift in range(3)}
    for name, data in planted.items():
        (tmp_path / name).write_bytes(os.urandom(3001) + data + os.urandom(3000))
        assert scanner.in_files([tmp_path / name]), name
    assert not scanner.hits(os.urandom(200_000), "noise")
    assert scanner.hits(b"", "") == set() and not scanner.in_files([tmp_path / "nothing here"])


def test_a_planted_word_is_found_wherever_it_is_put(remains: Remains) -> None:
    word = next(iter(remains.life.words))
    stored = [name for name in remains.on_disk if "sqlite3" in name or "pg_wal/0" in name or "/base/" in name]
    assert len(stored) > 1
    for name in stored:
        page = remains.on_disk[name][:8192]
        assert remains.scanner.hits(page[:4096] + word.encode() + page[4096:], name)
    (planted := remains.folder / "temp" / "planted").write_text(word)
    assert remains.scanner.in_files([remains.folder / "temp"])
    planted.unlink()


def test_nothing_lies_in_the_database(remains: Remains) -> None:
    names = " ".join(remains.on_disk)
    wanted = ("/base/", "pg_wal/") if postgres.wanted() else ("nearer.sqlite3", "nearer.sqlite3-wal")
    assert all(name in names for name in wanted) and len(remains.rows) > 100
    assert b"Ana" in b"".join(remains.rows)  # names are what people sign in with; so the search reads real rows
    assert not {hit for number, row in enumerate(remains.rows) for hit in remains.scanner.hits(row, f"row {number}")}
    assert not remains.hits()


def test_nothing_was_written_to_the_temp_folder(remains: Remains) -> None:
    assert not list((remains.folder / "temp").rglob("*"))


def test_nothing_was_logged(remains: Remains) -> None:
    log, statements = ((remains.folder / "logs" / name).read_bytes() for name in ("log", "statements"))
    assert b"RuntimeError" in log and b"answered 500" in log and b"DEBUG" in log and b"INSERT INTO" in statements
    assert not remains.scanner.hits(log, "log") | remains.scanner.hits(statements, "statements")


def test_nothing_lies_in_the_cache(remains: Remains) -> None:
    cache.set("planted", "x")
    kept = getattr(cache, "_cache", {"planted": b"x"})
    assert not remains.scanner.hits(repr(dict(kept)).encode(), "cache")


def test_no_header_no_address_and_no_title_holds_words(remains: Remains) -> None:
    said, cookies = [], []
    for answer in remains.life.answers:
        said.append(answer.headers)
        assert answer.title in ("Notes", ""), answer.asked
        if not TYPED.match(answer.asked):  # a word in the address bar, or the address of a calendar: its own key
            said.append(unquote(answer.asked))
        cookies += [text for name, text in answer.cookies.items() if not name.startswith(OWN_COOKIES)]
    assert any("Location: /mine/?note=kept" in text for text in said) and NOWHERE in "".join(said)
    assert not remains.scanner.hits("\n".join(said + cookies).encode(), "headers")
    assert MARK not in "\n".join(text for answer in remains.life.answers for text in answer.cookies.values())


def test_nobody_ever_saw_words_that_were_not_open_to_them(remains: Remains) -> None:
    assert not remains.life.leaks


@pytest.mark.parametrize("moment", ["before", "opened", "left"])
def test_the_walk_shows_each_their_own_and_strangers_nothing(remains: Remains, moment: str) -> None:
    words, seen = remains.life.words, remains.sights[moment]
    assert seen["nobody"] == set()
    assert {words[text].author for text in seen["Cleo"]} == {"Cleo"}
    theirs = {"before": {"Ana", "Ben"}, "opened": {"Ana", "Ben"}, "left": {"Ben"}}[moment]
    assert {words[text].author for text in seen["Ben"]} == theirs
    assert {words[text].author for text in seen["Ana"]} == {"Ana", "Ben"}


def test_opening_and_leaving_change_what_the_walk_shows(remains: Remains) -> None:
    before, opened, left = (remains.sights[moment] for moment in ("before", "opened", "left"))
    new = opened["Ben"] - before["Ben"]
    assert {remains.life.words[text].author for text in new} == {"Ana", "Ben"}
    assert new <= opened["Ana"] and not new & (opened["Cleo"] | opened["nobody"])
    assert not {text for text in left["Ben"] if remains.life.words[text].author == "Ana"}
