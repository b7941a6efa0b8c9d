"""What a home screen is given: neutral, the same for everybody, and nothing that a person wrote."""

import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client
from PIL import Image

from nearer.ui import installed
from tests.cast import Visitor

pytestmark = pytest.mark.django_db
NAMED = re.compile(r'(?:href|src)="(/static/[^"]+)"')
HASHED = re.compile(r"/static/ui/[\w/-]+\.[0-9a-f]{12}\.(css|js|png|svg|woff2)")


def kept(page: str) -> dict[str, Any]:
    """What the worker is told to keep."""
    found: dict[str, Any] = json.loads(page.partition("const KEPT = ")[2].partition(";\n")[0])
    return found


def static_bytes(url: str) -> bytes:
    return (Path(staticfiles_storage.location) / url.removeprefix("/static/")).read_bytes()


def test_the_manifest_names_nothing_that_tells() -> None:
    answer = Client().get("/manifest.webmanifest")
    assert answer.status_code == 200 and answer["Content-Type"] == "application/manifest+json"
    found = answer.json()
    assert (found["name"], found["short_name"], found["display"]) == ("Notes", "Notes", "standalone")
    assert found["id"] == found["start_url"] == found["scope"] == "/"
    assert {"categories", "description", "screenshots", "shortcuts"}.isdisjoint(found)


def test_every_icon_is_there_and_as_large_as_it_says() -> None:
    icons = Client().get("/manifest.webmanifest").json()["icons"]
    assert {(icon["sizes"], icon["purpose"]) for icon in icons} == {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    for icon in icons:
        picture = Image.open(io.BytesIO(static_bytes(icon["src"])))
        assert picture.format == "PNG" and "x".join(map(str, picture.size)) == icon["sizes"]
        assert len(static_bytes(icon["src"])) <= 5_000


def test_a_masked_icon_is_filled_to_its_edges() -> None:
    picture = Image.open(io.BytesIO(static_bytes(installed.manifest()["icons"][2]["src"]))).convert("RGBA")
    corners = [picture.getpixel((x, y)) for x in (0, 511) for y in (0, 511)]
    assert len(set(corners)) == 1 and corners[0] == (0x31, 0x57, 0x3F, 255)


def test_the_worker_may_answer_for_every_page_and_is_never_old() -> None:
    answer = Client().get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == "/" and answer["Cache-Control"] == "no-store"


def test_only_hashed_files_and_three_open_pages_are_kept() -> None:
    told = kept(installed.worker())
    assert [path for path in told["files"] if not HASHED.fullmatch(path)] == ["/manifest.webmanifest"]
    assert (told["help"], told["offline"]) == ("/help/", "/offline/")


def test_the_kept_pages_need_no_file_that_is_not_kept() -> None:
    told = kept(installed.worker())
    for path in (told["help"], told["offline"]):
        assert set(NAMED.findall(Client().get(path).content.decode())) <= set(told["files"])


def test_the_kept_pages_and_the_worker_are_the_same_for_everybody() -> None:
    ana = Visitor("Ana").arrive()
    for path in ("/help/", "/offline/", "/sw.js", "/manifest.webmanifest"):
        assert ana.client.get(path).content == Client().get(path).content
        assert not Client().get(path).cookies


def test_a_change_of_anything_kept_is_another_build(monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept(installed.worker())["build"]
    assert kept(installed.worker())["build"] == before
    monkeypatch.setattr(installed, "FILES", installed.FILES[1:])
    after = kept(installed.worker())["build"]
    monkeypatch.setattr(installed, "_pages", lambda: ["other words on the help page"])
    assert len({before, after, kept(installed.worker())["build"]}) == 3
