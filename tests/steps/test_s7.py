"""Step 7 through the pages: a hard day, on which help is asked for and fits, and good news met with questions."""

import pytest

from nearer.exchange.models import Exchange, Landing
from tests.cast import Visitor, couple

from .walking import act, begin, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
QUIET = ("comfort", "ideas", "practical", "company", "space")
FITTED = "The one who asked for help said that it fitted."
ENOUGH = "That is enough tries for one evening."
CURIOUS = {"first": "how did it begin?", "second": "what did you think?", "shows": "you go on", "mark": "a good plate"}
ANSWERED = "Good news was met with two questions, and both of them were answered."


@pytest.fixture
def two() -> tuple[Visitor, Visitor]:
    return couple()


def ask(ana: Visitor, how: str) -> str:
    id = begin(ana, "ask-how")
    write(ana, id, "ask", how=how, what="the call is tomorrow, canary-ask")
    return id


def landed(id: str) -> bool:
    return Landing.objects.filter(exchange=id).exists()


# A hard day


@pytest.mark.parametrize("how", QUIET)
def test_one_kind_of_help_is_asked_for_and_given_until_it_fitted(two, how: str) -> None:
    ana, ben = two
    id = ask(ana, how)
    page = ben.see(id)
    assert "canary-ask" in page and "help-do" in page and "say-back" not in page
    write(ben, id, "say-back", 409, heard="nobody asked me to listen")
    write(ana, id, "fit", 409, fit="fitted")
    write(ben, id, "help", do="I read beside you, canary-help")
    assert "canary-help" in ana.see(id) and not landed(id)
    write(ana, id, "fit", fit="fitted", words="that was it, canary-fit")
    assert landed(id) and "canary-fit" in ben.see(id)
    assert all(FITTED in who.see(id) for who in two)


def test_who_is_asked_to_listen_says_it_back_until_it_fits(two) -> None:
    ana, ben = two
    id = ask(ana, "listen")
    assert "say-back-heard" in ben.see(id) and "Ben has the floor." in ana.see(id)
    write(ben, id, "say-back", heard="you are cross")
    write(ana, id, "verdict", verdict="partly", missing="afraid, not cross")
    assert "afraid, not cross" in ben.see(id)
    write(ben, id, "say-back", heard="the waiting is loud tonight")
    write(ana, id, "verdict", verdict="yes")
    write(ben, id, "help", do="I listen on the walk")
    write(ana, id, "fit", fit="fitted")
    assert landed(id)


def test_help_for_a_listener_does_not_hang_on_the_saying_back(two) -> None:
    ana, ben = two
    id = ask(ana, "listen")
    write(ben, id, "help", do="I listen while we walk")
    write(ana, id, "fit", fit="fitted")
    assert landed(id)


def test_something_else_please_is_tried_once_more_and_can_fit(two) -> None:
    ana, ben = two
    id = ask(ana, "company")
    write(ben, id, "help", do="I sit here and talk")
    write(ana, id, "fit", fit="else", words="here, and no talk, canary-else")
    assert "canary-else" in ben.see(id) and not landed(id)
    write(ben, id, "help", do="I sit here with my book")
    assert "with my book" in ana.see(id)
    write(ana, id, "fit", fit="fitted")
    assert landed(id)
    write(ben, id, "help", 409, do="and more")


def test_two_tries_are_enough_for_one_evening(two) -> None:
    ana, ben = two
    id = ask(ana, "ideas")
    for number in range(2):
        write(ben, id, "help", do=f"idea {number}")
        write(ana, id, "fit", fit="else")
    write(ben, id, "help", 409, do="a third")
    assert all(ENOUGH in who.see(id) for who in two) and not landed(id)


def test_how_one_would_be_helped_is_asked_as_well_as_what_is_going_on(two) -> None:
    ana, ben = two
    id = begin(ana, "ask-how")
    write(ana, id, "ask", 422, what="the call is tomorrow")
    write(ana, id, "ask", 422, how="cheering-up", what="the call is tomorrow")
    assert "This is what Ben will see" in ana.post(f"/exchanges/{id}/ask/", 200, ask__how="space", ask__what="a call")
    assert "help-do" not in ben.see(id)


def test_a_request_that_is_taken_back_asks_for_nothing(two) -> None:
    ana, ben = two
    id = begin(ana, "ask-how")
    before = seen(ben, id)
    write(ana, id, "ask", how="comfort", what="the call is tomorrow")
    act(ana, id, "ask", "take-back")
    assert seen(ben, id) == before
    write(ben, id, "help", 409, do="a blanket")


def test_who_would_like_to_help_may_begin_and_the_asker_asks(two) -> None:
    ana, ben = two
    ben.post("/begin/ask-how/", first="they")
    id = Exchange.objects.get(exercise="ask-how").pk
    assert f"/exchanges/{id}/" in ana.get("/")
    write(ben, id, "ask", 409, how="ideas", what="not mine to ask")
    write(ana, id, "ask", how="practical", what="the bulbs")
    write(ben, id, "help", do="I change them at seven")
    write(ana, id, "fit", fit="fitted")
    assert landed(id)


# A good day


def news(ana: Visitor) -> str:
    id = begin(ana, "good-news")
    write(ana, id, "news", news="the tomato has a flower, canary-news")
    return id


def test_good_news_lands_when_both_questions_are_answered(two) -> None:
    ana, ben = two
    id = news(ana)
    assert "canary-news" in ben.see(id)
    write(ana, id, "answers", 409, first="too", second="early")
    write(ben, id, "curious", **CURIOUS)
    assert all(words in ana.see(id) for words in CURIOUS.values()) and not landed(id)
    write(ana, id, "answers", first="with a seed, canary-first", second="I laughed")
    assert "canary-first" in ben.see(id) and landed(id)
    assert all(ANSWERED in who.see(id) for who in two)


@pytest.mark.parametrize("missing", CURIOUS)
def test_the_reply_to_good_news_has_two_questions_what_it_shows_and_how_to_mark_it(two, missing: str) -> None:
    ana, ben = two
    id = news(ana)
    write(ben, id, "curious", 422, **{**CURIOUS, missing: ""})
    assert "curious-first" in ben.see(id) and not landed(id)


@pytest.mark.parametrize("missing", ["first", "second"])
def test_one_answer_is_not_two(two, missing: str) -> None:
    ana, ben = two
    id = news(ana)
    write(ben, id, "curious", **CURIOUS)
    write(ana, id, "answers", 422, **{"first": "a seed", "second": "I laughed", missing: ""})
    assert not landed(id)


def test_nobody_can_be_asked_for_good_news(two) -> None:
    ana, ben = two
    before = seen(ana)
    ben.post("/begin/good-news/", first="they")
    assert seen(ana) == before  # Ben himself is the one who tells
