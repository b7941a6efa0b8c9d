"""Django's pages for an ASGI server: the whole request in, the whole answer out, one hop to a thread.

Pages are small and never streamed, so gathering them costs little and buys two things: a slow
reader or writer never holds one of the few threads, and nothing is ever put in a temp file.
"""

import asyncio
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from a2wsgi.wsgi import build_environ
from django.core.wsgi import get_wsgi_application

THREADS = 2  # one may be busy with a passphrase; more of them make every page slower

Answer = tuple[int, list[tuple[bytes, bytes]], bytes]


class Bridge:
    """Runs the Django application in its own two threads, which keep their database connections."""

    def __init__(self) -> None:
        self.django = get_wsgi_application()
        self.pool = ThreadPoolExecutor(THREADS, thread_name_prefix="page")

    async def answer(self, scope: dict[str, Any], body: bytes) -> Answer:
        environ = build_environ(scope, io.BytesIO(body))  # type: ignore[arg-type]
        environ["CONTENT_LENGTH"] = str(len(body))  # also for a body that came in chunks
        return await asyncio.get_running_loop().run_in_executor(self.pool, self._call, environ)

    def _call(self, environ: Any) -> Answer:
        status = 500
        headers: list[tuple[bytes, bytes]] = []

        def start_response(line: str, given: list[tuple[str, str]], _: Any = None, /) -> Callable[[bytes], object]:
            nonlocal status
            status = int(line[:3])
            headers.extend((name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in given)
            return lambda _: None  # WSGI's old way of writing; Django does not use it

        parts = self.django(environ, start_response)
        try:
            return status, headers, b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()
