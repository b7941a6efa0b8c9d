"""Where the answers of two meet: one question side by side, and numbers for a study. Either of them ends it."""

import pytest

from nearer.kit import clock
from nearer.programme.loader import programme
from tests.cast import couple
from tests.steps.walking import begin, write

from .test_pages import season, week

pytestmark = pytest.mark.django_db(transaction=True)
MEASURES = programme().measures


@pytest.mark.parametrize("question", ["o2a", "o6b", "o7d", "o1w", "nothing"])
def test_how_safe_how_glad_and_how_lasting_is_never_laid_side_by_side(question: str) -> None:
    ana, _ben = couple()
    ana.post(f"/outcomes/beside/{question}/", 404)


def test_one_question_opens_when_both_have_answered_and_either_takes_it_back_at_once() -> None:
    ana, ben = couple()
    season(ana, 6)
    assert "You: 6 of 10" in ana.get("/outcomes/o1/")
    answer = ana.client.post("/outcomes/beside/o1a/")
    id = answer["Location"].split("/")[2]
    text = MEASURES.question("o1a").text
    assert text in ana.see(id)
    write(ana, id, "side", number="6", behind="canary: the walk on Sunday")
    assert text in ben.see(id) and "canary" not in ben.see(id)
    write(ben, id, "side", number="3", behind="I was away")
    ana.see(id)
    assert "canary: the walk" in ben.see(id) and "I was away" in ana.see(id)
    ben.post(f"/exchanges/{id}/side/take-back/")
    assert "canary" not in ben.see(id) and "I was away" not in ana.see(id)
    write(ben, id, "side", 409, number="3")


def test_numbers_for_a_study_need_both_and_end_with_the_agreement() -> None:
    ana, ben = couple()
    week(ana, 7)
    week(ben, 2)
    id = begin(ana, "for-a-study")
    ana.post(f"/outcomes/study/{id}/numbers/", 404)
    write(ana, id, "join", study="a study of weeks", told="they add up", day=(clock.today("UTC")).isoformat())
    ana.post(f"/outcomes/study/{id}/numbers/", 404)
    ben.post(f"/exchanges/{id}/join/sign/", version="1")
    files = [who.client.post(f"/outcomes/study/{id}/numbers/").content.decode() for who in (ana, ben)]
    codes = [table.splitlines()[1].split(",")[:2] for table in files]
    assert codes[0][0] == codes[1][0] and {code[1] for code in codes} == {"1", "2"}
    assert ",7\r\n" in files[0] and ",2\r\n" not in files[0]
    assert not [word for table in files for word in ("Ana", "Ben", "they add up", id) if word in table]
    ben.post(f"/exchanges/{id}/join/end/", sure="yes")
    ana.post(f"/outcomes/study/{id}/numbers/", 404)
