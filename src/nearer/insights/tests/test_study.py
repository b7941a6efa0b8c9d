"""Numbers for a study: days, questions and numbers; no word, no time, and none of the partner's."""

import csv
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from nearer.insights.answered import Answered
from nearer.insights.study import COLUMNS, as_csv, codebook, long_form, read_csv, rows_of, wide_form
from nearer.programme.loader import programme

MEASURES = programme().measures


def weekly(day: str, **answers: int | str) -> Answered:
    return Answered(f"id-{day}", "weekly", day, dict(answers), dict.fromkeys(answers, 1), done=True)


def full(day: str, **answers: int) -> Answered:
    return Answered(f"id-{day}", "full", day, dict(answers), dict.fromkeys(answers, 1), done=True)


ANA = rows_of([weekly("2026-01-05", o1w=7, o2w="unfit"), full("2026-01-06", o1a=3)], MEASURES, "c0ffee", "1")
BEN = rows_of([weekly("2026-01-09", o1w=2)], MEASURES, "c0ffee", "2")


def at(rows: list[dict[str, str]], **place: str) -> dict[str, str]:
    (found,) = [row for row in rows if place.items() <= row.items()]
    return found


def test_a_file_has_a_row_for_every_question_and_an_empty_answer_where_there_was_none() -> None:
    assert len(ANA) == len(MEASURES.full) + len(MEASURES.weekly)
    assert at(ANA, question="o1w")["answer"] == "7"
    assert at(ANA, question="o2w")["answer"] == at(ANA, question="o3w")["answer"] == ""
    assert {row["day"] for row in ANA} == {"2026-01-05", "2026-01-06"}


def test_a_draft_is_not_in_it() -> None:
    draft = weekly("2026-01-05", o1w=7)
    draft.done = False
    assert rows_of([draft], MEASURES, "c0ffee", "1") == []


def test_there_are_no_words_no_names_and_no_times_in_a_file() -> None:
    table = as_csv(ANA, COLUMNS)
    assert not any(one.text in table for one in (*MEASURES.full, *MEASURES.weekly))
    assert ":" not in table and "id-" not in table


def test_the_long_form_lays_the_partners_answer_of_the_same_week_beside_ones_own() -> None:
    rows = long_form([*ANA, *BEN])
    mine, theirs = at(rows, question="o1w", person="1"), at(rows, question="o1w", person="2")
    assert (mine["answer"], mine["partner_answer"]) == ("7", "2")
    assert (theirs["answer"], theirs["partner_answer"]) == ("2", "7")
    assert at(rows, question="o1a", person="1")["partner_answer"] == ""


def test_the_wide_form_has_a_row_for_a_couple_and_an_occasion() -> None:
    rows = wide_form([*ANA, *BEN])
    week = at(rows, occasion="2026-W02")
    assert (week["o1w_1"], week["o1w_2"]) == ("7", "2")
    assert at(rows, occasion="1")["o1a_1"] == "3" and len(rows) == 2


def test_the_codebook_says_that_nobody_has_validated_the_questions() -> None:
    book = codebook(MEASURES)
    assert len(book) == 35 and {row["validated"] for row in book} == {"no"}
    assert at(book, question="o2d")["reversed"] == "yes"


def test_a_file_comes_back_as_it_was_and_anything_else_is_refused() -> None:
    assert list(read_csv(as_csv(ANA, COLUMNS))) == ANA
    for wrong in ("", "a,b\n1,2\n", as_csv([ANA[0] | {"answer": "11"}], COLUMNS), as_csv([ANA[0] | {"person": "3"}])):
        with pytest.raises(ValueError, match=r"columns|answer"):
            list(read_csv(wrong))


def test_the_command_puts_two_files_together(tmp_path: Path) -> None:
    for name, rows in (("a", ANA), ("b", BEN)):
        (tmp_path / f"{name}.csv").write_text(as_csv(rows, COLUMNS), "utf-8")
    files = [str(tmp_path / "a.csv"), str(tmp_path / "b.csv")]
    command = [sys.executable, "-m", "nearer", "study", *files, "--to", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "1 couples" in done.stdout
    for name in ("long", "wide", "codebook"):
        assert list(csv.DictReader(StringIO((tmp_path / "out" / f"{name}.csv").read_text("utf-8"))))


def test_a_file_that_is_none_ends_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("hello\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "nearer", "study", str(tmp_path / "a.csv")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and "the columns are" in done.stderr and "Traceback" not in done.stderr
