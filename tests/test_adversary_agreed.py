"""What two people sign, and what they say in turns: nobody can sign, say or un-end it for the other."""

from collections.abc import Iterator
from typing import Any

import pytest

from nearer.exchange.agreed import agreed
from nearer.exchange.facts import RULE
from nearer.exchange.models import Ending, Exchange, Grant, Part, Signature, Withdrawal
from nearer.exchange.sealing import release_grant, seal_part
from nearer.kit.ids import new_id
from nearer.people.manifest import ME, PARTNER
from nearer.people.spaces import current_space
from nearer.programme.loader import programme
from nearer.programme.schema import Exercise
from nearer.vault import Words
from tests.adversary import Operator
from tests.cast import Visitor, couple
from tests.playing import Run, begin

pytestmark = pytest.mark.django_db

EXERCISE, MOVE = "small-ritual", "ritual"
HOLDS, NOT_HIS = "You both signed it", "is not what you wrote"


@pytest.fixture
def two() -> tuple[Visitor, Visitor]:
    """Ana runs the server, and Ben has said so."""
    return couple((ME, PARTNER))


def proposed(one: Visitor, other: Visitor) -> Run:
    run = begin(EXERCISE, one, other)
    run.write(one, MOVE, what="soup on Sundays")
    return run


def signed(one: Visitor, other: Visitor) -> Run:
    run = proposed(one, other)
    run.sign(other, MOVE)
    assert HOLDS in other.see(run.id)
    return run


def put(ana: Visitor, part: Part, **fields: Any) -> Part:
    """Ana seals these words into a row of anybody's, and lets the space open it: all that she has keys for."""
    part.grants.all().delete()
    seal_part(ana.me, part, Words({RULE: "agreement", **fields})).save(force_insert=True)
    part.save()
    whole = Part.objects.get(pk=part.pk)
    release_grant(ana.me, current_space(ana.me), whole, b"").save(force_insert=True)
    return whole


def holds_for(who: Visitor, run: Run) -> bool:
    """Whether it is in force to this person: on the page, on the shelf, and to the rules."""
    state, move = run.own(who).state, run.own(who).script.move(MOVE)
    on_shelf = [one for one in agreed(who.me) if one.exchange.id == run.id]
    assert bool(state.in_force(move)) == bool(on_shelf) == (HOLDS in who.see(run.id))
    return bool(on_shelf)


def test_a_text_that_was_changed_after_he_signed_does_not_hold_for_him(two) -> None:
    ana, ben = two
    run = signed(ana, ben)
    before = {"what": "soup on Sundays", "look": "2030-01-01"}
    put(ana, Part.objects.get(exchange=run.id), **before | {"what": "you never go out alone"})
    assert not holds_for(ben, run)
    assert not any("never go out" in str(one.fields) for one in agreed(ben.me))


def test_a_signature_that_he_did_not_make_does_not_hold_for_him(two) -> None:
    ana, ben = two
    other = signed(ana, ben)
    his = bytes(Signature.objects.get(person=ben.me.id).self_tag)
    run = proposed(ana, ben)
    for tag in (bytes(32), his, Operator(ana, ben).chance.randbytes(32)):
        Signature.objects.filter(part__exchange=run.id).delete()
        part = Part.objects.get(exchange=run.id)
        Signature.objects.create(id=new_id(), part=part, person_id=ben.me.id, self_tag=tag)
        assert not holds_for(ben, run)
    assert holds_for(ben, other)


def test_words_in_his_name_are_not_his_suggestion(two) -> None:
    ana, ben = two
    run = proposed(ana, ben)
    ours = Exchange.objects.get(pk=run.id)
    his = Part(id=new_id(), exchange=ours, move=MOVE, author=ben.me.person, round=2)
    put(ana, his, what="he asks before he goes out", look="2030-01-01")
    run.sign(ana, MOVE)
    assert not holds_for(ben, run)
    assert NOT_HIS in ben.see(run.id) and "asks before" not in ben.see(run.id)


def test_what_he_ended_stays_ended_though_the_row_that_says_so_is_deleted(two) -> None:
    ana, ben = two
    run = signed(ana, ben)
    run.end(ben, MOVE)
    assert not holds_for(ben, run)
    Ending.objects.all().delete()
    assert not holds_for(ben, run)


def test_what_he_took_back_before_she_signed_is_never_in_force(two) -> None:
    ana, ben = two
    run = proposed(ben, ana)
    kept = Grant.objects.get(part__exchange=run.id, reader=Grant.SPACE)
    ben.post(f"{run.page}{MOVE}/take-back/")
    Withdrawal.objects.all().delete()
    kept.save(force_insert=True)
    run.sign(ana, MOVE)
    assert not holds_for(ben, run)


def test_an_older_version_cannot_be_put_in_the_place_of_the_one_he_signed(two) -> None:
    ana, ben = two
    run = proposed(ana, ben)
    run.write(ana, MOVE, what="soup on Mondays")
    run.sign(ben, MOVE)
    first, second = Part.objects.filter(exchange=run.id).order_by("round")
    Part.objects.filter(pk=first.pk).update(round=9)
    Part.objects.filter(pk=second.pk).update(round=1)
    assert not holds_for(ben, run)


def test_a_turn_that_was_put_in_his_name_is_not_what_he_said(two) -> None:
    ana, ben = two
    run = begin("say-it-back", ben, ana)
    run.write(ben, "say-1", say="the long week")
    run.write(ana, "back-1", heard="a wrong thing")
    ours = Exchange.objects.get(pk=run.id)
    his = Part(id=new_id(), exchange=ours, move="verdict-1", author=ben.me.person)
    put(ana, his, verdict="yes", _at="2026-01-01T10:00")
    state, move = run.own(ben).state, run.own(ben).script.move("verdict-1")
    assert not state.said_yes(move)
    assert NOT_HIS in ben.see(run.id)


@pytest.fixture
def twin() -> Iterator[Exercise]:
    """An exercise of which a move is mutual that is private in another one, under the same name."""
    script = programme().exercise("season-check-up")
    moves = [move.model_copy(update={"rule": "mutual"}) if move.id == "concern" else move for move in script.moves]
    values = {name: getattr(script, name) for name in type(script).model_fields} | {"id": "twin", "moves": moves}
    made = Exercise.model_construct(**values)
    programme().exercises["twin"] = {1: made}  # type: ignore[index]
    yield made
    del programme().exercises["twin"]  # type: ignore[attr-defined]


def test_a_run_that_is_said_to_be_of_another_exercise_lets_nothing_private_go(two, twin) -> None:
    ana, ben = two
    her, run = Operator(ana, ben, move="concern"), begin("season-check-up", ana, ben)
    run.go(until="concern")
    run.write(ben, "concern", concern="what I do not say yet")
    Exchange.objects.filter(pk=run.id).update(exercise="twin")
    run.write(ana, "concern", concern="a real answer")
    for who in (ben, ana, ben):
        who.see(run.id)
    his = Part.objects.get(exchange=run.id, move="concern", author=ben.me.id)
    assert not her.opens(his) and "do not say yet" not in ana.see(run.id)
