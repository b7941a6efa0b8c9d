"""What one of two does for themselves leaves the other's pages as they were, byte for byte, and sends no ping."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from nearer.exchange.models import Exchange
from nearer.kit import clock
from nearer.live import bus

from .cast import Visitor, couple
from .hints import PLACES, as_now, one_version, pages
from .matrix import TOKEN

pytestmark = pytest.mark.django_db
Act = Callable[[Visitor, str], object]


def another_browser(ana: Visitor) -> Visitor:
    return Visitor("Ana").unlock_with(ana.me.person, ana.me.vk)


def lighter_again_and_again(ana: Visitor, card: str) -> None:
    for _ in range(3):
        ana.post(f"/exchanges/{ana.todays_card()}/aside/", wish="lighter")


def pass_and_take_another(ana: Visitor, card: str) -> None:
    ana.post(f"/exchanges/{card}/aside/", wish="pass")
    ana.post(f"/exchanges/{card}/aside/", wish="another")
    ana.get("/")


def answer_and_take_back(ana: Visitor, card: str) -> None:
    ana.answer(card, "a warm bench")
    ana.post(f"/exchanges/{card}/answer/take-back/")


def answer_twice(ana: Visitor, card: str) -> None:
    ana.answer(card, "a warm bench")
    ana.answer(card, "a cold bench")


def begin_a_thanks(ana: Visitor, card: str) -> None:
    """Written, seen as Ben would see it, and then not given."""
    ana.post("/begin/thanks/")
    begun = Exchange.objects.get(exercise="thanks")
    ana.post(f"/exchanges/{begun.pk}/thanks/", 200, thanks__act="soup", thanks__effect="sleep")


ACTS: dict[str, Act] = {
    "pass": lambda ana, card: ana.post(f"/exchanges/{card}/aside/", wish="pass"),
    "pass and take another": pass_and_take_another,
    "later": lambda ana, card: ana.post(f"/exchanges/{card}/aside/", wish="later"),
    "lighter": lambda ana, card: ana.post(f"/exchanges/{card}/aside/", wish="lighter"),
    "lighter again and again": lighter_again_and_again,
    "answer first": lambda ana, card: ana.answer(card, "a warm bench"),
    "answer and change it": answer_twice,
    "take back before both": answer_and_take_back,
    "begin a thanks and not give it": begin_a_thanks,
    "look": lambda ana, card: [ana.get(place) for place in PLACES],
    "open the help": lambda ana, card: ana.get("/help/"),
    "look at leaving": lambda ana, card: ana.get("/together/leave/"),
    "change who reaches the machine": lambda ana, card: ana.post("/together/settings/", reach="partner"),
    "reach it oneself": lambda ana, card: [ana.post("/together/settings/", reach="me"), ana.answer(card, "a bench")],
    "sign in elsewhere": lambda ana, card: another_browser(ana).get("/"),
    "sign out": lambda ana, card: ana.post("/sign-out/"),
    "leave quickly": lambda ana, card: ana.client.post("/exit/", headers={"Sec-Fetch-Site": "same-origin"}),
    "lock sooner": lambda ana, card: ana.post("/you/devices/lock-after/", minutes="5"),
    "new code": lambda ana, card: ana.post("/you/new-code/", passphrase=ana.passphrase),
    "write a private page": lambda ana, card: ana.post("/mine/new/", page__page="only mine"),
    "search": lambda ana, card: ana.post("/mine/search/", 200, query="Ben"),
    "take my words along": lambda ana, card: ana.post("/you/take-along/", 200, passphrase=ana.passphrase),
}


@pytest.fixture(scope="module")
def a_couple(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Visitor, Visitor]]:
    """A couple with one card opened; a second one is today's for both."""
    with django_db_blocker.unblock(), transaction.atomic():
        ana, ben = couple()
        first = ana.todays_card()
        ana.answer(first, "the first bench"), ben.answer(first, "the first train")
        for one in (ana, ben, ana):
            one.see(first)
        for one in (ana, ben):
            one.post(f"/exchanges/{first}/aside/", wish="another"), one.get("/")
        assert ana.todays_card() == ben.todays_card() != first
        pages(ben)
        yield ana, ben
        transaction.set_rollback(True)


@pytest.fixture
def two(a_couple: tuple[Visitor, Visitor]) -> list[Visitor]:
    return [as_now(one) for one in a_couple]


@pytest.fixture
def pings(monkeypatch: pytest.MonkeyPatch) -> list[bus.Ping]:
    sent: list[bus.Ping] = []
    monkeypatch.setattr(bus, "send", sent.append)
    return sent


