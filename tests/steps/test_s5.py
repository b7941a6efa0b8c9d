"""Step 5 through the pages: why it matters, and the film as its door. It lands on what was new."""

import pytest

from nearer.exchange.models import Exchange, Landing
from nearer.programme.loader import programme
from tests.cast import Visitor, couple

from .walking import begin, seen, write

pytestmark = pytest.mark.django_db(transaction=True)
ASKED = {"first": "How did you decide?", "second": "What was the drive like?", "third": "What would you do now?"}
FILM = {"hoped": "to be seen, canary-film", "us": "the way they said good night"}
KEPT = "Your answer is kept. It opens when you both have one."
LANDED = "Each wrote a line on what was new, and the one it is about confirmed it or put it right."


@pytest.fixture
def two() -> tuple[Visitor, Visitor]:
    return couple()


def drawn(ana: Visitor, ben: Visitor) -> tuple[str, Visitor, Visitor]:
    """A run of Why it matters: its id, who tells first, who asks first."""
    id = begin(ana, "why-it-matters")
    first = Exchange.objects.get(pk=id).first_id
    return (id, ben, ana) if first == ben.me.id else (id, ana, ben)


def topics(id: str) -> list[str]:
    return [name for _, name, _ in Exchange.objects.get(pk=id).dealt]


def tell(who: Visitor, id: str, number: int, status: int = 302) -> str:
    one = topics(id)[number]
    write(who, id, f"tell-{number}", status, topic=one, hold=f"I hold this, {number}", tested="two hours back")
    return programme().topic(one)


def halves(teller: Visitor, asker: Visitor, id: str) -> None:
    for number, one, other in ((1, teller, asker), (2, asker, teller)):
        tell(one, id, number)
        write(other, id, f"ask-{number}", **ASKED)
        write(one, id, f"answer-{number}", best="second", answer=f"because of this, {number}")


def test_who_tells_first_is_drawn_and_chooses_among_six_topics(two) -> None:
    id, teller, asker = drawn(*two)
    assert len(topics(id)) == 6 and all(programme().topic(one) in teller.see(id) for one in topics(id))
    assert "tell-1-hold" not in asker.see(id)
    tell(asker, id, 1, 409)


def test_three_questions_and_the_best_of_them(two) -> None:
    id, teller, asker = drawn(*two)
    write(asker, id, "ask-1", 409, **ASKED)
    chosen = tell(teller, id, 1)
    assert chosen in asker.see(id) and "I hold this, 1" in asker.see(id)
    write(asker, id, "ask-1", 422, **{**ASKED, "third": ""})
    write(asker, id, "ask-1", **ASKED)
    assert "What was the drive like?" in teller.see(id)
    tell(asker, id, 2, 409)  # the swap comes after the answers
    write(teller, id, "answer-1", best="second", answer="the radio was broken")
    assert "the radio was broken" in asker.see(id) and "The best question" in asker.see(id)
    assert "tell-2-hold" in asker.see(id) and "tell-2-hold" not in teller.see(id)


def test_a_topic_that_was_left_is_nobodys_business(two) -> None:
    id, teller, asker = drawn(*two)
    tell(teller, id, 1)
    left = [programme().topic(one) for number, one in enumerate(topics(id)) if number != 1]
    assert not [topic for topic in left if topic in asker.see(id)]


def test_why_it_matters_lands_on_what_was_new(two) -> None:
    id, teller, asker = drawn(*two)
    write(teller, id, "new", 409, new="too early")
    halves(teller, asker, id)
    lands(teller, asker, id)


def lands(one: Visitor, other: Visitor, id: str) -> None:
    """Both write what was new, in the dark, and each is told whether it fits."""
    before = seen(other, id)
    write(one, id, "new", new="you still think of the coach, canary-new")
    assert KEPT in one.see(id) and seen(other, id) == before
    write(one, id, "meant", 409, meant="yes")
    write(other, id, "new", new="rest is part of work for you")
    one.see(id), other.see(id)
    assert "canary-new" in other.see(id) and "rest is part of work" in one.see(id)
    write(one, id, "meant", meant="yes")
    assert "Yes, that's what I meant" in other.see(id) and not Landing.objects.exists()
    write(other, id, "meant", meant="put-right", words="not him, his way of waiting")
    assert "his way of waiting" in one.see(id)
    assert Landing.objects.filter(exchange=id).exists()
    assert all(LANDED in who.see(id) for who in (one, other))


def test_the_questions_about_a_film_are_those_of_the_deck() -> None:
    script, deck = programme().exercise("film-talk"), programme().decks["film"]
    asked = [(f"film-{one.id}", one.label) for one in script.move("story").fields]
    assert asked == deck.choices()


def test_what_each_saw_in_the_film_opens_together(two) -> None:
    ana, ben = two
    id = begin(ana, "film-talk")
    before = seen(ben, id)
    write(ana, id, "story", 422, hoped="only about them")  # the last question is about the two of them
    write(ana, id, "story", **FILM)
    assert KEPT in ana.see(id) and seen(ben, id) == before
    write(ben, id, "new", 409, new="too early")
    write(ben, id, "story", hoped="to be left in peace", us="the row in the car")
    ana.see(id), ben.see(id)
    assert "canary-film" in ben.see(id) and "the row in the car" in ana.see(id)


def test_film_talk_lands_on_what_was_new(two) -> None:
    ana, ben = two
    id = begin(ana, "film-talk")
    for who in two:
        write(who, id, "story", **FILM)
    ana.see(id), ben.see(id)
    lands(ana, ben, id)
