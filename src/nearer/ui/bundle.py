"""One stylesheet and one script for the browser, many small ones for us.

A first visit on a slow phone pays for every request, so the files in css/ and most of js/ are joined when
the program starts. `Finder` hands the results to Django's static files as `ui/nearer.css` and `ui/nearer.js`.
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
SCRIPTS = Path(__file__).parent / "static" / "ui" / "js"
NAME, SCRIPT = "ui/nearer.css", "ui/nearer.js"
ORDER = [
    *("layers", "reset", "tokens", "fonts", "type", "page", "tabs", "layout"),
    *("icon", "button", "field", "choices", "scale", "chart", "wording", "errors", "note", "visibility", "list"),
    *("programme", "lists", "kept", "said", "landing", "across", "floor", "help", "leave", "motion"),
    *("print", "utilities"),
]
# Not exit.js: the way out must not hang on the others. Not booklet.js and push.js, which one page loads, nor sw.js.
SCRIPT_ORDER = ["keep", "live", "offline", "install"]


def joined() -> str:
    """The stylesheet, without comments and indents."""
    css = "\n".join((SOURCES / f"{name}.css").read_text("utf-8") for name in ORDER)
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return "\n".join(line.strip() for line in css.splitlines() if line.strip()) + "\n"


def joined_scripts() -> str:
    """The scripts, each in a block of its own (names stay apart), without comments and indents."""
    blocks = "\n".join(f"{{\n{(SCRIPTS / f'{name}.js').read_text('utf-8')}\n}}" for name in SCRIPT_ORDER)
    lines = (line.strip() for line in blocks.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


@cache
def _storage() -> FileSystemStorage:
    """A folder for the life of this process: the package itself may be read-only."""
    folder = Path(tempfile.mkdtemp(prefix="nearer-ui-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, text in ((NAME, joined()), (SCRIPT, joined_scripts())):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return FileSystemStorage(location=folder)


class Finder(BaseFinder):
    """Name it in STATICFILES_FINDERS."""

    def check(self, **_: Any) -> list[Any]:
        """Nothing to configure, so nothing to get wrong."""
        return []

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:
        found = [_storage().path(path)] if path in (NAME, SCRIPT) else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        yield from ((name, _storage()) for name in (NAME, SCRIPT))
