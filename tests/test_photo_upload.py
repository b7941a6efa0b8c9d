"""A photo on its way through the real server: it arrives whole, it is refused kindly, and no file holds it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from . import hand
from .killing import Couple, together
from .killing_runs import something_new
from .playing import picture
from .policy import program, without
from .served import Served

CANARY = b"heron-in-the-picture"
WRITES = re.compile(r'(?:openat?|creat)\(.*?"([^"]+)", [^)]*(?:O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE)|(memfd_create)')
MOMENT = {"moment-moment": "the dough", "moment-new": "you sang"}


def of_size(size: int) -> bytes:
    """A photograph with much behind it that nobody sees, as phones put a film there."""
    start = picture().read()
    return (start + CANARY * (size // len(CANARY) + 1))[:size]


@pytest.fixture
def traced(serve: Callable[..., Served], tmp_path: Path) -> tuple[Served, Path]:
    """A server under strace, and the list of files that it opens."""
    if not program("strace"):
        without("strace")
    server, opened = serve(), tmp_path / "opened"
    calls = "trace=open,openat,creat,memfd_create"
    server.prefix = [program("strace"), "-D", "-f", "-qq", "--seccomp-bpf", "-s", "300", "-e", calls, "-o", str(opened)]
    return server.start(), opened


def on_the_day(served: Served) -> tuple[Couple, str]:
    """Two who did something new today, and where its moment is written."""
    couple = together(served)
    something_new(couple)
    return couple, f"/exchanges/{couple.planned[0]}/moment/"


def brings(couple: Couple, path: str, photo: bytes, patch: pytest.MonkeyPatch) -> tuple[int, str]:
    patch.setattr(hand, "PICTURE", photo)
    couple.ana.get(path.removesuffix("moment/"))
    status, _, page = couple.ana.ask(path, dict(MOMENT), "moment-photo")
    return status, page


def test_the_largest_photo_arrives_and_no_file_holds_it(
    traced: tuple[Served, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    served, opened = traced
    couple, path = on_the_day(served)
    before = len(opened.read_text())
    status, _ = brings(couple, path, of_size(11_900_000), monkeypatch)
    assert status == 302
    assert "JFIF" in couple.ana.ask(f"{path}photo/mine/")[2][:20]
    assert {Path(file).name for file in written(opened.read_text()[before:])} <= database(served)
    assert written(opened.read_text()), "strace saw no file at all: this test looks for nothing"
    couple.served.stop()
    files = [file for folder in (served.data, served.temp) for file in folder.rglob("*") if file.is_file()]
    assert not [file for file in files if CANARY in file.read_bytes() or b"JFIF\0" in file.read_bytes()]
    assert CANARY.decode() not in served.said() and "us.jpg" not in served.said()


def written(calls: str) -> set[str]:
    """Each file that was opened to be written."""
    return {found[1] or found[2] for found in WRITES.finditer(calls) if found[1] != "/dev/null"}


def database(served: Served) -> set[str]:
    """What is sealed before it gets there."""
    return {f"{served.data.joinpath('nearer.sqlite3').name}{end}" for end in ("", "-wal", "-shm", "-journal")}


def test_a_photo_that_is_too_large_is_refused_in_a_sentence_and_the_words_stay(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    couple, path = on_the_day(served)
    status, page = brings(couple, path, of_size(12_500_000), monkeypatch)
    assert status == 422 and "larger than 12 MB" in page and "the dough" in page
    for size in (14_500_000, 30_000_000):  # for such, the front door answers
        status, said = brings(couple, path, of_size(size), monkeypatch)
        assert status == 413 and "12 MB is the most" in said and "<" not in said
    assert "moment-photo" in couple.ana.get(path.removesuffix("moment/")), "something was kept"


def test_a_locked_door_asks_for_the_photo_again(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    couple, path = on_the_day(served)
    couple.ana.get(path.removesuffix("moment/"))
    del couple.ana.cookies["sid"]
    monkeypatch.setattr(hand, "PICTURE", of_size(3_000_000))
    status, _, page = couple.ana.ask(path, dict(MOMENT), "moment-photo")
    assert status == 403 and "the dough" in page and "The photo could not wait here" in page
    assert CANARY.decode() not in page
