"""What every test of the project stands on. The parts are in tests/."""

import os
import tempfile

import django

from tests import postgres

# Before Django reads its settings: nothing of a test may touch the data of the person who runs it.
os.environ.setdefault("PYTEST_DATA", tempfile.mkdtemp(prefix="nearer-test-"))
for name in [name for name in os.environ if name.startswith("NEARER_") and not name.startswith("NEARER_TEST_")]:
    del os.environ[name]
os.environ |= {"DJANGO_SETTINGS_MODULE": "nearer.config.settings", "NEARER_TIME_ZONE": "UTC"}
os.environ["NEARER_DATA"] = f"{os.environ['PYTEST_DATA']}/{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
if postgres.wanted():
    os.environ["NEARER_DATABASE_URL"] = postgres.url()

pytest_plugins = ["tests.ground", "tests.served", "tests.browser", "tests.redis_server", "tests.arriving"]

django.setup()
# Otherwise the suite's other processes would read the settings before they come past here.
del os.environ["DJANGO_SETTINGS_MODULE"]
