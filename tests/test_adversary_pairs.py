"""Two moves that open together: in every order of the two, neither is readable before both are there and right."""

import random
from itertools import permutations, product

import pytest

from nearer.exchange.models import Exchange, Part
from nearer.people.manifest import BOTH, ME, NEITHER, PARTNER
from tests import postgres
from tests.adversary import Operator, forge_an_answer, undo_a_withdrawal
from tests.cast import Visitor, couple
from tests.playing import Run, begin

pytestmark = pytest.mark.django_db(transaction=True)

TOLD, GUESSED = "moment", "guess"
REACHES = (ME, PARTNER, BOTH, NEITHER)
ORDERS = sorted(set(permutations(["a writes", "b writes", "a looks", "a looks", "b looks", "b looks"])))
SAMPLE, WALKS, STEPS = (1, 4, 30) if postgres.wanted() else (2, 10, 40)


def fresh(teller: Visitor, guesser: Visitor) -> Run:
    """A guess-ask-correct in which only the pair is still to be written."""
    Exchange.objects.all().delete()
    run = begin("guess-ask-correct", teller, guesser)
    run.write(teller, "topic")
    return run


def part_of(run: Run, person: str) -> Part | None:
    return Part.objects.filter(exchange=run.id, move__in=(TOLD, GUESSED), author=person).first()


@pytest.mark.parametrize("reaches", list(product(REACHES, REACHES)), ids="-".join)
def test_in_every_order_a_pair_opens_for_both_and_never_early(reaches: tuple[str, str]) -> None:
    ana, ben = couple()
    ana.post("/together/settings/", reach=reaches[0]), ben.post("/together/settings/", reach=reaches[1])
    chance = random.Random("-".join(reaches))
    for teller, guesser in ((ana, ben), (ben, ana)):
        moves = {teller.name: TOLD, guesser.name: GUESSED}
        her = Operator(ana, ben, move=moves["Ana"])
        for order in chance.sample(ORDERS, SAMPLE):
            run = fresh(teller, guesser)
            for step in order:
                who = ana if step[0] == "a" else ben
                run.write(who, moves[who.name]) if step.endswith("writes") else who.see(run.id)
                his = part_of(run, her.ben)
                if his and her.opens(his) and reaches[1] != ME:
                    assert her.answered_really(run.id), order
            if reaches == (PARTNER, PARTNER):
                ben.post(f"{run.page}{moves['Ben']}/open-first/")
            for who in (ana, ben):
                run.press(who, moves[who.name]) if run.may(who, "open-now", moves[who.name]) else None
            run.look(), run.look()  # whoever waits for the other's to be real lets go one visit later
            for one, other in ((ana, ben), (ben, ana)):
                assert f"{moves[one.name]}.why by {one.name}" in other.see(run.id), order


def test_without_a_real_half_of_hers_nothing_ever_draws_his_half_out() -> None:
    ana, ben = couple((ME, PARTNER))
    for walk in range(WALKS):
        ben.post("/you/go-on/")
        run = fresh(ben, ana) if walk % 2 else fresh(ana, ben)
        hers, his_move = (GUESSED, TOLD) if walk % 2 else (TOLD, GUESSED)
        her = Operator(ana, ben, seed=walk, move=hers)
        run.write(ben, his_move)
        forge_an_answer(her, run.id)
        for _ in range(STEPS):
            her.move = her.chance.choice((TOLD, GUESSED))
            done = her.strike(run.id)
            her.chance.choice([lambda: ben.get("/"), lambda run=run: ben.see(run.id), lambda: ana.get("/")])()
            for his in Part.objects.filter(exchange=run.id, author=her.ben, move=his_move):
                assert not her.opens(his), done


def test_a_half_he_took_back_stays_his_though_the_row_that_says_so_is_deleted() -> None:
    ana, ben = couple((ME, PARTNER))
    run, her = fresh(ana, ben), Operator(ana, ben, move=TOLD)
    run.write(ben, GUESSED)
    ben.post(f"{run.page}{GUESSED}/take-back/")
    undo_a_withdrawal(her, run.id)
    run.write(ana, TOLD)
    ben.get("/"), ben.see(run.id)
    his = part_of(run, her.ben)
    assert his is not None and not her.opens(his)
