"""Private pages: written, found again, searched, destroyed. By nobody else."""

import re

import pytest

from nearer.exchange.models import Exchange, Grant, Part
from tests.cast import Visitor, couple

pytestmark = pytest.mark.django_db(transaction=True)


def keep(who: Visitor, words: str, title: str = "") -> str:
    who.post("/mine/new/", page__title=title, page__page=words)
    return Exchange.objects.filter(begun_by=who.me.id).latest("pk").pk


def test_a_page_is_found_again_by_list_and_by_any_of_its_words() -> None:
    ana = Visitor("Ana").arrive()
    keep(ana, "The heron stood in the canal", "Morning")
    keep(ana, "Nothing much")
    assert "Morning" in ana.get("/mine/")
    found = ana.post("/mine/search/", 200, query="CANAL heron")
    assert "Morning" in found and "Nothing much" not in found and "1 page found" in found
    assert "0 pages found" in ana.post("/mine/search/", 200, query="giraffe")


def test_a_search_word_is_in_no_address() -> None:
    ana = Visitor("Ana").arrive()
    assert ana.client.get("/mine/search/?query=heron")["Location"] == "/mine/"


def test_nobody_else_reads_changes_or_destroys_it() -> None:
    ana, ben = couple()
    keep(ana, "The heron stood in the canal")
    page = Exchange.objects.get(exercise="page").pk
    ben.get(f"/exchanges/{page}/", 404)
    ben.post(f"/exchanges/{page}/page/", 404, page__page="x")
    ben.post(f"/mine/{page}/remove/", 404, sure="yes")
    assert "heron" not in ben.post("/mine/search/", 200, query="the").replace('value="heron"', "")
    assert set(Grant.objects.filter(part__exchange=page).values_list("reader", flat=True)) == {"own"}


def test_a_page_can_be_changed() -> None:
    ana = Visitor("Ana").arrive()
    page = keep(ana, "The heron")
    ana.post(f"/exchanges/{page}/page/", page__page="The egret")
    assert "The egret" in ana.see(page) and "The heron" not in ana.see(page)


def test_destroying_asks_once_and_leaves_no_row() -> None:
    ana = Visitor("Ana").arrive()
    page = keep(ana, "The heron")
    assert "Destroy this page?" in ana.post(f"/mine/{page}/remove/", 200)
    ana.post(f"/mine/{page}/remove/", sure="yes")
    assert not Part.objects.exists() and not Grant.objects.exists()


def test_a_damaged_page_is_named_and_the_rest_is_listed() -> None:
    ana = Visitor("Ana").arrive()
    first, _second = keep(ana, "The heron"), keep(ana, "The egret")
    Part.objects.filter(exchange=first).update(sealed_words=b"s1\x01\x01" + bytes(300))
    page = ana.get("/mine/")
    assert "A page that does not open" in page and "The egret" in page
    assert "cannot be opened" in ana.see(first)
    assert "The egret" in ana.post("/mine/search/", 200, query="egret")


def test_an_empty_shelf_says_what_to_do() -> None:
    ana = Visitor("Ana").arrive()
    assert "A line or two about today" in ana.get("/mine/")
    assert "Here is where what you open together will stand" in ana.get("/ours/")


def test_a_long_shelf_is_walked_to_its_end_without_missing_a_page() -> None:
    ana = Visitor("Ana").arrive()
    for number in range(45):
        keep(ana, f"number {number:02d} of them")
    seen, address = set(), "/mine/"
    while address:
        page = ana.get(address)
        seen |= set(re.findall(r"number (\d\d) of them", page))
        older = re.search(r'rel="next" href="(\?before=\w+)"', page)
        address = f"/mine/{older[1]}" if older else ""
    assert len(seen) == 45
