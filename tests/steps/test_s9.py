"""Step 9, through the pages: three views, an owned part, five pages, and putting to rest for good."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps

from nearer.exchange.models import Grant, Landing, Part
from tests import postgres
from tests.cast import Visitor, couple
from tests.test_canaries import own_database

from .walking import act, begin, day, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
CANARY = "the heron by the frozen weir"
VIEWS = {
    "facts": {"facts": f"we got loud about {CANARY}", "distress": 7},
    "outsider": {"view": f"two tired people and {CANARY}"},
    "next-time": {"hard": "a sigh", "act": f"I ask one question about {CANARY}"},
}
PAGES = {
    "happened": {"happened": CANARY, "to-me": "I went quiet"},
    "in-them": {"guess": "they wanted to be liked"},
    "let-off": {"let-off": "a forgotten exam"},
    "letting-go": {"would": "sleep", "would-not": "telling it all again"},
    "for-myself": {"hold": "I say so at once"},
}


def three_views(who: Visitor) -> str:
    id = begin(who, "three-views")
    for move, fields in VIEWS.items():
        write(who, id, move, **fields)
    return id


def test_the_views_come_one_after_the_other() -> None:
    ana = Visitor("Ana").arrive()
    id = begin(ana, "three-views")
    write(ana, id, "outsider", 409, **VIEWS["outsider"])
    write(ana, id, "facts", **VIEWS["facts"])
    assert "outsider-view" in ana.see(id) and "next-time-act" not in ana.see(id)
    write(ana, id, "next-time", 409, **VIEWS["next-time"])
    write(ana, id, "outsider", **VIEWS["outsider"])
    write(ana, id, "next-time", 422, hard="a sigh")  # without an act it is no third view
    assert "next-time-act" in ana.see(id)


def test_three_views_land_when_they_are_looked_at_again_after_two_weeks() -> None:
    ana = Visitor("Ana").arrive()
    id = three_views(ana)
    assert "you look at it again" in ana.see(id)
    write(ana, id, "re-rating", 409, distress=3)
    with in_days(13):
        write(ana.back(), id, "re-rating", 409, distress=3)
    assert not Landing.objects.exists()
    with in_days(14):
        assert "re-rating-distress" in ana.back().see(id)
        write(ana, id, "re-rating", distress=9, line="more than then, and that is an answer")
        assert "9 of 10" in ana.see(id) and "7 of 10" in ana.see(id)
    assert Landing.objects.filter(exchange=id).exists()


def test_nobody_else_reads_a_view_or_learns_that_there_is_one() -> None:
    ana, ben = couple()
    before = seen(ben)
    id = three_views(ana)
    ben.get(f"/exchanges/{id}/", 404)
    write(ben, id, "facts", 404, **VIEWS["facts"])
    assert seen(ben) == before


# Put to rest


@pytest.fixture
def disk(django_db_setup: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[Path]:
    """A database in a file of its own, as a host has it."""
    if postgres.wanted():
        pytest.skip("this looks into SQLite's own files")
    with django_db_blocker.unblock(), own_database(tmp_path):
        yield tmp_path / "data"


def on_disk(folder: Path) -> bytes:
    """The database and its log of writes."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("nearer.sqlite3*")))


def traces(id: str) -> list[bytes]:
    """Pieces of everything sealed in a run, each short enough to lie in one piece on a page of the file."""
    parts, grants = Part.objects.filter(exchange=id), Grant.objects.filter(part__exchange=id)
    sealed = [one for part in parts for one in (part.sealed_words, part.commitment, part.self_tag)]
    return [bytes(one)[-24:] for one in (*sealed, *(grant.wrapped_key for grant in grants))]


def rows_of(id: str) -> list[Any]:
    """Whatever still hangs on a run, in any table."""
    found: list[Any] = []
    for table in apps.get_app_config("exchange").get_models():
        names = {field.name for field in table._meta.fields}
        where = "exchange" if "exchange" in names else "part__exchange" if "part" in names else "pk"
        found += table.objects.filter(**{where: id})  # type: ignore[attr-defined]
    return found


def test_what_was_put_to_rest_is_gone_from_the_disk(disk: Path) -> None:
    ana = Visitor("Ana").arrive()
    id = three_views(ana)
    sealed = traces(id)
    write(ana, id, "facts", facts=f"written anew: {CANARY}", distress=2)
    ana.post("/mine/new/", page__page="something else that stays")
    sealed += traces(id)
    assert all(one in on_disk(disk) for one in sealed)
    assert "Put this to rest?" in ana.post(f"/exchanges/{id}/rest/", 200)
    assert len(rows_of(id)) == 7 and CANARY in ana.see(id)  # it was only asked
    ana.post(f"/exchanges/{id}/rest/", sure="yes")
    ana.get(f"/exchanges/{id}/", 404)
    assert not rows_of(id)
    left = on_disk(disk)
    assert len(left) > 100_000 and not [one for one in sealed if one in left]
    assert CANARY.encode() not in left and CANARY not in ana.get("/mine/")
    assert "something else that stays" in ana.get("/mine/")


