"""A full disk, for real: the data folder is a small file system of its own."""

import errno
import shutil
import subprocess
from pathlib import Path

import pytest

from tests import postgres
from tests.policy import without

pytestmark = pytest.mark.skipif(postgres.wanted(), reason="about the SQLite file")
WORDS = "the heron stood in the canal "


@pytest.fixture
def small_disk(serve):
    """Makes a server whose data folder holds only so many kilobytes."""
    works = shutil.which("unshare") and not subprocess.call(["unshare", "-m", "mount", "-t", "tmpfs", "none", "/mnt"])
    if not works:
        without("The right to mount a small disk")

    def make(kilobytes):
        server = serve()
        server.data.mkdir()
        mount = f"mount -t tmpfs -o size={kilobytes}k,mode=700 none {server.data}"
        server.prefix = ["unshare", "-m", "sh", "-c", f'{mount} && exec "$@"', "sh"]
        return server

    return make


def test_no_room_to_start(small_disk):
    server = small_disk(64)
    assert server.launch().wait(60) == 1
    assert "Traceback" not in server.said()
    assert "disk" in server.said()


def test_words_that_do_not_fit_come_back_and_can_be_sent_again(small_disk):
    server = small_disk(6000).start()
    ana = server.visitor()
    ana.post("/start/", {"name": "Ana", "partner": "", "passphrase": "marble otter lantern quick sofa", "adult": "on"})
    filler = Path(f"/proc/{server.process.pid}/root{server.data}/filler")
    fill(filler)
    words = WORDS * 300
    code, said = ana.post("/mine/new/", {"page-title": "Morning", "page-page": words})
    assert code == 507
    assert words.strip() in said
    assert 'value="Morning"' in said
    filler.unlink()
    assert ana.post("/mine/new/", {"page-title": "Morning", "page-page": words})[0] == 200
    assert "Morning" in ana.get("/mine/")[1]
    assert "heron" not in server.said()


def fill(path):
    reason = None
    with path.open("wb", buffering=0) as file:
        while reason is None:
            try:
                file.write(b"\0" * 4096)
            except OSError as error:
                reason = error.errno
    assert reason == errno.ENOSPC
