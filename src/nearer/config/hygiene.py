"""Keeping memory out of files: no core dumps, no reading by other programs of the same user."""

import ctypes
import sys

PR_GET_DUMPABLE, PR_SET_DUMPABLE = 3, 4


def harden() -> None:
    """Threat: a crash, or a debugger run by the person who owns this machine, writes open words to disk."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def dumps_are_off() -> bool | None:
    """Whether this process is closed to dumps; None where that cannot be told."""
    if sys.platform != "linux":
        return None
    return bool(ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0)
