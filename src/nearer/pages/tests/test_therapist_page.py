"""A page of one's own words: mine alone, whole in every script it can draw, honest about the others."""

import io
import logging
from datetime import date
from pathlib import Path

import pytest
from fpdf.enums import TextDirection
from pypdf import PdfReader

from nearer.exchange.models import Exchange, Part
from nearer.pages import sheet
from nearer.pages.sheet import _as_seen, not_as_written, sheet_of
from nearer.programme.loader import programme
from tests.cast import Visitor, couple
from tests.steps.walking import begin, day, write

DAY = date(2026, 11, 23)
A4 = (595, 842)  # points
BRINGS, OWN = "I have felt alone beside my partner since spring", "have you worked with nurses?"


def read(pdf: bytes) -> PdfReader:
    assert pdf.startswith(b"%PDF-")
    return PdfReader(io.BytesIO(pdf))


def text(pdf: bytes) -> str:
    """Everything on the pages, with lines and runs of space as one space."""
    return " ".join(" ".join(page.extract_text() for page in read(pdf).pages).split())


def sheet_with(words: str) -> bytes:
    return sheet_of("In my own words", [("What brings me", words)], "en", DAY)


def prepared(who: Visitor) -> str:
    """A run with a route, a next act, questions and a page of words."""
    id = begin(who, "is-it-time")
    write(who, id, "look", signs=["stuck"], fear="yes", words="a thing to leave off the sheet")
    write(who, id, "route", route="individual", why="a reason to leave off the sheet")
    write(who, id, "next", kind="act", act="I call on Thursday", day=day(3))
    write(who, id, "questions", ask=["fee", "apart"], own=OWN)
    write(who, id, "summary", brings=BRINGS, hope="that we can talk about money")
    return id


def taken(who: Visitor, id: str, **form: str) -> bytes:
    answer = who.client.post(f"/mine/summary/{id}/", form)
    assert answer.status_code == 200 and answer["Content-Type"] == "application/pdf"
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Disposition"] == 'attachment; filename="notes.pdf"'
    return answer.content


# The page


@pytest.mark.django_db(transaction=True)
def test_the_page_and_the_file_hold_the_words_of_two_moves_and_nothing_else() -> None:
    ana, ben = couple()
    ben.post("/mine/new/", page__page="a page of Ben's")
    id = prepared(ana)
    page, file = ana.get(f"/mine/summary/{id}/"), text(taken(ana, id, questions="yes"))
    for said in (BRINGS, "that we can talk about money", OWN, "Do you see each of us alone first", "What brings me"):
        assert said in page and said in file
    for said in ("leave off", "Thursday", "afraid", "What I have tried", "Ben", "Ana", "Nearer"):
        assert said not in file


@pytest.mark.django_db(transaction=True)
def test_the_questions_stay_off_it_when_i_take_the_tick_away() -> None:
    ana = Visitor("Ana").arrive()
    file = text(taken(ana, prepared(ana)))
    assert BRINGS in file and OWN not in file and "What I would like to ask" not in file


@pytest.mark.django_db(transaction=True)
def test_my_numbers_go_on_it_only_when_i_tick_them_and_never_the_others() -> None:
    ana, ben = couple()
    for who, number in ((ana, "7"), (ben, "2")):
        for page in range(1, 5):
            who.post(f"/outcomes/ask/full/?page={page}", **{one.id: number for one in programme().measures.full})
    id = prepared(ana)
    assert "not a tested scale" not in text(taken(ana, id))
    made = text(taken(ana, id, numbers="yes"))
    assert "not a tested scale" in made and "How near I feel: 60" in made  # (7 + 7 + 7 + 3) / 4, times ten
    assert "How near I feel: 35" not in made


@pytest.mark.django_db(transaction=True)
def test_for_everybody_else_it_is_not_there() -> None:
    ana, ben = couple()
    id = prepared(ana)
    for who in (ben, Visitor("Cleo").arrive()):
        who.get(f"/mine/summary/{id}/", 404)
        who.post(f"/mine/summary/{id}/", 404, questions="yes")
    elsewhere = begin(ana, "three-views")
    ana.get(f"/mine/summary/{elsewhere}/", 404)


@pytest.mark.django_db(transaction=True)
def test_before_there_are_words_it_leads_to_where_they_are_written() -> None:
    ana = Visitor("Ana").arrive()
    id = begin(ana, "is-it-time")
    for answer in (ana.client.get(f"/mine/summary/{id}/"), ana.client.post(f"/mine/summary/{id}/")):
        assert (answer.status_code, answer["Location"]) == (302, f"/exchanges/{id}/")


