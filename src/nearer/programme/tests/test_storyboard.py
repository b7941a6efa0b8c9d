"""A script can be read as a drawing: every move, everything that steers it, and no line too wide."""

import os
import subprocess
import sys

import pytest

from nearer.programme.loader import programme
from nearer.programme.schema import Exercise
from nearer.programme.storyboard import WIDEST, storyboard

EXERCISES = programme().all_exercises()
each_exercise = pytest.mark.parametrize("script", EXERCISES, ids=lambda script: script.id)
THANKS = """\
Thanks when it happens (thanks, revision 1)
    for        One of you names something the other did and what it changed; the other answers.
    roles      giver and receiver; giver begins
    takes      5 minutes, depth 1, together or apart, low energy
    not when   quarrel, unsafe
    marks      a field with * is required

 1  thanks · giver · given
    opens      from the start
    asks       What did the other person do that you want to thank them for? Only when it is true.
               Small is good.
    fields     act*: words; effect*: words; shows: words
    read by    the other, once it is given; its author can take it back

 2  reply · receiver · given
    opens      the other's thanks is shown
    asks       What does this thanks mean to you? Take it in before you answer. Nothing has to be
               given back.
    fields     meaning*: words
    read by    the other, once it is given; its author can take it back

    lands      reply
               A thanks that names an act was answered.
"""


def drawn(id: str) -> str:
    """The drawing with its lines joined, so that a wrapped phrase is found."""
    return " ".join(storyboard(programme().exercise(id, 1)).split())


def test_a_small_script_is_drawn_whole() -> None:
    assert storyboard(programme().exercise("thanks", 1)) == THANKS


@each_exercise
def test_every_move_field_and_choice_is_named_and_no_line_is_wide(script: Exercise) -> None:
    said = storyboard(script)
    assert max(map(len, said.splitlines())) <= WIDEST
    for move in script.moves:
        assert f"  {move.id} · " in said
        for field in move.fields:
            assert f"{field.id}{'*' if field.required else ''}: {field.kind}" in " ".join(said.split())
            assert all(choice.id in said for choice in field.choices)


@each_exercise
def test_whatever_steers_the_course_is_drawn(script: Exercise) -> None:
    said = " ".join(storyboard(script).split())
    for move, field in script.telling:
        assert f"{move}.{field}" in said or field in said
    assert " + ".join(script.landed.when) in said


def test_holds_choices_and_days_are_drawn() -> None:
    said = drawn("own-part")
    assert "holds until six the next morning if draft.heat is above 4" in said
    assert "shown if read.read is now; nobody else is told" in said
    assert "day on own-part.by-when" in said
    assert "re-rating · alone · private opens on its day day 14 days after next-time" in drawn("three-views")


def test_rounds_turns_and_pauses_are_drawn() -> None:
    said = drawn("season-check-up")
    assert "rounds from second-back to here until verdict is yes, 3 at most" in said
    assert "opens first's first-verdict has ended with a yes; second's second-verdict has ended with a yes" in said
    assert "may be said aloud" in said and "stops all turns until its hour" in said


def test_the_command_draws_an_exercise_and_names_one_that_is_not_there() -> None:
    def run(id: str) -> tuple[str, str]:
        command = [sys.executable, "-m", "nearer", "check", "--storyboard", id]
        ran = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), check=False)
        return ran.stdout, ran.stderr

    assert THANKS in run("thanks")[0]
    assert run("no-such")[1].strip() == "No exercise is called no-such."


def test_drills_beginnings_and_phrases_to_do_without_are_drawn() -> None:
    said = drawn("rewrite-lines")
    assert "6 drills, drawn once" in said and "dealt line 6 stands above" in said
    assert "line*: words without “you always”, “you never”" in said
    own = programme().exercise("rewrite-lines")
    fields = [own.moves[0].fields[0].model_copy(update={"begins": "I will"})]
    moves = [own.moves[0].model_copy(update={"fields": fields}), *own.moves[1:]]
    assert "mine*: words begins “I will”" in storyboard(own.model_copy(update={"moves": moves}))
