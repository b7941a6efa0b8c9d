"""Nothing stands between a person and the way out, and nobody else can push them through it."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from nearer.safety.signals import leaving
from nearer.safety.views import leave


@pytest.fixture
def left() -> Any:
    heard: list[HttpResponse] = []

    def hear(response: HttpResponse, **_: Any) -> None:
        heard.append(response)

    leaving.connect(hear)
    yield heard
    leaving.disconnect(hear)


@pytest.mark.parametrize("sign", [{"HTTP_ORIGIN": "http://testserver"}, {"HTTP_SEC_FETCH_SITE": "same-origin"}])
def test_our_own_page_ends_the_session(left: list[HttpResponse], sign: dict[str, str], settings: Any) -> None:
    response = leave(RequestFactory().post("/exit/", **sign))
    assert left == [response]
    assert (response.status_code, response["Location"]) == (303, settings.NEARER_EXIT_URL)
    assert response["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(
    "sign", [{"HTTP_ORIGIN": "https://elsewhere.example"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}, {}]
)
def test_another_site_ends_no_session_but_the_way_out_is_open(left: list[HttpResponse], sign: dict[str, str]) -> None:
    assert leave(RequestFactory().post("/exit/", **sign)).status_code == 303
    assert left == []
