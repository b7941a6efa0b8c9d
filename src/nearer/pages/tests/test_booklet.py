"""A year to take along: mine and what was opened to me, in three forms, and nothing else in any of them."""

import io
import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from nearer.exchange.models import Exchange, Part, Photo
from nearer.insights.tests.test_pages import season, week
from nearer.kit import clock
from tests.cast import Visitor, couple
from tests.steps.test_moment_photos import a_photo, planned
from tests.steps.walking import in_days, write

pytestmark = pytest.mark.django_db(transaction=True)
TAKE = "/you/take-along/"
FORMS = ("pdf", "md", "json")
KINDS = {"pdf": "application/pdf", "md": "text/markdown", "json": "application/json"}
CLOSED, NOTHING = "This entry does not open.", "Nothing was written in this time."


def file(who: Visitor, form: str, span: str = "everything", **more: str) -> bytes:
    answer = who.client.post(TAKE, {"form": form, "span": span, "passphrase": who.passphrase, **more})
    assert answer.status_code == 200 and answer["Content-Type"].startswith(KINDS[form])
    assert answer["Content-Disposition"] == f'attachment; filename="notes.{form}"'
    assert answer["Cache-Control"] == "no-store"
    return answer.content


def text(made: bytes) -> str:
    """What can be read in it, with lines and runs of space as one space."""
    if not made.startswith(b"%PDF-"):
        return " ".join(re.sub(r"\\(?=[^\w\s])|\\\n>?", "", made.decode()).split())
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages).split())


def taken(who: Visitor, form: str, span: str = "everything") -> str:
    return text(file(who, form, span))


def data(who: Visitor, span: str = "everything") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file(who, "json", span))
    return found


def opened(ana: Visitor, ben: Visitor) -> str:
    """A card that both have answered and opened."""
    card = ana.todays_card()
    ana.answer(card, "the hill behind the school"), ben.answer(card, "the sea in March")
    ana.see(card), ben.see(card), ana.see(card)
    return card


@pytest.mark.parametrize("form", FORMS)
def test_it_holds_what_i_wrote_and_what_was_opened_to_me_and_nothing_else(form: str) -> None:
    ana, ben = couple()
    ben.post("/mine/new/", page__page="a page of Ben's")
    ana.post("/mine/new/", page__title="Rain", page__page="a heron stood there")
    card = ana.todays_card()
    ben.answer(card, "the sea in March")
    assert "the sea in March" not in taken(ana, form)
    ana.answer(card, "the hill behind the school"), ben.see(card), ana.see(card)
    ben.reply(card, "that you were alone there"), ana.see(card)
    found = taken(ana, form)
    for said in ("Rain", "a heron stood there", "the sea in March", "the hill behind", "that you were alone there"):
        assert said in found
    assert "a page of Ben's" not in found and "This file has no lock: whoever has it can read it." in found


@pytest.mark.parametrize("form", FORMS)
def test_a_pass_of_the_other_is_in_no_file(form: str) -> None:
    ana, ben = couple()
    card = ana.todays_card()
    ana.answer(card, "only mine")
    before = file(ana, form)
    ben.post(f"/exchanges/{card}/aside/", wish="pass")
    assert file(ana, form) == before and "only mine" in text(before)
    assert "only mine" not in taken(ben, form)


@pytest.mark.parametrize("form", FORMS)
def test_my_own_numbers_are_in_it_and_the_others_are_not(form: str) -> None:
    ana, ben = couple()
    assert "How it goes" not in taken(ana, "pdf")
    week(ben, 3), season(ben, 2)
    assert data(ana)["checkins"] == [] and "How it goes" not in taken(ana, "md")
    week(ana, 7), season(ana, 9)
    found = taken(ana, form)
    assert "How near I feel" in found
    if form == "json":
        assert {one["value"] for outcome in data(ana)["outcomes"] for one in outcome["weeks"]} == {70}
        assert [len(one["answers"]) for one in data(ana)["checkins"]] in ([7, 28], [28, 7])
    else:
        assert set(re.findall(r"\d{4}[ |]+(\d+)[ |]+(\d+)", found)) == {("70", "70")}


def test_what_was_begun_and_not_finished_is_not_told_as_a_number() -> None:
    ana, _ben = couple()
    ana.post("/outcomes/ask/full/?page=1", o1a="4", o1b="4")
    assert data(ana)["checkins"] == [] and "How it goes" not in taken(ana, "pdf")


