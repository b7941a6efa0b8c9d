"""Feeling words, card sorts and topic decks: enough to choose from, and never a way to control somebody."""

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from nearer.kit.paths import content_root
from nearer.programme.decks import load_decks, open_to
from nearer.programme.faults import Fault
from nearer.programme.feelings import load_feelings
from nearer.programme.sorts import load_sorts

ENGLISH = content_root() / "en"
LOADING: list[Fault] = []
FEELINGS = load_feelings(ENGLISH, LOADING)
SORTS = load_sorts(ENGLISH, LOADING)
DECKS = load_decks(ENGLISH, LOADING)
SOMEBODY_ELSE = re.compile(r"\b(you|your|partner|they|their|them|he|she)\b", re.I)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ENGLISH, tmp_path / "en"))


def test_what_ships_has_no_fault() -> None:
    assert [str(fault) for fault in LOADING] == []


def test_feelings_have_words_bodies_and_weather() -> None:
    assert len(FEELINGS.choices("word")) >= 60
    assert len(FEELINGS.choices("body")) >= 20
    assert len(FEELINGS.choices("colour")) >= 12
    assert 8 <= len(FEELINGS.families) <= 9
    assert min(Counter(feeling.family for feeling in FEELINGS.feelings).values()) >= 5


def test_every_feeling_stands_in_one_family_and_says_its_word() -> None:
    grouped = [choice for _, choices in FEELINGS.by_family() for choice in choices]
    assert sorted(grouped) == sorted(FEELINGS.choices("word"))
    assert FEELINGS.says("body-warm-hands") == "warm hands"
    with pytest.raises(KeyError):
        FEELINGS.says("no-such-feeling")


def test_no_feeling_word_blames_anybody() -> None:
    blaming = {"abandoned", "abused", "attacked", "betrayed", "ignored", "manipulated", "rejected", "used", "unloved"}
    assert blaming.isdisjoint(word for _, word in FEELINGS.choices("word"))


def test_the_lines_are_about_nobody_but_me() -> None:
    lines = SORTS["lines"]
    assert [pile.id for pile in lines.piles] == ["mine", "ask-me", "fine"]
    assert len(lines.cards) >= 18
    assert [card.says for card in lines.cards if SOMEBODY_ELSE.search(card.says)] == []


def test_a_sort_names_its_piles_and_cards() -> None:
    meaning = SORTS["meaning"]
    assert {"closeness", "respect", "room", "worry", "fairness", "remembered"} <= {card.id for card in meaning.cards}
    assert meaning.pile("not-this") == "Not this" and meaning.card("remembered") == "Being remembered"


def test_there_are_six_decks_of_ten_for_everyone() -> None:
    assert sum(len(deck.topics) >= 10 for deck in open_to(DECKS)) >= 6
    assert {deck.optin for deck in open_to(DECKS)} == {"none"}


def test_faith_and_politics_wait_for_their_opt_in() -> None:
    extra = {deck.id for deck in open_to(DECKS, frozenset({"faith"}))} - {deck.id for deck in open_to(DECKS)}
    assert extra == {"faith"}


def test_only_the_last_question_about_a_film_turns_to_us() -> None:
    film = DECKS["film"]
    assert film.kind == "questions" and len(film.topics) == 7 and film not in open_to(DECKS)
    assert [bool(re.search(r"\bus\b", says)) for _, says in film.choices()] == [False] * 6 + [True]


def replaced(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


@pytest.mark.parametrize(
    "load,name,wound,id,field",
    [
        (load_feelings, "feelings", replaced('word = "glad"', "word = 1"), "C061", "feelings[1].word"),
        (load_feelings, "feelings", replaced("[[body]]", "[[bodies]]"), "C061", "bodies"),
        (load_feelings, "feelings", replaced("[[feelings]]", "[[feelings"), "C060", "file"),
        (load_feelings, "feelings", replaced('id = "cheerful"', 'id = "delighted"'), "C062", "delighted"),
        (load_feelings, "feelings", replaced('id = "colour-thick-fog"', 'id = "numb"'), "C062", "numb"),
        (load_feelings, "feelings", replaced('id = "worn"', 'id = "spent"'), "C063", "families.spent"),
        (load_feelings, "feelings", replaced('family = "glad"', 'family = "gone"'), "C064", "glad.family"),
        (load_sorts, "sorts", replaced("[[sorts]]", "[[sorts"), "C065", "file"),
        (load_sorts, "sorts", replaced("title = ", "heading = "), "C066", "sorts[1].title"),
        (load_sorts, "sorts", replaced('id = "sleep"', 'id = "touch"'), "C067", "lines.cards.touch"),
        (load_sorts, "sorts", replaced('id = "meaning"', 'id = "other"'), "C068", "meaning"),
        (load_sorts, "sorts", replaced("Photos of me", "My passwords"), "C069", "lines.cards.photos"),
        (load_sorts, "sorts", replaced("Photos of me", "My location"), "C069", "lines.cards.photos"),
        (load_decks, "decks", replaced("[[decks]]", "[[decks"), "C070", "file"),
        (load_decks, "decks", replaced('optin = "none"', 'optin = "fun"'), "C071", "decks[1].optin"),
        (load_decks, "decks", replaced('id = "values"', 'id = "money"'), "C072", "money"),
        (load_decks, "decks", replaced('id = "film"', 'id = "series"'), "C073", "film"),
        (load_decks, "decks", replaced("What enough means to me", "word " * 13), "C074", "money.money-enough"),
    ],
)
def test_a_broken_list_is_refused_by_name(
    copy: Path, load: Any, name: str, wound: Callable[[str], str], id: str, field: str
) -> None:
    path = copy / f"{name}.toml"
    assert wound(path.read_text()) != path.read_text()
    path.write_text(wound(path.read_text()))
    faults: list[Fault] = []
    load(copy, faults)
    assert (id, f"en/{name}.toml", field) in [(fault.id, fault.file, fault.field) for fault in faults]


def test_a_missing_file_is_a_fault_and_not_a_crash(tmp_path: Path) -> None:
    faults: list[Fault] = []
    root = tmp_path / "en"
    assert load_sorts(root, faults) == {} and load_decks(root, faults) == {}
    assert load_feelings(root, faults).choices("body") == []
    assert {"C060", "C065", "C070"} <= {fault.id for fault in faults}
