"""What people install: the program and its content, whole and without the tests."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    building = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(building, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def test_the_content_is_in_it_and_the_tests_are_not(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert "nearer/content/en/exercises/card.toml" in names
    assert "nearer/config/templates/trouble.html" in names
    assert [name for name in names if "tests" in Path(name).parts] == []


def test_it_runs_on_its_own(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path)
    alone = "import sys; sys.path.insert(0, sys.argv[1]); sys.argv[1:] = ['check']; "
    alone += "from nearer.cli import main; import nearer; assert nearer.__file__.startswith(sys.path[0]); main()"
    ran = subprocess.run(
        [sys.executable, "-c", alone, tmp_path],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ,
    )
    assert ran.stdout.endswith("No faults.\n"), ran.stderr


@pytest.mark.parametrize("name", ["run", "scale", "dev", "build"])
def test_a_lock_pins_everything_and_names_no_place(name: str) -> None:
    lock = (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")
    assert "://" not in lock
    pins = re.findall(r"^[a-z][^\n]*", lock, re.MULTILINE)
    assert all("==" in pin for pin in pins)
    assert lock.count("--hash=sha256:") >= len(pins)


def test_what_runs_is_little() -> None:
    lock = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    assert len(re.findall(r"^[a-z]", lock, re.MULTILINE)) <= 36


def test_the_lock_follows_the_project() -> None:
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    lock = (ROOT / "requirements" / "run.txt").read_text("utf-8")
    for pin in wanted:
        assert pin.split(";")[0].strip().lower() in lock.lower()
