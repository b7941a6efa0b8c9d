"""The content's faults, all of them, as sentences."""

from nearer.kit.paths import content_root
from nearer.programme import frozen, lint
from nearer.programme.faults import Faults
from nearer.programme.loader import programme
from nearer.programme.reading import lesson_faults

ENGLISH = content_root() / "en"


def faults() -> list[str]:
    """What the program refuses to start on: one line each, with id, file and field."""
    try:
        programme()
    except Faults as found:
        return [f"  {fault}" for fault in found.faults]
    return []


def shortcomings() -> list[str]:
    """What a writer should put right before it ships; nothing that stops a server."""
    content = programme()
    lessons = [fault for versions in content.lessons.values() for fault in lesson_faults(versions[max(versions)])]
    thawed = frozen.thaw_faults(content, frozen.recorded(ENGLISH))
    return [f"  {fault}" for fault in (*lint.lint(content), *lessons, *thawed)]


def freeze() -> str:
    """Record new wording. Says how much there was."""
    return f"{frozen.freeze(programme(), ENGLISH)} new wordings recorded."


def spread() -> str:
    """How the cards lie over depth and topic."""
    return lint.spread(programme())
