"""Lessons and rows are read strictly: what ships has no fault, and every broken copy is refused by name."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import ValidationError

from nearer.kit.paths import content_root
from nearer.programme.faults import Fault
from nearer.programme.lessons import SECTIONS, load_lessons, paragraphs
from nearer.programme.rows import KINDS, ROWS, load_rows

ENGLISH = content_root() / "en"
LOADING: list[Fault] = []
LESSONS = load_lessons(ENGLISH, LOADING)
ALL_ROWS = load_rows(ENGLISH, LOADING)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ENGLISH, tmp_path / "en"))


def test_what_ships_has_no_fault() -> None:
    assert [str(fault) for fault in LOADING] == []


def test_every_step_has_a_lesson_and_every_lesson_a_row() -> None:
    rows = [revisions[max(revisions)].row for revisions in LESSONS.values()]
    assert {row for row in ROWS if row.startswith("S")} <= set(rows)
    assert len(set(rows)) == len(rows)


def test_every_lesson_has_the_five_sections_in_order() -> None:
    for revisions in LESSONS.values():
        for lesson in revisions.values():
            assert tuple(lesson.sections) == SECTIONS
            assert all(lesson.sections.values()), lesson.id


def test_a_number_of_people_stands_only_beside_a_citation() -> None:
    for revisions in LESSONS.values():
        assert all(lesson.cite for lesson in revisions.values() if lesson.n)


def test_a_lesson_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        LESSONS["s1"][1].title = "Another"


def test_there_are_27_rows_in_the_order_of_the_programme() -> None:
    assert tuple(ALL_ROWS) == ROWS and len(ROWS) == 27
    assert [row.kind for row in ALL_ROWS.values()] == [KINDS[id[0]] for id in ROWS]
    assert len({row.exercise_name for row in ALL_ROWS.values()}) == 27


def test_a_row_says_each_thing_in_one_sentence() -> None:
    for row in ALL_ROWS.values():
        for says in (row.asks, row.works_when):
            assert re.fullmatch(r"[^.!?]+[.]", says) and len(says.split()) <= 25, (row.id, says)


def test_paragraphs_and_lists_come_apart() -> None:
    text = "One line,\nbroken.\n\n- first\n- second,\n  going on\n\n\nLast."
    assert paragraphs(text) == ["One line, broken.", ["first", "second, going on"], "Last."]
    assert paragraphs("") == []


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def swapped(one: str, other: str) -> Callable[[str], str]:
    return lambda text: text.replace(one, "~").replace(other, one).replace("~", other)


@pytest.mark.parametrize(
    "wound,id,field",
    [
        (replaced("+++\n", ""), "C030", "file"),
        (replaced("revision = 1", "revision ="), "C030", "file"),
        (replaced("revision = 1", 'revision = "1"'), "C031", "revision"),
        (replaced('strength = "some"', 'strength = "certain"'), "C031", "strength"),
        (replaced('licence = "CC0-1.0"\n', ""), "C031", "licence"),
        (replaced("n = 0", 'n = 0\nmood = "warm"'), "C031", "mood"),
        (replaced("n = 0", 'n = 0\nsections = ""'), "C031", "sections"),
        (replaced('"quarrel"', '"rain"'), "C031", "avoid_if.0"),
        (replaced('id = "s1"', 'id = "s2"'), "C032", "s2"),
        (replaced("## When not to\n", ""), "C033", "When not to"),
        (replaced("## What we know", "## What everyone knows"), "C033", "What we know"),
        (replaced("## What we know", "## What everyone knows"), "C035", "What everyone knows"),
        (swapped("## The idea", "## A scene"), "C035", "The idea"),
        (replaced("## When not to", "## The idea\n\nAgain.\n\n## When not to"), "C035", "The idea"),
        (replaced("## A scene", "Hello.\n\n## A scene"), "C035", "file"),
        (replaced('row = "S1"', 'row = "S11"'), "C036", "row"),
        (replaced('row = "S1"', "row = 1"), "C031", "row"),
    ],
)
def test_a_broken_lesson_is_refused_by_name(copy: Path, wound: Callable[[str], str], id: str, field: str) -> None:
    path = copy / "lessons" / "s1.md"
    text = path.read_text()
    path.write_text(wound(text))
    assert wound(text) != text
    faults: list[Fault] = []
    load_lessons(copy, faults)
    reported = "en/lessons/s2.md" if id == "C032" else "en/lessons/s1.md"
    assert (id, reported, field) in [(fault.id, fault.file, fault.field) for fault in faults]


def test_a_faultless_file_beside_a_broken_one_is_still_read(copy: Path) -> None:
    (copy / "lessons" / "s1.md").write_bytes(b"\xff\xfe")
    (copy / "lessons" / "s3.md").write_text("")
    faults: list[Fault] = []
    assert set(LESSONS) - set(load_lessons(copy, faults)) == {"s1", "s3"}
    assert [fault.id for fault in faults] == ["C030", "C030"]


def test_a_second_revision_stands_beside_the_first(copy: Path) -> None:
    text = (copy / "lessons" / "s1.md").read_text()
    (copy / "lessons" / "s1-2.md").write_text(text.replace("revision = 1", "revision = 2"))
    faults: list[Fault] = []
    assert set(load_lessons(copy, faults)["s1"]) == {1, 2}
    assert faults == []


@pytest.mark.parametrize(
    "wound,id,field",
    [
        (replaced("[[rows]]", "[[rows"), "C040", "file"),
        (replaced("[[rows]]", "[[lines]]"), "C041", "lines"),
        (replaced("asks = ", "wants = "), "C041", "rows[1].asks"),
        (replaced('id = "S2"', 'id = "S11"'), "C041", "rows[2].id"),
        (replaced('id = "S2"', 'id = "S1"'), "C042", "S1"),
        (replaced('id = "S2"', 'id = "S1"'), "C043", "S2"),
        (replaced('kind = "step"', 'kind = "way"'), "C044", "S1.kind"),
    ],
)
def test_broken_rows_are_refused_by_name(copy: Path, wound: Callable[[str], str], id: str, field: str) -> None:
    path = copy / "programme.toml"
    text = path.read_text()
    path.write_text(wound(text))
    assert wound(text) != text
    faults: list[Fault] = []
    load_rows(copy, faults)
    assert (id, "en/programme.toml", field) in [(fault.id, fault.file, fault.field) for fault in faults]


def test_without_any_file_there_are_no_lessons_and_27_rows_are_missed(tmp_path: Path) -> None:
    faults: list[Fault] = []
    assert load_lessons(tmp_path / "en", faults) == {} and load_rows(tmp_path / "en", faults) == {}
    assert [fault.id for fault in faults].count("C043") == 27
