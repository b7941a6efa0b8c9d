"""`nearer programme` names every row, and everything that serves it."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from nearer.cli import main
from nearer.cli.programme import listing
from nearer.kit.paths import content_root
from nearer.programme.lessons import load_lessons
from nearer.programme.loader import programme
from nearer.programme.rows import ROWS, load_rows

ENGLISH = content_root() / "en"


@pytest.fixture
def content() -> Any:
    """The shipped rows and lessons, beside two made-up exercises and three cards."""
    lessons = load_lessons(ENGLISH, [])
    talk = SimpleNamespace(
        id="talk", title="Plain talk", serves=["S1", "B5"], landed=SimpleNamespace(says="It was answered.")
    )
    listen = SimpleNamespace(id="listen", title="Say it back", serves=["S2"], landed=SimpleNamespace(says="Heard."))
    newer = lessons["s1"][1].model_copy(update={"revision": 2, "title": "Said anew"})
    return SimpleNamespace(
        rows=load_rows(ENGLISH, []),
        lessons={**lessons, "s1": {**lessons["s1"], 2: newer}},
        all_exercises=lambda: [talk, listen],
        all_cards=lambda: [SimpleNamespace(serves=serves) for serves in (["S1"], ["S1", "O3"], ["B1"])],
    )


def test_every_row_is_there_once_with_what_serves_it(content: Any) -> None:
    rows = {row["id"]: row for row in json.loads(listing(content, as_json=True))["rows"]}
    assert tuple(rows) == ROWS
    talk = {"id": "talk", "title": "Plain talk", "landed": "It was answered."}
    assert rows["S1"]["exercises"] == rows["B5"]["exercises"] == [talk]
    assert [rows[id]["cards"] for id in ("S1", "O3", "B1", "S2")] == [2, 1, 1, 0]
    assert rows["S2"]["exercise_name"] == "Say it back" and rows["S2"]["kind"] == "step"


def test_a_lesson_is_named_as_it_is_now(content: Any) -> None:
    rows = {row["id"]: row for row in json.loads(listing(content, as_json=True))["rows"]}
    assert rows["S1"]["lesson"] == {"id": "s1", "title": "Said anew"}
    content.lessons = {}
    assert {row["lesson"] for row in json.loads(listing(content, as_json=True))["rows"]} == {None}


def test_the_listing_reads_without_json(content: Any) -> None:
    said = listing(content, as_json=False)
    first = said.split("\n\n")[0]
    assert len(said.split("\n\n")) == 27
    for part in ("S1  Talk openly and honestly · Plain talk", "s1: Said anew", "Landed: It was answered.", "2"):
        assert part in first
    assert "exercise  none yet" in said


def test_the_command_lists_what_ships(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["programme", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)["rows"]}
    thanks = programme().exercise("thanks")
    assert {"id": "thanks", "title": thanks.title, "landed": thanks.landed.says} in rows["S10"]["exercises"]
    assert main(["programme"]) == 0
    assert capsys.readouterr().out.count("    asks ") == 27
