"""The instance key: 32 random bytes beside the database, never in it.

It salts every passphrase and every session, so that a stolen database alone opens neither.
"""

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

from .problems import Problem

LENGTH = 32
HEX = re.compile(r"[0-9a-f]{64}\Z")


def read(path: Path) -> bytes | None:
    """The key as kept, or None where there is none. Raises Problem for a damaged one."""
    try:
        written = path.read_text("ascii", "replace").strip()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Problem(f"The instance key {path} cannot be read: {error.strerror}.") from error
    if not HEX.match(written):
        raise Problem(
            f"The instance key {path} is damaged: it must be 64 characters of 0-9 and a-f. "
            "Put your copy of it back. Do not make a new one: nobody could sign in with it."
        )
    return bytes.fromhex(written)


def make(path: Path) -> bytes:
    """A new key. Never over an old one."""
    key = secrets.token_bytes(LENGTH)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise Problem(f"The instance key {path} cannot be written: {error.strerror}.") from error
    with os.fdopen(handle, "w") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return key


def missing(path: Path) -> Problem:
    """What to say when there is a database and no key."""
    return Problem(
        f"The instance key {path} is missing, but there is already a database. "
        "Without that key passphrases and passkeys open nothing; only recovery codes do. "
        "Put your copy of the file back and start again. If it is lost for good, read 'A lost key' in docs/hosting.md."
    )


def derived(key: bytes, label: str) -> str:
    """A secret for one other purpose, which tells nothing about the key."""
    return hmac.new(key, label.encode(), hashlib.sha256).hexdigest()


def fingerprint(key: bytes) -> str:
    """Eight characters to compare two copies of a key by."""
    return derived(key, "nearer fingerprint")[:8]
