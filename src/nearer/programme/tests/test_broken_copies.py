"""No broken copy of any exercise gets past the door: each is refused, with its file and field named."""

import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from nearer.kit.paths import content_root
from nearer.programme.faults import Fault, Faults
from nearer.programme.loader import load

from .wounds import NOTHING, WAYS, Data, Way, leak, nothing_required, toml, unknown_move, wrong_source

ENGLISH = content_root() / "en"
FILES = {path.name: tomllib.loads(path.read_text("utf-8")) for path in (ENGLISH / "exercises").glob("*.toml")}
BREAKS = [
    pytest.param(name, way, id=f"{name.removesuffix('.toml')}-{way.__name__}")
    for name, data in sorted(FILES.items())
    for way in WAYS
    if next(way(data), None) is not None
]
EVERY_REFERENCE: Data = {
    "moves": [
        {"fields": [{"id": "a", "kind": "sort", "of": "lines"}, {"id": "b", "kind": "marks"}]},
        {"answers": "x", "with": "x", "after": ["x", "y"], "only_if": {"move": "x"}, "fields": []},
        {"again": {"to": "x"}, "on": {"after": "x"}, "fields": [{"id": "c", "kind": "pick", "starts": "x.y"}]},
    ]
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """As much content as an exercise refers to. What else is missing names other files."""
    (tmp_path / "en" / "exercises").mkdir(parents=True)
    shutil.copy(ENGLISH / "sorts.toml", tmp_path / "en")
    return tmp_path / "en"


def faults_in(root: Path, name: str, data: Data) -> Iterator[Fault]:
    """What the loader says of this file, written out and read from the disk."""
    (root / "exercises" / name).write_text(toml(data), "utf-8")
    with pytest.raises(Faults) as found:
        load(root)
    return (fault for fault in found.value.faults if fault.file == f"en/exercises/{name}")


@pytest.mark.parametrize("name,way", BREAKS)
def test_a_broken_copy_is_refused_by_file_and_field(root: Path, name: str, way: Way) -> None:
    for broken, wanted in way(FILES[name]):
        found = list(faults_in(root, name, broken))
        assert wanted <= {(fault.id, fault.field) for fault in found}
        assert all(fault.message for fault in found)


@pytest.mark.parametrize("name", sorted(FILES))
def test_an_unbroken_copy_is_not(root: Path, name: str) -> None:
    assert list(faults_in(root, name, FILES[name])) == []


@pytest.mark.parametrize("name", sorted(FILES))
def test_what_is_written_out_is_what_was_read(name: str) -> None:
    assert tomllib.loads(toml(FILES[name])) == FILES[name]


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_file_is_broken_in_every_way_that_fits_it(name: str) -> None:
    ways = {way.__name__ for way in WAYS if next(way(FILES[name]), None) is not None}
    always = {way.__name__ for way in WAYS} - {"unknown_move", "unknown_choice", "wrong_source"}
    assert always <= ways
    assert len(list(leak(FILES[name]))) >= FILES[name]["people"]
    assert all(wanted for way in (leak, nothing_required) for _, wanted in way(FILES[name]))


def test_every_kind_of_reference_is_followed() -> None:
    broken = [str(copy) for copy, _ in unknown_move(EVERY_REFERENCE)]
    assert len(broken) == 7 and all(NOTHING in one for one in broken)
    told = [fault for _, wanted in wrong_source(EVERY_REFERENCE) for fault, _ in wanted]
    assert sorted(told) == ["C029", "C029", "C029", "C075"]
