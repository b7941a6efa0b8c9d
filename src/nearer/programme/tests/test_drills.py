"""The drill lines and the subjects: enough of them, well said, and nothing of them changed in silence."""

import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from nearer.kit.paths import content_root
from nearer.programme.drills import load_drills
from nearer.programme.faults import Fault
from nearer.programme.frozen import fingerprints, thaw_faults
from nearer.programme.loader import programme
from nearer.programme.reading import sentences
from nearer.programme.schema import Topic

DRILLS = programme().drills
REQUEST = re.compile(r"\b(could|would|will|may|shall) (i|you|we)\b|\bwhat would\b|\bwhen today\b", re.I)
VERDICT = re.compile(r"\b(you always|you never|always|never|your fault|should|must)\b", re.I)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(content_root() / "en", tmp_path / "en"))


def test_there_are_thirty_lines_of_six_kinds() -> None:
    kinds = Counter(drill.kind for drill in DRILLS.values())
    assert len(DRILLS) >= 30 and len(kinds) >= 6 and min(kinds.values()) >= 5


@pytest.mark.parametrize("id", sorted(DRILLS))
def test_a_model_answer_speaks_of_me_and_ends_in_a_request(id: str) -> None:
    model = DRILLS[id].model
    assert re.search(r"\bI\b", model) and re.search(r"\bI need|\bI like|\bI would", model), model
    assert REQUEST.search(sentences(model)[-1]) and model.endswith("?"), model
    assert VERDICT.search(model) is None, model
    assert all(len(one.split()) <= 20 for one in sentences(model))
    assert len(model.split()) <= 50


def test_no_line_is_about_a_body_a_threat_or_somebody_shape_of_life() -> None:
    worst = re.compile(r"\b(kill|hit|leave you|divorce|hate|stupid cow|fat|ugly|wife|husband|kids)\b", re.I)
    assert [drill.line for drill in DRILLS.values() if worst.search(drill.line)] == []


@pytest.mark.parametrize(
    ("old", "new", "fault", "field"),
    [
        ("[[drills]]", "[[drills", "C084", "file"),
        ('kind = "blame"', 'kind = "curse"', "C085", "drills[7].kind"),
        ('id = "always-late"', 'id = "listen-work"', "C086", "listen-work"),
    ],
)
def test_a_broken_list_is_refused_by_name(copy: Path, old: str, new: str, fault: str, field: str) -> None:
    path, faults = copy / "drills.toml", list[Fault]()
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    load_drills(copy, faults)
    assert (fault, "en/drills.toml", field) in {(one.id, one.file, one.field) for one in faults}


def test_an_exercise_cannot_deal_more_drills_than_there_are() -> None:
    faults: list[Fault] = []
    load_drills(content_root() / "en", faults, wanted=len(DRILLS) + 1)
    assert [one.id for one in faults] == ["C087"]


def test_every_topic_has_one_subject_in_one_family() -> None:
    content = programme()
    assert set(content.subjects) == set(get_args(Topic))
    assert {one.family for one in content.subjects.values()} == set(content.families)


@pytest.mark.parametrize("what", ["drill", "subject"])
def test_a_silent_edit_of_a_dealt_word_is_a_fault(what: str) -> None:
    content = programme()
    drills, subjects = dict(content.drills), dict(content.subjects)
    if what == "drill":
        first = next(iter(drills.values()))
        drills[first.id] = first.model_copy(update={"model": "Something else"})
    else:
        subjects["money"] = subjects["money"].model_copy(update={"says": "Wealth"})
    changed = replace(content, drills=drills, subjects=subjects)
    assert [fault.id for fault in thaw_faults(changed, fingerprints(content))] == ["L007"]
