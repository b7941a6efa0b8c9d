"""Two processes behind one port: what one of them does, the other's open pages learn."""

import http.client

import pytest

from .served import Served, Visitor

PHRASE = "marble otter lantern quick sofa"
STREAMS = 6


def listen(server: Served, who: Visitor) -> http.client.HTTPResponse:
    """An open live stream of this visitor's."""
    connection = http.client.HTTPConnection("localhost", server.port, timeout=20)
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in who.jar)
    connection.request("GET", "/live/", headers={"Cookie": cookies})
    answer = connection.getresponse()
    assert answer.status == 200
    assert answer.readline() == b"retry: 3000\n"
    return answer


@pytest.mark.redis
def test_signing_out_cuts_the_streams_of_every_process(serve, redis_url):
    server = serve("--workers", "2", NEARER_REDIS_URL=redis_url).start()
    ana = server.visitor()
    ana.post("/start/", {"name": "Ana", "partner": "", "passphrase": PHRASE, "adult": "on"})
    streams = [listen(server, ana) for _ in range(STREAMS)]
    ana.post("/sign-out/", {}, form="/you/")
    for stream in streams:
        assert b"event" not in stream.read()  # to its end, which comes
    assert ana.get("/live/")[0] == 204
    assert server.stop() == 0


def test_signing_out_cuts_the_streams_of_one_process(served):
    ana = served.visitor()
    ana.post("/start/", {"name": "Ana", "partner": "", "passphrase": PHRASE, "adult": "on"})
    stream = listen(served, ana)
    ana.post("/sign-out/", {}, form="/you/")
    stream.read()
    assert served.stop() == 0
