"""The front door: live streams are answered here, everything else by Django in two threads."""

import asyncio
import contextlib
import logging
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from nearer.live import bus, door
from nearer.live.hub import hub
from nearer.live.stream import Receive, Send

from . import environment, hygiene, instance
from .wsgi_bridge import Bridge

log = logging.getLogger("nearer.door")
SECONDS_TO_SEND = 60
SECONDS_FOR_A_PHOTO = 300  # 12 MB over a slow line
PHOTOS_COME_TO = "/exchanges/"
MOST_IGNORED = 64_000_000  # of a body that is too large: read on, so that a browser shows the answer


class TooLarge(Exception):
    pass


class Left(Exception):
    """The browser went away before it had sent everything."""


class Door:
    """One process of the server."""

    def __init__(self) -> None:
        hygiene.harden()
        if instance.read(environment.read().key_file) is None:
            raise instance.missing(environment.read().key_file)
        self.pages = Bridge()
        self.lookups = ThreadPoolExecutor(1, thread_name_prefix="live")

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.live_as_long_as(receive, send)
        elif scope["type"] == "http" and scope["path"] == "/live/":
            from . import sessions

            await door.answer(scope, receive, send, self.lookups, sessions.person_of)
        elif scope["type"] == "http":
            await self.page(scope, receive, send)

    async def page(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        with_photo = may_bring_photo(scope)
        try:
            async with asyncio.timeout(SECONDS_FOR_A_PHOTO if with_photo else SECONDS_TO_SEND):
                body = await whole_body(receive, most_of(with_photo))
            status, headers, content = await self.pages.answer(scope, body)
        except Left:
            return
        except TimeoutError:
            status, headers, content = plain(408, gettext("That took too long to arrive. Please send it again."))
        except TooLarge:
            status, headers, content = plain(413, too_large(with_photo))
        except UnicodeError:  # an address that is not written in ASCII; browsers never send one
            status, headers, content = plain(400, gettext("This address cannot be read."))
        except Exception:  # Threat: the server's own report of a fault would quote what was typed
            log.exception("A page failed.")
            status, headers, content = plain(500, gettext("Something went wrong here. Go back and try again."))
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    async def live_as_long_as(self, receive: Receive, send: Send) -> None:
        """Start what runs beside the pages, and stop it with them."""
        from nearer.reminders import ticking

        from . import sessions

        await receive()
        hub.loop = asyncio.get_running_loop()
        beside = [asyncio.create_task(door.keep_alive(self.lookups, sessions.still_open))]
        if settings.REDIS_URL:
            beside.append(asyncio.create_task(bus.listen()))
        stop_reminding = ticking.start(settings.REMIND_EVERY)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        hub.loop = None
        stop_reminding()
        for task in beside:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
        await send({"type": "lifespan.shutdown.complete"})


def may_bring_photo(scope: dict[str, Any]) -> bool:
    """Whether this is a form with a file, sent to where photos are kept."""
    kinds = [value for name, value in scope["headers"] if name == b"content-type"]
    with_file = any(kind.lower().startswith(b"multipart/form-data") for kind in kinds)
    return with_file and scope["path"].startswith(PHOTOS_COME_TO)


def most_of(with_photo: bool) -> int:
    """How much a request may hold."""
    most: int = settings.FILE_UPLOAD_MAX_MEMORY_SIZE if with_photo else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    return most


def too_large(with_photo: bool) -> str:
    """Read on a page of its own, or beside the words (keep.js)."""
    if with_photo:
        return gettext("This photo is too large: 12 MB is the most. Your words are where you wrote them.")
    return gettext("That is too long to keep in one piece. Your words are where you wrote them. Send less.")


async def whole_body(receive: Receive, most: int) -> bytes:
    """Everything the browser sends, in memory. Raises TooLarge past the limit that Django has too."""
    body = bytearray()
    ignored = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Left
        part = message.get("body", b"")
        if ignored or len(body) + len(part) > most:
            ignored += len(body) + len(part)
            body.clear()
        else:
            body += part
        if ignored > MOST_IGNORED or (ignored and not message.get("more_body")):
            raise TooLarge
        if not message.get("more_body"):
            return bytes(body)


def plain(status: int, sentence: str) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """One sentence, for what never reaches a page."""
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"x-content-type-options", b"nosniff"),
        (b"content-security-policy", b"default-src 'none'"),
        (b"connection", b"close"),
    ]
    return status, headers, sentence.encode()


app = Door()
