"""What a browser is given so that it can keep Nearer on a home screen and open it without a line.

Only what is the same for everybody who uses this server: hashed files, the page that says there is no
connection, and help. sw.js does the keeping.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

WORKER = Path(__file__).parent / "static" / "ui" / "js" / "sw.js"
FILES = (
    *("ui/nearer.css", "ui/fonts/newsreader-400.woff2", "ui/icon.svg", "ui/icon-180.png", "ui/icon-192.png"),
    *("ui/js/exit.js", "ui/nearer.js"),
)
ICONS = (
    ("ui/icon-192.png", "192x192", "any"),
    ("ui/icon-512.png", "512x512", "any"),
    ("ui/icon-mask-512.png", "512x512", "maskable"),
)
PAPER = "#f4efe6"  # --paper by daylight; base.html names the dark one, which manifests cannot


def manifest() -> dict[str, Any]:
    """The web app manifest (W3C). Name and icon as on every page: a home screen is seen by others."""
    return {
        "id": "/",
        "name": _("Notes"),
        "short_name": _("Notes"),
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
        "lang": get_language(),
        "dir": "rtl" if get_language_bidi() else "ltr",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            {"src": static(name), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in ICONS
        ],
    }


def worker() -> str:
    """sw.js, with what it keeps written above it. Any change to that makes a new build, and a new cache."""
    source = WORKER.read_text("utf-8")
    kept = {
        "files": [*map(static, FILES), reverse("ui:manifest")],
        "help": reverse("safety:help"),
        "offline": reverse("ui:offline"),
        "note": {"title": _("Notes"), "body": _("A card is ready when you are."), "icon": static("ui/icon-192.png")},
    }
    kept["build"] = _build(source, json.dumps([kept, manifest()]), *_pages())
    return f"const KEPT = {json.dumps(kept)};\n{source}"


def _pages() -> list[str]:
    """The two pages as somebody without an account gets them."""
    page = {"exit_url": settings.NEARER_EXIT_URL}
    return [render_to_string("ui/offline.html", page), render_to_string("safety/help.html", page | {"help_here": True})]


def _build(*parts: str) -> str:
    # The folder's name stands for every static file, also where names carry no hash (NEARER_DEBUG).
    whole = "\0".join([Path(settings.STATIC_ROOT).name, *parts])
    return hashlib.sha256(whole.encode()).hexdigest()[:16]
