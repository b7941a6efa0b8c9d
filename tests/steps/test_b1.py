"""Way B1, Wish, gain, block, plan, through the pages: alone, one part after the other, and a look back in a week."""

import pytest

from nearer.exchange.models import Exchange, Landing, Part
from tests.cast import Visitor, couple

from .walking import begin, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "the heron by the frozen weir"
PARTS = {
    "wish": {"wish": f"I would like to tell about {CANARY}"},
    "gain": {"gain": "my shoulders are down"},
    "block": {"kind": "shame", "block": "my throat gets tight"},
    "plan": {"if": "my throat gets tight", "then": "say: give me a minute"},
}
LOOK_BACK = {"won": 7, "sentence": "On Tuesday I said it, badly, and it was fine."}
LANDED = "This one has landed. It stays here for you alone."


def planned(who: Visitor) -> str:
    id = begin(who, "wish-gain-block-plan")
    for move, fields in PARTS.items():
        write(who, id, move, **fields)
    return id


def test_each_part_comes_after_the_one_before() -> None:
    ana, parts = Visitor("Ana").arrive(), list(PARTS)
    id = begin(ana, "wish-gain-block-plan")
    for number, move in enumerate(parts):
        for later in parts[number + 1 :]:
            write(ana, id, later, 409, **PARTS[later])
        write(ana, id, move, **PARTS[move])
    assert "you look at it again" in ana.see(id)


def test_a_plan_begins_with_if_and_then_i_will_and_is_empty_without_more() -> None:
    ana = Visitor("Ana").arrive()
    id = begin(ana, "wish-gain-block-plan")
    for move in ("wish", "gain", "block"):
        write(ana, id, move, **PARTS[move])
    write(ana, id, "plan", 422, **{"if": "If", "then": "then I will breathe"})
    write(ana, id, "plan", **PARTS["plan"])
    page = ana.see(id)
    assert "If my throat gets tight" in page and "then I will say: give me a minute" in page


def test_a_block_is_chosen_and_put_into_own_words() -> None:
    ana = Visitor("Ana").arrive()
    id = begin(ana, "wish-gain-block-plan")
    write(ana, id, "wish", **PARTS["wish"])
    write(ana, id, "gain", **PARTS["gain"])
    write(ana, id, "block", 422, kind="shame")
    write(ana, id, "block", 422, kind="partner", block="their fault")  # a block is in me
    write(ana, id, "block", **PARTS["block"])


def test_it_lands_when_it_is_looked_back_on_after_a_week() -> None:
    ana = Visitor("Ana").arrive()
    id = planned(ana)
    with in_days(6):
        write(ana.back(), id, "look-back", 409, **LOOK_BACK)
    assert not Landing.objects.exists()
    with in_days(7):
        assert "look-back-won" in ana.back().see(id) and "Wish, gain, block, plan" in ana.get("/")
        write(ana, id, "look-back", 422, won=7)
        write(ana, id, "look-back", **LOOK_BACK)
        assert LANDED in ana.see(id) and "7 of 10" in ana.see(id)
    assert Landing.objects.filter(exchange=id).exists()


def test_it_says_what_steadies_and_where_help_is_before_anything_is_written() -> None:
    ana = Visitor("Ana").arrive()
    page = ana.see(begin(ana, "wish-gain-block-plan"))
    assert "name five things that you see" in page and "The Help page" in page


def test_the_others_pages_are_the_same_to_the_byte() -> None:
    ana, ben = couple()
    before = seen(ben)
    id = planned(ana)
    ben.get(f"/exchanges/{id}/", 404)
    write(ben, id, "wish", 404, **PARTS["wish"])
    ben.post(f"/exchanges/{id}/rest/", 404, sure="yes")
    assert seen(ben) == before
    with in_days(7):
        later = seen(ben.back())
        write(ana.back(), id, "look-back", **LOOK_BACK)
        assert seen(ben) == later


def test_it_can_be_put_to_rest_for_good() -> None:
    ana = Visitor("Ana").arrive()
    id = planned(ana)
    assert CANARY in ana.see(id)
    ana.post(f"/exchanges/{id}/rest/", sure="yes")
    ana.get(f"/exchanges/{id}/", 404)
    assert not Part.objects.filter(exchange=id).exists() and not Exchange.objects.filter(pk=id).exists()