def test_only_what_is_ones_own_and_alone_can_be_put_to_rest() -> None:
    ana, ben = couple()
    id, ours = three_views(ana), begin(ana, "small-ritual")
    ben.post(f"/exchanges/{id}/rest/", 404, sure="yes")
    ana.post(f"/exchanges/{ours}/rest/", 404, sure="yes")
    assert CANARY in ana.see(id)


# Own part

DRAFT = {"did": "I told your sister", "effect": "you were quiet", "change": "I ask first"}


def owned(ana: Visitor) -> str:
    id, words = begin(ana, "own-part"), {**DRAFT, "by-when": day(10)}
    write(ana, id, "draft", **words, heat=2)
    write(ana, id, "own-part", **words)
    return id


def test_a_draft_is_nobody_elses_and_what_is_hot_waits_for_the_morning() -> None:
    ana, ben = couple()
    before = seen(ben)
    id, words = begin(ana, "own-part"), {**DRAFT, "by-when": day(10)}
    write(ana, id, "draft", **words, heat=9)
    assert "It waits until 06:00" in ana.see(id)
    write(ana, id, "own-part", 409, **words)
    assert seen(ben) == before and "sister" not in ben.see(id)
    with in_days(1, 6):
        assert f"\n{DRAFT['did']}</textarea>" in ana.back().see(id)  # it begins with the draft
        write(ana, id, "own-part", **words)
        assert "It stays closed until you say" in ben.back().see(id) and "sister" not in ben.see(id)


def test_the_doers_pages_are_the_same_whatever_the_other_chose() -> None:
    ana, ben = couple()
    id = owned(ana)
    before = seen(ana, id)
    for choice in ("closed", "now", "closed"):
        write(ben, id, "read", read=choice)
        assert ("I told your sister" in ben.see(id)) == (choice == "now")
        assert seen(ana, id) == before


def test_it_lands_without_an_answer_and_never_says_that_anybody_forgave() -> None:
    ana, ben = couple()
    id = owned(ana)
    write(ana, id, "look-back", 409, kept="done")
    with in_days(10):
        ana.back(), ben.back()
        before = ben.see(id)
        write(ana, id, "look-back", kept="partly", next="I try again")
        assert Landing.objects.filter(exchange=id).exists()
        assert "I try again" not in ben.see(id) and "has landed" not in ben.see(id) + before
        assert not [page for page in (*seen(ana, id), *seen(ben, id)) if "forgave" in page or "forgiven" in page]


def test_an_answer_is_a_gift_and_can_be_taken_back() -> None:
    ana, ben = couple()
    id = owned(ana)
    write(ben, id, "answer", 409, know="I need time")
    write(ben, id, "read", read="now")
    write(ben, id, "answer", know="I need time")
    assert "I need time" in ana.see(id)
    act(ben, id, "answer", "take-back")
    assert "I need time" not in ana.see(id)


# Five pages


def test_five_pages_take_five_days() -> None:
    ana = Visitor("Ana").arrive()
    id, moves = begin(ana, "forgiving-pages"), list(PAGES)
    for number, move in enumerate(moves):
        with in_days(number):
            write(ana.back(), id, move, **PAGES[move])
            for later in moves[number + 1 :]:
                write(ana, id, later, 409, **PAGES[later])
    assert Landing.objects.filter(exchange=id).exists()


def test_the_pages_can_stop_anywhere_and_be_put_to_rest() -> None:
    ana = Visitor("Ana").arrive()
    id = begin(ana, "forgiving-pages")
    write(ana, id, "happened", **PAGES["happened"])
    assert "Put this to rest" in ana.see(id)
    ana.post(f"/exchanges/{id}/rest/", sure="yes")
    assert not rows_of(id) and CANARY not in ana.get("/mine/")


def test_the_look_back_waits_on_today_and_nowhere_before() -> None:
    ana = Visitor("Ana").arrive()
    id = begin(ana, "three-views")
    write(ana, id, "facts", facts="the soup", distress=6)
    write(ana, id, "outsider", view="two tired people")
    write(ana, id, "next-time", hard="hunger", act="an apple first")
    assert "Three views" not in ana.get("/")
    with in_days(14):
        assert "Three views" in ana.back().get("/") and "Today you look at this again" in ana.get("/")
        write(ana, id, "re-rating", distress=3)
        assert "Three views" not in ana.get("/")
