"""Every sentence of the product goes through translation; every page also runs right to left."""

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.test.signals import template_rendered
from django.utils.functional import Promise

from nearer.exchange.gates import GATES
from nearer.people.views_together import REFUSALS
from nearer.programme import loader
from nearer.programme.loader import programme
from nearer.safety import content as safety
from nearer.safety.templatetags import safety as help_tags
from nearer.ui import bundle
from nearer.ui.notes import NOTES
from nearer.ui.templatetags import alike
from tests import reading, reading_floor, reading_runs
from tests.cast import pair
from tests.playing import begin
from tests.pseudo import LEFT, RIGHT, spoken, translated_help, translated_programme
from tests.reading import reader
from tests.sentences import bare_in_module, bare_in_template, bare_on_page

SOURCE = Path(__file__).resolve().parent.parent / "src" / "nearer"
FOR_MAKERS = "ui/patterns"  # the page that shows every part once, with made-up words
TEMPLATES = {
    name: path.read_text("utf-8")
    for path in SOURCE.rglob("templates/**/*.html")
    if not (name := path.as_posix().partition("/templates/")[2]).startswith(FOR_MAKERS)
}
SPEAKING = ("people", "exchange", "exchange/rules", "pages", "pace", "planner", "reminders", "ui", "safety", "live")
MODULES = [*(SOURCE / "config").glob("[at]*.py"), *(path for app in SPEAKING for path in (SOURCE / app).glob("*.py"))]
STYLESHEET = re.compile(r'<link rel="stylesheet"[^>]*>')
FIRST_LINE_ENDS = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector("main h1, main h2, main p"));
  return innerWidth - Math.max(...[...range.getClientRects()].map((line) => line.right));
}"""
STICKS_OUT = """() => [...document.querySelectorAll("main *, .bar *, .tabs *")].filter((element) => {
  const { left, right, width } = element.getBoundingClientRect();
  return width && element.checkVisibility() && (left < -1 || right > innerWidth + 1);
}).map((element) => element.className || element.tagName)"""
TABS = "() => [...document.querySelectorAll('.tabs__tab')].map((tab) => tab.getBoundingClientRect().right)"


@pytest.fixture
def language(request: pytest.FixtureRequest, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The product as a translator of everything would have left it."""
    chosen = getattr(request, "param", LEFT)
    settings.LANGUAGES = [*project.LANGUAGES, (chosen, chosen)]
    settings.LANGUAGES_BIDI = [RIGHT]
    content, help_ = translated_programme(programme()), translated_help(safety.help_in("en"))
    for module in _users_of("programme"):
        monkeypatch.setattr(module, "programme", lambda *_: content)
    monkeypatch.setattr(safety, "help_in", lambda *_: help_)
    _forget_what_was_rendered()
    with spoken(chosen):
        yield chosen
    _forget_what_was_rendered()


def _users_of(name: str) -> list[Any]:
    """Every module of ours that has imported this name."""
    import_module(project.ROOT_URLCONF)
    ours = [module for path, module in list(sys.modules.items()) if path.startswith("nearer.")]
    return [module for module in ours if callable(vars(module).get(name)) and module is not loader]


def _forget_what_was_rendered() -> None:
    alike._rendered.cache_clear()
    help_tags._rendered.cache_clear()


@pytest.fixture
def rendered() -> Iterator[set[str]]:
    """The names of all templates that took part in a page."""
    names: set[str] = set()

    def note(template: Any, **_: object) -> None:
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


@pytest.mark.once
@pytest.mark.django_db(transaction=True)
def test_every_page_of_two_peoples_life_is_translated(language: str, rendered: set[str]) -> None:
    ana, ben = reader("Ana", language), reader("Ben", language)
    reading.at_the_door(ana, ben)
    reading_runs.alone(ana)
    reading.meeting(ana, ben)
    card = reading.a_card(ana, ben)
    reading.cards_that_wait(ana, ben)
    reading.a_card_gone_wrong(ana, ben, card)
    reading.a_thanks(ana, ben)
    reading_floor.the_floor(ana, ben)
    reading_floor.long_lists(ana)
    reading_runs.the_weeks(ana)
    reading_runs.the_steps(ana)
    reading_runs.every_exercise(ana, ben)
    reading_runs.a_map_and_a_sheet(ana, ben)
    reading_runs.how_it_goes(ana, ben)
    reading_runs.a_look_at_wording(ana, ben)
    reading_runs.an_agreement(ana, ben)
    reading_runs.closed_and_hot(ana, ben)
    reading_runs.a_photo_refused(ana, ben)
    reading_runs.on_one_device(ana, ben)
    reading_runs.a_calendar(ana)
    reading.alone(ana)
    reading.another_device(ana, language)
    reading.faults(ana, language)
    reading.leaving(ana, ben, card)
    assert TEMPLATES.keys() - rendered == set(), "no page of this life shows these templates"


def test_no_template_holds_a_bare_sentence_in_any_branch() -> None:
    assert {name: bare for name, source in TEMPLATES.items() if (bare := bare_in_template(source))} == {}


def test_no_module_that_speaks_to_people_holds_a_bare_sentence() -> None:
    said = {path.name: bare_in_module(path.read_text("utf-8")) for path in MODULES if path.name != "patterns.py"}
    assert {name: bare for name, bare in said.items() if bare} == {}


def test_sentences_in_tables_wait_for_the_readers_language() -> None:
    for table in (GATES, NOTES, REFUSALS):
        assert all(isinstance(said, Promise) for said in table.values() if said)


@pytest.mark.django_db
def test_a_bare_sentence_would_be_found(language: str) -> None:
    page = reader("Ana", language).get("/")
    for planted in (
        "<p>Not translated</p>",
        '<img alt="Not translated">',
        '<input type=submit value="Not translated">',
    ):
        assert bare_on_page(page.replace("</main>", f"{planted}</main>")) == ["Not translated"]
        assert bare_in_template(f"{{% if never %}}{planted}{{% endif %}}") == ["Not translated"]
    assert bare_in_module('title = "Not translated"') == ["Not translated"]
    assert bare_in_module('"""A claim."""\ntitle = _("Translated well")') == []


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", [RIGHT], indirect=True)
def test_it_reads_from_the_right_and_nothing_sticks_out(language: str, visit: Any) -> None:
    ana, ben = reader("Ana", language).arrive(), reader("Ben", language).arrive()
    pair(ana, ben)
    today = {"today": ana.get("/")}
    card = reading.a_card(ana, ben)
    run = begin("new-together", ana, ben, say=reading_runs.digits).go(until="moment")
    paths = ("/", f"/exchanges/{card}/", "/ours/", "/mine/new/", "/together/", "/you/devices/", "/help/")
    paths += (run.page, "/steps/", "/steps/s5/", "/exercises/new-together/", "/you/calendar/")
    pages = today | {path: ana.get(path) for path in paths} | {"start": reader("Ana", language).get("/start/")}
    window = visit("http://localhost")
    for path, page in pages.items():
        window.set_content(STYLESHEET.sub(lambda _: f"<style>{bundle.joined()}</style>", page))
        assert window.evaluate("getComputedStyle(document.body).direction") == "rtl", path
        assert window.evaluate("document.documentElement.scrollWidth") <= 360, path
        assert window.evaluate(STICKS_OUT) == [], path
        assert window.evaluate(FIRST_LINE_ENDS) <= 40, f"{path}: the text does not begin at the right"
        tabs = window.evaluate(TABS)
        assert tabs == sorted(tabs, reverse=True), f"{path}: the tabs do not begin at the right"
    assert len(tabs) == 0 or len(tabs) == 4
