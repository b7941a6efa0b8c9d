"""Way 5 through the pages: lines put into other words alone, and a time-out that both know how to end."""

import pytest
from django.utils.html import escape

from nearer.exchange.models import Exchange, Landing, Part
from nearer.programme.drills import Drill
from nearer.programme.loader import programme
from tests.cast import Visitor, couple

from .walking import act, begin, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
LINES = [f"line-{number}" for number in range(1, 7)]
OLD = "you never think of me, canary-old"
OWN = {"line": "On Sunday you booked without me. I was sad.", "request": "Would you ask me next time? canary-own"}
AGREED = {"sign": "harbour, canary-sign", "minutes": "30", "goes-on": "asked", "how": "at the kitchen table"}
AGREED |= {"if-not": "tomorrow at nine"}
MODEL = "One way to say it"


def drill(id: str, move: str) -> Drill:
    number = programme().exercise("rewrite-lines").move(move).drill
    return programme().drills[Exchange.objects.get(pk=id).dealt[number - 1][1]]


def landed(id: str) -> bool:
    return Landing.objects.filter(exchange=id).exists()


# Rewrite the line


def rewritten(who: Visitor) -> str:
    id = begin(who, "rewrite-lines")
    for move in LINES:
        write(who, id, move, mine=f"my own way, {move}")
    return id


def test_a_line_stands_above_the_form_and_its_model_answer_comes_after_mine() -> None:
    ana = Visitor("Ana").arrive()
    id = begin(ana, "rewrite-lines")
    for move in LINES:
        page, dealt = ana.see(id), drill(id, move)
        assert dealt.line in page and dealt.model not in page
        assert page.count(MODEL) == LINES.index(move)
        write(ana, id, move, mine=f"my own way, {move}")
        page = ana.see(id)
        assert page.count(dealt.line) == 1 and dealt.model in page and f"my own way, {move}" in page
    assert len({drill(id, move).id for move in LINES}) == 6


def test_the_lines_come_one_after_the_other() -> None:
    ana = Visitor("Ana").arrive()
    id = begin(ana, "rewrite-lines")
    assert drill(id, "line-2").line not in ana.see(id)
    write(ana, id, "line-2", 409, mine="too early")
    write(ana, id, "own", 409, **OWN)


def test_an_own_line_without_a_verdict_and_with_a_request_lands() -> None:
    ana = Visitor("Ana").arrive()
    id = rewritten(ana)
    write(ana, id, "old", line=OLD)
    assert "canary-old" in ana.see(id) and not landed(id)
    write(ana, id, "own", 422, line=OWN["line"])
    write(ana, id, "own", **OWN)
    assert landed(id) and "This one has landed. It stays here for you alone." in ana.see(id)


@pytest.mark.parametrize("field", ["line", "request"])
@pytest.mark.parametrize("verdict", ["you always", "You  Never"])
def test_a_verdict_comes_back_with_every_word_kept(field: str, verdict: str) -> None:
    ana = Visitor("Ana").arrive()
    id = rewritten(ana)
    write(ana, id, "old", line=OLD)
    page = write(ana, id, "own", 422, **{**OWN, field: f"well, {verdict} listen, canary-kept"})
    assert "is a verdict. What happened, once?" in page and "canary-kept" in page
    kept = OWN["request" if field == "line" else "line"]
    assert kept in page or escape(kept) in page
    assert not Part.objects.filter(exchange=id, move="own").exists()


def test_nobody_else_learns_of_a_line() -> None:
    ana, ben = couple()
    before = seen(ben)
    id = rewritten(ana)
    write(ana, id, "old", line=OLD)
    ben.get(f"/exchanges/{id}/", 404)
    write(ben, id, "line-1", 404, mine="x")
    assert seen(ben) == before


# Time-out


@pytest.fixture
def two() -> tuple[Visitor, Visitor]:
    return couple()


def agreed(ana: Visitor, ben: Visitor) -> str:
    id = begin(ana, "time-out")
    write(ana, id, "agree", **AGREED)
    act(ben, id, "agree", "sign", version=1)
    return id


@pytest.mark.parametrize("missing", sorted(AGREED))
def test_a_time_out_has_a_sign_a_length_and_a_way_to_go_on(two, missing: str) -> None:
    ana, _ = two
    id = begin(ana, "time-out")
    write(ana, id, "agree", 422, **{**AGREED, missing: ""})
    write(ana, id, "agree", 422, **{**AGREED, "minutes": "600"})
    assert not Part.objects.exists()


def test_it_says_that_a_day_of_silence_is_no_time_out(two) -> None:
    ana, _ = two
    assert "Silence of more than a day is not a time-out." in ana.see(begin(ana, "time-out"))


def test_it_is_tried_once_by_both_and_opens_together(two) -> None:
    ana, ben = two
    id = begin(ana, "time-out")
    write(ana, id, "agree", **AGREED)
    write(ana, id, "rehearse", 409, like="too early")
    act(ben, id, "agree", "sign", version=1)
    assert "canary-sign" in ben.get("/ours/")
    before = seen(ben, id)
    write(ana, id, "rehearse", like="my shoulders came down, canary-ana")
    assert seen(ben, id) == before and not landed(id)
    write(ben, id, "rehearse", like="I laughed, canary-ben")
    with in_days(2):
        ana.back().see(id), ben.back().see(id)
        assert "canary-ben" in ana.see(id) and "canary-ana" in ben.see(id) and landed(id)
        assert all("you have tried it once while calm" in who.see(id) for who in two)


def test_what_helped_in_a_real_one_stays_with_its_writer(two) -> None:
    ana, ben = two
    id = agreed(ana, ben)
    write(ana, id, "helped", 409, helped="too early")
    write(ana, id, "rehearse", like="odd, and good")
    with in_days(30):
        before = seen(ben.back(), id)
        write(ana.back(), id, "helped", helped="the walk, canary-walk")
        write(ana, id, "helped", helped="the walk, and tea, canary-walk")
        assert "canary-walk" in ana.see(id) and seen(ben, id) == before
        assert not any("canary-walk" in page for page in seen(ben, id))


def test_either_ends_it_alone(two) -> None:
    ana, ben = two
    id = agreed(ana, ben)
    act(ben, id, "agree", "end", sure="yes")
    assert all("canary-sign" not in who.get("/ours/") and "canary-sign" in who.see(id) for who in two)