@pytest.mark.parametrize("form", FORMS)
def test_a_year_holds_its_own_days_and_a_year_without_words_says_so(form: str) -> None:
    ana = Visitor("Ana").arrive()
    year = clock.today("UTC").year
    for ago, words in ((0, "written now"), (2, "written back then")):
        with clock.moved(-timedelta(days=366 * ago)):
            ana.back().post("/mine/new/", page__page=words)
    then = Exchange.objects.order_by("day")[0].day.year
    spans = re.findall(r'name="span" value="(\w+)"', ana.back().get(TAKE))
    assert spans == [*map(str, range(year, then - 1, -1)), "everything"]
    now, back, between = (taken(ana, form, span) for span in (str(year), str(then), str(year - 1)))
    assert "written now" in now and "written back then" not in now
    assert "written back then" in back and "written now" not in back
    assert "written" not in between.replace(NOTHING, "") and (NOTHING in between or form == "json")
    both = taken(ana, form)
    assert both.index("written back then") < both.index("written now")


def test_a_wrong_passphrase_makes_no_file_and_loses_nothing() -> None:
    ana, _ben = couple()
    page = ana.post(TAKE, 422, form="md", span="everything", passphrase="no")
    assert "not your passphrase" in page
    assert 'value="md" checked' in page and 'value="everything" checked' in page
    assert "Which time?" in ana.post(TAKE, 422, form="md", span="1999", passphrase=ana.passphrase)
    assert "In which form?" in ana.post(TAKE, 422, form="exe", passphrase=ana.passphrase)


@pytest.mark.parametrize("form", FORMS)
def test_what_is_damaged_says_so_and_keeps_nothing_else_inside(form: str) -> None:
    ana, ben = couple()
    card = opened(ana, ben)
    ana.post("/mine/new/", page__page="a heron stood there"), ana.post("/mine/new/", page__page="a fox came by")
    mine = {"author": ana.me.id, "exchange": card}
    Part.objects.filter(**mine, move="answer").update(sealed_words=b"x" * 80)
    fox = next(one for one in Exchange.objects.filter(exercise="page") if "fox" in ana.see(one.pk))
    Exchange.objects.filter(pk=fox.pk).update(dealt=[["no", "such", "thing", "at", "all"]])
    found = taken(ana, form)
    assert "a heron stood there" in found and "the sea in March" in found and "the hill" not in found
    assert found.count('"damaged": true' if form == "json" else CLOSED) == 2


@pytest.mark.parametrize("form", FORMS)
def test_words_of_the_other_that_were_changed_are_not_shown(form: str) -> None:
    ana, ben = couple()
    card = opened(ana, ben)
    theirs = Part.objects.filter(author=ben.me.id, exchange=card, move="answer")
    theirs.update(sealed_words=b"x" * 80)
    found = taken(ana, form)
    assert "the sea in March" not in found and (CLOSED in found or '"damaged": true' in found)


def test_a_photo_comes_with_its_moment_once_it_is_open_to_me() -> None:
    ana, ben = couple()
    id = planned(ana, ben)
    with in_days(4, hours=1):
        ana.back(), ben.back()
        write(ana, id, "moment", moment="the dough", new="you sang", photo=a_photo())
        assert pictures(file(ben, "pdf")) == 0 and pictures(file(ana, "pdf")) == 1
        write(ben, id, "moment", moment="the lamp", new="flour")
        for who in (ana, ben, ana, ben):
            who.see(id)
        for who in (ana, ben):
            assert pictures(file(who, "pdf")) == 1
            assert b"\n\n[photo-1]: data:image/jpeg;base64,/9j/" in file(who, "md")
            assert file(who, "json").count(b'"photo_jpeg_base64": "/9j/') == 1
        assert "This holds. You both signed it." in taken(ana, "pdf")
        Photo.objects.update(sealed_photo=b"x" * 80)
        assert pictures(file(ana, "pdf")) == 0 and "the dough" in taken(ana, "pdf")


def pictures(made: bytes) -> int:
    return sum(len(page.images) for page in PdfReader(io.BytesIO(made)).pages)


@pytest.mark.parametrize("form", FORMS)
def test_no_file_is_written_while_it_is_made(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, ben = couple()
    opened(ana, ben)
    real = io.open

    def only_reading(path: object, mode: str = "r", *args: object, **more: object) -> object:
        assert not set(mode) & set("wax+"), f"{path} was opened to write"
        return real(path, mode, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", only_reading)
    monkeypatch.setattr(io, "open", only_reading)
    monkeypatch.setattr(Path, "write_bytes", None)
    assert "the sea in March" in taken(ana, form)
