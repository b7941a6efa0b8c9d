"""A number that nobody checked is never shown as checked."""

from dataclasses import replace
from datetime import date

import pytest
from django.template.loader import render_to_string

from nearer.safety import content
from nearer.safety.templatetags.safety import _dated

DAY = date(2026, 11, 23)
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
    ],
    ids=["fresh", "last-day", "a-day-late", "by-nobody", "on-no-day", "for-ever"],
)
def test_a_line_is_checked_only_with_who_when_and_until(change: dict[str, str], state: str) -> None:
    assert replace(LINE, **change).state(DAY) == state


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "Checked on 2026-10-01."),
        ({"expires_on": "2026-11-22"}, "The check is old"),
        ({"verified_by": ""}, "Not checked yet."),
    ],
)
def test_the_page_says_how_far_to_trust_a_number(change: dict[str, str], said: str) -> None:
    lines = (replace(LINE, **change),)
    page = render_to_string(
        "safety/_words.html", {"countries": [(content.Country("Elsewhere", lines), _dated(lines, DAY))]}
    )
    assert said in page


def test_a_number_can_be_dialled() -> None:
    assert LINE.dial == "08001%232"


def test_every_country_has_an_emergency_number_and_there_are_directories() -> None:
    found = content.help_in("en")
    assert len(found.countries) >= 20
    assert [country.name for country in found.countries if not country.emergency] == []
    assert len(found.directories) >= 2


def test_a_language_without_help_of_its_own_gets_the_english_one() -> None:
    assert content.help_in("eo").sections == content.help_in("en").sections
