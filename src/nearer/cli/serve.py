"""`nearer serve`: everything that must be right before the first page, then the server."""

import errno
import os
import signal
import socket

from nearer.config import environment, hygiene, logs
from nearer.config.environment import LOOPBACK, Environment
from nearer.config.problems import Problem

from . import banner, first, folder

APPLICATION = "nearer.config.asgi:app"
GRACE = 2  # seconds that open requests get to finish


def serve(workers: int = 1) -> int:
    here = environment.read()
    refuse_unsafe(here, workers)
    os.umask(0o077)
    hygiene.harden()
    folder.prepare(here.data)
    held = folder.lock(here.data)
    listening = listen(here)
    prepare(here)
    run(here, listening, workers)
    held.close()
    return 0


def refuse_unsafe(here: Environment, workers: int) -> None:
    """Settings that would put people at risk."""
    if here.debug and here.host not in LOOPBACK:
        raise Problem("NEARER_DEBUG shows what people write to whoever sees a fault. Use it on 127.0.0.1 only.")
    if workers < 1:
        raise Problem("--workers must be 1 or more.")
    if workers > 1 and not here.redis_url:
        raise Problem("Several processes need NEARER_REDIS_URL, so that pings and limits are shared between them.")


def prepare(here: Environment) -> None:
    """Key, content, database, static files. Each is known to be right before the next is touched."""
    import django

    try:
        first.ensure_key(here)
        django.setup()
        refuse_faulty_content()
        from django.conf import settings

        from nearer.config import static

        from . import database

        database.prepare()
        static.gather(settings.STATIC_ROOT)
    except OSError as error:
        raise folder.unusable(here.data, error) from error


def refuse_faulty_content() -> None:
    from . import content

    if faults := content.faults():
        raise Problem("\n".join(["The content has faults:", *faults]))


def listen(here: Environment) -> socket.socket:
    """The port, taken before anything is changed."""
    family = socket.AF_INET6 if ":" in here.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    if os.name != "nt":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((here.host, here.port))
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise Problem(f"Port {here.port} is taken. Set NEARER_PORT to another number.") from error
        raise Problem(f"Nearer cannot listen on {here.host}, port {here.port}: {error.strerror}.") from error
    listening.set_inheritable(True)
    return listening


def run(here: Environment, listening: socket.socket, workers: int) -> None:
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    from nearer.live.hub import hub

    class Server(uvicorn.Server):
        """Lets go of live pages at once, so that stopping does not wait for them."""

        async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
            hub.close()
            await super().shutdown(sockets)

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if not self.should_exit:
                banner.show(here)

    config = uvicorn.Config(
        APPLICATION,
        workers=workers,
        log_config=None,
        access_log=False,  # Threat: who read what, when
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="on",
        timeout_keep_alive=15,
        timeout_graceful_shutdown=GRACE,
    )
    logs.guard_uncaught()
    signal.signal(signal.SIGTERM, _finish)
    if workers == 1:
        Server(config).run(sockets=[listening])
        return
    banner.show(here)
    Multiprocess(config, sockets=[listening]).run()


def _finish(*_: object) -> None:
    """The server has stopped and hands its signal on: leave through every `finally`."""
    raise SystemExit(0)
