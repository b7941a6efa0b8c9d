"""What goes wrong in the life: the program fails with words in its hands, and words go where nobody takes them."""

from collections.abc import Callable
from unittest.mock import patch

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError

from nearer.vault import SealError

from .life import Living, Watched

NOWHERE = "/exchanges/" + "a" * 26 + "/answer/"
PAGE = ("page__title", "page__page")


def faults(one: Living) -> None:
    """The program itself fails with words in its hands."""

    def falls(kind: type[Exception]) -> Callable[..., None]:
        def act(*held: object, **more: object) -> None:
            try:
                raise KeyError(*held, *more.values())
            except KeyError as first:
                raise kind(f"could not take {held} {more}") from first

        return act

    for kind, status in ((RuntimeError, 500), (OperationalError, 503), (SealError, 409), (UnicodeError, 500)):
        with patch("nearer.exchange.shelf.write_page", falls(kind)):
            one.writes("/mine/new/", *PAGE, status=status)
        with patch("nearer.people.actions.unlock", falls(kind)):
            one.sign_in(one.unseen("passphrase in a fault"), 422 if kind is SealError else status)
        with patch("nearer.exchange.shelf.search", falls(kind)):
            one.writes("/mine/search/", "query", status=status)


def refusals(one: Living) -> None:
    """Words sent to where nobody takes them."""
    one.writes(NOWHERE, "answer__answer", status=404)
    one.writes("/begin/nothing/", "words", status=404)
    for method in ("post", "put", "patch", "delete"):
        getattr(one.client, method)("/ours/", one.unseen(f"body of a {method}"), content_type="text/plain")
    strict = one.browser(enforce_csrf_checks=True)
    strict.cookies = one.client.cookies
    refuse(strict, {"page-page": one.unseen("page without a token")}, 403)
    refuse(one.client, {"page-page": one.unseen("far too much") + " much" * 800_000}, 400)
    refuse(one.client, {"page-page": one.unseen("page for another host")}, 400, HTTP_HOST="elsewhere.example")
    file = SimpleUploadedFile(f"{one.unseen('file name')}.txt", f"{one.unseen('file')} ".encode() * 150_000)
    refuse(one.client, {"page-title": one.unseen("title beside a file"), "page-page": file}, 422)
    one.client.get(f"/nowhere/{one.unseen('address')}/?query={one.unseen('query in an address')}")


def refuse(client: Watched, form: dict[str, object], status: int, **more: str) -> None:
    answered = client.post("/mine/new/", form, **more)
    assert answered.status_code == status, answered.status_code
