"""One stylesheet, small enough for a slow phone, with nothing left out."""

import gzip
import hashlib
import re
from pathlib import Path

from nearer.ui import bundle

STATIC = Path(bundle.__file__).parent / "static" / "ui"


def test_every_component_is_in_the_bundle() -> None:
    assert sorted(path.stem for path in bundle.SOURCES.glob("*.css")) == sorted(bundle.ORDER)


def test_no_component_grows_out_of_hand() -> None:
    long = {path.name: len(path.read_text("utf-8").splitlines()) for path in bundle.SOURCES.glob("*.css")}
    assert {name: lines for name, lines in long.items() if lines > 150} == {}


def test_a_first_visit_stays_light() -> None:
    scripts = len(gzip.compress(bundle.joined_scripts().encode()))
    scripts += len(gzip.compress((STATIC / "js" / "exit.js").read_bytes()))
    font = (STATIC / "fonts" / "newsreader-400.woff2").stat().st_size
    assert len(gzip.compress(bundle.joined().encode())) <= 9_000
    assert scripts <= 6_000
    assert font <= 30_000


def test_every_script_is_joined_or_loaded_by_name() -> None:
    alone = {"booklet", "exit", "push", "sw"}
    assert {path.stem for path in STATIC.glob("js/*.js")} == {*bundle.SCRIPT_ORDER, *alone}
    assert not [name for name in alone if len(gzip.compress((STATIC / "js" / f"{name}.js").read_bytes())) > 2_000]


def test_no_script_grows_out_of_hand() -> None:
    long = {path.name: len(path.read_text("utf-8").splitlines()) for path in STATIC.glob("js/*.js")}
    assert {name: lines for name, lines in long.items() if lines > 120} == {}


def test_the_stylesheet_names_only_files_that_are_here() -> None:
    missing = [name for name in re.findall(r'url\("([^"]+)"\)', bundle.joined()) if not (STATIC / name).is_file()]
    assert missing == []


def test_the_font_is_the_one_that_is_written_down() -> None:
    digest = hashlib.sha256((STATIC / "fonts" / "newsreader-400.woff2").read_bytes()).hexdigest()
    assert digest in (STATIC.parent.parent / "VENDORED.md").read_text("utf-8")


def test_django_finds_the_bundle() -> None:
    finder = bundle.Finder()
    assert Path(finder.find(bundle.NAME)).read_text("utf-8") == bundle.joined()
    assert Path(finder.find(bundle.SCRIPT)).read_text("utf-8") == bundle.joined_scripts()
    assert not finder.find("ui/css/tokens.css")
