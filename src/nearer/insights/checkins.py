"""Answers about oneself: sealed under one's own vault key, opened in one's own request, seen by nobody else."""

import json
import random
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from nearer.kit.ids import new_id
from nearer.people.unlocked import Unlocked
from nearer.programme.measures import Measures, Question
from nearer.vault import Context, Key, SealError, box, derive, self_tag, unbox

from .answered import FULL, Answered
from .models import Checkin

AT_ONCE = 7  # questions on a page


def all_of(me: Unlocked) -> list[Answered]:
    """Every check-in of mine that opens, drafts too, oldest first. A damaged one counts as a gap."""
    found = [_open(me, row) for row in Checkin.objects.filter(person=me.person)]
    return sorted((one for one in found if one), key=lambda one: (one.day, one.id))


def begin(kind: str, today: date) -> Answered:
    """A new one. No row is made before there is an answer to keep."""
    return Answered(new_id(), kind, today.isoformat(), begun=today.isoformat())


def keep(me: Unlocked, one: Answered, given: Mapping[str, int | str | None], asked: list[Question]) -> None:
    """Add answers and write it down. An answer that was taken out is forgotten."""
    for question in asked:
        value = given.get(question.id)
        one.answers.pop(question.id, None)
        if value is not None:
            one.answers[question.id] = value
            one.revisions[question.id] = question.revision
    sealed = box(_key(me), json.dumps(asdict(one)).encode(), _context(me, one.id))
    Checkin.objects.update_or_create(pk=one.id, defaults={"person": me.person, "sealed_answers": sealed})


def remove(me: Unlocked, id: str) -> bool:
    """Destroy one of mine. False when there is none."""
    return bool(Checkin.objects.filter(pk=id, person=me.person).delete()[0])


def pages(me: Unlocked, one: Answered, measures: Measures) -> list[list[Question]]:
    """The questions in an order of chance, the same each time this check-in is opened."""
    questions = list(measures.full if one.kind == FULL else measures.weekly)
    random.Random(self_tag(me.vk, "order", one.kind, one.begun)).shuffle(questions)
    return [questions[start : start + AT_ONCE] for start in range(0, len(questions), AT_ONCE)]


def _open(me: Unlocked, row: Checkin) -> Answered | None:
    try:
        return Answered(**json.loads(unbox(_key(me), row.sealed_answers, _context(me, row.pk))))
    except (SealError, ValueError, TypeError):
        return None


def _key(me: Unlocked) -> Key:
    return derive(me.vk, "checkins")


def _context(me: Unlocked, id: str) -> Context:
    return Context("checkin", author=me.id, object=id)
