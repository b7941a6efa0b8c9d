"""How hard a text is to read is counted well enough, and a lesson that falls short of the standard is named."""

import pytest

from nearer.kit.paths import content_root
from nearer.programme.lessons import Lesson, load_lessons
from nearer.programme.reading import lesson_faults, reading_grade, sentences, syllables

LESSONS = [lesson for revisions in load_lessons(content_root() / "en", []).values() for lesson in revisions.values()]
FIRST = next(lesson for lesson in LESSONS if lesson.id == "s1")


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: f"{lesson.id}-{lesson.revision}")
def test_what_ships_meets_the_standard(lesson: Lesson) -> None:
    assert [str(fault) for fault in lesson_faults(lesson)] == []


@pytest.mark.parametrize(
    "count,words",
    [
        (1, "the walked loved time said 7"),
        (2, "someone every couples table wanted wishes being poem lonely partner's"),
        (3, "idea's understand agreement curious anyone together"),
        (4, "evidence-based experience conversation relationship ordinary"),
        (5, "communicating opportunity"),
    ],
)
def test_syllables_are_counted(count: int, words: str) -> None:
    assert {word: syllables(word) for word in words.split()} == dict.fromkeys(words.split(), count)


def test_the_grade_follows_the_published_formula() -> None:
    assert reading_grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert reading_grade("") == 0


def test_longer_words_and_sentences_are_harder() -> None:
    plain = "We talk at night. You say what you need. I say it back."
    heavy = "Communication concerning individual necessities generally benefits from deliberate repetition."
    assert reading_grade(plain) < 3 < 12 < reading_grade(heavy)


def test_a_sentence_ends_at_its_mark_and_never_inside_a_number() -> None:
    text = 'He asked 2,739 people. "Did 0.5 help?" Yes…, a bit.\n\n- One line\n- Another\n'
    assert sentences(text) == ["He asked 2,739 people.", '"Did 0.5 help?', "Yes…, a bit.", "One line", "Another"]


def with_section(heading: str, text: str) -> dict[str, object]:
    return {"sections": {**FIRST.sections, heading: text}}


IDEA = FIRST.sections["The idea"]


@pytest.mark.parametrize(
    "changes,id,field",
    [
        (dict.fromkeys(["sections"], dict.fromkeys(FIRST.sections, "Too short.")), "L020", "sections"),
        (with_section("The idea", "We talk. " * 200), "L020", "sections"),
        (with_section("The idea", f"{IDEA} " + "and " * 20 + "so on."), "L021", "The idea"),
        (with_section("Try it in five minutes", "- " + "and " * 21), "L021", "Try it in five minutes"),
        (with_section("The idea", "Extraordinary communication opportunities. " * 50), "L022", "sections"),
        ({"cite": ""}, "L023", "cite"),
        ({"strength": "strong", "doi": ""}, "L023", "cite"),
        ({"strength": "early"}, "L024", "What we know"),
        (with_section("What we know", "Some couples were asked. The evidence is thin."), "L024", "What we know"),
        ({"avoid_if": [], **with_section("When not to", "")}, "L025", "avoid_if"),
        (with_section("The idea", f"{IDEA} Talking heals."), "L026", "The idea"),
        (with_section("A scene", f"{FIRST.sections['A scene']} You never call."), "L026", "A scene"),
        (with_section("The idea", f"{IDEA} You should talk."), "L027", "The idea"),
    ],
)
def test_a_poor_lesson_is_named(changes: dict[str, object], id: str, field: str) -> None:
    faults = [(fault.id, fault.file, fault.field) for fault in lesson_faults(FIRST.model_copy(update=changes))]
    assert (id, "s1", field) in faults


@pytest.mark.parametrize("strength", ["early", "practice wisdom"])
def test_weak_evidence_needs_no_doi(strength: str) -> None:
    known = with_section("What we know", FIRST.sections["What we know"] + f" The evidence is {strength}.")
    weak = FIRST.model_copy(update={"strength": strength, "doi": "", **known})
    assert {fault.id for fault in lesson_faults(weak)} == set()
