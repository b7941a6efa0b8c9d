"""Way B9 through the pages: small signals done untold and noticed in private; once a week, one taken in."""

import pytest

from nearer.exchange.models import Landing
from tests.cast import Visitor, couple

from .walking import act, begin, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
LINE = {"did": "left the lamp on", "meant": "that I am expected", "matters": "nobody waited up at home"}


def lists(of: str) -> dict[str, str]:
    return {"one": f"{of}: when you say my name", "two": f"{of}: when my cup is full"}


@pytest.fixture
def two() -> tuple[Visitor, Visitor, str]:
    ana, ben = couple()
    id = begin(ana, "small-signals")
    write(ana, id, "list", 422, three="only quiet")
    write(ana, id, "list", **lists("ana"))
    return ana, ben, id


def test_a_list_is_read_at_once_and_picking_needs_theirs(two) -> None:
    ana, ben, id = two
    assert "ana: when my cup is full" in ben.see(id)
    write(ana, id, "pick", 409, pick="the cup")
    write(ben, id, "pick", pick="the name")
    write(ben, id, "list", **lists("ben"))
    assert "Your part, when you like" in ana.get("/") and "look at this again" not in ana.get("/")
    write(ana, id, "pick", pick="the cup")


def test_what_was_picked_and_noticed_is_never_the_others_to_know(two) -> None:
    ana, ben, id = two
    write(ben, id, "list", **lists("ben"))
    before = seen(ben, id)
    write(ana, id, "pick", pick="canary-cup", when="before work")
    assert seen(ben, id) == before
    with in_days(1):
        before = seen(ben.back(), id)
        write(ana.back(), id, "noticed", noticed="canary-lamp in the hall")
        assert seen(ben, id) == before and "canary-lamp" in ana.see(id)


def test_it_lands_for_each_with_one_signal_noticed_the_day_after(two) -> None:
    ana, ben, id = two
    write(ben, id, "list", **lists("ben"))
    write(ana, id, "pick", pick="the cup")
    write(ana, id, "noticed", 409, noticed="too early")
    with in_days(1):
        assert "Small signals" in ana.back().get("/")
        write(ana, id, "noticed", noticed="the lamp")
        assert "you noted one small signal" in ana.see(id)
        write(ben.back(), id, "pick", pick="the name")
    with in_days(2):
        write(ben.back(), id, "noticed", noticed="a hand on the door")
        assert Landing.objects.filter(exchange=id).exists()


def test_a_list_can_be_taken_back_and_written_anew(two) -> None:
    ana, ben, id = two
    act(ana, id, "list", "take-back")
    write(ana, id, "list", one="with a song", two="with quiet")
    assert "with a song" in ben.see(id) and "ana: when my cup is full" not in ben.see(id)


@pytest.mark.parametrize("know", ["yes", "meant-else", "new"])
def test_a_moment_taken_in_lands_whatever_its_giver_meant(know: str) -> None:
    ana, ben = couple()
    id = begin(ana, "take-it-in")
    write(ben, id, "know", 409, know=know)
    write(ana, id, "line", 422, did=LINE["did"])
    write(ana, id, "line", **LINE)
    page = ben.see(id)
    assert all(words in page for words in LINE.values())
    write(ben, id, "know", know=know, line="I hoped that you would sit down")
    assert "I hoped that you would sit down" in ana.see(id)
    assert Landing.objects.filter(exchange=id).exists()


def test_a_moment_can_be_taken_back() -> None:
    ana, ben = couple()
    id = begin(ana, "take-it-in")
    write(ana, id, "line", **LINE)
    act(ana, id, "line", "take-back")
    assert LINE["matters"] not in ben.see(id)
    write(ben, id, "know", 409, know="yes")
