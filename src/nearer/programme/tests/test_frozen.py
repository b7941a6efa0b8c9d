"""Shipped wording does not change under the answers it was given."""

from dataclasses import replace
from pathlib import Path

from nearer.kit.paths import content_root
from nearer.programme.frozen import fingerprints, freeze, recorded, thaw_faults
from nearer.programme.loader import Programme, programme


def with_text(text: str) -> Programme:
    content = programme()
    first = content.all_cards()[0]
    return replace(content, cards={**content.cards, first.id: {1: first.model_copy(update={"text": text})}})


def test_everything_that_ships_is_recorded_and_unchanged() -> None:
    assert list(thaw_faults(programme(), recorded(content_root() / "en"))) == []


def test_a_silent_edit_is_a_fault() -> None:
    assert [fault.id for fault in thaw_faults(with_text("Reworded?"), fingerprints(programme()))] == ["L007"]


def test_a_removed_card_is_a_fault() -> None:
    known = {**fingerprints(programme()), "card gone 1": "0" * 16}
    assert [fault.field for fault in thaw_faults(programme(), known)] == ["card gone 1"]


def test_freezing_adds_what_is_new_and_keeps_what_is_known(tmp_path: Path) -> None:
    assert freeze(programme(), tmp_path) == len(fingerprints(programme()))
    assert list(thaw_faults(programme(), recorded(tmp_path))) == []
    freeze(with_text("Reworded?"), tmp_path)
    assert [fault.id for fault in thaw_faults(with_text("Reworded?"), recorded(tmp_path))] == ["L007"]
