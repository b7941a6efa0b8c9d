"""What the live door asks about people, each time with a database connection that is known to work."""

from collections.abc import Collection

from django.db import close_old_connections

from nearer.kit import clock
from nearer.people import sessions
from nearer.people.models import Session


def person_of(cookies: dict[str, str]) -> tuple[str, str] | None:
    """(person, session) for a browser's cookies, or None."""
    close_old_connections()
    try:
        return sessions.person_of(cookies)
    finally:
        close_old_connections()


def still_open(session_ids: Collection[str]) -> set[str]:
    """Those of these sessions that have not been ended."""
    close_old_connections()
    try:
        return set(Session.objects.filter(pk__in=session_ids, expires__gt=clock.now()).values_list("pk", flat=True))
    finally:
        close_old_connections()
