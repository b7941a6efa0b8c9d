"""The content standard can fail, and what ships passes it."""

import pytest

from nearer.programme.lint import lint, spread
from nearer.programme.loader import Programme, programme


def with_card(**changes: object) -> Programme:
    content = programme()
    first = content.all_cards()[0]
    changed = first.model_copy(update={"id": "changed", **changes})
    return Programme(content.exercises, {**content.cards, "changed": {1: changed}})


def test_what_ships_meets_the_standard() -> None:
    assert [str(fault) for fault in lint(programme())] == []


@pytest.mark.parametrize(
    "changes,id",
    [
        ({"text": "What " + "word " * 30}, "L001"),
        ({"text": "Do you like rain?"}, "L002"),
        ({"text": "What should everyone know about rain?"}, "L003"),
        ({"reviewed_by": "somebody"}, "L004"),
        ({}, "L006"),
    ],
)
def test_a_poor_card_is_named(changes: dict[str, object], id: str) -> None:
    assert (id, "changed") in {(fault.id, fault.file) for fault in lint(with_card(**changes))}


def test_the_spread_counts_every_card() -> None:
    assert spread(programme()).startswith(f"{len(programme().cards)} cards")
