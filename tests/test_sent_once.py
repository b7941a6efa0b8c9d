"""Words that are sent twice, because nobody knew whether they had arrived, are kept once."""

import pytest
from django.core.cache import cache
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from nearer.exchange.models import Exchange, Part
from nearer.ui.once import SendOnce

from .cast import Visitor, couple
from .playing import begin

pytestmark = pytest.mark.django_db
FIRST, SECOND = "0" * 32, "f" * 32
PAGE = {"page-page": "The dough was warm."}


def send(who: Visitor, path: str, words: dict[str, str], name: str = FIRST) -> HttpResponse:
    return who.client.post(path, words, headers={"X-Sending": name})


def test_a_page_that_is_sent_twice_is_kept_once() -> None:
    ana = Visitor("Ana").arrive()
    field = {ana.get("/mine/new/").partition('<textarea name="')[2].partition('"')[0]: "The dough was warm."}
    answers = [send(ana, "/mine/new/", field) for _ in range(3)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/mine/?note=kept")}
    assert Exchange.objects.filter(exercise="page").count() == 1


def test_the_same_words_on_purpose_are_kept_again() -> None:
    ana = Visitor("Ana").arrive()
    field = {ana.get("/mine/new/").partition('<textarea name="')[2].partition('"')[0]: "The dough was warm."}
    send(ana, "/mine/new/", field), send(ana, "/mine/new/", field, SECOND), ana.client.post("/mine/new/", field)
    assert Exchange.objects.filter(exercise="page").count() == 3


def test_an_answer_that_is_sent_twice_stays_one_revision() -> None:
    ana, _ = couple()
    card = ana.todays_card()
    for _ in range(2):
        assert send(ana, f"/exchanges/{card}/answer/", {"answer-answer": "A bus ride."}).status_code == 302
    assert [(part.round, part.revision) for part in Part.objects.all()] == [(1, 1)]


def test_what_was_given_and_is_sent_again_is_no_refusal() -> None:
    ana, ben = couple()
    ana.post("/begin/thanks/")
    id = Exchange.objects.get(exercise="thanks").pk
    move = ana.see(id).partition(f"/exchanges/{id}/")[2].partition("/")[0]
    words = {"thanks-act": "You hung up my coat.", "thanks-effect": "I sat down.", "step": "give"}
    answers = [send(ana, f"/exchanges/{id}/{move}/", words) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Part.objects.count() == 1 and "You hung up my coat." in ben.see(id)


def test_a_proposal_that_is_sent_twice_is_one_version() -> None:
    ana, ben = couple()
    run = begin("our-agreement", ana, ben)
    run.go(until="agree")
    words = run.filled(ana, "agree")
    for name in (FIRST, FIRST, SECOND):
        assert send(ana, f"{run.page}agree/", words, name).status_code == 302
    rounds = Part.objects.filter(move="agree").values_list("round", flat=True)
    assert sorted(rounds) == [1, 2]  # on purpose, it is a second proposal


def test_a_name_counts_for_one_person_only() -> None:
    ana, ben = couple()
    card = ana.todays_card()
    for who in (ana, ben):
        send(who, f"/exchanges/{card}/answer/", {"answer-answer": "A bus ride."})
    assert Part.objects.count() == 2


@pytest.mark.parametrize("status", [200, 409, 422, 500])
def test_what_was_not_kept_can_be_sent_again(status: int) -> None:
    answers = [HttpResponse(status=status), HttpResponseRedirect("/mine/")]
    once = SendOnce(lambda _: answers.pop(0))
    assert [once(request()).status_code for _ in range(3)] == [status, 302, 302]


def test_a_fault_leaves_nothing_behind() -> None:
    once = SendOnce(lambda _: 1 / 0)  # type: ignore[arg-type, return-value]
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            once(request())


def test_while_the_first_is_at_work_the_second_is_asked_to_wait() -> None:
    seen = []

    def slow(_: object) -> HttpResponse:
        seen.append(once(request()).status_code)
        return HttpResponseRedirect("/mine/")

    once = SendOnce(slow)
    assert once(request()).status_code == 302 and seen == [503]


def test_no_words_are_remembered() -> None:
    ana = Visitor("Ana").arrive()
    send(ana, "/mine/new/", PAGE)
    remembered = str(getattr(cache, "_cache", ""))
    assert "dough" not in remembered and "mine" not in [key.split("/")[-1] for key in remembered.split("'")]


def request() -> object:
    made = RequestFactory().post("/mine/new/", PAGE, headers={"X-Sending": FIRST})
    made.me = type("Me", (), {"session_id": "ana"})()
    return made
