"""The floor as each of two sees it: one thing to do, or nothing; what was said; and a pause that both want."""

import re
from datetime import timedelta

import pytest

from nearer.exchange.models import Exchange
from nearer.kit import clock
from tests.cast import Visitor, couple

pytestmark = pytest.mark.django_db(transaction=True)
FORM = re.compile(r'action="/exchanges/\w+/([a-z0-9-]+)/" class="stack floor__turn"')


@pytest.fixture
def two() -> tuple[Visitor, Visitor, str]:
    """Ana speaks first."""
    ana, ben = couple()
    ana.post("/begin/say-it-back/", first="me")
    return ana, ben, Exchange.objects.get(exercise="say-it-back").pk


def say(who: Visitor, id: str, move: str, status: int = 302, **fields: str) -> str:
    return who.post(f"/exchanges/{id}/{move}/", status, **{f"{move}-{name}": words for name, words in fields.items()})


def act(who: Visitor, id: str, kind: str, **fields: object) -> None:
    who.post(f"/exchanges/{id}/pause/{kind}/", **fields)


def in_an_hour() -> str:
    return (clock.now() + timedelta(hours=1)).strftime("%H:%M")


def test_one_has_a_thing_to_do_and_the_other_has_nothing(two) -> None:
    ana, ben, id = two
    mine, theirs = ana.see(id), ben.see(id)
    assert FORM.findall(mine) == ["say-1"] and "Your turn" in mine
    assert FORM.findall(theirs) == [] and "Ana has the floor." in theirs and "nothing to do" in theirs
    say(ana, id, "say-1", say="A hard question.")
    assert FORM.findall(ana.see(id)) == [] and "Ben has the floor." in ana.see(id)
    assert FORM.findall(ben.see(id)) == ["back-1"] and "A hard question." in ben.see(id)


def test_a_verdict_is_one_tap(two) -> None:
    ana, ben, id = two
    say(ana, id, "say-1", say="A hard question.")
    ben.post(f"/exchanges/{id}/back-1/", aloud="yes")
    page = ana.see(id)
    assert "(said aloud)" in page and 'type="radio" name="verdict-1-verdict"' not in page
    assert re.findall(r'name="verdict-1-verdict" value="([a-z-]+)"', page) == ["yes", "partly", "not-yet"]
    say(ana, id, "verdict-1", verdict="partly", missing="It was funny.")
    before = ben.see(id).split('class="stack floor__turn"')[0]
    assert "try 2 of 3" in before and "It was funny." in before


def test_what_makes_sense_is_asked_beside_what_was_told(two) -> None:
    ana, ben, id = two
    say(ana, id, "say-1", say="A hard question.")
    say(ben, id, "back-1", heard="It was hard.")
    say(ana, id, "verdict-1", verdict="yes")
    before, form = ben.see(id).split('class="stack floor__turn"')
    assert "That's it" in before and "A hard question." in before and "It was hard." not in before
    newest, oldest = form.index("Is that what you meant?"), form.index("You have the floor.")
    assert newest < oldest, "what was said last is read first"


def test_a_late_question_is_not_asked_once_it_is_over(two) -> None:
    ana, ben, id = two
    for first, second, n in ((ana, ben, 1), (ben, ana, 2)):
        assert "How do you like to talk today?" in first.see(id)
        first.post(f"/exchanges/{id}/say-{n}/", aloud="yes")
        second.post(f"/exchanges/{id}/back-{n}/", aloud="yes")
        say(first, id, f"verdict-{n}", verdict="yes")
        second.post(f"/exchanges/{id}/ask-{n}/", aloud="yes")
        first.post(f"/exchanges/{id}/answer-{n}/", aloud="yes")
    for one in two[:2]:
        page = one.see(id)
        assert "This one has landed." in page and "How was it to be listened to?" in page
        assert "How do you like to talk today?" not in page and "Suggest a pause" not in page
        assert page.index("You have the floor.") < page.index("Now the floor is yours."), "read from its beginning"


def test_a_pause_is_suggested_accepted_and_ended_by_either(two) -> None:
    ana, ben, id = two
    say(ben, id, "pause", until=(until := in_an_hour()))
    assert "Ben suggests a pause until" in ana.see(id) and until in ana.see(id)
    assert "It holds once Ana accepts it." in ben.see(id) and FORM.findall(ana.see(id)) == ["say-1"]
    act(ana, id, "sign", version=1)
    for one in (ana, ben):
        assert "A pause until" in one.see(id) and "Go on now" in one.see(id) and FORM.findall(one.see(id)) == []
    act(ben, id, "end", sure="yes")
    assert FORM.findall(ana.see(id)) == ["say-1"] and "Ana has the floor." in ben.see(id)
    assert "This holds" not in ana.see(id) and "was ended" not in ana.see(id)


def test_the_other_may_suggest_another_time(two) -> None:
    ana, ben, id = two
    say(ben, id, "pause", until="20:30")
    say(ana, id, "pause", until="21:30")
    assert "Ana suggests a pause until 21:30" in ben.see(id) and "20:30" not in _pause(ben.see(id))
    act(ana, id, "take-back")
    assert "Ben suggests" not in ben.see(id) and "20:30" in _pause(ben.see(id))


def test_an_hour_that_has_passed_is_not_suggested_any_more(two) -> None:
    ana, ben, id = two
    say(ben, id, "pause", until=in_an_hour())
    with clock.moved(timedelta(hours=2)):
        assert "suggests a pause" not in ana.back().see(id)


def test_words_that_come_during_a_pause_stay_on_the_page(two) -> None:
    ana, ben, id = two
    say(ben, id, "pause", until=in_an_hour())
    act(ana, id, "sign", version=1)
    page = say(ana, id, "say-1", 409, say="A hard question.")
    assert "A pause until" in page and "A hard question." in page and FORM.findall(page) == ["say-1"]


def _pause(page: str) -> str:
    """What stands above the floor."""
    return page[page.index('data-live-part="pause-') : page.index("<article")]
