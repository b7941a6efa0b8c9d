"""Two become a couple only by a code spoken between them; everything else is refused clearly."""

from datetime import timedelta

import pytest
from django.core.cache import cache

from nearer.kit import clock
from nearer.people.models import Arrival, Invite, Member, Person
from nearer.people.spaces import current_space
from nearer.vault import Identity, Key, new_code, send
from tests.cast import GROUPS, Visitor, couple, pair

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def fresh_budgets():
    cache.clear()


def invited(who: Visitor) -> str:
    who.post("/together/invite/", reach="neither")
    return "".join(GROUPS.findall(who.get("/together/")))


def test_both_hold_the_same_key_and_read_the_same_number() -> None:
    ana, ben = couple()
    assert current_space(ana.me).ck == current_space(ben.me).ck
    assert GROUPS.findall(ana.get("/together/")) == GROUPS.findall(ben.get("/together/")) != []


def test_the_code_is_in_no_row() -> None:
    ana = Visitor("Ana").arrive()
    code = invited(ana)
    row = Invite.objects.get()
    assert code.encode() not in row.mac and code not in row.pk


def test_one_does_not_pair_with_oneself() -> None:
    ana = Visitor("Ana").arrive()
    page = ana.post("/together/join/", 409, code=invited(ana), reach="me")
    assert "your own invitation" in page


def test_a_guessed_code_is_refused_and_keeps_what_was_typed() -> None:
    ben = Visitor("Ben").arrive()
    guess = new_code()
    page = ben.post("/together/join/", 409, code=guess, reach="me")
    assert "No invitation has this code" in page and guess in page


def test_guessing_is_slowed_down() -> None:
    ben = Visitor("Ben").arrive()
    for _ in range(10):
        ben.post("/together/join/", 409, code=new_code(), reach="me")
    assert "Wait 15 minutes" in ben.post("/together/join/", 409, code=new_code(), reach="me")


def test_a_used_code_is_refused() -> None:
    ana, ben, cleo = Visitor("Ana").arrive(), Visitor("Ben").arrive(), Visitor("Cleo").arrive()
    code = invited(ana)
    ben.post("/together/join/", code=code, reach="neither")
    assert "used already" in cleo.post("/together/join/", 409, code=code, reach="neither")
    ana.post("/together/confirm/", answer="yes")
    assert "No invitation has this code" in cleo.post("/together/join/", 409, code=code, reach="neither")


def test_a_code_runs_out() -> None:
    ana, ben = Visitor("Ana").arrive(), Visitor("Ben").arrive()
    code = invited(ana)
    Invite.objects.update(expires=clock.now() - timedelta(minutes=1))
    assert "has run out" in ben.post("/together/join/", 409, code=code, reach="neither")


def test_a_newer_code_ends_the_older() -> None:
    ana, ben = Visitor("Ana").arrive(), Visitor("Ben").arrive()
    older, newer = invited(ana), invited(ana)
    assert "No invitation" in ben.post("/together/join/", 409, code=older, reach="neither")
    ben.post("/together/join/", code=newer, reach="neither")


def test_a_swapped_inviter_key_is_caught() -> None:
    ana, ben = Visitor("Ana").arrive(), Visitor("Ben").arrive()
    code = invited(ana)
    Person.objects.filter(pk=ana.me.id).update(public_key=Identity.new().public)
    assert "changed on the way" in ben.post("/together/join/", 409, code=code, reach="neither")


def test_a_swapped_joiner_key_is_caught_before_anything_is_shared() -> None:
    ana, ben = Visitor("Ana").arrive(), Visitor("Ben").arrive()
    ben.post("/together/join/", code=invited(ana), reach="neither")
    Person.objects.filter(pk=ben.me.id).update(public_key=Identity.new().public)
    assert "changed on the way" in ana.post("/together/confirm/", 409, answer="yes")
    assert not Member.objects.filter(person=ben.me.id).exists()


def test_a_couple_key_from_somebody_without_the_code_is_refused() -> None:
    ana, ben = Visitor("Ana").arrive(), Visitor("Ben").arrive()
    ben.post("/together/join/", code=invited(ana), reach="neither")
    ana.post("/together/confirm/", answer="yes")
    member = Member.objects.get(person=ben.me.id)
    forged = send(ben.me.person.public_key, Key.new().raw + bytes(32), "ck", member.space_id, ben.me.id, 1)
    Member.objects.filter(pk=member.pk).update(sent_ck=forged)
    assert "changed on the way" in ben.get("/together/")
    assert current_space(ben.me) is None


def test_the_inviter_may_say_no() -> None:
    ana, ben = Visitor("Ana").arrive(), Visitor("Ben").arrive()
    ben.post("/together/join/", code=invited(ana), reach="neither")
    assert "Ben has used your code" in ana.get("/together/")
    ana.post("/together/confirm/", answer="no")
    assert not Invite.objects.exists() and not Arrival.objects.exists()
    assert Member.objects.filter(person=ben.me.id).count() == 0


def test_a_changed_key_afterwards_shares_no_number() -> None:
    ana, ben = couple()
    Person.objects.filter(pk=ben.me.id).update(public_key=Identity.new().public)
    assert "not the one you met" in ana.get("/together/")


def test_whoever_is_in_a_space_leaves_before_joining_another() -> None:
    ana, _ben = couple()
    cleo = Visitor("Cleo").arrive()
    assert "already" in ana.post("/together/join/", 409, code=invited(cleo), reach="neither")


def test_what_was_written_alone_stays_with_its_author() -> None:
    ana, ben = Visitor("Ana").arrive(), Visitor("Ben").arrive()
    lone = ben.todays_card()
    ben.answer(lone, "written alone")
    pair(ana, ben)
    ana.get(f"/exchanges/{lone}/", 404)
    assert "written alone" in ben.see(lone)
