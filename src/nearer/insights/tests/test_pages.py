"""How it goes, through the pages: asked gently, kept for one alone, and never shown as a verdict."""

import re
from datetime import timedelta

import pytest

from nearer.insights.models import Checkin
from nearer.kit import clock
from nearer.programme.loader import programme
from tests.cast import Visitor, couple
from tests.steps.walking import TOKEN, in_days, seen

pytestmark = pytest.mark.django_db(transaction=True)
MEASURES = programme().measures
NUMBER = re.compile(r"\d")
NEVER = re.compile(
    r"couple score|compatib|match(?:es|ed)? (?:by|at)|attachment|avoidant|anxious|diagnos|divorce|break-?up"
    r"|contributes? more|better than|worse than|other couples|average couple|\bnorm\b|per ?cent|\d ?%",
    re.IGNORECASE,
)


def week(who: Visitor, number: int, **more: int | str) -> None:
    given = {one.id: str(number) for one in MEASURES.weekly} | {name: str(value) for name, value in more.items()}
    who.post("/outcomes/ask/weekly/", **given)


def season(who: Visitor, number: int) -> None:
    for page in range(1, 5):
        asked = re.findall(r'name="(o\da|o\db|o\dc|o\dd)"', who.get(f"/outcomes/ask/full/?page={page}"))
        who.post(f"/outcomes/ask/full/?page={page}", **dict.fromkeys(asked, str(number)))


def main(page: str) -> str:
    return re.sub(r"<[^>]+>", " ", page.partition("<main")[2].partition("</main>")[0])


def test_28_questions_come_on_four_pages_in_an_order_of_chance_and_each_page_is_kept() -> None:
    ana = Visitor("Ana").arrive()
    first = re.findall(r'name="(o\d\w)" value="0"', ana.get("/outcomes/ask/full/"))
    assert len(first) == 7 and Checkin.objects.count() == 0
    ana.post("/outcomes/ask/full/", **{first[0]: "7"})
    assert f'name="{first[0]}" value="7" checked' in ana.get("/outcomes/ask/full/")
    pages = [re.findall(r'name="(o\d\w)" value="0"', ana.get(f"/outcomes/ask/full/?page={n}")) for n in range(1, 5)]
    found = [name for page in pages for name in page]
    assert sorted(found) == sorted(one.id for one in MEASURES.full) and found != sorted(found)
    assert Checkin.objects.count() == 1


def test_leaving_all_of_it_out_is_fine_and_says_that_there_is_not_enough() -> None:
    ana = Visitor("Ana").arrive()
    for page in range(1, 5):
        ana.post(f"/outcomes/ask/full/?page={page}")
    assert "Not enough answers to the long questions." in ana.get("/outcomes/o1/")


@pytest.mark.parametrize("wrong", ["11", "-1", "seven", "5.5", "0x5"])
def test_an_answer_that_is_none_comes_back_with_a_sentence_and_nothing_is_kept(wrong: str) -> None:
    ana = Visitor("Ana").arrive()
    page = ana.post("/outcomes/ask/weekly/", 422, o1w=wrong, o2w="5")
    assert 'aria-invalid="true"' in page and 'value="5" checked' in page
    assert not Checkin.objects.exists()


def test_the_same_day_again_changes_the_answers_and_makes_no_second_row() -> None:
    ana = Visitor("Ana").arrive()
    week(ana, 7)
    week(ana, 3)
    assert Checkin.objects.count() == 1
    assert ana.get("/outcomes/answers/").count("<b>3</b>") == 7


def test_nothing_of_it_can_be_read_in_the_row_not_even_its_day() -> None:
    ana = Visitor("Ana").arrive()
    week(ana, 7, o2w="unfit")
    row = Checkin.objects.get()
    assert {field.name for field in Checkin._meta.get_fields()} == {"id", "person", "sealed_answers"}
    for word in (b"weekly", b"unfit", b"o2w", clock.today("UTC").isoformat().encode()):
        assert word not in bytes(row.sealed_answers)


def test_the_other_never_learns_of_it() -> None:
    ana, ben = couple()
    before = seen(ben)
    season(ana, 3)
    week(ana, 2)
    ana.post("/outcomes/weekday/", weekday="0")
    ana.post("/outcomes/tend/", tend="O2", keep="O1")
    assert seen(ben) == before
    assert "3 of 10" not in ben.get("/outcomes/o1/") and "No answers yet." in ben.get("/outcomes/o1/")


def test_what_i_tend_stands_on_my_today_for_four_weeks_and_on_nobody_elses() -> None:
    ana, ben = couple()
    ana.post("/outcomes/tend/", tend="O3")
    assert "For what you tend" in ana.get("/") and "Replay" in ana.get("/")
    assert "For what you tend" not in ben.get("/")
    with in_days(28):
        assert "For what you tend" not in ana.back().get("/")


