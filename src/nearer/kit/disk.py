"""What was deleted is gone from the file too, as far as a program can see to that."""

from django.db import connection, transaction


def forget_deleted() -> None:
    """Once this transaction is kept: write SQLite's log into its file and cut it to nothing.

    Threat: the log beside the database still holds what a page said before. With `secure_delete` the
    file itself is overwritten at once. PostgreSQL keeps dead rows until it cleans up by itself; there
    they are locked words under a key that its owner's vault still opens (docs/hosting.md).
    """
    if connection.vendor == "sqlite":
        transaction.on_commit(_cut_log, robust=True)


def _cut_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
