"""What every answer tells browsers and caches about itself: pages, errors, downloads, each address and method."""

import re
from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import OperationalError, transaction
from django.http import HttpResponse
from django.test import override_settings

from nearer.people.models import Person
from nearer.vault import SealError

from .cast import Visitor
from .matrix import METHODS, WORDS, World, make_world
from .routes import routes

pytestmark = pytest.mark.django_db
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
TITLE = re.compile(r"<title>(.*?)</title>")
LOADED = re.compile(r"<(?:script|link|img|iframe|form)\s[^>]*(?:src|href|action)=.(?:https?:)?//")
OWN_PLACE = re.compile(r"/[a-z0-9/-]*(\?note=[a-z-]+|\?next=/[a-z0-9/-]*)?")
OFF = ("geolocation", "camera", "microphone", "display-capture", "browsing-topics")
POLICY = {
    "default-src": {"'self'"},
    "frame-ancestors": {"'none'"},
    "base-uri": {"'none'"},
    "object-src": {"'none'"},
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def answers(world: World) -> list[tuple[str, HttpResponse]]:
    """Every address by every method, as somebody and as nobody; then everything that goes wrong."""
    found = [
        (f"{method} {route.name} as {role}", world.ask(role, method, route.path(**world.given("opened"))))
        for route in routes()
        for method in METHODS
        for role in ("self", "anonymous")
    ]
    return found + [(f"GET {path}", world.ask("self", "GET", path)) for path in files(world)] + list(mishaps(world))


def files(world: World) -> list[str]:
    """Answers that are no pages: a photo, a plan for a calendar, and what a calendar program is given."""
    moment = f"/exchanges/{world.things['moment']}/moment/photo/"
    plan, feed = f"/plans/{world.things['plan']}/calendar.ics", f"/calendar/{world.token}.ics"
    return [f"{moment}mine/", f"{moment}theirs/", plan, feed]


def text_of(answer: HttpResponse) -> str:
    return answer.content.decode("utf-8", "replace")


def mishaps(world: World) -> Iterator[tuple[str, HttpResponse]]:
    yield "400, another host", world.ask("self", "GET", "/", Host="elsewhere.example")
    yield "403, no token", world.ask("self", "POST", "/mine/new/", strict=True)
    yield "404, no such address", world.ask("self", "GET", "/nothing/here/")
    yield "404, no slash", world.ask("self", "GET", "/mine")
    yield "404, not theirs", world.ask("stranger", "GET", f"/exchanges/{world.things['page']}/")
    for fault, status in ((RuntimeError, 500), (OperationalError, 503), (SealError, 409)):
        with patch("nearer.exchange.shelf.entries", side_effect=fault(WORDS["page"][0])):
            answer = world.ask("self", "GET", "/mine/")
        assert answer.status_code == status
        yield f"{status}, a fault", answer


def wrong(answers: list[tuple[str, HttpResponse]], is_right: Any) -> list[str]:
    return [asked for asked, answer in answers if not is_right(answer)]


def test_every_kind_of_answer_is_among_them(answers: Any) -> None:
    statuses = {answer.status_code for _, answer in answers}
    assert {200, 302, 303, 400, 403, 404, 405, 409, 422, 500, 503} <= statuses


def test_nothing_is_kept_by_browsers_or_on_the_way(answers: Any) -> None:
    assert not wrong(answers, lambda answer: answer["Cache-Control"] == "no-store")
    assert not wrong(answers, lambda answer: "ETag" not in answer and "Last-Modified" not in answer)


def test_nothing_is_run_but_our_own_files(answers: Any) -> None:
    def strict(answer: HttpResponse) -> bool:
        parts = [part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";")]
        policy = {name: value for name, _, value in parts}
        if policy == {"default-src": "'none'", "sandbox": ""}:
            return answer["Content-Type"] == "image/jpeg"  # nothing at all is run in a picture
        return "unsafe" not in str(policy) and all(set(policy[name].split()) == is_ for name, is_ in POLICY.items())

    assert not wrong(answers, strict)
    assert not wrong(answers, lambda answer: not INLINE.search(text_of(answer)))
    assert not wrong(answers, lambda answer: not LOADED.search(text_of(answer)))