@pytest.mark.django_db(transaction=True)
def test_damaged_words_make_no_file() -> None:
    ana = Visitor("Ana").arrive()
    id = prepared(ana)
    Part.objects.filter(exchange=Exchange.objects.get(pk=id), move="summary").update(sealed_words=b"x" * 80)
    assert ana.client.post(f"/mine/summary/{id}/").status_code == 302
    assert "This cannot be opened" in ana.see(id)


@pytest.mark.django_db(transaction=True)
def test_the_page_says_what_the_file_cannot_draw() -> None:
    ana = Visitor("Ana").arrive()
    id = prepared(ana)
    assert "no shape" not in ana.get(f"/mine/summary/{id}/")
    write(ana, id, "summary", brings="我很累 🙂", hope="أريد أن نتكلم")
    page = ana.get(f"/mine/summary/{id}/")
    assert "in their place: 我 很 累 🙂" in page and "each stands alone" in page and "أريد أن نتكلم" in page
    assert "□□□" in text(taken(ana, id))


@pytest.mark.django_db(transaction=True)
def test_no_file_is_written_while_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    ana = Visitor("Ana").arrive()
    id = prepared(ana)
    real = io.open

    def only_reading(file: object, mode: str = "r", *args: object, **more: object) -> object:
        assert not set(mode) & set("wax+"), f"{file} was opened to write"
        return real(file, mode, *args, **more)  # type: ignore[call-overload]

    monkeypatch.setattr("builtins.open", only_reading)
    monkeypatch.setattr(io, "open", only_reading)
    monkeypatch.setattr(Path, "write_bytes", None)
    assert BRINGS in text(taken(ana, id))


# The sheet


@pytest.mark.parametrize(
    "words",
    ["Ça m'a coûté, naïve Größe, żółć, İstanbul, ñandú", "Мне тяжело, и я устаю", "Είμαι κουρασμένος", "Tôi rất mệt"],
    ids=["latin", "cyrillic", "greek", "vietnamese"],
)
def test_words_come_out_as_they_went_in(words: str) -> None:
    assert words in text(sheet_with(words)) and not_as_written(words) == ("", False)


@pytest.mark.parametrize(
    ("words", "apart"), [("אני עייפה מאוד", False), ("أريد السلام", True)], ids=["hebrew", "arabic"]
)
def test_what_runs_from_right_to_left_does_so_and_says_if_its_letters_stand_apart(words: str, apart: bool) -> None:
    assert not_as_written(words) == ("", apart)
    assert text(sheet_with(words)).endswith(words)  # the reader turns such runs: drawn the other way, they come out so


def test_brackets_open_the_way_the_line_runs() -> None:
    assert _as_seen("אני (Anna) <ב>", TextDirection.RTL) == "<ב> (Anna) ינא"
    assert _as_seen("so (אני) it is", TextDirection.LTR) == "so (ינא) it is"


def test_a_word_longer_than_a_line_goes_on_in_the_next() -> None:
    words = "".join(chr(ord("a") + number % 26) for number in range(700))
    assert words in text(sheet_with(words)).replace(" ", "")


def test_what_is_usual_fits_on_one_page_and_what_is_long_takes_more() -> None:
    usual = [(f"heading {n}", "eighty words, about a spring and a summer " * 10) for n in range(3)]
    asked = ("What I would like to ask", "\n".join(f"• question {n} about a fee and a wait" for n in range(12)))
    (page,) = read(sheet_of("In my own words", [*usual, asked], "en", DAY)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
    numbered = " ".join(f"word{n}" for n in range(2500))
    long = sheet_with(numbered)
    assert len(read(long).pages) > 3
    assert [one for one in text(long).split() if one[4:].isdigit()] == numbered.split()


def test_lines_and_signs_of_its_maker_stay_as_they_are() -> None:
    words = "one\n\n\ttwo {nb} **three** 100% \\ <b>four</b>"
    lines = read(sheet_with(words)).pages[0].extract_text()
    assert "two {nb} **three** 100% \\ <b>four</b>" in lines and "one two" not in lines


def test_nothing_of_the_words_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        sheet_with("我很累 🙂\u200d₿ أريد")
    assert caplog.records == []


def test_the_file_says_neither_who_nor_at_what_hour() -> None:
    about = read(sheet_with("a word")).metadata
    assert about is not None and about.author is None and about.title is None
    assert str(about.creation_date).startswith("2026-11-23 00:00:00")


def test_the_typeface_and_its_licence_stand_beside_each_other() -> None:
    import hashlib

    listed = (sheet.FONT.parent.parent / "VENDORED.md").read_text("utf-8")
    assert hashlib.sha256(sheet.FONT.read_bytes()).hexdigest() in listed
    assert "Bitstream Vera" in (sheet.FONT.parent / "DejaVuSans-LICENSE.txt").read_text("utf-8")
