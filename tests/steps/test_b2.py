"""Way B2, through the pages: the map and what comes again in it, one change, three evenings, and a card to share."""

import pytest

from nearer.exchange.models import Exchange, Landing
from tests.cast import Visitor, couple

from .walking import act, begin, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
ENTRY = {"trigger": "the phone came out", "need": "to count", "act": "I left the room", "effect": "quiet, canary-map"}
CARD = {"low": "I go quiet", "helps": "tea, canary-tea", "not": "being cheered up", "quiet": "a stone on the table"}
EVENINGS = ("first", "second", "third")


def write_entry(who: Visitor, **other: object) -> str:
    """One more run of the map, with its entry."""
    id = who.client.post("/begin/part-map/")["Location"].split("/")[2]
    write(who, id, "entry", **{**ENTRY, "feelings": ["sad"], **other})
    return id


# My part map


def test_one_entry_lands_and_can_do_without_a_feeling_word() -> None:
    ana = Visitor("Ana").arrive()
    id = begin(ana, "part-map")
    write(ana, id, "entry", 422, trigger="the phone came out")
    write(ana, id, "entry", **ENTRY)
    assert Landing.objects.filter(exchange=id).exists() and "canary-map" in ana.see(id)


def test_below_five_entries_the_map_says_how_many_there_are_and_what_comes_at_five() -> None:
    ana = Visitor("Ana").arrive()
    assert "There are 0 entries so far." in ana.get("/mine/map/")
    for _ in range(4):
        write_entry(ana)
    page = ana.get("/mine/map/")
    assert "There are 4 entries so far. From 5 on" in page and "in 4 entries" not in page


def test_at_five_entries_own_repeats_come_back_in_own_words() -> None:
    ana = Visitor("Ana").arrive()
    for day in range(4):
        with in_days(day):
            write_entry(ana.back(), trigger=f"phones came out, {'abcd'[day]}")
    with in_days(4):
        write_entry(ana.back(), trigger="The late train", feelings=["sad", "lonely"])
        page = ana.get("/mine/map/")
    again = page.split("My entries")[0]
    assert "<bdi>phones</bdi>" in again and "in 4 entries" in again and "<bdi>sad</bdi>" in again
    assert "in 5 entries" in again and "lonely" not in again and "train" not in again
    assert page.index("The late train") < page.index("phones came out, d") < page.index("phones came out, a")


def test_the_map_says_when_five_entries_on_four_days_and_a_change_have_landed() -> None:
    ana = Visitor("Ana").arrive()
    change = changed(ana)
    for day in (0, 0, 1, 2, 3):
        with in_days(day):
            write_entry(ana.back())
            assert "has landed for you" not in ana.get("/mine/map/")
    with in_days(7):
        write(ana.back(), change, "look-back", became="once", example="Friday")
        assert "has landed for you" in ana.get("/mine/map/")


def test_two_heavy_entries_running_bring_a_word_about_stopping() -> None:
    ana = Visitor("Ana").arrive()
    write_entry(ana, left="heavier")
    assert "left you heavier" not in ana.get("/mine/map/")
    write_entry(ana, left="heavier")
    assert "Your last two entries left you heavier." in ana.get("/mine/map/")


def test_a_run_that_was_left_empty_is_no_entry_and_the_map_leaves_no_row() -> None:
    ana = Visitor("Ana").arrive()
    begin(ana, "part-map")
    rows = Exchange.objects.count()
    assert "There are 0 entries so far." in ana.get("/mine/map/") and Exchange.objects.count() == rows


def test_the_others_pages_and_map_are_the_same_to_the_byte() -> None:
    ana, ben = couple()
    before, their_map = seen(ben), ben.get("/mine/map/")
    ids = [write_entry(ana) for _ in range(5)] + [changed(ana)]
    for id in ids:
        ben.get(f"/exchanges/{id}/", 404)
    assert seen(ben) == before and "There are 0 entries so far." in their_map
    assert "canary-map" in ana.get("/mine/map/") and "canary-map" not in ben.get("/mine/map/")


# One change of mine


def changed(who: Visitor) -> str:
    id = begin(who, "self-change")
    write(who, id, "change", change="put the phone away")
    return id


def test_a_change_lands_when_it_is_looked_back_on_with_an_example() -> None:
    ana = Visitor("Ana").arrive()
    id = changed(ana)
    assert "I will put the phone away" in ana.see(id)
    with in_days(6):
        write(ana.back(), id, "look-back", 409, became="often", example="Friday")
    with in_days(7):
        assert "One change of mine" in ana.back().get("/")
        write(ana, id, "look-back", 422, became="another-time")  # an answer needs its example, whatever it is
        write(ana, id, "look-back", became="another-time", example="It was too big for a week like this.")
    assert Landing.objects.filter(exchange=id).exists()


# Three evenings


def test_three_evenings_take_three_days_and_say_each_time_when_to_stop() -> None:
    ana = Visitor("Ana").arrive()
    id = begin(ana, "three-evenings")
    for number, evening in enumerate(EVENINGS):
        with in_days(number):
            page = ana.back().see(id)
            assert f"{evening}-page" in page and ("stop" in page or "do not write a third" in page)
            write(ana, id, evening, page=f"canary-{evening}")
            for later in EVENINGS[number + 1 :]:
                write(ana, id, later, 409, page="too soon")
    assert Landing.objects.filter(exchange=id).exists()


def test_three_evenings_are_nobody_elses_and_can_be_put_to_rest() -> None:
    ana, ben = couple()
    before = seen(ben)
    id = begin(ana, "three-evenings")
    write(ana, id, "first", page="canary-first", left="heavier")
    ben.get(f"/exchanges/{id}/", 404)
    assert seen(ben) == before
    ana.post(f"/exchanges/{id}/rest/", sure="yes")
    assert not Exchange.objects.filter(pk=id).exists() and seen(ben) == before


# How to be with me


def test_a_card_is_shared_taken_and_put_right_by_its_writer() -> None:
    ana, ben = couple()
    id = begin(ana, "how-to-be-with-me")
    write(ben, id, "card", 409, **CARD)
    write(ana, id, "card", 422, low="I go quiet")
    write(ana, id, "card", **CARD)
    assert "canary-tea" in ben.see(id)
    write(ana, id, "confirm", 409, verdict="yes")
    write(ben, id, "take", take="I can sit down and pour tea")
    write(ben, id, "confirm", 409, verdict="yes")
    assert "pour tea" in ana.see(id) and not Landing.objects.exists()
    write(ana, id, "confirm", verdict="nearly", correction="on the other end of the sofa")
    assert "Nearly" in ben.see(id) and "on the other end of the sofa" in ben.see(id)
    assert Landing.objects.filter(exchange=id).exists()


def test_a_card_that_is_looked_at_and_not_given_is_nobody_elses_and_a_given_one_can_be_taken_back() -> None:
    ana, ben = couple()
    id = begin(ana, "how-to-be-with-me")
    before = seen(ben, id)
    ana.post(f"/exchanges/{id}/card/", 200, **{f"card__{name}": words for name, words in CARD.items()})
    assert seen(ben, id) == before
    write(ana, id, "card", **CARD)
    act(ana, id, "card", "take-back")
    assert "canary-tea" not in ben.see(id) and "canary-tea" in ana.see(id)
