"""A log line never quotes anyone."""

import logging
import subprocess
import sys

from nearer.config.logs import PrivateFormatter

WORDS = "the heron stood in the canal"


def line(name, message, *args, error=None, **extra):
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord(name, logging.ERROR, __file__, 1, message, args, info)
    vars(record).update(extra)
    return PrivateFormatter().format(record)


def fault(words):
    try:
        try:
            int(words)
        except ValueError as error:
            raise RuntimeError(words) from error
    except RuntimeError as error:
        return error


def test_an_exceptions_words_are_left_out_and_its_kind_and_place_kept():
    said = line("django.request", "Internal Server Error: %s", WORDS, error=fault(WORDS), status_code=500)
    assert "heron" not in said
    assert "RuntimeError" in said
    assert "ValueError" in said
    assert "config/tests/test_logs.py" in said
    assert "answered 500" in said


def test_strangers_sentences_are_left_out():
    assert "heron" not in line("asyncio", f"Task exception was never retrieved {WORDS}")


def test_our_own_sentences_are_kept():
    assert line("nearer.live", "A ping was lost.").endswith("A ping was lost.")


def test_what_nobody_catches_leaves_no_words():
    code = (
        "import logging.config; from nearer.config.logs import guard_uncaught, logging_config;"
        f"logging.config.dictConfig(logging_config()); guard_uncaught(); raise ValueError('{WORDS}')"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "ValueError" in ran.stderr
    assert "heron" not in ran.stderr
