"""Steps as two people do them, in real browsers: with a photo, with signatures, and put to rest."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .journey import Walker, two
from .served import Served

pytestmark = pytest.mark.browser

SHOWN = Path("steps")


def pair(ana: Walker, ben: Walker) -> None:
    """Two accounts that are connected."""
    for one in (ana, ben):
        one.sign_up()
        one.learns_who_sees_what()
    ben.joins(ana.makes_a_code())
    ana.go("/together/").press("Yes, that is my partner")
    ben.go("/together/")


def write(one: Walker, label: str, words: str) -> None:
    one.page.get_by_role("textbox", name=label).fill(words)


def test_what_was_put_to_rest_is_gone_from_the_disk(served: Served, visit: Callable[..., Any], tmp_path: Path) -> None:
    ana, _ = two(visit, served.url, tmp_path / SHOWN)
    ana.sign_up()
    ana.learns_who_sees_what()
    ana.go("/exercises/three-views/").look("s9-01-before")
    ana.press("Begin")
    write(ana, "What happened", "The soup was cold, canary-facts.")
    ana.look("s9-02-facts")
    ana.press("Keep my answer")
    write(ana, "What the outsider sees", "Two tired people, canary-outsider.")
    ana.press("Keep my answer")
    write(ana, "What makes it hard in the moment", "Hunger, canary-hard.")
    write(ana, "What I do next time", "I eat an apple first, canary-act.")
    ana.press("Keep my answer")
    ana.sees("On ", "The soup was cold, canary-facts.")
    ana.look("s9-03-waits-for-its-day")
    before = _sealed(served)
    assert len(before) == 3
    ana.press("Put this to rest")
    ana.sees("Everything you wrote here is destroyed", "a backup made before today")
    ana.look("s9-04-put-to-rest")
    ana.press("Put it to rest")
    ana.sees("Put to rest. What you wrote there is gone.")
    ana.sees_not("canary")
    assert _sealed(served) == []
    on_disk = b"".join(file.read_bytes() for file in served.data.glob("nearer.sqlite3*"))
    for sealed in before:
        assert sealed[:64] not in on_disk, "the locked writing still lies in the file"
    assert ana.faults == []


def _sealed(served: Served) -> list[bytes]:
    """Every sealed part in the database, as a host could read it."""
    import sqlite3

    database = sqlite3.connect(served.data / "nearer.sqlite3")
    try:
        return [bytes(row[0]) for row in database.execute("SELECT sealed_words FROM exchange_part")]
    finally:
        database.close()
