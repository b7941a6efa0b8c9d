"""Several processes: pings travel by Redis, and its absence breaks nothing."""

import time

import pytest

from nearer.live import bus

from .line import Exchange


@pytest.fixture
def shared(settings, redis_url):
    settings.REDIS_URL = redis_url
    bus._publisher.cache_clear()
    made = Exchange().start()
    yield made
    made.stop()
    bus._publisher.cache_clear()


def subscribed():
    """Wait until the listener is on the channel."""
    import redis
    from django.conf import settings

    client = redis.from_url(settings.REDIS_URL)
    for _ in range(200):
        if client.pubsub_numsub(bus.CHANNEL)[0][1]:
            return
        time.sleep(0.02)
    raise AssertionError("nobody listens")


@pytest.mark.redis
def test_a_ping_travels_by_redis(shared):
    subscribed()
    line = shared.line("ana.1")
    bus.send(bus.Ping(people=["ana"]))
    assert line.changed()


@pytest.mark.redis
def test_the_end_of_a_session_travels_too(shared):
    subscribed()
    line = shared.line("ana.1")
    bus.send(bus.Ping(session="1"))
    assert line.is_cut()


def test_without_redis_this_process_still_hears_itself(settings, tmp_path, exchange):
    settings.REDIS_URL = f"unix://{tmp_path}/nothing"
    bus._publisher.cache_clear()
    line = exchange.line("ana.1")
    bus.send(bus.Ping(people=["ana"]))
    assert line.changed()
    bus._publisher.cache_clear()
