"""Paper and Markdown: every sign comes out, whatever is in the words, and words stay words."""

import io
import logging
import re
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from PIL import Image
from pypdf import PdfReader

from nearer.insights.answered import FULL, WEEKLY, Answered
from nearer.pages.booklet import Booklet, Entry, Line, Voice
from nearer.pages.booklet_chapters import seasons_of, write
from nearer.pages.booklet_pdf import Pages
from nearer.pages.booklet_photo import SIDE, for_print
from nearer.pages.booklet_text import Markdown, plain
from nearer.pages.sheet import lines
from nearer.programme.loader import programme

DAY = date(2026, 11, 23)
MEASURES = programme().measures


def booklet(*words: str, photo: bytes | None = None, prompt: str = "A prompt") -> Booklet:
    entries = [
        Entry(DAY, prompt, [Voice("partner", "Ben", "Say it", lines=[Line("said", "", one)], photo=photo)])
        for one in words
    ]
    return Booklet("Ana", None, DAY, iter(entries))


def paper(*words: str, photo: bytes | None = None) -> bytes:
    pages = Pages("en", DAY)
    write(booklet(*words, photo=photo), MEASURES, pages)
    return pages.made()


def text(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def markdown(*words: str, photo: bytes | None = None) -> str:
    made = Markdown()
    write(booklet(*words, photo=photo), MEASURES, made)
    return made.made().decode()


@pytest.mark.parametrize(
    "words",
    ["Ça m'a coûté, żółć", "Мне тяжело", "Tôi rất mệt", "אני עייפה מאוד", "{nb} **b** <i>x</i> 100% \\ (a)"],
    ids=["latin", "cyrillic", "vietnamese", "hebrew", "signs"],
)
def test_words_come_out_of_the_paper_as_they_went_in(words: str) -> None:
    assert words in text(paper(words))


def test_what_the_typeface_lacks_shows_a_box_and_is_said_and_markdown_holds_it() -> None:
    found = text(paper("so glad 🙂 very 我"))
    assert "so glad □ very □" in found and "An empty box stands where" in found
    assert "so glad 🙂 very 我" in markdown("so glad 🙂 very 我") and "An empty box" not in text(paper("glad"))
    assert "each stands alone" in text(paper("أريد السلام")) and "أريد السلام" in markdown("أريد السلام")


def test_a_very_long_word_is_all_there() -> None:
    long = "".join(chr(ord("a") + number % 26) for number in range(9_000))
    assert long in re.sub(r"\s\d?", "", text(paper(long)))
    assert long in markdown(long)


def test_nothing_of_the_words_reaches_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        paper("我很累 🙂\u200d₿ أريد"), markdown("我很累 🙂")
    assert caplog.records == []


def test_months_are_chapters_and_bookmarks_and_the_file_says_no_hour() -> None:
    pages = Pages("en", DAY)
    days = [date(2026, 1, 5), date(2026, 1, 9), date(2026, 3, 1)]
    voice = [Voice("me", "Ana", "Say it", lines=[Line("said", "", "a word")])]
    write(Booklet("Ana", 2026, DAY, (Entry(day, "", voice) for day in days)), MEASURES, pages)
    read = PdfReader(io.BytesIO(pages.made()))
    assert [one.title for one in read.outline] == ["January 2026", "March 2026"]
    assert read.metadata is not None and read.metadata.author is None
    assert str(read.metadata.creation_date).startswith("2026-11-23 00:00:00")


def jpeg(*size: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "#336699").save(out, "JPEG", comment=b"canary")
    return out.getvalue()


@pytest.mark.parametrize("size", [(1600, 1200), (1600, 7), (1200, 1590), (40, 30), (1, 1600)])
def test_a_photo_is_made_as_large_as_it_is_printed(size: tuple[int, int]) -> None:
    made = for_print(jpeg(*size))
    assert made is not None and max(made[1:]) <= SIDE and b"canary" not in made[0]
    (page,) = [page for page in PdfReader(io.BytesIO(paper("us", photo=jpeg(*size)))).pages if page.images]
    assert page.images[0].image.size == made[1:]


@pytest.mark.parametrize("photo", [b"x" * 90, jpeg(1601, 8), jpeg(900, 600)[:400]], ids=["none", "large", "cut"])
def test_a_photo_that_is_none_of_ours_is_left_out_with_a_sentence(photo: bytes) -> None:
    assert for_print(photo) is None
    assert "does not open" in text(paper("us", photo=photo)) and "does not open" in markdown("us", photo=photo)


HOSTILE = [
    "![x](https://example.org/seen.png)",
    "<img src=https://example.org/seen.png>",
    "[me]: https://example.org\n[me]",
    "# loud\n## louder\n- one\n1. two\n=====\n---\n***",
    "    code\n\tcode\n```\ncode\n```",
    "a | b\n--- | ---\nc | d",
    "one\r# two\r\n> three\u2028# four\x0b# five",
    "&lt;b&gt; **bold** _thin_ ~~gone~~ `code` <https://example.org>",
    "ends in a stroke \\",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_stay_words_in_markdown(words: str) -> None:
    page = MarkdownIt("commonmark").enable("table").enable("strikethrough").render(plain(words))
    assert set(re.findall(r"<(/?\w+)", page)) <= {"p", "/p", "br"}
    shown = re.sub(r"<br />|</?p>|\s|&nbsp;|\xa0", "", page)
    shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert shown == re.sub(r"\s", "", words)


def test_a_photo_in_markdown_is_inside_the_file() -> None:
    page = MarkdownIt("commonmark").render(markdown("us", photo=jpeg(20, 20)))
    assert re.findall(r'src="([^"]{0,23})', page) == ["data:image/jpeg;base64,"]
    assert "[photo-1]: data:image/jpeg;base64," in markdown("us", photo=jpeg(20, 20))


@given(st.text("ab \u0301\u05d0é-", max_size=200), st.floats(1, 30))
def test_lines_hold_every_sign_and_are_never_wider_than_they_may_be(words: str, most: float) -> None:
    found = list(lines(words, most, of))
    assert "".join(found).replace(" ", "") == words.replace(" ", "")
    assert all(of(line) <= most or len(line) == 1 for line in found if "\u0301" not in line)


def of(words: str) -> float:
    return float(sum(one != "\u0301" for one in words))


def checkins() -> Iterator[Answered]:
    for month, number in ((1, 8), (2, 6), (8, 4)):
        for kind in (WEEKLY, FULL):
            answers: dict[str, int | str] = {one.id: number for one in MEASURES.of(kind) if one.id != "o2w"}
            yield Answered(f"{kind}{month}", kind, f"2026-{month:02d}-05", answers, done=True)


def test_each_outcome_has_a_row_a_season_and_a_season_without_answers_has_none() -> None:
    rows = list(seasons_of(list(checkins()), MEASURES, "O1"))
    assert [one.begins for one in rows] == [date(2026, 1, 1), date(2026, 7, 1)]
    assert [[read.value for read in one.full] for one in rows] == [[65, 55], [45]]
    weeks = [read.value for one in rows for read in one.weeks if read.value is not None]
    assert weeks == [80, 60, 40]
    assert all(read.value is None for one in seasons_of(list(checkins()), MEASURES, "O2") for read in one.weeks)
