"""One's own words as a file: everything of mine, everything opened to me, nothing else."""

import json

import pytest

from tests.cast import couple

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_file_holds_mine_and_what_was_opened_and_nothing_unopened() -> None:
    ana, ben = couple()
    ana.post("/mine/new/", page__page="a heron")
    ben.post("/mine/new/", page__page="a secret of Ben's")
    card = ana.todays_card()
    ben.answer(card, "the sea")
    assert "the sea" not in ana.post("/you/take-along/", 200, passphrase=ana.passphrase)
    ana.answer(card, "the hill")
    ben.see(card)
    taken = ana.post("/you/take-along/", 200, passphrase=ana.passphrase)
    assert "a heron" in taken and "the hill" in taken and "the sea" in taken
    assert "secret" not in taken
    assert {entry["prompt"] for entry in json.loads(taken)["entries"]}


def test_it_asks_for_the_passphrase() -> None:
    ana, _ben = couple()
    assert "not your passphrase" in ana.post("/you/take-along/", 422, passphrase="no")


def test_a_shorter_lock_holds_from_the_next_sign_in() -> None:
    from datetime import timedelta

    from nearer.kit import clock

    ana, _ben = couple()
    ana.post("/you/devices/lock-after/", minutes="5")
    with clock.moved(timedelta(minutes=12)):
        assert ana.get("/you/")
    ana.back()
    with clock.moved(timedelta(minutes=12)):
        assert ana.client.get("/you/").status_code == 302
