"""What to do about a program that a test needs and this machine does not have."""

import os
import shutil
from pathlib import Path

import pytest

STRICT = os.environ.get("NEARER_TEST_STRICT") == "1"


def program(*names: str, also: str = "") -> str:
    """The first of these programs on the path (or matching `also`), else ''."""
    on_path = [found for name in names if (found := shutil.which(name))]
    elsewhere = sorted(map(str, Path("/").glob(also.lstrip("/")))) if also else []
    return next(iter([*on_path, *elsewhere]), "")


def without(what: str) -> None:
    """Skip the test and name what is missing. Under NEARER_TEST_STRICT=1 that is a failure."""
    said = f"{what} is not on this machine"
    if STRICT:
        pytest.fail(said, pytrace=False)
    pytest.skip(said)
