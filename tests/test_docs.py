"""The documents name what exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
FAULT = re.compile(r'"([CL]\d{3})"')


def text(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_every_command_in_the_readme_is_there() -> None:
    targets = set(re.findall(r"^([a-z-]+):", text("Makefile"), re.M))
    named = set(re.findall(r"`make ([a-z-]+)`", text("README.md")))
    assert named and named <= targets
    from nearer.cli import parser

    for command in re.findall(r"`nearer ([a-z]+)`", text("README.md")):
        assert command in parser().format_help()


def test_every_fault_is_explained_and_every_explanation_is_of_a_fault() -> None:
    code = {
        id for file in (ROOT / "src/nearer/programme").glob("*.py") for id in FAULT.findall(file.read_text("utf-8"))
    }
    assert code == set(re.findall(r"^\| ([CL]\d{3}) \|", text("docs/exercises.md"), re.M))


def test_every_promise_has_a_test_that_exists() -> None:
    named = re.findall(r"`((?:tests|src)/\S+\.py)`", text("SECURITY.md"))
    assert len(named) >= 10
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_setting_is_described_for_hosts() -> None:
    read = set(re.findall(r"NEARER_[A-Z_]+", text("src/nearer/config/environment.py")))
    described = set(re.findall(r"NEARER_[A-Z_]+", text("docs/hosting.md")))
    assert read - described == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_nothing_is_claimed_that_the_server_cannot_keep(page: Path) -> None:
    said = page.read_text("utf-8").lower()
    for claim in ("zero-knowledge", "can't be read", "cannot be read by anyone", "military", "unbreakable"):
        assert claim not in said
