"""Which addresses this machine answers to."""

import socket

from .environment import EVERYWHERE


def lan_address() -> str:
    """The address by which others on this network reach this machine. Nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address kept for documentation; UDP connects without a packet
            return str(probe.getsockname()[0])
        except OSError:
            return ""


def host_names(listening_on: str) -> list[str]:
    """The names a browser may call this server by, apart from its public one."""
    names = ["localhost", "127.0.0.1", "[::1]"]
    if listening_on not in EVERYWHERE:
        return [*names, listening_on]
    machine = socket.gethostname()
    return [*names, *(name for name in (machine, f"{machine}.local", lan_address()) if name)]
