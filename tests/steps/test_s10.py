"""Step 10, through the pages: thanks, a small ritual, and a check-up that ends in a change looked at again."""

from datetime import timedelta

import pytest

from nearer.exchange.models import Landing
from nearer.kit import clock
from tests.cast import Visitor, couple

from .walking import act, begin, day, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
RITUAL = {"what": "soup and a record", "when": "on Sundays", "how-long": "half an hour", "who-starts": "in turns"}


def landed(id: str) -> bool:
    return Landing.objects.filter(exchange=id).exists()


def test_a_thanks_that_names_an_act_lands_once_it_is_answered() -> None:
    ana, ben = couple()
    id = begin(ana, "thanks")
    write(ana, id, "thanks", 422, effect="I slept")  # without an act it is no thanks
    write(ana, id, "thanks", act="You rang the school", effect="I slept")
    assert "You rang the school" in ben.see(id) and not landed(id)
    write(ben, id, "reply", meaning="I am glad that you saw it")
    assert "I am glad" in ana.see(id) and landed(id)


# A small ritual


def test_a_ritual_holds_when_both_sign_and_lands_when_both_have_looked_alone() -> None:
    ana, ben = couple()
    id = begin(ana, "small-ritual")
    write(ana, id, "ritual", **RITUAL, look=day(28))
    write(ben, id, "ritual", **{**RITUAL, "when": "on Mondays"}, look=day(21))
    act(ana, id, "ritual", "sign", 409, version=1)  # Ben has suggested something else since
    act(ana, id, "ritual", "sign", version=2)
    assert "This holds" in ana.see(id) and "on Mondays" in ana.see(id)
    write(ana, id, "looked", 409, verdict="keep")
    with in_days(21):
        write(ana.back(), id, "looked", verdict="keep", line="I like the record")
        assert not landed(id)
        write(ben.back(), id, "looked", verdict="stop", line="Mondays are hard")
        assert "Mondays are hard" not in ana.see(id) and "I like the record" not in ben.see(id)
    assert landed(id)


def test_who_has_looked_already_cannot_tell_whether_the_other_has() -> None:
    ana, ben = couple()
    id = begin(ana, "small-ritual")
    write(ana, id, "ritual", **RITUAL, look=day(21))
    act(ben, id, "ritual", "sign", version=1)
    with in_days(21):
        write(ana.back(), id, "looked", verdict="keep")
        before = ana.see(id).split('role="status">')[1].split("<")[0]
        write(ben.back(), id, "looked", verdict="stop")
        assert ana.see(id).split('role="status">')[1].split("<")[0] == before


def test_either_ends_a_ritual_alone() -> None:
    ana, ben = couple()
    id = begin(ana, "small-ritual")
    write(ana, id, "ritual", **RITUAL, look=day(28))
    act(ben, id, "ritual", "sign", version=1)
    act(ben, id, "ritual", "end", sure="yes")
    assert "This was ended" in ana.see(id)
    with in_days(28):
        write(ana.back(), id, "looked", 409, verdict="keep")


# The check-up

ANAS = {"one": "we laughed about the tap", "two": "you ring me", "three": "the quiet"}
BENS = {"one": "the trip to the lake", "two": "we cook", "three": "you ask how it went"}


def with_strengths() -> tuple[Visitor, Visitor, str]:
    """Ana speaks first. Their strengths have opened."""
    ana, ben = couple()
    id = begin(ana, "season-check-up")
    write(ana, id, "strengths", **ANAS)
    assert "the tap" not in ben.see(id)
    write(ana, id, "concern", 409, concern="our evenings")
    write(ben, id, "strengths", **BENS)
    for who in (ana, ben, ana):
        who.see(id)
    assert "the lake" in ana.see(id) and "the tap" in ben.see(id)
    return ana, ben, id


def with_concerns() -> tuple[Visitor, Visitor, str]:
    ana, ben, id = with_strengths()
    write(ana, id, "concern", concern="work fills our evenings")
    write(ben, id, "concern", concern="visits come as a surprise")
    assert "work fills" not in ben.see(id) and "visits come" not in ana.see(id)
    return ana, ben, id


def say(speaker: Visitor, listener: Visitor, id: str, roles: tuple[str, str]) -> None:
    """One concern said, said back twice, and confirmed."""
    mine, theirs = roles
    form = speaker.see(id)
    assert f"{mine}-says-concern" in form
    write(speaker, id, f"{mine}-says", concern=f"the concern of {speaker.name}")
    write(listener, id, f"{theirs}-back", heard="half of it")
    write(speaker, id, f"{mine}-verdict", verdict="partly", missing="the other half")
    assert "the other half" in listener.see(id)
    write(listener, id, f"{theirs}-back", heard="all of it")
    write(speaker, id, f"{mine}-verdict", verdict="yes")
    write(listener, id, f"{theirs}-back", 409, heard="once more")


def test_a_check_up_goes_from_strengths_to_a_dated_change_that_both_looked_at_again() -> None:
    ana, ben, id = with_concerns()
    write(ben, id, "second-says", 409, concern="me first")
    say(ana, ben, id, ("first", "second"))
    write(ana, id, "change", 409, change="laptops shut", day=day(30))
    say(ben, ana, id, ("second", "first"))
    write(ben, id, "change", change="laptops stay shut on Thursdays", day=day(30))
    act(ana, id, "change", "sign", version=1)
    assert "This holds" in ben.see(id) and not landed(id)
    write(ben, id, "looked", 409, verdict="keep")
    with in_days(30):
        write(ana.back(), id, "looked", verdict="change", line="an hour later")
        write(ben.back(), id, "looked", verdict="keep")
        assert "an hour later" not in ben.see(id)
    assert landed(id)


def test_a_concern_begins_with_ones_own_words_and_may_become_lighter() -> None:
    ana, ben, id = with_concerns()
    assert "\nwork fills our evenings</textarea>" in ana.see(id)
    write(ana, id, "first-says", concern="I miss our walks")
    assert "I miss our walks" in ben.see(id) and "work fills" not in ben.see(id)


def test_a_turn_can_be_said_aloud_and_nothing_of_it_is_kept() -> None:
    ana, ben, id = with_concerns()
    ana.post(f"/exchanges/{id}/first-says/", aloud="yes")
    assert "(said aloud)" in ben.see(id) and "work fills" not in ben.see(id)
    write(ben, id, "second-back", heard="you miss our walks")


def test_a_pause_that_both_signed_stops_every_turn_until_its_hour() -> None:
    ana, ben, id = with_concerns()
    write(ana, id, "first-says", concern="I miss our walks")
    until = (clock.now() + timedelta(hours=2)).strftime("%H:%M")
    write(ben, id, "pause", until=until)
    assert "second-back-heard" in ben.see(id)  # one alone stops nobody
    act(ana, id, "pause", "sign", version=1)
    assert f"A pause until {until}" in ana.see(id)
    write(ben, id, "second-back", 409, heard="walks")
    with in_days(0, 3):
        write(ben.back(), id, "second-back", heard="you miss our walks")


def test_a_concern_that_nobody_says_is_seen_by_nobody() -> None:
    ana, ben, id = with_strengths()
    before = seen(ana, id)
    write(ben, id, "concern", concern="visits come as a surprise")
    assert seen(ana, id) == before
