"""For every test: which database, which of the tests, and real static files."""

import os
import shutil

import pytest

from . import policy, postgres

DATABASE = {"db", "transactional_db", "serve", "served"}


def pytest_configure(config: pytest.Config) -> None:
    if postgres.wanted() and not postgres.found() and policy.STRICT:
        pytest.exit("PostgreSQL is not on this machine", returncode=1)


def pytest_unconfigure(config: pytest.Config) -> None:
    if "PYTEST_XDIST_WORKER" not in os.environ:
        shutil.rmtree(os.environ["PYTEST_DATA"], ignore_errors=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The PostgreSQL run repeats what touches the database, and no browser: pages are the same."""
    if not postgres.wanted():
        return
    again = [item for item in items if _touches_database(item) and not _is_about_pages(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in again])
    items[:] = again
    if not postgres.found():
        for item in items:
            item.add_marker(pytest.mark.skip(reason="PostgreSQL is not on this machine"))


def _touches_database(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("django_db") or DATABASE & set(getattr(item, "fixturenames", ())))


def _is_about_pages(item: pytest.Item) -> bool:
    return bool(item.get_closest_marker("browser") or item.get_closest_marker("once"))


@pytest.fixture(scope="session", autouse=True)
def static_files() -> None:
    """Pages name hashed files, so there must be some."""
    from django.conf import settings

    from nearer.config import static

    static.gather(settings.STATIC_ROOT)


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    """Wrong tries of one test do not count in the next."""
    from django.core.cache import cache

    cache.clear()
