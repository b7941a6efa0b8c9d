"""Static files: hashed, compressed, and gathered again only when one of them changed."""

import hashlib
import os
import shutil
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent
SOURCES = ("*/static/**/*", "*/css/**/*", "*/bundle.py")


def fingerprint() -> str:
    """Changes with any static file of any app."""
    found = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in PACKAGE.glob(pattern)):
        if path.is_file():
            found.update(f"{path.relative_to(PACKAGE).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def gather(root: Path) -> None:
    """Fill `root` unless it is there. Older gatherings go."""
    from django.core.management import call_command
    from django.test.utils import override_settings

    if root.is_dir():
        return
    root.parent.mkdir(parents=True, exist_ok=True)
    for old in root.parent.iterdir():
        shutil.rmtree(old, ignore_errors=True)
    fresh = root.with_name(f".new-{os.getpid()}")
    with override_settings(STATIC_ROOT=fresh):
        call_command("collectstatic", interactive=False, verbosity=0)
    fresh.rename(root)
