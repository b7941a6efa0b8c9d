"""One browser without scripts, down to the bytes, for a server that may die at any of them."""

import http.client
import threading
from html import unescape
from urllib.parse import urlencode, urlsplit

from .cast import PHRASES
from .playing import picture
from .served import TOKEN

GONE = (OSError, http.client.HTTPException)
BETWEEN = "between0the0parts"
PICTURE = picture().read()


def packed(fields: dict[str, str] | None, photo: str) -> tuple[str, bytes | None]:
    """Content type and body of a form."""
    if fields is None or not photo:
        return "application/x-www-form-urlencoded", None if fields is None else urlencode(fields).encode()
    head = f"--{BETWEEN}\r\nContent-Disposition: form-data; name="
    parts = [f'{head}"{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items()]
    parts += [f'{head}"{photo}"; filename="us.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'.encode() + PICTURE]
    return f"multipart/form-data; boundary={BETWEEN}", b"".join([*parts, f"\r\n--{BETWEEN}--\r\n".encode()])


class Hand:
    """One browser without scripts, down to the bytes: an answer counts once its status line is here."""

    def __init__(self, name: str, url: str) -> None:
        self.name = name
        self.url = url
        self.cookies: dict[str, str] = {}
        self.token = ""
        self._lines = threading.local()

    def afresh(self) -> "Hand":
        """On a new line: the old one died with the server."""
        self._lines.line = None
        return self

    def ask(self, path: str, fields: dict[str, str] | None = None, photo: str = "") -> tuple[int, str, str]:
        """(status, where to, page). With a form whose field `photo` takes a picture, one is sent."""
        if getattr(self._lines, "line", None) is None:
            self._lines.line = http.client.HTTPConnection(urlsplit(self.url).netloc, timeout=20)
        line = self._lines.line
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in list(self.cookies.items()))}
        kind, body = packed(None if fields is None else fields | {"csrfmiddlewaretoken": self.token}, photo)
        headers |= {"Origin": self.url, "Content-Type": kind}
        try:
            line.request("GET" if body is None else "POST", path, body, headers)
            response = line.getresponse()
            for cookie in response.headers.get_all("Set-Cookie") or []:
                name, _, rest = cookie.partition("=")
                self.cookies[name] = rest.partition(";")[0]
            page = unescape(response.read().decode("utf-8", "replace"))
        except GONE:
            line.close()
            raise
        assert response.status < 500, f"{path}: {response.status}"
        return response.status, response.headers.get("Location", ""), page

    def get(self, path: str) -> str:
        """The page; keeps a form's token from it."""
        page = self.ask(path)[2]
        found = TOKEN.search(page)
        self.token = found[1] if found else self.token
        return page

    def did(self, path: str, photo: str = "", **fields: str) -> str:
        """Where the server sent us after taking the form; '' when it did not take it."""
        named = {name.replace("__", "-"): value for name, value in fields.items()}
        status, where, _ = self.ask(path, named, photo)
        return where if status == 302 else ""

    def start(self) -> "Hand":
        self.get("/start/")
        assert self.did("/start/", name=self.name, passphrase=PHRASES[self.name], adult="on")
        self.get("/together/")
        return self
