"""The content's faults, all of them, as sentences."""

from nearer.programme.faults import Faults
from nearer.programme.loader import programme


def faults() -> list[str]:
    """One line for each fault: its id, file and field, and what is wrong."""
    try:
        programme()
    except Faults as found:
        return [f"  {fault}" for fault in found.faults]
    return []
