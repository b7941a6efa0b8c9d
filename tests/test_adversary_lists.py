"""Lists that two people mark: whoever runs the server never reads the other's, and learns no more than what appears."""

import random
from collections.abc import Callable
from itertools import permutations, product

import pytest

from nearer.exchange.facts import RULE
from nearer.exchange.models import Exchange, Grant, Match, Part, Receipt, Withdrawal
from nearer.exchange.sealing import open_items, release_grant, seal_items, seal_part
from nearer.kit.ids import new_id
from nearer.people.manifest import BOTH, ME, NEITHER, PARTNER
from nearer.people.spaces import OwnSpace, current_space
from nearer.vault import Words
from tests import postgres
from tests.adversary import Operator, fake_a_grant, pass_his_own_grant_off_as_shared
from tests.cast import Visitor, couple
from tests.playing import Run, begin

pytestmark = pytest.mark.django_db(transaction=True)

EXERCISE, MOVE = "ladder", "prompts"
REACHES = (ME, PARTNER, BOTH, NEITHER)
ORDERS = sorted(set(permutations(["a marks", "b marks", "a looks", "a looks", "b looks", "b looks"])))
SAMPLE, WALKS, STEPS = (2, 4, 30) if postgres.wanted() else (4, 20, 40)


def fresh_list(ana: Visitor, ben: Visitor) -> Run:
    Exchange.objects.all().delete()
    return begin(EXERCISE, ana, ben)


def space_of(who: Visitor) -> OwnSpace:
    space = current_space(who.me)
    assert space is not None
    return space


def mark(run: Run, who: Visitor, yes: list[str]) -> None:
    """Yes to these of what was dealt; the rest "not this"."""
    name = run.own(who).script.move(MOVE).fields[0].id
    marks = {f"{MOVE}-{name}.{item}": "yes" if item in yes else "no" for item in dealt(run, who)}
    who.post(f"{run.page}{MOVE}/", **marks)


def dealt(run: Run, who: Visitor) -> list[str]:
    return [name for _, name, _ in run.own(who).row.dealt]


def told(run: Run, who: Visitor) -> set[str]:
    """What the database tells whoever holds the couple key."""
    space = space_of(who)
    rows = Match.objects.filter(exchange=run.id)
    return {item for row in rows for item in open_items(space, row.exchange, row.move, row.sealed_items)}


def list_of(run: Run, person: str) -> Part | None:
    return Part.objects.filter(exchange=run.id, move=MOVE, author=person).first()


@pytest.mark.parametrize("reaches", list(product(REACHES, REACHES)), ids="-".join)
def test_in_every_order_both_find_the_same_and_one_list_stays_shut(reaches: tuple[str, str]) -> None:
    ana, ben = couple()
    her = Operator(ana, ben, move=MOVE)
    ana.post("/together/settings/", reach=reaches[0]), ben.post("/together/settings/", reach=reaches[1])
    for order in random.Random("-".join(reaches)).sample(ORDERS, SAMPLE):
        run = fresh_list(ana, ben)
        for step in order:
            who = ana if step[0] == "a" else ben
            mark(run, who, dealt(run, who)[:-1]) if step.endswith("marks") else who.see(run.id)
            his = list_of(run, her.ben)
            if his and her.opens(his):
                assert (reaches[1] != PARTNER and list_of(run, her.ana) is not None) or reaches[1] == ME, order
        if reaches == (PARTNER, PARTNER):
            ben.post(f"{run.page}{MOVE}/open-first/")
        for who in (ana, ben, ana, ben):
            who.see(run.id)
        found = run.own(ana).items(MOVE)
        assert found and found == run.own(ben).items(MOVE) and set(found) <= set(dealt(run, ana)[:-1]), order
        assert not Grant.objects.filter(part__exchange=run.id, part__move=MOVE, reader=Grant.SPACE).exists()


def forge_a_list(her: Operator, run: Run) -> None:
    """A list "of hers" that is junk, or a real one with other marks."""
    part = list_of(run, her.ana)
    if part is None or her.chance.random() < 0.3:
        junk = {"sealed_words": her.chance.randbytes(340), "commitment": her.chance.randbytes(32), "self_tag": b""}
        new = {"create_defaults": junk | {"id": new_id()}}
        Part.objects.update_or_create(exchange_id=run.id, move=MOVE, author_id=her.ana, defaults=junk, **new)
        return
    ana = run.people[0]
    name = run.own(ana).script.move(MOVE).fields[0].id
    marks = {item: her.chance.choice(["yes", "no"]) for item in dealt(run, ana)}
    part.grants.all().delete()
    seal_part(ana.me, part, Words({name: marks, RULE: "matched"})).save(force_insert=True)
    part.save()
    release_grant(ana.me, space_of(ana), Part.objects.get(pk=part.pk), b"").save(force_insert=True)