@pytest.mark.parametrize("act", ACTS)
def test_the_other_sees_nothing_of_it(two, pings, django_capture_on_commit_callbacks, act: str) -> None:
    ana, ben = two
    before = pages(ben)
    with django_capture_on_commit_callbacks(execute=True):
        ACTS[act](ana, ana.todays_card())
    assert not [ping for ping in pings if ben.me.id in ping.people]
    after = pages(ben)
    assert not [path for path in before if before[path] != after[path]]


def test_what_both_have_done_is_announced(two, pings, django_capture_on_commit_callbacks) -> None:
    """So that the test above listens in the right place."""
    ana, ben = two
    card = ana.todays_card()
    ben.answer(card, "a late train")
    with django_capture_on_commit_callbacks(execute=True):
        ana.answer(card, "a warm bench")
    assert [ping for ping in pings if ben.me.id in ping.people]


def test_reading_and_half_a_reply_are_not_told(two) -> None:
    ana, ben = two
    opened = Exchange.objects.get(openings__isnull=False)
    before = pages(ben)
    assert "the first train" in ana.see(opened.pk)
    ana.post(f"/exchanges/{opened.pk}/reply/", 200, reply__heard="seen as he would see it, and not given")
    ana.post("/together/leave/", 422, passphrase="not the right one at all")
    assert pages(ben) == before


def bens_days(two: list[Visitor], act: Act) -> list[dict[str, bytes]]:
    """What Ben sees at once, once he has answered, on the next days, and after the card has lapsed."""
    with one_version(two) as (ana, ben):
        card = ben.todays_card()
        act(ana, card)
        seen = [pages(ben)]
        ben.answer(card, "a late train")
        seen.append(pages(ben))
        for days in (1, 2, 8):
            with clock.moved(timedelta(days=days)):
                ben.back()
                seen.append(pages(ben))
        assert b"This one was put away." in seen[-1][f"/exchanges/{card}/"]
    return seen


@pytest.mark.parametrize("act", ["pass", "later", "take back before both", "look", "open the help"])
def test_a_pass_looks_like_never_having_looked(two, act: str) -> None:
    never, other = bens_days(two, lambda ana, card: None), bens_days(two, ACTS[act])
    for step, (one, beside) in enumerate(zip(never, other, strict=True)):
        assert not [path for path in one if one[path] != beside[path]], f"step {step}"


def shelf_of_the_next_day(two: list[Visitor], act: Act) -> str:
    """Ben's shelf, once he and Ana have met on the card of the day after."""
    with one_version(two) as (ana, ben):
        act(ana, card := ana.todays_card())
        ben.answer(card, "a late train")
        with clock.moved(timedelta(days=1)):
            ben.back(), ana.back()
            card = ben.todays_card()
            assert card == ana.todays_card()
            for one in (ben, ana):
                one.answer(card, "a long walk")
            for one in (ben, ana):
                one.post(f"/exchanges/{card}/answer/open-now/")
            for one in (ben, ana, ben):
                one.see(card)
            return ben.get("/ours/")


def test_a_swapped_card_does_not_date_the_next_one(two) -> None:
    """Tomorrow's card is tomorrow's on Ben's shelf, also if Ana drew it yesterday in place of another."""
    never = shelf_of_the_next_day(two, lambda ana, card: None)
    assert shelf_of_the_next_day(two, ACTS["pass and take another"]) == never


def test_a_thanks_that_was_never_given_does_not_move_the_shelf(two) -> None:
    """A full shelf shows as many lines, whatever Ana has begun and not given."""
    ana, ben = two
    for _ in range(21):
        ana.post("/begin/thanks/")
        begun = Exchange.objects.get(exercise="thanks", parts=None).pk
        ana.post(f"/exchanges/{begun}/thanks/", thanks__act="soup", thanks__effect="sleep", step="give")
    before = ben.get("/ours/")
    ana.post("/begin/thanks/")
    assert ben.get("/ours/") == before


def probed(ben: Visitor, card: str) -> list[tuple[int, bytes]]:
    """What Ben is told when he tries everything on a card that is not open yet."""
    tries = ["answer/take-back/", "answer/open-now/", "answer/open-first/", "reply/", "felt/", "reply/take-back/"]
    form = {"reply-heard": "a guess", "felt-felt": "3", "step": "give"}
    answers = [as_now(ben).client.post(f"/exchanges/{card}/{path}", form) for path in tries]
    return [(answer.status_code, TOKEN.sub(b"", answer.content)) for answer in answers]


@pytest.mark.parametrize("act", ["answer first", "pass", "take back before both", "reach it oneself"])
def test_trying_what_is_not_allowed_tells_nothing(two, act: str) -> None:
    ana, ben = two
    card = ben.todays_card()
    before = probed(ben, card)
    ACTS[act](ana, card)
    assert probed(ben, card) == before
