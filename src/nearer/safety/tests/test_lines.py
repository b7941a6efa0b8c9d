"""A number that nobody checked is never shown as checked."""

import json
import re
import tomllib
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import Client

from nearer.kit.paths import content_root
from nearer.safety import content
from nearer.safety.templatetags.safety import _shown, help_words

DAY = date(2026, 11, 23)
COUNTRIES = set(re.findall("..", "USCAGBIEAUNZINZADEFRESITNLSEPLBRMXARJPKR"))
LINE = content.Line(
    country="ZZ",
    country_name="Elsewhere",
    service="A line",
    audience="Anyone",
    kind="violence",
    number="0800 1 #2",
    text="",
    hours="",
    cost_on_bill="unknown",
    source_url="https://example.org",
    verified_on="2026-10-01",
    verified_by="ab",
    expires_on="2027-03-30",
    note="",
)


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, "checked"),
        ({"expires_on": "2026-11-23"}, "checked"),
        ({"expires_on": "2026-11-22"}, "old"),
        ({"verified_by": ""}, "unchecked"),
        ({"verified_on": ""}, "unchecked"),
        ({"expires_on": ""}, "unchecked"),
        ({"verified_on": "2026-05-27", "expires_on": "2030-01-01"}, "checked"),
        ({"verified_on": "2026-05-26", "expires_on": "2030-01-01"}, "old"),
        ({"verified_on": "2026-11-24"}, "unchecked"),
    ],
    ids=["fresh", "last-day", "a-day-late", "by-nobody", "on-no-day", "for-ever", "day-180", "day-181", "tomorrow"],
)
def test_a_line_is_checked_only_with_who_when_and_until(change: dict[str, str], state: str) -> None:
    assert replace(LINE, **change).state(DAY) == state


def shown(*lines: content.Line) -> str:
    """The help words with one country of these lines, and the shipped directories."""
    country = content.Country("Elsewhere", (replace(LINE, kind="emergency", number="999"), *lines))
    page = {"countries": [_shown(country, DAY)], "directories": content.help_in("en").directories}
    return render_to_string("safety/_words.html", page)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "Checked on 2026-10-01."),
        ({"expires_on": "2026-11-22"}, "The check is old"),
        ({"verified_by": ""}, "Not checked yet."),
    ],
)
def test_the_page_says_how_far_to_trust_a_number(change: dict[str, str], said: str) -> None:
    assert said in shown(replace(LINE, **change))


def test_a_number_can_be_dialled() -> None:
    assert LINE.dial == "08001%232"


@pytest.mark.parametrize("change", [{"verified_by": ""}, {"expires_on": "2026-11-22"}], ids=["unchecked", "old"])
def test_a_country_with_a_line_in_doubt_names_the_emergency_number_and_the_directories(change: dict[str, str]) -> None:
    opened = details(shown(replace(LINE, **change)), "Elsewhere")
    assert "Not all of these are checked. In an emergency: 999" in opened
    assert opened.count("findahelpline.com") == opened.count("nomoredirectory.org") == 2  # the address and its words
    assert "Not all of these" not in details(shown(LINE), "Elsewhere")


def details(page: str, country: str) -> str:
    """What opens under the name of a country."""
    return page.partition(f"<summary>{country} ")[2].partition("</details>")[0]


def test_the_countries_of_the_programme_have_an_emergency_a_violence_and_a_crisis_line() -> None:
    found = {
        country.lines[0].country: {line.kind for line in country.lines} for country in content.help_in("en").countries
    }
    assert set(found) == COUNTRIES
    assert [code for code, kinds in found.items() if kinds != {"emergency", "violence", "crisis"}] == []


def test_every_country_shows_an_emergency_number_before_it_is_opened_and_there_are_directories() -> None:
    found = content.help_in("en")
    assert [country.name for country in found.countries if not country.emergency] == []
    assert {line.source_url for line in found.directories} >= {
        "https://findahelpline.com",
        "https://nomoredirectory.org",
    }


def test_a_shipped_line_holds_for_180_days_at_most_and_names_who_checked_it() -> None:
    lines = tomllib.loads((content_root() / "en" / "help" / "lines.toml").read_text("utf-8"))["lines"]
    for line in lines:
        dated = [bool(line[name]) for name in ("verified_on", "verified_by", "expires_on", "source_url")]
        assert not line["verified_on"] or all(dated), line["service"]
        if line["verified_on"]:
            held = date.fromisoformat(line["expires_on"]) - date.fromisoformat(line["verified_on"])
            assert held <= content.HOLDS, line["service"]


def test_a_country_is_chosen_without_an_account_a_script_or_a_request() -> None:
    """What opens is in the page already; the only addresses are telephones and services, pressed on purpose."""
    page = help_words()
    assert page.count('<details name="country">') == len(COUNTRIES)
    assert (
        re.findall(r"<(?:form|script|img|iframe|link|object|button|input|select)\b|\bsrc=|\bstyle=|\bon\w+=", page)
        == []
    )
    links = re.findall(r"<a ([^>]*)>", page)
    assert links and all(link.startswith(('href="tel:', 'href="https://')) for link in links)
    assert all('rel="noreferrer"' in link for link in links if "https://" in link)


def test_the_page_answers_a_stranger_and_leaves_nothing_in_their_browser(client: Client) -> None:
    answer = client.get("/help/")
    assert answer.status_code == 200 and not answer.cookies
    assert "In an emergency: 112" in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"kind": "friend"}, "kind is one of"),
        ({"number": "", "text": "", "source_url": ""}, "nowhere how to reach it"),
        ({"expires_on": "in May"}, "expires_on is a day"),
    ],
)
def test_a_broken_line_stops_the_start_and_not_the_person_who_needs_it(
    tmp_path: Path, change: dict[str, str], said: str
) -> None:
    fields = "".join(f"{name} = {json.dumps(value)}\n" for name, value in (asdict(LINE) | change).items())
    (tmp_path / "lines.toml").write_text(f"[[lines]]\n{fields}", "utf-8")
    (tmp_path / "safety.toml").write_text("sections = []\n", "utf-8")
    with pytest.raises(ValueError, match=f"Elsewhere, A line: .*{said}"):
        content._read(tmp_path)


def test_a_language_without_help_of_its_own_gets_the_english_one() -> None:
    assert content.help_in("eo").sections == content.help_in("en").sections
