"""Step 4, Ladder, through the pages: one question both are fine with, as much as each likes, one point heard."""

import pytest

from nearer.exchange.models import Exchange, Landing
from tests.cast import Visitor, couple

from .walking import act, begin, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
PAGE, SHARED = "a hard winter, canary-whole-page", "somebody sang, canary-shared"
KEPT = "Your answer is kept. It opens when you both have one."
LANDED = "Both of you shared something, and each was told a point that was heard."


@pytest.fixture
def two() -> tuple[Visitor, Visitor, str]:
    ana, ben = couple()
    return ana, ben, begin(ana, "ladder")


def cards(id: str) -> list[str]:
    return [name for _, name, _ in Exchange.objects.get(pk=id).dealt]


def mark(who: Visitor, id: str, *yes: str) -> None:
    write(who, id, "prompts", **{f"marks.{one}": "yes" if one in yes else "no" for one in cards(id)})


def matched(ana: Visitor, ben: Visitor, id: str) -> str:
    """One question, the only one that both marked."""
    first, second, third = cards(id)
    mark(ana, id, first, second)
    mark(ben, id, second, third)
    ana.see(id), ben.see(id), ana.see(id)
    return second


def shared(ana: Visitor, ben: Visitor, id: str) -> None:
    one = matched(ana, ben, id)
    for who, words in ((ana, SHARED), (ben, "I wanted a brother")):
        write(who, id, "page", question=one, page=PAGE)
        write(who, id, "share", question=one, share=words)
    ana.see(id), ben.see(id)


def test_nobody_reads_what_the_other_marked_and_one_common_question_appears(two) -> None:
    ana, ben, id = two
    first, second, third = cards(id)
    before = seen(ben, id)
    mark(ana, id, first, second)
    assert seen(ben, id) == before  # not even that it was marked
    mark(ben, id, second, third)
    ana.see(id), ben.see(id)
    for page in (ana.see(id), ben.see(id)):
        assert f'value="{second}" id="id_page-question" checked' in page  # picked already
        assert f'value="{first}"' not in page and f'value="{third}"' not in page


def test_where_nothing_is_common_there_is_nothing_to_go_on_with(two) -> None:
    ana, ben, id = two
    first, second, third = cards(id)
    mark(ana, id, first)
    mark(ben, id, second, third)
    for page in (ana.see(id), ben.see(id), ana.see(id))[1:]:
        assert "This time there was nothing that you both marked with yes." in page
        assert "page-page" not in page and "This part is yours" not in page


def test_the_page_stays_mine_and_only_what_is_shared_opens(two) -> None:
    ana, ben, id = two
    one = matched(ana, ben, id)
    before = seen(ben, id)
    write(ana, id, "share", 409, question=one, share=SHARED)
    write(ana, id, "page", question=one, page=PAGE)
    assert f"\n{PAGE}</textarea>" in ana.see(id)  # filled in, to be made less
    write(ana, id, "share", question=one, share=SHARED)
    assert KEPT in ana.see(id) and seen(ben, id) == before
    write(ben, id, "page", question=one, page="of a brother")
    write(ben, id, "share", question=one, share="I wanted a brother")
    ana.see(id), ben.see(id)
    assert SHARED in ben.see(id) and "I wanted a brother" in ana.see(id)
    assert "canary-whole-page" not in ben.see(id)


def test_a_reply_waits_for_the_opening_and_can_be_taken_back(two) -> None:
    ana, ben, id = two
    write(ana, id, "heard", 409, heard="too early")
    shared(ana, ben, id)
    write(ana, id, "heard", heard="you wanted a brother")
    assert "you wanted a brother" in ben.see(id)
    act(ana, id, "heard", "take-back")
    assert "you wanted a brother" not in ben.see(id)


def test_it_lands_when_each_was_told_a_point(two) -> None:
    ana, ben, id = two
    shared(ana, ben, id)
    write(ana, id, "heard", heard="you wanted a brother")
    assert not Landing.objects.exists() and LANDED not in ana.see(id)
    write(ben, id, "heard", heard="that the singing reached you")
    assert Landing.objects.filter(exchange=id).exists()
    assert all(LANDED in who.see(id) for who in (ana, ben))


def test_how_the_pace_was_is_known_to_nobody_else(two) -> None:
    ana, ben, id = two
    shared(ana, ben, id)
    before = seen(ben, id)
    write(ana, id, "rating", rating="too-much")
    assert "Too much" in ana.see(id) and seen(ben, id) == before
