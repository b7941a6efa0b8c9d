"""Way B10, Two speeds, through the pages: speeds that nobody reads, quiet put into words, passing practised."""

import pytest

from nearer.exchange.models import Exchange, Landing, Match
from nearer.programme.loader import programme
from tests.cast import Visitor, couple

from .walking import act, begin, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
QUIET = {"means": "I am sorting something", "helps": "tea and an hour"}
PASS = {"first": "I'd rather not today", "second": "pass, ask me another"}
FITS = {"verdict": "yes"}
VISITS = 4


@pytest.fixture
def two() -> tuple[Visitor, Visitor, str]:
    ana, ben = couple()
    return ana, ben, begin(ana, "two-speeds")


def speeds(who: Visitor, id: str, **marks: str) -> None:
    who.post(f"/exchanges/{id}/speeds/", **{f"speeds-speeds.{subject}": mark for subject, mark in marks.items()})


def found(ana: Visitor, ben: Visitor, id: str) -> set[str]:
    """What appears for both once they have looked in, as subjects."""
    for _ in range(VISITS):
        for who in (ana, ben):
            if not Match.objects.filter(exchange=id).exists():
                who.see(id)
    if not Match.objects.filter(exchange=id).exists():
        act(ana, id, "speeds", "open-first")
        ben.see(id)
        ana.see(id)
    return {name for name, one in programme().subjects.items() if f'<li class="list__item">{one.says}<' in ana.see(id)}


def quiet(ana: Visitor, ben: Visitor, id: str) -> None:
    speeds(ana, id, daily="ready", money="slowly")
    speeds(ben, id, daily="slowly", money="ready")
    found(ana, ben, id)
    write(ana, id, "quiet", **QUIET)
    write(ben, id, "quiet", means="I am tired", helps="a walk")
    ana.see(id)


def test_every_subject_has_three_speeds(two) -> None:
    ana, _ben, id = two
    page = ana.see(id)
    assert len(Exchange.objects.get(pk=id).dealt) == len(programme().subjects)
    for speed in ("ready", "slowly", "no"):
        assert page.count(f'value="{speed}"') == len(programme().subjects)


def test_only_subjects_that_are_at_least_slow_for_both_appear_three_at_most(two) -> None:
    ana, ben, id = two
    speeds(ana, id, daily="ready", play="slowly", past="slowly", family="ready", money="no", work="ready")
    speeds(ben, id, daily="slowly", play="ready", past="slowly", family="slowly", money="ready", work="no")
    both = found(ana, ben, id)
    assert len(both) == 3 and both <= {"daily", "play", "past", "family"}


def test_who_reads_the_page_learns_no_speed_of_the_other(two) -> None:
    ana, ben, id = two
    speeds(ana, id, daily="ready", money="ready")
    speeds(ben, id, daily="slowly", money="no", sexuality="no")
    found(ana, ben, id)
    page = ana.see(id)
    assert page.count("Slowly") == page.count('value="slowly"')  # said only as something to choose


def test_quiet_opens_when_both_have_words_and_is_said_back_and_confirmed(two) -> None:
    ana, ben, id = two
    quiet(ana, ben, id)
    assert "tea and an hour" in ben.see(id) and "a walk" in ana.see(id)
    write(ana, id, "first-back", back="walking with you, without questions")
    write(ana, id, "first-fits", 409, **FITS)
    write(ben, id, "first-fits", verdict="not-yet", add="alone")
    write(ana, id, "first-back", back="a walk on your own")
    write(ben, id, "first-fits", **FITS)
    write(ben, id, "second-back", back="tea, and an hour of peace")
    write(ana, id, "second-fits", **FITS)
    assert not Landing.objects.exists()


def test_it_lands_when_each_has_practised_passing_and_thanks_ask_for_nothing(two) -> None:
    ana, ben, id = two
    quiet(ana, ben, id)
    for one, other, name in ((ana, ben, "first"), (ben, ana, "second")):
        write(one, id, f"{name}-back", back="tea")
        write(other, id, f"{name}-fits", **FITS)
    write(ana, id, "pass", 422, first="pass")  # twice, on purpose
    write(ana, id, "pass", **PASS)
    assert not Landing.objects.exists()
    write(ben, id, "thanks", thanks="thanks for telling me where you are")
    write(ben, id, "pass", **PASS)
    assert "thanks for telling me where you are" in ana.see(id)
    assert Landing.objects.filter(exchange=id).exists()


def test_what_the_waiting_one_does_for_themselves_is_theirs(two) -> None:
    ana, ben, id = two
    quiet(ana, ben, id)
    before = seen(ben, id)
    write(ana, id, "comfort", comfort="canary: I ring my sister")
    assert "canary: I ring" in ana.see(id) and seen(ben, id) == before
