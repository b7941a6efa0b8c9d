"""Numbers for a study: one person's own answers as a table, and two such tables put together. No words, days not times.

Neither partner's file holds the other's numbers: whoever runs the study puts the two together (`nearer study`).
Dyadic long form: a row for each person, occasion and question, with the partner's answer beside it (Kenny, Kashy
and Cook 2006, chapter 1). Wide form: a row for each couple and occasion.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO

from nearer.programme.measures import HIGHEST, LOWEST, Measures

from .answered import FULL, Answered, done

COLUMNS = ("couple", "person", "questions", "occasion", "day", "question", "revision", "answer")
LONG = ("couple", "person", "questions", "occasion", "question", "answer", "partner_answer")
PEOPLE = ("1", "2")
Row = dict[str, str]


def rows_of(answered: Sequence[Answered], measures: Measures, couple: str, person: str) -> list[Row]:
    """One row for each question that was asked. An empty answer: left out, or it did not fit."""
    found: list[Row] = []
    for kind in ("full", "weekly"):
        for number, one in enumerate(done(answered, kind), 1):
            head = {"couple": couple, "person": person, "questions": kind, "day": one.day}
            head["occasion"] = str(number) if kind == FULL else week_of(one)
            found += [head | _cell(one, asked.id) for asked in measures.of(kind)]
    return found


def week_of(one: Answered) -> str:
    """The week as ISO 8601 names it: 2026-W48. Two people of one couple answer on different days of it."""
    year, week, _weekday = one.on.isocalendar()
    return f"{year}-W{week:02}"


def codebook(measures: Measures) -> list[Row]:
    """What each question asks, of which outcome it is, and which way it points."""
    scale = f"{LOWEST} not at all true to {HIGHEST} completely true; empty: left out"
    return [
        {"question": one.id, "questions": kind, "outcome": one.outcome, "revision": str(one.revision)}
        | {"reversed": "yes" if one.turned else "no", "text": one.text, "answers": scale, "validated": "no"}
        for kind, questions in (("full", measures.full), ("weekly", measures.weekly))
        for one in questions
    ]


def long_form(rows: Iterable[Row]) -> list[Row]:
    """Each answer with the partner's beside it, on the same occasion."""
    known = {_place(row): row["answer"] for row in rows}
    return [
        dict(zip(LONG, (*place, answer, known.get((place[0], _other(place[1]), *place[2:]), "")), strict=True))
        for place, answer in sorted(known.items())
    ]


def wide_form(rows: Iterable[Row]) -> list[Row]:
    """A row for each couple and occasion, with `question_1` and `question_2`."""
    known = list(rows)
    names = [f"{question}_{person}" for question in sorted({row["question"] for row in known}) for person in PEOPLE]
    found: dict[tuple[str, str, str], Row] = {}
    for row in known:
        place = (row["couple"], row["questions"], row["occasion"])
        made = found.setdefault(place, dict(zip(LONG[:1] + LONG[2:4], place, strict=True)) | dict.fromkeys(names, ""))
        made[f"{row['question']}_{row['person']}"] = row["answer"]
    return [found[place] for place in sorted(found)]


def as_csv(rows: Sequence[Mapping[str, str]], columns: Sequence[str] = ()) -> str:
    """As RFC 4180 has it, with a header."""
    out = StringIO()
    writer = csv.DictWriter(out, fieldnames=list(columns or (rows[0] if rows else COLUMNS)))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read_csv(text: str) -> Iterator[Row]:
    """Rows of one person's file. Raises ValueError for anything else."""
    reader = csv.DictReader(StringIO(text))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise ValueError(f"the columns are {', '.join(COLUMNS)}")
    for row in reader:
        if row["person"] not in PEOPLE or not _is_answer(row["answer"]):
            raise ValueError(f"line {reader.line_num} is not an answer of 1 or 2")
        yield row


def _cell(one: Answered, question: str) -> Row:
    number = one.number(question)
    revision = str(one.revisions.get(question, ""))
    return {"question": question, "revision": revision, "answer": "" if number is None else str(number)}


def _place(row: Row) -> tuple[str, str, str, str, str]:
    return row["couple"], row["person"], row["questions"], row["occasion"], row["question"]


def _other(person: str) -> str:
    return PEOPLE[1 - PEOPLE.index(person)]


def _is_answer(text: str) -> bool:
    return not text or (text.isdecimal() and LOWEST <= int(text) <= HIGHEST)
