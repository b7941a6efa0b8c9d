"""Logs that cannot quote anyone.

Threat: an exception's message, its arguments or a request's path may hold what somebody wrote.
So a line says which part failed, how, and where in our own code; never with what.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent
SPOKEN = ("nearer", "uvicorn")  # these loggers' own sentences hold no request data


class PrivateFormatter(logging.Formatter):
    """The logger's name, the kind of exception, our own frames."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{self.formatTime(record)} {record.levelname} {record.name}"
        status = getattr(record, "status_code", None)
        if record.name.split(".")[0] in SPOKEN:
            line += f": {record.getMessage().strip()}"
        elif status:
            line += f": answered {status}"
        if record.exc_info and record.exc_info[1]:
            line += "".join(f"\n  {part}" for part in trace(record.exc_info[1]))
        return line


def trace(error: BaseException) -> Iterator[str]:
    """Each exception in the chain by its kind, with the lines of ours it passed."""
    seen: BaseException | None = error
    while seen is not None:
        yield type(seen).__qualname__
        for frame in traceback.extract_tb(seen.__traceback__):
            if Path(frame.filename).is_relative_to(PACKAGE):
                yield f"  {Path(frame.filename).relative_to(PACKAGE)}:{frame.lineno} {frame.name}"
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)


def logging_config() -> dict[str, Any]:
    """Everything to standard error, in the private form. No mail to admins: it would carry the request."""
    quiet = {"level": "ERROR", "handlers": ["stderr"], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"private": {"()": "nearer.config.logs.PrivateFormatter"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "private"}},
        "root": {"level": "WARNING", "handlers": ["stderr"]},
        "loggers": {"django": quiet, "django.request": quiet, "django.security": quiet},
    }


def guard_uncaught() -> None:
    """The same for what nobody catches, in any thread."""
    log = logging.getLogger("nearer")

    def uncaught(kind: type[BaseException], error: BaseException, tb: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        log.critical("An unexpected fault.", exc_info=(kind, error.with_traceback(tb), tb))

    def uncaught_in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            uncaught(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = uncaught
    threading.excepthook = uncaught_in_thread
