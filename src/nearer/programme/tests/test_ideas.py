"""Ideas for two: enough for everyone, safe to turn down, and dealt as the filters say."""

import random
import shutil
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nearer.kit.paths import content_root
from nearer.programme.faults import Fault
from nearer.programme.ideas import (
    BODIES,
    COSTS,
    EASY,
    ENERGIES,
    Filters,
    Idea,
    Need,
    Sense,
    Theme,
    deal,
    fits,
    idea_faults,
    load_ideas,
    narrower,
    newest,
    spread,
)

ENGLISH = content_root() / "en"
LOADING: list[Fault] = []
IDEAS = newest(load_ideas(ENGLISH, LOADING))
FIRST = IDEAS[0]

filters = st.builds(
    Filters,
    minutes=st.sampled_from([None, 15, 30, 60, 90, 180]),
    cost=st.sampled_from([None, *COSTS]),
    energy=st.sampled_from([None, *ENERGIES]),
    body=st.sampled_from([None, *BODIES]),
    apart=st.booleans(),
    at_home=st.booleans(),
    without_senses=st.frozensets(st.sampled_from(get_args(Sense))),
    without_needs=st.frozensets(st.sampled_from(get_args(Need))),
    children=st.booleans(),
    faith=st.booleans(),
)
used_ids = st.frozensets(st.sampled_from([idea.id for idea in IDEAS]))
chances = st.integers(0, 2**32).map(random.Random)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ENGLISH, tmp_path / "en"))


def faults_of(root: Path) -> list[tuple[str, str, str]]:
    faults: list[Fault] = []
    load_ideas(root, faults)
    return [(fault.id, fault.file, fault.field) for fault in faults]


def changed(**changes: object) -> Idea:
    return FIRST.model_copy(update={"id": "changed", **changes})


def test_what_ships_is_whole_and_meets_the_standard() -> None:
    assert [str(fault) for fault in LOADING] == []
    assert [str(fault) for fault in idea_faults(IDEAS)] == []


@pytest.mark.parametrize(
    "least,wanted",
    [
        (125, Filters(faith=True)),
        (30, EASY),
        (25, Filters(apart=True, minutes=30, cost="free", energy="low")),
        (25, Filters(body="seated", without_senses=frozenset({"sight", "hearing"}))),
        (12, Filters(apart=True, body="seated", without_senses=frozenset({"sight", "hearing"}))),
        (
            12,
            Filters(
                apart=True, without_senses=frozenset({"sight"}), without_needs=frozenset({"screen"}), children=True
            ),
        ),
    ],
    ids=["all-who-meet", "easy", "easy-apart", "seated-without-sight-or-hearing", "the-same-apart", "no-screen-apart"],
)
def test_there_are_ideas_for(least: int, wanted: Filters) -> None:
    assert sum(fits(idea, wanted) for idea in IDEAS) >= least


def test_the_spread_reaches_far() -> None:
    assert len(IDEAS) >= 125
    assert sum(idea.place == "apart" for idea in IDEAS) >= 25
    assert sum(idea.place == "home" and idea.minutes <= 30 and idea.energy == "low" for idea in IDEAS) >= 30
    assert sum(idea.cost == "free" for idea in IDEAS) >= 30
    assert sum(idea.body in ("seated", "gentle") for idea in IDEAS) >= 40
    assert sum("sight" not in idea.senses for idea in IDEAS) >= 25
    assert min(Counter(idea.theme for idea in IDEAS).values()) >= 10
    assert {idea.theme for idea in IDEAS} == set(get_args(Theme))


def test_each_file_holds_its_theme() -> None:
    for theme in get_args(Theme):
        assert f'theme = "{theme}"' in (ENGLISH / "ideas" / f"{theme}.toml").read_text("utf-8")


def test_the_spread_counts_every_idea() -> None:
    assert spread(IDEAS).startswith(f"{len(IDEAS)} ideas")


@given(filters, used_ids, st.integers(0, 20), chances)
def test_as_many_are_dealt_as_there_are_and_all_fit(
    wanted: Filters, used: frozenset[str], how_many: int, chance: random.Random
) -> None:
    fitting = [idea for idea in IDEAS if fits(idea, wanted)]
    dealt = deal(IDEAS, wanted, used, how_many, chance)
    assert len(dealt) == min(how_many, len(fitting))
    assert all(fits(idea, wanted) for idea in dealt)
    assert len({idea.id for idea in dealt}) == len(dealt)


@given(filters, used_ids, st.integers(0, 20), chances)
def test_a_used_idea_comes_only_when_no_other_is_left(
    wanted: Filters, used: frozenset[str], how_many: int, chance: random.Random
) -> None:
    dealt = {idea.id for idea in deal(IDEAS, wanted, used, how_many, chance)}
    fresh = {idea.id for idea in IDEAS if fits(idea, wanted)} - used
    assert not dealt & used or fresh <= dealt


@given(chances)
def test_twelve_ideas_are_twelve_themes_in_any_order(chance: random.Random) -> None:
    assert len({idea.theme for idea in deal(IDEAS, Filters(), (), 12, chance)}) == 12


@given(filters, filters)
def test_what_fits_both_fits_each(mine: Filters, yours: Filters) -> None:
    both = narrower(mine, yours)
    assert both == narrower(yours, mine)
    for idea in IDEAS:
        if mine.apart == yours.apart:
            assert fits(idea, both) == (fits(idea, mine) and fits(idea, yours))


def test_the_same_chance_deals_the_same_to_both() -> None:
    assert deal(IDEAS, Filters(), (), 12, random.Random(4)) == deal(IDEAS[::-1], Filters(), (), 12, random.Random(4))


@pytest.mark.parametrize(
    "changes,id",
    [
        ({"text": "Cook " + "word " * 30 + "."}, "L030"),
        ({}, "L031"),
        ({"text": "Share a bottle of wine on the roof."}, "L032"),
        ({"new": "word " * 13}, "L033"),
        ({"text": "Cook a soup. Eat it"}, "L034"),
        ({"cost": "free", "needs": ["money"]}, "L035"),
        ({"energy": "low", "body": "active"}, "L035"),
    ],
)
def test_a_poor_idea_is_named(changes: dict[str, object], id: str) -> None:
    assert (id, "changed") in {(fault.id, fault.file) for fault in idea_faults([*IDEAS, changed(**changes)])}


@pytest.mark.parametrize(
    "old,new,id,field",
    [
        ("minutes = 90", "minutes = 91", "C051", "ideas[1].minutes"),
        ("alcohol = false", "alcohol = true", "C051", "ideas[1].alcohol"),
        ("faith = false", 'faith = false\nvibe = "x"', "C051", "ideas[1].vibe"),
        ('theme = "food"', 'theme = "thrills"', "C051", "ideas[1].theme"),
        ("[[ideas]]", "[[notions]]", "C051", "notions"),
        ("[[ideas]]", "[[ideas", "C050", "file"),
        ("flat-bread-two-spices", FIRST.id, "C052", FIRST.id),
    ],
)
def test_a_broken_idea_is_refused_by_name(copy: Path, old: str, new: str, id: str, field: str) -> None:
    path = copy / "ideas" / "food.toml"
    path.write_text(path.read_text().replace(old, new, 1))
    assert (id, "en/ideas/food.toml", field) in faults_of(copy)


def test_a_folder_without_ideas_is_a_fault(copy: Path) -> None:
    shutil.rmtree(copy / "ideas")
    assert faults_of(copy) == [("C053", "en/ideas", "ideas")]
