"""Step 3, Guess, ask, correct, through the pages: a moment and a guess open together, and the guess is put right."""

import pytest

from nearer.exchange.models import Landing
from tests.cast import Visitor, couple

from .walking import act, begin, in_days, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
TOPIC, WHY, GUESS = "the queue at the chemist", "somebody saw me, canary-why", "you were bored, canary-guess"
KEPT = "Your answer is kept. It opens when you both have one."
LANDED = "The corrected sentence was accepted by the one it is about."


@pytest.fixture
def two() -> tuple[Visitor, Visitor, str]:
    ana, ben = couple()
    return ana, ben, begin(ana, "guess-ask-correct")


def opened(ana: Visitor, ben: Visitor, id: str) -> None:
    write(ana, id, "topic", topic=TOPIC)
    write(ana, id, "moment", feelings=["glad"], why=WHY)
    write(ben, id, "guess", why=GUESS, unsure="whether you were alone")
    ana.see(id), ben.see(id)


def test_whoever_guesses_knows_the_topic_and_nothing_else(two) -> None:
    ana, ben, id = two
    write(ben, id, "guess", 409, why=GUESS)
    write(ana, id, "topic", topic=TOPIC)
    assert TOPIC in ben.see(id) and "guess-why" in ben.see(id)
    before = seen(ben, id)
    write(ana, id, "moment", feelings=["glad"], why=WHY)
    assert KEPT in ana.see(id)
    assert seen(ben, id) == before  # not even that it was written


def test_the_guess_is_kept_alike_before_there_is_a_moment(two) -> None:
    ana, ben, id = two
    write(ana, id, "topic", topic=TOPIC)
    before = seen(ana, id)
    write(ben, id, "guess", why=GUESS)
    assert KEPT in ben.see(id) and seen(ana, id) == before


def test_a_moment_can_do_without_any_word_for_a_feeling(two) -> None:
    ana, _ben, id = two
    write(ana, id, "topic", topic=TOPIC)
    write(ana, id, "moment", 422, feelings=["glad"])
    write(ana, id, "moment", colour=["colour-still-deep-water"], why=WHY)


def test_both_open_together(two) -> None:
    ana, ben, id = two
    opened(ana, ben, id)
    assert GUESS in ana.see(id) and "whether you were alone" in ana.see(id)
    assert WHY in ben.see(id) and "glad" in ben.see(id)


def test_a_later_one_waits_for_its_hour_or_for_both_to_press(two) -> None:
    ana, ben, id = two
    opened(ana, ben, id)  # the very first of a space opens at once
    begun = ana.client.post("/begin/guess-ask-correct/", {"first": "they"})
    later = begun["Location"].split("/")[2]
    write(ana, later, "topic", 409, topic="the other has this part")
    write(ben, later, "topic", topic="a phone call")
    write(ben, later, "moment", why=WHY)
    write(ana, later, "guess", why=GUESS)
    assert "You both have one. It opens" in ben.see(later) and GUESS not in ben.see(later)
    act(ben, later, "moment", "open-now")
    assert "You pressed. It opens when you both have." in ben.see(later) and WHY not in ana.see(later)
    act(ana, later, "guess", "open-now")
    assert WHY in ana.see(later) and GUESS in ben.see(later)


def test_the_corrected_sentence_is_accepted_by_the_one_it_is_about(two) -> None:
    ana, ben, id = two
    opened(ana, ben, id)
    write(ben, id, "rewrite", 409, sentence="before any correction")
    write(ana, id, "mark", mark="closer", closer="tired, and then glad")
    assert "tired, and then glad" in ben.see(id)
    write(ben, id, "rewrite", sentence="being seen did you good")
    write(ben, id, "accept", 409, verdict="yes")
    write(ana, id, "accept", verdict="not-yet", missing="more relief than joy")
    assert not Landing.objects.exists()
    write(ben, id, "rewrite", sentence="it was a relief to be seen")
    write(ana, id, "accept", verdict="yes")
    assert Landing.objects.filter(exchange=id).exists()
    for who in (ana, ben):
        assert LANDED in who.see(id) and "it was a relief to be seen" in who.see(id)


def test_nothing_is_counted(two) -> None:
    ana, ben, id = two
    opened(ana, ben, id)
    write(ana, id, "mark", mark="yes")
    for number in range(3):
        write(ben, id, "rewrite", sentence=f"sentence {number}")
        write(ana, id, "accept", verdict="not-yet")
    write(ben, id, "rewrite", 409, sentence="a fourth")
    for who in (ana, ben):
        page = who.see(id).split("<article")[1].split("</article>")[0]
        assert "That is enough tries for one evening." in page
        assert not [word for word in ("score", "%<", "of 3", "wrong", "failed") if word in page]


def test_a_week_without_a_word_puts_it_away_alike(two) -> None:
    ana, _ben, id = two
    write(ana, id, "topic", topic=TOPIC)
    write(ana, id, "moment", why=WHY)
    with in_days(8):
        assert "This one was put away." in ana.back().see(id)
