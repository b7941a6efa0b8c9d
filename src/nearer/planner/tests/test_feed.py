"""The address that a calendar program asks: what it gives, when it dies, and to whom it says nothing."""

import pytest
from django.test import Client

from nearer.people.models import Person
from nearer.planner import actions
from nearer.planner.models import Feed, FeedEvent
from nearer.vault import new_ticket
from tests.cast import Visitor, couple
from tests.matrix import body

from .planned import address_of, agree, events, fetch, plan_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> tuple[Visitor, Visitor, str]:
    """Ana and Ben with one plan; Ana has an address. The third is the plan's exchange."""
    ana, ben = couple()
    signed = plan_for(ana, ben)
    agree(monkeypatch, ana, ben, signed=[signed])
    ana.post("/you/calendar/on/")
    return ana, ben, signed.exchange_id


def test_a_calendar_program_is_given_neutral_events_without_signing_in(two) -> None:
    ana, _ben, id = two
    (event,) = events(address_of(ana))
    assert event["summary"] == "Time set aside" and "location" not in event
    answer = fetch(address_of(ana))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8" and answer["Cache-Control"] == "no-store"
    assert not answer.cookies
    told = answer.content.decode() + str(answer.headers)
    assert not any(name in told for name in ("heron", "bridge", "Ana", "Ben", id))
    assert Client().head(address_of(ana)).status_code == 200


def test_real_titles_come_only_when_chosen_and_go_when_unchosen(two) -> None:
    ana, _ben, _id = two
    ana.post("/you/calendar/titles/", titles="real")
    (event,) = events(address_of(ana))
    assert event["summary"] == "the heron walk" and event["location"] == "under the third bridge"
    ana.post("/you/calendar/titles/", titles="neutral")
    assert "heron" not in str(events(address_of(ana)))
    assert "another look" in ana.post("/you/calendar/titles/", 422, titles="all")


def test_changing_the_address_kills_the_old_one_at_once(two) -> None:
    ana, _ben, _id = two
    old = address_of(ana)
    ana.post("/you/calendar/change/")
    assert address_of(ana) != old and len(events(address_of(ana))) == 1
    fetch(old, 404)
    assert Feed.objects.count() == 1


def test_turning_it_off_leaves_nothing_behind(two) -> None:
    ana, _ben, _id = two
    ana.post("/you/calendar/titles/", titles="real")
    old = address_of(ana)
    ana.post("/you/calendar/off/")
    fetch(old, 404)
    assert not Feed.objects.exists() and not FeedEvent.objects.exists()
    assert ana.me.manifest.feed == {"titles": "real"}
    ana.post("/you/calendar/change/")  # from a page that lay open
    assert not Feed.objects.exists()
    ana.post("/you/calendar/on/")
    assert address_of(ana) != old and len(events(address_of(ana))) == 1


def test_an_address_that_leads_nowhere_looks_like_any_that_is_not_there(two) -> None:
    ana, _ben, _id = two
    gone = address_of(ana)
    ana.post("/you/calendar/change/")
    unknown = Client().get("/nothing/here/")
    for address in (gone, f"/calendar/{new_ticket()}.ics", f"/calendar/{'A' * 43}.ics", "/calendar/short.ics"):
        answer = fetch(address, 404)
        assert body(answer) == body(unknown) and dict(answer.headers) == dict(unknown.headers)


def test_a_visit_brings_new_plans_changed_plans_and_takes_ended_ones_out(two, monkeypatch) -> None:
    ana, ben, _id = two
    before = fetch(address_of(ana)).content
    one, other = plan_for(ana, ben, in_days=5), plan_for(ana, ben, at="", in_days=9)
    agree(monkeypatch, ana, ben, signed=[one, other])
    ben.get("/you/calendar/")
    assert events(address_of(ana))[0]["uid"] in before.decode()  # not Ben's to change
    ana.get("/you/calendar/")
    assert len(events(address_of(ana))) == 2 and events(address_of(ana))[0]["uid"] not in before.decode()
    agree(monkeypatch, ana, ben, signed=[])
    ana.get("/you/calendar/")
    assert events(address_of(ana)) == []


def test_a_visit_that_changes_nothing_writes_nothing(two, django_assert_num_queries) -> None:
    ana, _ben, _id = two
    me = ana.me
    assert me.manifest
    with django_assert_num_queries(2) as asked:
        actions.settle_feed(me)
    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


def test_what_is_long_over_leaves_the_calendar(two, monkeypatch) -> None:
    ana, ben, _id = two
    agree(monkeypatch, ana, ben, signed=[plan_for(ana, ben, in_days=-32), plan_for(ana, ben, in_days=-2)])
    ana.get("/you/calendar/")
    assert len(events(address_of(ana))) == 1


def test_an_ended_plan_can_be_taken_out_without_anybodys_key(two) -> None:
    ana, _ben, id = two
    actions.forget_plan(id)
    assert events(address_of(ana)) == []


def test_leaving_empties_both_feeds_at_once(two, monkeypatch) -> None:
    ana, ben, _id = two
    ben.post("/you/calendar/on/")
    addresses = [address_of(ana), address_of(ben)]
    assert [len(events(address)) for address in addresses] == [1, 1]
    ben.post("/together/leave/", passphrase=ben.passphrase)
    assert [events(address) for address in addresses] == [[], []]


def test_erasing_an_account_ends_its_feed_and_empties_the_others(two) -> None:
    ana, ben, _id = two
    ben.post("/you/calendar/on/")
    hers, his = address_of(ana), address_of(ben)
    ana.post("/you/erase/", passphrase=ana.passphrase)
    fetch(hers, 404)
    assert events(his) == [] and Feed.objects.count() == 1
    assert not Person.objects.filter(name="Ana").exists()


def test_the_page_says_what_the_address_gives_away_and_shows_it_to_its_owner_only(two) -> None:
    ana, ben, _id = two
    page = ana.get("/you/calendar/")
    assert address_of(ana) in page and "Anyone who has it sees" in page and "<title>Notes</title>" in page
    assert f'href="{address_of(ana)}' not in page  # a link would send it along
    assert address_of(ana) not in ben.get("/you/calendar/") + ana.get("/you/") + ana.get("/ours/")
    assert "/you/calendar/" in ana.get("/you/")
