"""What the terminal shows once Nearer is ready."""

import io
import sys

import segno

from nearer.config.environment import EVERYWHERE, Environment
from nearer.config.network import lan_address


def address(here: Environment) -> str:
    """Where people find this server: the public address, or this machine's on its own network."""
    local = here.url.startswith(("http://localhost", "http://127.0.0.1"))
    if local and here.host in EVERYWHERE and (lan := lan_address()):
        return f"http://{lan}:{here.port}"
    return here.url


def qr(text: str) -> str:
    """A QR code for a terminal, in half-height blocks where the terminal can show them."""
    drawn = io.StringIO()
    segno.make(text, error="l", micro=False).terminal(out=drawn, border=2, compact=True)
    return drawn.getvalue()


def show(here: Environment) -> None:
    found = address(here)
    if sys.stdout.isatty() or "utf" in (sys.stdout.encoding or "").lower():
        print(qr(found))
    where = "PostgreSQL; the key in " + str(here.key_file) if here.database_url else str(here.data)
    print(f"Nearer is at {found}\nThe data lies in {where}\nStop with Ctrl+C.", flush=True)
