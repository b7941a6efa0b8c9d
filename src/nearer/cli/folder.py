"""The data folder: there, ours alone, and used by one Nearer at a time."""

import errno
import os
import sys
from pathlib import Path
from typing import IO

from nearer.config.problems import Problem

REASONS = {
    errno.EACCES: "this account may not write there",
    errno.EPERM: "this account may not write there",
    errno.EROFS: "that disk can only be read",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.ENOTDIR: "something that is not a folder is in the way",
    errno.EEXIST: "something that is not a folder is in the way",
}


def prepare(data: Path) -> None:
    """Make the folder, readable by nobody else, and prove that it can be written to."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe = data / f".can-write-{os.getpid()}"
        probe.write_bytes(b"\0" * 4096)
        probe.unlink()
    except OSError as error:
        raise unusable(data, error) from error


def unusable(data: Path, error: OSError) -> Problem:
    reason = REASONS.get(error.errno or 0, error.strerror or "unknown reason")
    return Problem(f"The data folder {data} cannot be used: {reason}. Set NEARER_DATA to another folder, or make room.")


def lock(data: Path) -> IO[bytes]:
    """Held for as long as the returned file is open."""
    try:
        file = (data / "lock").open("ab")
        _lock(file)
    except BlockingIOError as error:
        raise Problem(f"Another Nearer is already running on the data folder {data}.") from error
    except OSError as error:
        raise unusable(data, error) from error
    return file


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
