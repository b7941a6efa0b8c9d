import pytest

from nearer.live.hub import hub

from .line import Exchange


@pytest.fixture
def exchange():
    hub.pinged.clear()
    made = Exchange().start()
    yield made
    made.stop()
