"""One stylesheet for the browser, many small ones for us.

A first visit on a slow phone pays for every request, so the files in css/ are joined when the
program starts. `Finder` hands the result to Django's static files as `ui/nearer.css`.
"""

import atexit
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

SOURCES = Path(__file__).parent / "css"
NAME = "ui/nearer.css"
ORDER = [
    *("layers", "reset", "tokens", "fonts", "type", "page", "tabs", "layout"),
    *("icon", "button", "field", "choices", "errors", "note", "visibility", "list", "programme"),
    *("lists", "kept", "said", "landing", "across", "floor", "help", "leave", "motion", "print", "utilities"),
]


def joined() -> str:
    """The stylesheet, without comments and indents."""
    css = "\n".join((SOURCES / f"{name}.css").read_text("utf-8") for name in ORDER)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "\n".join(line.strip() for line in css.splitlines() if line.strip()) + "\n"


@cache
def _storage() -> FileSystemStorage:
    """A folder for the life of this process: the package itself may be read-only."""
    folder = Path(tempfile.mkdtemp(prefix="nearer-ui-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    target = folder / NAME
    target.parent.mkdir()
    target.write_text(joined(), "utf-8")
    return FileSystemStorage(location=folder)


class Finder(BaseFinder):
    """Name it in STATICFILES_FINDERS."""

    def check(self, **_: Any) -> list[Any]:
        """Nothing to configure, so nothing to get wrong."""
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        found = [_storage().path(NAME)] if path == NAME else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        yield NAME, _storage()
