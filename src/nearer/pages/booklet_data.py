"""A booklet as JSON, for programs: every field under its own name, photos as they are kept.

Written entry by entry: as one long string, a single emoji would make five years of photos four times as large.
"""

import base64
import io
import json
from collections.abc import Iterator
from typing import Any

from nearer.insights.answered import Answered
from nearer.insights.report import seasons, weeks
from nearer.programme.measures import Measures

from .booklet import Booklet, Entry, Voice
from .booklet_chapters import NO_LOCK


def data_of(booklet: Booklet, measures: Measures) -> bytes:
    """The file. `entries`, `by`, `at` and the fields by their ids are as they were in 0.3."""
    head = {"name": booklet.name, "year": booklet.year, "made": booklet.made.isoformat(), "note": str(NO_LOCK)}
    tail = {"checkins": [_checkin(one, measures) for one in booklet.answered], "outcomes": _outcomes(booklet, measures)}
    out = io.BytesIO()
    out.write(_encoded(head)[:-1] + b',\n"entries": [')
    for number, entry in enumerate(booklet.entries):
        out.write((b",\n" if number else b"\n") + _encoded(_entry(entry)))
    out.write(b"\n],\n" + _encoded(tail)[1:])
    return out.getvalue()


def _encoded(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")


def _entry(entry: Entry) -> dict[str, Any]:
    found = {"day": entry.day.isoformat(), "prompt": entry.prompt, "words": list(map(_voice, entry.voices))}
    return found if entry.voices else {**found, "damaged": True}


def _voice(voice: Voice) -> dict[str, Any]:
    found: dict[str, Any] = {"at": voice.ask, "by": voice.by, "name": voice.name}
    found |= {"round": voice.round} if voice.round > 1 else {}
    found |= {"line": voice.line} if voice.line else {}
    if voice.damaged:
        return {**found, "damaged": True}
    found |= {line.id: line.words for line in voice.lines}
    found |= {"at_time": voice.at, "labels": {line.id: line.label for line in voice.lines if line.label}}
    found |= {"standing": voice.standing} if voice.standing else {}
    photo = {"photo_jpeg_base64": base64.b64encode(voice.photo).decode("ascii")} if voice.photo else {}
    return {**found, **photo}


def _checkin(one: Answered, measures: Measures) -> dict[str, Any]:
    """What was asked and what was answered, under the texts of today."""
    asked = {each.id: each.text for each in measures.of(one.kind)}
    answers = [{"question": name, "text": asked.get(name, ""), "answer": given} for name, given in one.answers.items()]
    return {"day": one.day, "kind": one.kind, "answers": answers}


def _outcomes(booklet: Booklet, measures: Measures) -> list[dict[str, Any]]:
    return [
        {
            "outcome": outcome.says,
            "long": list(_readings(seasons(booklet.answered, measures, id))),
            "weeks": list(_readings(weeks(booklet.answered, id))),
        }
        for id, outcome in measures.outcomes.items()
        if booklet.answered
    ]


def _readings(readings: Any) -> Iterator[dict[str, Any]]:
    return ({"day": one.day.isoformat(), "value": one.value} for one in readings)
