"""Every exercise on paper: the whole script, room to write, and nobody's words."""

import html

import pytest

from nearer.exchange.tests.floor import ID, add_floor
from nearer.pages import paper
from nearer.programme.loader import BUILT_IN, programme
from nearer.programme.schema import Exercise
from tests.cast import Visitor, couple

pytestmark = pytest.mark.django_db(transaction=True)
EXERCISES = [one for one in programme().all_exercises() if one.id not in BUILT_IN]
each_exercise = pytest.mark.parametrize("script", EXERCISES, ids=lambda script: script.id)


def sheet(page: str) -> str:
    return page.partition('<article class="paper">')[2].partition("</article>")[0]


@each_exercise
def test_a_sheet_holds_every_move_and_no_form(script: Exercise) -> None:
    page = sheet(Visitor("Ana").arrive().get(f"/exercises/{script.id}/paper/"))
    for said in (script.title, script.summary, script.landed.says, *(move.ask for move in script.moves)):
        assert html.unescape(said) in page
    for one in (one for move in script.moves for one in move.fields):
        assert one.label in page
        assert all(choice.says in page for choice in one.choices)
    assert not any(tag in page for tag in ("<form", "<input", "<textarea", "<button", "<select"))
    assert "/help/" in page and "When to stop" in page


@each_exercise
def test_there_is_room_for_each_thing_to_fill_in(script: Exercise) -> None:
    for move, printed in zip(script.moves, paper.moves_of(script, []), strict=True):
        for one, space in zip(move.fields, printed.spaces, strict=True):
            assert space.lines or space.options or space.kind == "blank", one.id
            assert one.kind != "sort" or space.rows
            assert one.kind != "slider" or space.options[:1] + space.options[-1:] == [str(one.low), str(one.high)]


def test_names_stand_where_their_parts_are(monkeypatch: pytest.MonkeyPatch) -> None:
    add_floor(monkeypatch)
    ana, _ben = couple()
    page = sheet(ana.get(f"/exercises/{ID}/paper/"))
    assert "<bdi>Ana</bdi>: Tell something small." in page and "<bdi>Ben</bdi>: Say back" in page
    page = sheet(ana.get(f"/exercises/{ID}/paper/?first=they"))
    assert "<bdi>Ben</bdi>: Tell something small." in page and "Ben goes first." in page
    assert "Up to 3 tries, from step 3 on, until it is: That's it." in page


def test_without_a_partner_the_parts_have_no_names(monkeypatch: pytest.MonkeyPatch) -> None:
    add_floor(monkeypatch)
    page = sheet(Visitor("Ana").arrive().get(f"/exercises/{ID}/paper/"))
    assert "Whoever goes first" in page and "The other" in page and "Ana" not in page


def test_nobodys_words_are_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    ana, ben = couple()
    ana.post("/begin/thanks/")
    id = ana.me.person.begun.get().pk
    ana.post(f"/exchanges/{id}/thanks/", thanks__act="the warm soup", thanks__effect="sleep", step="give")
    assert "soup" in ben.see(id)
    assert all("soup" not in who.get("/exercises/thanks/paper/") for who in (ana, ben))


def test_what_is_not_there_is_not_found() -> None:
    ana = Visitor("Ana").arrive()
    for name in ("nothing", *BUILT_IN):
        ana.get(f"/exercises/{name}/paper/", 404)
    Visitor("Ana").get("/exercises/thanks/paper/", 302)
