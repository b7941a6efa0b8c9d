"""From the request that changed something to every process that holds a stream.

One process needs nothing but itself. Several share a Redis or Valkey. Either way a ping can be
lost and nothing else is: a page asks again whenever its stream opens.
"""

import asyncio
import json
import logging
from dataclasses import asdict, dataclass, field
from functools import cache

from django.conf import settings

from .hub import hub

log = logging.getLogger("nearer.live")
CHANNEL = "nearer:live"
AGAIN_AFTER = 1.0


@dataclass(frozen=True)
class Ping:
    """Whose pages should look again, or which session is over. Ids only."""

    people: list[str] = field(default_factory=list)
    session: str = ""

    def deliver(self) -> None:
        hub.call(hub.ping, self.people)
        if self.session:
            hub.call(hub.end, [self.session])


def send(ping: Ping) -> None:
    """From any thread, at once."""
    if not settings.REDIS_URL:
        return ping.deliver()
    from redis import RedisError

    try:
        _publisher().publish(CHANNEL, json.dumps(asdict(ping)))
    except RedisError:
        log.warning("A ping was lost: Redis does not answer.")
        ping.deliver()  # this process's own pages can still hear it


async def listen() -> None:
    """Hand on what other processes send, for as long as the server runs."""
    import redis.asyncio as redis

    client = redis.from_url(settings.REDIS_URL)
    while True:
        try:
            async with client.pubsub(ignore_subscribe_messages=True) as heard:
                await heard.subscribe(CHANNEL)
                hub.ping_everyone()  # whatever was sent while nobody listened is gone
                async for message in heard.listen():
                    Ping(**json.loads(message["data"])).deliver()
        except (redis.RedisError, OSError):
            log.warning("Live pings wait for Redis.")
            await asyncio.sleep(AGAIN_AFTER)


@cache
def _publisher():  # type: ignore[no-untyped-def]  # redis is an extra; its types may not be there
    import redis

    return redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1)
