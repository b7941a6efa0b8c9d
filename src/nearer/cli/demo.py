"""`nearer demo`: two made-up people and some weeks of their life, in a folder that goes when it stops."""

import os
import tempfile

from nearer.config import environment, hygiene

from . import folder, serve


def demo() -> int:
    os.umask(0o077)
    hygiene.harden()
    with tempfile.TemporaryDirectory(prefix="nearer-demo-") as data:
        os.environ |= {"NEARER_DATA": data, "NEARER_DATABASE_URL": "", "NEARER_REDIS_URL": ""}
        os.environ.pop("NEARER_INSTANCE_KEY_FILE", None)
        here = environment.read()
        serve.refuse_unsafe(here, workers=1)
        with folder.lock(here.data):
            listening = serve.listen(here)
            serve.prepare(here)
            introduce()
            serve.run(here, listening, workers=1)
    return 0


def introduce() -> None:
    """Fill the folder and say who can sign in."""
    from django.db import connection

    from nearer.pages.demo import fill

    print("Made-up people. Nothing here is kept when you stop.")
    for name, passphrase in fill():
        print(f"  {name}: {passphrase}")
    connection.close()
