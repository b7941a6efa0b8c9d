"""`nearer remind`: one look whether reminders are due, for a host who lets cron ask instead of the server."""

import os

from nearer.config import environment, hygiene, instance, logs
from nearer.config.problems import Problem


def remind() -> int:
    """Plan and send what is due now. May run beside `nearer serve`, and beside itself."""
    here = environment.read()
    if instance.read(here.key_file) is None or not (here.database_url or here.sqlite_file.exists()):
        raise Problem("There is nothing to remind anybody of yet. Start Nearer once with: nearer serve")
    os.umask(0o077)
    hygiene.harden()
    logs.guard_uncaught()

    import django
    from django.db import DatabaseError

    django.setup()
    from nearer.reminders import outbox

    from . import database

    try:
        sent = outbox.tick()
    except DatabaseError as error:
        raise database.unusable(error) from error
    print(f"Sent: {sent}")
    return 0
