"""Finds sentences that never went through translation: on a page, in a template, in a module."""

import ast
import re
from functools import cache
from html.parser import HTMLParser

from .pseudo import CLOSE, OPEN

VOID = {"input", "img", "meta", "link", "br", "hr", "source", "wbr"}
SILENT = {"script", "style", "title"}  # every page has the same title, on purpose
SAID = ("aria-label", "aria-description", "alt", "placeholder", "title")
SAID += (
    "data-unsent",
    "data-waits",
    "data-again",
    "data-new",
    "data-show",
    "data-gone",
    "data-more",
)  # said later, by our scripts
PRESSED = ("submit", "button", "reset")
ONE_TIME = re.compile(r'(?:value|nonce)="[\w-]{20,}"')  # tokens
LETTERS = re.compile(r"[A-Za-z]{2}")
ADDRESS = re.compile(r"https?://\S+")
TRANSLATED = re.compile(r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{%\s*translate\b.*?%}", re.S)
OTHER_TAGS = re.compile(r"{%.*?%}|{#.*?#}|{{.*?}}", re.S)
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}
LOGGED = {"error", "exception", "warning", "info"}  # for whoever runs the server


class Sentences(HTMLParser):
    """Every sentence that a page shows or says: texts, and attributes that are read aloud or shown."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if not self._silent():
            self.found += [given[name] for name in SAID if given.get(name)]
            self.found += [given.get("value", "")] if given.get("type") in PRESSED and tag == "input" else []
        if tag not in VOID:
            self._open.append((tag, tag in SILENT or given.get("translate") == "no"))

    def handle_endtag(self, tag: str) -> None:
        if tag in {name for name, _ in self._open}:
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._silent():
            self.found.append(" ".join(data.split()))

    def _silent(self) -> bool:
        return any(silent for _, silent in self._open)


def bare_on_page(page: str) -> list[str]:
    """Texts of a page with words outside all brackets. What stands around every page alike is read once."""
    before, main, after = page.partition("<main")
    inside, end, after = after.partition("</main>")
    return [*_bare(main + inside), *_bare_around(ONE_TIME.sub("", before + end + after))]


@cache
def _bare_around(page: str) -> list[str]:
    return _bare(page)


def _bare(page: str) -> list[str]:
    reader = Sentences()
    reader.feed(page)
    return [said for said in reader.found if LETTERS.search(ADDRESS.sub("", _outside(said)))]


def bare_in_template(source: str) -> list[str]:
    """The same in a template's source: every branch of it, also those that no test comes by."""
    found = bare_on_page(OTHER_TAGS.sub("", TRANSLATED.sub(OPEN + CLOSE, source)))
    return [said for said in found if not ATTRIBUTE.fullmatch(said)]  # a block may hold one


def bare_in_module(source: str) -> list[str]:
    """Strings of a module that read like a sentence and are handed to no gettext."""
    tree = ast.parse(source)
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _name(node.func) in GETTEXT | LOGGED]
    known = {id(inner) for call in calls for inner in ast.walk(call)}
    known |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # what documents a thing
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [node.value for node in strings if id(node) not in known and re.match(r"[A-Z“].*[a-z] \S", node.value)]


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _outside(said: str) -> str:
    """What stands outside all brackets."""
    depth, rest = 0, []
    for letter in said:
        depth += (letter == OPEN) - (letter == CLOSE)
        if depth <= 0 and letter != CLOSE:
            rest.append(letter)
    return "".join(rest)
