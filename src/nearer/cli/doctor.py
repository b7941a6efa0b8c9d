"""`nearer doctor`: risks on this machine that Nearer can see. It changes nothing."""

import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path

from nearer.config import environment, hygiene, instance
from nearer.config.environment import LOOPBACK, Environment

SAFE_SQLITE = (3, 51, 3)  # older ones can lose a write when two connections write and tidy up together


def doctor() -> int:
    here = environment.read()
    key = instance.read(here.key_file)
    print(f"Data folder: {here.data}")
    print(f"Key: {instance.fingerprint(key) if key else 'none yet'} (compare it with your copy)")
    print(f"SQLite: {sqlite3.sqlite_version}")
    risks = list(found(here, key))
    print("\n".join(["Risks:", *(f"  {risk}" for risk in risks)]) if risks else "No risks found.")
    return 1 if risks else 0


def found(here: Environment, key: bytes | None) -> Iterator[str]:
    """One sentence for each risk."""
    hygiene.harden()
    for path in (here.data, here.key_file, *here.data.glob("nearer*.sqlite3*")):
        if path.exists() and _open_to_others(path):
            yield f"Other accounts on this machine can read {path}. Run: chmod go= {path}"
    if key is None and not here.database_url and here.sqlite_file.exists():
        yield f"The key {here.key_file} is missing beside a database. Put your copy back."
    if here.debug:
        yield "NEARER_DEBUG is on: pages about faults show what people wrote."
    if not here.secure and here.host not in LOOPBACK:
        yield "People reach this server without TLS: others on the network can read along. See docs/hosting.md."
    if not here.database_url and sqlite3.sqlite_version_info < SAFE_SQLITE:
        safe = ".".join(map(str, SAFE_SQLITE))
        yield f"SQLite {sqlite3.sqlite_version} is older than {safe}. See 'SQLite' in docs/hosting.md."
    if hygiene.dumps_are_off() is False:
        yield "This system does not let a program keep its memory out of dumps."
    if _swaps():
        yield "This machine may swap memory to disk. Encrypt the swap or turn it off."


def _open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def _swaps() -> bool:
    swaps = Path("/proc/swaps")
    return swaps.is_file() and len(swaps.read_text().splitlines()) > 1
