"""Looking every minute whether a reminder is due, beside the pages and in a thread of its own."""

import contextlib
import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections

from . import outbox

log = logging.getLogger("nearer.reminders")


def start(every: int) -> Callable[[], None]:
    """Look every so many seconds; not at all for 0. Returns what stops it.

    A slow mail server holds this thread and no page. The process does not wait for it when it ends:
    a sending that is cut off is lost, and never goes twice.
    """
    stop = threading.Event()

    def look() -> None:
        while not stop.wait(every):
            with contextlib.suppress(Exception):  # said in `tick`; the next minute tries again
                tick()

    if every:
        threading.Thread(target=look, name="remind", daemon=True).start()
    return stop.set


def tick() -> int:
    """One look, with a database connection that is known to work."""
    close_old_connections()
    try:
        return outbox.tick()
    except Exception:
        log.warning("Reminders could not be looked after.", exc_info=True)
        raise
    finally:
        close_old_connections()
