"""One plan as a file: for the two of its space, and for nobody else."""

import icalendar
import pytest

from tests.cast import Visitor, couple
from tests.matrix import body

from .planned import agree, plan_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan(monkeypatch: pytest.MonkeyPatch) -> tuple[Visitor, Visitor, str]:
    ana, ben = couple()
    signed = plan_for(ana, ben)
    agree(monkeypatch, ana, ben, signed=[signed])
    return ana, ben, signed.exchange_id


def test_both_can_have_it_neutral_and_under_a_neutral_name(plan) -> None:
    ana, ben, id = plan
    for who in (ana, ben):
        answer = who.client.get(f"/plans/{id}/calendar.ics")
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer["Content-Disposition"] == 'attachment; filename="notes.ics"'
        assert answer["Cache-Control"] == "no-store"
        (event,) = icalendar.Calendar.from_ical(answer.content).events  # type: ignore[union-attr]
        assert event["summary"] == "Time set aside" and "location" not in event


def test_each_chooses_real_titles_for_themselves(plan) -> None:
    ana, ben, id = plan
    ana.post("/you/calendar/titles/", titles="real")
    assert "heron" in ana.get(f"/plans/{id}/calendar.ics")
    assert "heron" not in ben.get(f"/plans/{id}/calendar.ics")


def test_a_stranger_is_told_what_a_name_that_nobody_has_would_be(plan) -> None:
    _ana, _ben, id = plan
    cleo = Visitor("Cleo").arrive()
    theirs, nobodys = (cleo.client.get(f"/plans/{name}/calendar.ics") for name in (id, "a" * 26))
    assert theirs.status_code == nobodys.status_code == 404
    assert body(theirs) == body(nobodys) and dict(theirs.headers) == dict(nobodys.headers)


def test_who_has_to_sign_in_first_comes_to_a_page_and_not_to_a_download(plan) -> None:
    ana, _ben, id = plan
    ana.post("/sign-out/")
    assert ana.client.get(f"/plans/{id}/calendar.ics")["Location"] == f"/sign-in/?next=/exchanges/{id}/"
