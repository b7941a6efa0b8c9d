"""How far the file has come: one number, for the person who is making it and for nobody else."""

from typing import Any

import pytest
from django.core.cache import cache

from nearer.kit.ids import new_id
from nearer.ui.progress import Progress, progress_of
from tests.cast import Visitor, couple

TAKE = "/you/take-along/"


def make(who: Visitor, name: str, form: str = "json", status: int = 200) -> None:
    fields = {"form": form, "span": "everything", "passphrase": who.passphrase, "progress": name}
    assert who.client.post(TAKE, fields).status_code == status


def at(name: str) -> str:
    return f"{TAKE}progress/{name}/"


@pytest.mark.django_db(transaction=True)
def test_its_owner_is_told_and_for_everybody_else_it_is_not_there() -> None:
    ana, ben = couple()
    name = new_id()
    ana.get(at(name), 404)
    make(ana, name)
    assert ana.get(at(name)) == "100"
    for who in (ben, Visitor("Cleo").arrive()):
        who.get(at(name), 404)
    assert Visitor("Ana").client.get(at(name)).status_code == 302
    ana.get(at(new_id()), 404)
    assert ana.client.post(at(name)).status_code == 405


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("form", ["pdf", "md", "json"])
def test_only_numbers_that_grow_are_kept_and_nothing_of_the_words(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, _ben = couple()
    for number in range(9):
        ana.post("/mine/new/", page__page=f"a heron {number}")
    kept: list[tuple[str, Any]] = []
    real = cache.set

    def watched(key: str, value: Any, *args: Any, **more: Any) -> None:
        kept.append((key, value))
        real(key, value, *args, **more)

    monkeypatch.setattr(cache, "set", watched)
    name = new_id()
    make(ana, name, form)
    own = [(key, value) for key, value in kept if key.startswith("progress/")]
    numbers = [value for _key, value in own]
    assert numbers == sorted(set(numbers)) and numbers[0] == 1 and numbers[-1] == 100 and len(numbers) > 5
    assert {type(one) for one in numbers} == {int}
    assert len({key for key, _value in own}) == 1 and name not in own[0][0] and ana.me.id not in own[0][0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", ["", "short", "a" * 25 + "!", "A" * 26, "../" * 9])
def test_without_a_proper_name_the_file_comes_all_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = Visitor("Ana").arrive()
    monkeypatch.setattr("nearer.ui.progress.cache", None)
    make(ana, name)


@pytest.mark.django_db(transaction=True)
def test_a_wrong_passphrase_begins_nothing() -> None:
    ana = Visitor("Ana").arrive()
    name = new_id()
    assert ana.client.post(TAKE, {"passphrase": "no", "progress": name}).status_code == 422
    ana.get(at(name), 404)


def test_it_neither_goes_back_nor_past_its_end() -> None:
    name = new_id()
    counted = Progress("ana", name)
    for done, of, shown in ((1, 4, 25), (1, 8, 25), (3, 4, 75), (9, 4, 100), (0, 0, 100)):
        counted.reach(done, of)
        assert progress_of("ana", name) == shown
    assert progress_of("ben", name) is None
