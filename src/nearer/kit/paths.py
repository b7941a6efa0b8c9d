"""Where the content files lie: inside an installed package, or beside the source."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def content_root() -> Path:
    """The folder that holds one folder of content per language."""
    shipped = PACKAGE / "content"
    return shipped if shipped.is_dir() else PACKAGE.parent.parent / "content"
