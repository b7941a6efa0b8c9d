"""`nearer coach`: JSON lines in, one line each out, in order."""

import io
import json

from nearer.cli.coach import coach


def test_lines_come_back_in_order_and_a_broken_one_stops_nothing() -> None:
    lines = ['{"text": "I miss you."}', "nonsense", '{"to": "x"}', '{"text": 7}', "", '{"text": "ok", "to": "hello"}']
    out = io.StringIO()
    assert coach(io.StringIO("\n".join(lines)), out) == 0
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [sorted(one) == ["error"] for one in found] == [False, True, True, True, False]
    assert found[0]["slots"]["feeling"] == [0, 6] and set(found[0]) == {
        "notes",
        "slots",
        "depth",
        "covered",
        "missed",
        "silent",
    }