def test_the_seven_are_offered_on_my_day_and_rest_after_two_that_i_left_out() -> None:
    ana = Visitor("Ana").arrive()
    season(ana, 6)
    ana.post("/outcomes/weekday/", weekday=str(clock.today("UTC").weekday()))
    offered = []
    for number in range(5):
        with in_days(7 * number):
            offered.append("Seven questions about your week" in ana.back().get("/"))
    assert offered[:4] == [True, True, False, False]
    ana.back().post("/outcomes/weekday/", weekday="")
    assert "Seven questions about your week" not in ana.get("/")


def test_the_long_ones_come_back_on_today_in_week_four_and_not_before() -> None:
    ana = Visitor("Ana").arrive()
    offer = "28 short questions for you"
    assert offer not in ana.get("/")  # nothing is asked of whoever has not begun
    season(ana, 6)
    offered = []
    for number in (0, 27, 28, 40):
        with in_days(number):
            offered.append(offer in ana.back().get("/"))
    assert offered == [False, False, True, True]


def a_year(who: Visitor) -> None:
    season(who, 6)
    for number in range(20):
        with clock.moved(timedelta(weeks=number)):
            week(who.back(), 3 if number < 9 else 9)
    with clock.moved(timedelta(weeks=20)):
        season(who.back(), 9)


def test_after_weeks_there_are_words_a_picture_and_the_same_as_a_table() -> None:
    ana = Visitor("Ana").arrive()
    a_year(ana)
    with in_days(141):
        page = ana.back().get("/outcomes/o1/")
        assert "It has moved up since you began" in page and "usual range" in page
        assert page.index("It has moved up") < page.index("<figure")
        assert page.count("chart__dot") == 20 and "As a table" in page
        overview = main(ana.get("/outcomes/"))
        for one in MEASURES.outcomes.values():
            assert one.says in overview


def test_nothing_of_what_is_never_shown_stands_on_any_page_of_a_year() -> None:
    ana, ben = couple()
    a_year(ana)
    season(ben.back(), 2)
    with in_days(141):
        ana.back(), ben.back()
        pages = [
            "/outcomes/",
            "/outcomes/answers/",
            *(f"/outcomes/o{number}/" for number in range(1, 8)),
            "/",
            "/ours/",
        ]
        for path in pages:
            found = NEVER.findall(main(ana.get(path)))
            assert not found, f"{path}: {found}"
        for path in pages[2:]:
            assert TOKEN.sub("", ana.get(path)).count("Ben") == TOKEN.sub("", ben.get(path)).count("Ana")


def test_the_list_shows_words_and_no_numbers() -> None:
    ana = Visitor("Ana").arrive()
    season(ana, 6)
    listed = ana.get("/outcomes/").partition('<ul class="list">')[2].partition("</ul>")[0]
    assert listed and not NUMBER.search(re.sub(r"<[^>]+>", "", listed))


def test_help_stands_beside_the_question_about_keeping_quiet_and_nowhere_else() -> None:
    ana = Visitor("Ana").arrive()
    pages = [ana.get(f"/outcomes/ask/full/?page={number}") for number in range(1, 5)]
    assert sum(page.count("scale__help") for page in pages) == 1
    (page,) = [page for page in pages if "scale__help" in page]
    assert 'name="o2d"' in page


def test_an_answer_can_be_destroyed_by_its_owner_alone() -> None:
    ana, ben = couple()
    week(ana, 7)
    id = Checkin.objects.get().pk
    ben.post(f"/outcomes/answers/{id}/remove/", 404)
    ana.post(f"/outcomes/answers/{id}/remove/")
    assert not Checkin.objects.exists()


def test_a_damaged_answer_is_a_gap_and_no_error() -> None:
    ana = Visitor("Ana").arrive()
    week(ana, 7)
    Checkin.objects.update(sealed_answers=b"s1" + bytes(200))
    assert "No answers yet." in ana.get("/outcomes/o1/")


def test_a_page_that_was_opened_before_midnight_loses_no_answer() -> None:
    ana = Visitor("Ana").arrive()
    asked = re.findall(r'name="(o\d\w)" value="0"', ana.get("/outcomes/ask/full/"))
    with in_days(1):
        ana.back().post("/outcomes/ask/full/", **dict.fromkeys(asked, "8"))
        assert ana.get("/outcomes/answers/").count("<b>8</b>") == len(asked)


def test_nothing_is_chosen_before_and_an_answer_can_be_taken_out_again() -> None:
    ana = Visitor("Ana").arrive()
    page = ana.get("/outcomes/ask/full/")
    assert " checked>" not in page
    first = re.findall(r'name="(o\d\w)" value="0"', page)[0]
    ana.post("/outcomes/ask/full/", **{first: "7"})
    ana.post("/outcomes/ask/full/", **{first: "skipped"})
    assert "<b>7</b>" not in ana.get("/outcomes/answers/")
