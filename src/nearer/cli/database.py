"""Bringing the database to this program's version, or saying why not."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from nearer import __version__
from nearer.config.problems import Problem

UPDATE_LOCK = 7_327_837  # any number, the same in every process


def prepare() -> None:
    """Refuse a newer database; copy and update an older one; leave an equal one alone."""
    try:
        with one_at_a_time():
            executor = MigrationExecutor(connection)
            unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
            if unknown:
                raise Problem(
                    "The database was written by a newer Nearer than this one. Install that version again, "
                    "or put back the copy that was made before the update."
                )
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                if executor.loader.applied_migrations:
                    back_up()
                call_command("migrate", interactive=False, verbosity=0)
    except DatabaseError as error:
        raise unusable(error) from error
    finally:
        connection.close()


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Several machines may start together on one PostgreSQL. SQLite has the lock on the data folder."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [UPDATE_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [UPDATE_LOCK])


def back_up() -> Path | None:
    """A copy of an SQLite database beside it, without the sessions. PostgreSQL is copied by its own host."""
    if connection.vendor != "sqlite":
        return None
    file = Path(connection.settings_dict["NAME"])
    stem = f"{file.stem}-{date.today().isoformat()}-before-{__version__}"
    names = (f"{stem}{f'-{n}' if n else ''}.sqlite3" for n in range(1000))
    copy = next(path for name in names if not (path := file.with_name(name)).exists())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(copy)])
    copy.chmod(0o600)
    session_table = apps.get_model("people", "Session")._meta.db_table
    copied = sqlite3.connect(copy, isolation_level=None)
    # Threat: a session row plus a cookie from an old phone opens a vault. Copies live long; sessions must not.
    if copied.execute("SELECT 1 FROM sqlite_master WHERE name = ?", [session_table]).fetchone():
        copied.execute("PRAGMA secure_delete=ON")
        copied.execute(f'DELETE FROM "{session_table}"')  # noqa: S608  a table's name from our own model
    copied.close()
    return copy


def unusable(error: DatabaseError) -> Problem:
    """The database's complaint, for a host. It holds no rows: nothing was being written yet."""
    said = str(error).strip().partition("\n")[0]
    if connection.vendor == "sqlite":
        file = connection.settings_dict["NAME"]
        if "full" in said:
            return Problem(f"There is no room on the disk for the database {file}. Make room and start again.")
        if "not a database" in said or "malformed" in said:
            return Problem(f"The database {file} is damaged. Put back a copy of it; docs/hosting.md says how.")
        return Problem(f"The database {file} cannot be opened: {said}.")
    return Problem(f"The database at NEARER_DATABASE_URL does not answer: {said}")
