import pytest

from .line import Exchange


@pytest.fixture
def exchange():
    made = Exchange().start()
    yield made
    made.stop()
