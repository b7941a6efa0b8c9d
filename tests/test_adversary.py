"""Whoever runs the server, with every table open, never reads the other's answer early."""

import random
from itertools import permutations, product

import pytest

from nearer.exchange.actions import deal_this
from nearer.exchange.models import Exchange, Part
from nearer.exchange.sealing import release_grant, seal_part
from nearer.people.manifest import BOTH, ME, NEITHER, PARTNER
from nearer.people.models import Person
from nearer.people.spaces import current_space
from nearer.programme.loader import programme
from nearer.vault import Words
from tests import postgres
from tests.adversary import Operator, restore_an_older_notebook, undo_a_withdrawal
from tests.cast import Visitor, couple

pytestmark = pytest.mark.django_db(transaction=True)

REACHES = (ME, PARTNER, BOTH, NEITHER)
ORDERS = sorted(set(permutations(["a answers", "b answers", "a looks", "a looks", "b looks", "b looks"])))
SAMPLE = 12 if postgres.wanted() else 60
WALKS, STEPS = (8, 40) if postgres.wanted() else (40, 45)


def fresh_card(ana: Visitor) -> str:
    """A card nobody has answered, in a space whose cards open as soon as both have one."""
    space = current_space(ana.me)
    assert space is not None
    Exchange.objects.all().delete()
    return deal_this(space, programme().all_cards()[0]).pk


def set_reach(who: Visitor, reach: str) -> None:
    who.post("/together/settings/", reach=reach)


def act(step: str, ana: Visitor, ben: Visitor, card: str) -> None:
    who, name = (ana, "Ana") if step[0] == "a" else (ben, "Ben")
    if step.endswith("answers"):
        who.answer(card, f"what {name} wrote")
    else:
        who.see(card)


@pytest.mark.parametrize("reaches", list(product(REACHES, REACHES)), ids="-".join)
def test_in_every_order_it_opens_for_both_and_never_early(reaches: tuple[str, str]) -> None:
    ana, ben = couple()
    her = Operator(ana, ben)
    set_reach(ana, reaches[0]), set_reach(ben, reaches[1])
    orders = random.Random("-".join(reaches)).sample(ORDERS, SAMPLE // 4)
    for order in orders:
        card = fresh_card(ana)
        looked_since = False
        for step in order:
            act(step, ana, ben, card)
            his = Part.objects.filter(exchange=card, author=her.ben).first()
            looked_since = looked_since or (step[0] == "b" and her.answered_really(card))
            if his and her.opens(his) and reaches[1] != ME:
                assert her.answered_really(card), order
                assert looked_since, order
        if reaches == (PARTNER, PARTNER):
            ben.post(f"/exchanges/{card}/answer/open-first/")
        for who in (ana, ben, ana, ben):
            who.see(card)
        assert "what Ana wrote" in ben.see(card), order
        assert "what Ben wrote" in ana.see(card), order


def test_without_a_real_answer_of_hers_nothing_ever_draws_his_out() -> None:
    ana, ben = couple((ME, PARTNER))
    for walk in range(WALKS):
        ben.post("/you/go-on/")  # he was told of an older copy in the last walk
        her, card = Operator(ana, ben, seed=1000 + walk), fresh_card(ana)
        ben.answer(card, "what Ben wrote")
        for _ in range(STEPS):
            done = her.strike(card)
            her.chance.choice([lambda: ben.get("/"), lambda card=card: ben.see(card), lambda: ana.get("/")])()
            for his in Part.objects.filter(exchange=card, author=her.ben):
                assert not her.opens(his), done


def test_what_he_took_back_stays_his_though_the_row_that_says_so_is_deleted() -> None:
    ana, ben = couple((ME, PARTNER))
    her, card = Operator(ana, ben), fresh_card(ana)
    ben.answer(card, "what Ben wrote")
    ben.post(f"/exchanges/{card}/answer/take-back/")
    undo_a_withdrawal(her, card)
    ana.answer(card, "a real answer")
    ben.get("/"), ben.see(card)
    assert not her.opens(Part.objects.get(exchange=card, author=her.ben))


def test_an_older_notebook_is_noticed_on_his_own_device_and_releases_nothing() -> None:
    ana, ben = couple((ME, PARTNER))
    her, card = Operator(ana, ben), fresh_card(ana)
    ben.answer(card, "what Ben wrote")
    her.manifests = [Person.objects.get(pk=her.ben).sealed_manifest]
    ben.post(f"/exchanges/{card}/answer/take-back/")
    restore_an_older_notebook(her, card)
    undo_a_withdrawal(her, card)
    ana.answer(card, "a real answer")
    assert "an older copy of your notebook" in ben.get("/")
    ben.see(card)
    assert "typed now" in ben.post("/mine/new/", 409, page__page="typed now")
    assert not her.opens(Part.objects.get(exchange=card, author=her.ben))


def test_after_a_backup_that_he_knows_of_he_can_go_on() -> None:
    _ana, ben = couple()
    older = Person.objects.get(pk=ben.me.id).sealed_manifest
    ben.post(f"/exchanges/{ben.todays_card()}/aside/", wish="pass")
    Person.objects.filter(pk=ben.me.id).update(sealed_manifest=older)
    assert "an older copy" in ben.get("/")
    ben.post("/you/go-on/")
    assert "an older copy" not in ben.get("/")
    ben.post("/mine/new/", page__page="and on")


def test_leaving_cannot_be_undone_in_a_table() -> None:
    from nearer.people.models import Closure

    ana, ben = couple((ME, PARTNER))
    her, card = Operator(ana, ben), fresh_card(ana)
    ben.answer(card, "what Ben wrote")
    ben.post("/together/leave/", passphrase=ben.passphrase)
    Closure.objects.all().delete()
    ana.answer(card, "a real answer")
    ben.get("/"), ben.see(card)
    assert not her.opens(Part.objects.get(exchange=card, author=her.ben))


def test_a_changed_answer_is_not_shown_as_hers() -> None:
    ana, ben = couple((ME, PARTNER))
    card = fresh_card(ana)
    ana.answer(card, "what Ana wrote")
    ben.answer(card, "what Ben wrote")
    assert "what Ana wrote" in ben.see(card)
    part = Part.objects.get(exchange=card, author=ana.me.id)
    part.grants.all().delete()
    seal_part(ana.me, part, Words({"answer": "something else"})).save(force_insert=True)
    part.save()
    release_grant(ana.me, current_space(ana.me), Part.objects.get(pk=part.pk), b"").save(force_insert=True)
    page = ben.see(card)
    assert "not the ones that were sealed" in page and "something else" not in page


def test_words_put_in_his_mouth_are_not_shown_as_his() -> None:
    ana, ben = couple((ME, PARTNER))
    card = fresh_card(ana)
    ana.answer(card, "what Ana wrote")
    ben.answer(card, "what Ben wrote")
    hers = Part.objects.get(exchange=card, author=ana.me.id)
    fields = {"sealed_words": hers.sealed_words, "commitment": hers.commitment, "self_tag": hers.self_tag}
    Part.objects.filter(exchange=card, author=ben.me.id).update(**fields)
    page = ben.see(card)
    assert "is not what you wrote" in page
