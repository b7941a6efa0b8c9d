"""What a page tells browsers, caches and search engines about itself."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from nearer.ui.context import page
from nearer.ui.middleware import PrivacyHeaders


def answered(path: str) -> HttpResponse:
    return PrivacyHeaders(lambda request: HttpResponse("words"))(RequestFactory().get(path))


@pytest.mark.parametrize("path", ["/", "/help/", "/mine/", "/exchanges/abc/"])
def test_pages_are_never_stored(path: str) -> None:
    assert answered(path)["Cache-Control"] == "no-store"


def test_files_that_are_the_same_for_everybody_may_be_stored() -> None:
    assert "Cache-Control" not in answered("/static/ui/nearer.css")


def test_other_sites_learn_nothing() -> None:
    response = answered("/")
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    for power in ("geolocation", "camera", "microphone", "browsing-topics"):
        assert f"{power}=()" in response["Permissions-Policy"]


def test_a_note_is_one_of_ours_or_nothing() -> None:
    assert str(page(RequestFactory().get("/?note=kept"))["note"]) == "Kept."
    assert page(RequestFactory().get("/?note=You+have+won"))["note"] is None
