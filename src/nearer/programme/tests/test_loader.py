"""Content is checked at the door: every fault at once, each naming file and field. See test_broken_copies.py."""

import shutil
import tomllib
from pathlib import Path

import pytest

from nearer.kit.paths import content_root
from nearer.programme.faults import Faults
from nearer.programme.loader import load, programme

ENGLISH = content_root() / "en"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ENGLISH, tmp_path / "en"))


def faults_of(root: Path) -> list[tuple[str, str, str]]:
    with pytest.raises(Faults) as found:
        load(root)
    return [(fault.id, fault.file, fault.field) for fault in found.value.faults]


def test_the_shipped_content_has_no_fault() -> None:
    loaded = load(ENGLISH)
    assert len(loaded.cards) >= 40
    assert {"card", "page", "thanks"} <= set(loaded.exercises)


def test_every_fault_is_reported_at_once(copy: Path) -> None:
    (copy / "exercises" / "broken.toml").write_text("id = 1\n")
    (copy / "exercises" / "torn.toml").write_text("id = \n")
    cards = copy / "cards" / "depth-1.toml"
    cards.write_text(
        cards.read_text().replace('energy = "low"', 'energy = "huge"', 1).replace("depth = 1", "depth = 9", 1)
    )
    found = faults_of(copy)
    assert {"en/exercises/broken.toml", "en/exercises/torn.toml", "en/cards/depth-1.toml"} <= {
        file for _, file, _ in found
    }
    assert {"id", "cards.1.energy"} <= {field.replace("cards[1]", "cards.1") for _, _, field in found}


def test_an_old_answer_keeps_its_wording(copy: Path) -> None:
    path = copy / "cards" / "depth-1.toml"
    first = path.read_text().index("[[cards]]")
    second = path.read_text().index("[[cards]]", first + 1)
    newer = (
        path.read_text()[first:second]
        .replace("revision = 1", "revision = 2")
        .replace('text = "', 'text = "Newly asked: ')
    )
    path.write_text(path.read_text() + "\n" + newer)
    loaded, id = load(copy), tomllib.loads(newer)["cards"][0]["id"]
    assert loaded.card(id).text.startswith("Newly asked")
    assert not loaded.card(id, 1).text.startswith("Newly asked")


def test_a_card_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        programme().card("no-such-card")