def test_nothing_is_framed_guessed_or_told_to_others(answers: Any) -> None:
    assert not wrong(answers, lambda answer: answer.get("X-Frame-Options") == "DENY")
    assert not wrong(answers, lambda answer: answer["X-Content-Type-Options"] == "nosniff")
    assert not wrong(answers, lambda answer: answer["Cross-Origin-Opener-Policy"] == "same-origin")
    assert not wrong(answers, lambda answer: "noindex" in answer["X-Robots-Tag"])
    # With "no-referrer" browsers send "Origin: null" from our own forms; other sites learn nothing either way.
    assert not wrong(answers, lambda answer: answer["Referrer-Policy"] in ("no-referrer", "same-origin"))
    assert not wrong(answers, lambda answer: all(f"{power}=()" in answer["Permissions-Policy"] for power in OFF))


def test_photos_and_plans_say_what_they_are_and_nothing_of_whose(world: World) -> None:
    mine, theirs, plan, feed = (world.ask("self", "GET", path) for path in files(world))
    for photo in (mine, theirs):
        assert photo.status_code == 200 and photo["Content-Type"] == "image/jpeg"
        assert photo["Content-Disposition"] == "inline"
        assert photo.content[:3] == b"\xff\xd8\xff" and b"Exif" not in photo.content
    for ics in (plan, feed):
        assert ics.status_code == 200 and ics["Content-Type"] == "text/calendar; charset=utf-8"
        assert ics["Content-Disposition"] == 'attachment; filename="notes.ics"'
        assert "SUMMARY:Time set aside" in text_of(ics)
        assert not [words for words, _ in WORDS.values() if words in text_of(ics)]


def test_no_header_names_the_program(answers: Any) -> None:
    for asked, answer in answers:
        said = " ".join(f"{name}: {value}" for name, value in answer.headers.items()).lower()
        assert not re.search("nearer|django|python|server:|x-powered-by", said), asked


def test_every_title_is_the_same(answers: Any) -> None:
    titles = {title for _, answer in answers for title in TITLE.findall(text_of(answer))}
    assert titles == {"Notes"}


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(answers: Any) -> None:
    cookies = [(asked, morsel) for asked, answer in answers for morsel in answer.cookies.values() if morsel.value]
    assert {"sid", "csrf", "seen", "device"} >= {re.sub("[0-9a-z]{8}$", "", morsel.key) for _, morsel in cookies}
    for asked, morsel in cookies:
        assert morsel["httponly"] and morsel["samesite"] == "Lax" and morsel["path"] == "/", asked
        assert not morsel["domain"], asked


def test_over_tls_cookies_travel_over_tls_only(world: World) -> None:
    with override_settings(SECURE_COOKIES=True, CSRF_COOKIE_SECURE=True, CSRF_COOKIE_NAME="__Host-csrf"):
        ana = Visitor("Ana").unlock_with(Person.objects.get(name="Ana"), world.vk)
        answer = ana.client.get("/you/", secure=True)
        made = {**ana.client.cookies, **answer.cookies}
    assert answer.status_code == 200 and {"__Host-sid", "__Host-csrf"} <= set(made)
    assert all(morsel["secure"] for morsel in made.values())


def test_leaving_takes_everything_along(world: World) -> None:
    here = {"Sec-Fetch-Site": "same-origin"}
    for path in ("/sign-out/", "/exit/"):
        answer = world.ask("self", "POST", path, **here)
        assert "storage" in answer["Clear-Site-Data"] and answer.cookies["sid"].value == ""


def test_addresses_hold_no_words(answers: Any) -> None:
    redirects = [answer["Location"] for _, answer in answers if "Location" in answer]
    assert len(redirects) > 40
    assert not [place for place in redirects if place != settings.NEARER_EXIT_URL and not OWN_PLACE.fullmatch(place)]
