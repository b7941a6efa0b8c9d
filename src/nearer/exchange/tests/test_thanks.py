"""Thanks: given after a preview, answered, and taken back at any time."""

import pytest

from nearer.exchange.models import Exchange, Landing
from tests.cast import Visitor, couple

pytestmark = pytest.mark.django_db(transaction=True)
THANKS = {"thanks__act": "You called the dentist", "thanks__effect": "I slept", "thanks__shows": "You notice"}


@pytest.fixture
def two() -> tuple[Visitor, Visitor, str]:
    ana, ben = couple()
    ana.post("/begin/thanks/")
    return ana, ben, Exchange.objects.get(exercise="thanks").pk


def give(ana: Visitor, id: str) -> None:
    ana.post(f"/exchanges/{id}/thanks/", step="give", **THANKS)


def test_nothing_is_given_before_the_preview(two) -> None:
    ana, ben, id = two
    assert "This is what Ben will see" in ana.post(f"/exchanges/{id}/thanks/", 200, **THANKS)
    assert "dentist" not in ben.see(id)


def test_a_given_thanks_stands_on_both_pages_and_beside_today(two) -> None:
    ana, ben, id = two
    give(ana, id)
    assert "dentist" in ben.see(id) and "dentist" in ana.see(id)
    assert "Something for you" in ben.get("/")
    assert id in ben.get("/ours/")


def test_an_answered_thanks_lands(two) -> None:
    ana, ben, id = two
    give(ana, id)
    ben.post(f"/exchanges/{id}/reply/", reply__meaning="I am glad", step="give")
    assert "I am glad" in ana.see(id)
    assert Landing.objects.filter(exchange=id).exists()


def test_the_receiver_cannot_write_the_thanks(two) -> None:
    _ana, ben, id = two
    ben.post(f"/exchanges/{id}/thanks/", 409, step="give", **THANKS)


def test_what_is_taken_back_is_the_givers_alone(two) -> None:
    ana, ben, id = two
    give(ana, id)
    ana.post(f"/exchanges/{id}/thanks/take-back/")
    assert "dentist" not in ben.see(id)
    assert "You took this back" in ana.see(id) and "dentist" in ana.see(id)
    give(ana, id)
    assert "dentist" in ben.see(id)
