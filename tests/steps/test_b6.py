"""Way B6, Makes sense because, through the pages: four boxes each, one at a time, sense made, a loop with a name."""

import pytest

from nearer.exchange.models import Landing
from tests.cast import Visitor, couple

from .walking import act, begin, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
BOXES = ("difference", "stress", "loop", "softer")
SENSE = {"given": "that platform", "sense": "you count the minutes"}
FITS, NOT_YET = {"verdict": "yes"}, {"verdict": "not-yet", "add": "it is about being left alone with it"}
NAME = {"name": "Platform Nine", "signs": "one packs, one paces", "word": "there it is again"}


@pytest.fixture
def two() -> tuple[Visitor, Visitor, str]:
    """Both have signed which difference it is, and filled in their boxes."""
    ana, ben = couple()
    id = begin(ana, "makes-sense-because")
    write(ana, id, "which", what="trains")
    write(ana, id, "boxes", 409, **boxes("ana"))
    act(ben, id, "which", "sign", version=1)
    write(ana, id, "boxes", **boxes("ana"))
    write(ben, id, "boxes", **boxes("ben"))
    return ana, ben, id


def boxes(of: str) -> dict[str, str]:
    return {box: f"{of} kept {box}" for box in BOXES}


def give(ana: Visitor, ben: Visitor, id: str, box: str) -> None:
    for who, name in ((ana, "ana"), (ben, "ben")):
        write(who, id, box, **{box: f"{name} gave {box}"})
    ana.see(id)


def all_given(ana: Visitor, ben: Visitor, id: str) -> None:
    for box in BOXES:
        give(ana, ben, id, box)


def made_sense(ana: Visitor, ben: Visitor, id: str) -> None:
    all_given(ana, ben, id)
    write(ana, id, "first-sense", **SENSE)
    write(ben, id, "first-fits", **FITS)
    write(ben, id, "second-sense", **SENSE)
    write(ana, id, "second-fits", **FITS)


def test_boxes_open_one_at_a_time_and_only_when_both_have_one_the_softest_last(two) -> None:
    ana, ben, id = two
    for number, box in enumerate(BOXES):
        for later in BOXES[number + 1 :]:
            write(ana, id, later, 409, **{later: "too early"})
        write(ana, id, box, **{box: f"ana gave {box}"})
        assert f"ana gave {box}" not in ben.see(id)
        write(ben, id, box, **{box: f"ben gave {box}"})
        assert f"ben gave {box}" in ana.see(id) and f"ana gave {box}" in ben.see(id)


def test_what_was_drafted_starts_each_part_and_goes_nowhere_by_itself(two) -> None:
    ana, ben, id = two
    assert "ana kept difference" in ana.see(id)
    all_given(ana, ben, id)
    assert " kept " not in "".join(line for line in ben.see(id).splitlines() if "ana" in line)


def test_sense_is_accepted_by_the_one_it_is_about_or_tried_again(two) -> None:
    ana, ben, id = two
    all_given(ana, ben, id)
    write(ana, id, "first-sense", **SENSE)
    assert "Given that platform" in ben.see(id) and "It makes sense that you count the minutes" in ben.see(id)
    write(ana, id, "first-fits", 409, **FITS)  # only its subject knows
    write(ben, id, "first-fits", **NOT_YET)
    assert NOT_YET["add"] in ana.see(id)
    write(ana, id, "first-sense", given="that you were alone on it", sense="an hour early feels safe")
    write(ben, id, "first-fits", **FITS)
    write(ben, id, "second-sense", **SENSE)
    assert "Given that platform" in ana.see(id)


def test_it_lands_with_a_name_for_the_loop_and_a_try_that_each_looked_back_on(two) -> None:
    ana, ben, id = two
    made_sense(ana, ben, id)
    write(ana, id, "name", **NAME)
    write(ana, id, "try", 409, will="ask once")
    act(ben, id, "name", "sign", version=1)
    write(ana, id, "try", will="ask once")
    write(ben, id, "try", will="say when I am back")
    assert "I will say when I am back" in ana.see(id)
    write(ana, id, "look", 409, came="seen", saw="early")
    with in_days(7):
        assert "Makes sense because" in ana.back().get("/")
        before = seen(ben.back(), id)
        write(ana, id, "look", came="seen", saw="canary-saw")
        assert seen(ben, id) == before and "canary-saw" in ana.see(id)
        write(ben, id, "look", came="not", saw="quiet evenings")
    assert Landing.objects.filter(exchange=id).exists()


def test_the_loop_and_its_name_stand_under_ours_for_both(two) -> None:
    ana, ben, id = two
    made_sense(ana, ben, id)
    write(ben, id, "name", **NAME)
    act(ana, id, "name", "sign", version=1)
    for who in (ana, ben):
        assert "Platform Nine" in who.get("/ours/")


def test_after_three_tries_it_rests_for_the_evening_and_nothing_is_lost(two) -> None:
    ana, ben, id = two
    all_given(ana, ben, id)
    for turn in range(3):
        write(ana, id, "first-sense", given=f"try {turn}", sense="you hurry")
        write(ben, id, "first-fits", **NOT_YET)
    write(ana, id, "first-sense", 409, **SENSE)
    assert "That is enough tries for one evening" in ana.see(id) and "try 0" in ben.see(id)
