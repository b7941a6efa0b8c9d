"""`nearer coach`: reads {"text", "to"} line by line, and writes what was found in the same order."""

import json
import sys
from typing import Any, TextIO


def coach(source: TextIO = sys.stdin, target: TextIO = sys.stdout) -> int:
    """A line that cannot be read gets {"error": …}, and the rest goes on. Nothing is kept."""
    for line in source:
        if line.strip():
            target.write(json.dumps(_answer(line), ensure_ascii=False) + "\n")
            target.flush()
    return 0


def _answer(line: str) -> dict[str, Any]:
    from nearer.coach import read

    try:
        asked = json.loads(line)
        text, to = asked["text"], asked.get("to")
    except (ValueError, TypeError, KeyError, AttributeError):
        return {"error": 'each line is {"text": …, "to": …}'}
    if not isinstance(text, str) or not (to is None or isinstance(to, str)):
        return {"error": "text and to are texts"}
    return read(text, to).as_json()
