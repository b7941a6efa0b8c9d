"""A look at one's own wording, through the pages: asked for, kept nowhere, never in the way, silent about fear."""

import pytest

from nearer.coach import decision
from nearer.exchange.models import Part
from tests.cast import Visitor, couple
from tests.steps.walking import begin, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
OPEN = {kind: decision.Gate(shown=True, rule=True) for kind in (*decision.DRAFT, *decision.REPLY)}


@pytest.fixture
def open_gates(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown once a kind has reached its gate."""
    monkeypatch.setattr("nearer.coach.gates", lambda: OPEN)


@pytest.fixture
def two() -> tuple[Visitor, Visitor, str]:
    ana, ben = couple()
    return ana, ben, begin(ana, "thanks")


def look(who: Visitor, id: str, move: str, **fields: str) -> str:
    return who.post(f"/exchanges/{id}/{move}/", 200, step="look", **{f"{move}-{k}": v for k, v in fields.items()})


def test_a_look_marks_asks_and_leaves_every_word_where_it_was(two, open_gates) -> None:
    ana, ben, id = two
    before = seen(ben, id)
    page = look(ana, id, "thanks", act="You never help, canary-act", effect="I felt alone")
    assert "turn one day into a verdict" in page and "<mark" in page
    assert "You never help, canary-act</textarea>" in page or 'value="You never help, canary-act"' in page
    assert not Part.objects.exists() and seen(ben, id) == before
    assert "errorlist" not in page and 'aria-invalid="true"' not in page  # looking is no sending


def test_it_never_stands_in_the_way(two, open_gates) -> None:
    ana, ben, id = two
    write(ana, id, "thanks", act="you never help", effect="well", shows="that you always do")
    assert "you never help" in ben.see(id)


def test_words_of_fear_bring_help_and_nothing_about_wording(two, open_gates) -> None:
    ana, _ben, id = two
    page = look(ana, id, "thanks", act="I am scared of you when you never stop", effect="x")
    assert "Help is here for you alone" in page and "<mark" not in page


def test_it_can_be_switched_off_for_good_by_each_alone(two) -> None:
    ana, ben, id = two
    assert "Look at my wording" in ana.see(id)
    ana.post("/you/wording/", wording="off")
    assert "Look at my wording" not in ana.see(id)
    ana.post(f"/exchanges/{id}/thanks/", 422, step="look")  # and then it is a form like any other
    other = begin(ben, "small-ritual")
    assert "Look at my wording" in ben.see(other)
    ana.post("/you/wording/", wording="on")
    assert "Look at my wording" in ana.see(id)


def test_what_nobody_else_reads_is_nothing_to_look_at(two) -> None:
    ana, _ben, _id = two
    alone = begin(ana, "three-views")
    assert "Look at my wording" not in ana.see(alone)


def test_a_listener_is_told_what_was_taken_up_and_what_not_yet(open_gates) -> None:
    ana, ben = couple()
    id = begin(ana, "say-it-back")
    write(ana, id, "say-1", say="I'm worn out from doing bedtime alone all week and I miss you.")
    page = look(ben, id, "back-1", heard="Bedtime alone all week wears you out.")
    assert "You took up 1 of 2." in page and "<bdi>I miss you</bdi>" in page


def test_a_drill_shows_which_part_of_the_line_is_not_there_yet(open_gates) -> None:
    ana = Visitor("Ana").arrive()
    id = begin(ana, "rewrite-lines")
    page = look(ana, id, "line-1", mine="When the pans stood there on Friday I felt alone.")
    assert "Not there yet:" in page and "a request" in page and "their side of it" in page
    assert "a feeling of yours" not in page and "what happened, once" not in page


def test_in_a_language_it_was_not_measured_in_it_is_not_there(two) -> None:
    ana, _ben, id = two
    answer = ana.client.get(f"/exchanges/{id}/", headers={"accept-language": "de"})
    assert "Look at my wording" in answer.content.decode()  # only English ships, whatever a browser asks for