def forge_a_match(her: Operator, run: Run) -> None:
    space = space_of(run.people[0])
    items = her.chance.sample(dealt(run, run.people[0]), 3)
    sealed = seal_items(space, Exchange.objects.get(pk=run.id), MOVE, items)
    Match.objects.filter(exchange=run.id).delete()
    Match.objects.create(id=new_id(), exchange_id=run.id, move=MOVE, sealed_items=sealed)


def delete_the_match(her: Operator, run: Run) -> None:
    Match.objects.filter(exchange=run.id).delete()


def undo_a_withdrawal(her: Operator, run: Run) -> None:
    Withdrawal.objects.filter(part__exchange=run.id).delete()


def drop_receipts(her: Operator, run: Run) -> None:
    Receipt.objects.filter(exchange=run.id).delete()


MOVES: list[Callable[[Operator, Run], None]] = [
    forge_a_list,
    forge_a_list,
    forge_a_match,
    delete_the_match,
    delete_the_match,
    undo_a_withdrawal,
    drop_receipts,
    lambda her, run: fake_a_grant(her, run.id),
    lambda her, run: pass_his_own_grant_off_as_shared(her, run.id),
]


def test_without_his_wish_no_forged_row_ever_draws_his_list_out() -> None:
    """And however often matches and lists are put back, no more of his yeses come out than may appear."""
    ana, ben = couple((ME, PARTNER))
    for walk in range(WALKS):
        her, run = Operator(ana, ben, seed=walk, move=MOVE), fresh_list(ana, ben)
        items, most = dealt(run, ana), run.own(ana).script.move(MOVE).most
        liked, learned = set(items[:-1]), set()
        mark(run, ben, items[:-1])
        for _ in range(STEPS):
            done = her.chance.choice(MOVES)
            done(her, run)
            forged = told(run, ana)
            her.chance.choice([lambda: ben.get("/"), lambda run=run: ben.see(run.id), lambda: ana.get("/")])()
            learned |= told(run, ana) - forged
            his = list_of(run, her.ben)
            assert his is None or not her.opens(his), done
        assert learned <= liked and len(learned) <= most


def test_a_forged_match_shows_him_nothing_that_he_did_not_want() -> None:
    ana, ben = couple((ME, PARTNER))
    run = fresh_list(ana, ben)
    items = dealt(run, ana)
    mark(run, ben, items[:1])
    sealed = seal_items(space_of(ana), Exchange.objects.get(pk=run.id), MOVE, [*items, "made-up"])
    Match.objects.create(id=new_id(), exchange_id=run.id, move=MOVE, sealed_items=sealed)
    assert run.own(ben).items(MOVE) == items[:1]
    assert run.own(ana).items(MOVE) == []  # she has not marked anything


def test_a_list_he_took_back_is_not_matched_though_the_row_that_says_so_is_deleted() -> None:
    ana, ben = couple((ME, PARTNER))
    run = fresh_list(ana, ben)
    mark(run, ben, dealt(run, ben))
    ben.post(f"{run.page}{MOVE}/take-back/")
    Withdrawal.objects.all().delete()
    mark(run, ana, dealt(run, ana))
    for who in (ben, ana, ben):
        who.see(run.id)
    assert not told(run, ana)


def test_her_list_counts_as_it_was_when_he_first_saw_that_it_was_there() -> None:
    ana, ben = couple((ME, PARTNER))
    run, her = fresh_list(ana, ben), Operator(ana, ben, move=MOVE)
    items = dealt(run, ana)
    mark(run, ana, items[:1]), mark(run, ben, items)
    ben.see(run.id)
    assert told(run, ana) == set(items[:1])
    her.chance.random = lambda: 0.9  # type: ignore[method-assign]
    her.chance.choice = lambda _: "yes"  # type: ignore[method-assign]
    delete_the_match(her, run), forge_a_list(her, run)
    ben.see(run.id)
    assert told(run, ana) == set()
