"""Streams over real sockets: who hears what, when a line is cut, what an idle one costs."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from nearer import live
from nearer.live import bus, door
from nearer.live.hub import MOST_STREAMS, hub


def eventually(true, seconds=5.0):
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        time.sleep(0.01)
    return true()


def test_a_ping_reaches_that_person_and_nobody_else(exchange):
    ana, ben = exchange.line("ana.1"), exchange.line("ben.2")
    bus.send(bus.Ping(people=["ben"]))
    assert ben.changed()
    assert not ana.changed(seconds=0.3)


def test_all_devices_of_a_person_hear(exchange):
    phone, desk = exchange.line("ana.1"), exchange.line("ana.2")
    bus.send(bus.Ping(people=["ana"]))
    assert phone.changed()
    assert desk.changed()


def test_a_ping_carries_no_words(exchange):
    ana = exchange.line("ana.1")
    bus.send(bus.Ping(people=["ana"]))
    ana.until("data: ")
    assert ana.heard.split("\n")[0] == ""


def test_nobody_caches_or_holds_back_a_stream(exchange):
    head = exchange.line("ana.1").head
    assert "cache-control: no-store" in head
    assert "x-accel-buffering: no" in head
    assert "text/event-stream" in head


def test_without_a_session_a_browser_is_told_not_to_ask_again(exchange):
    assert exchange.line("").status == 204


def test_a_person_may_hold_only_so_many_streams(exchange):
    lines = [exchange.line(f"ana.{n}") for n in range(MOST_STREAMS)]
    assert exchange.line("ana.more").status == 204
    lines[0].hang_up()
    assert eventually(lambda: hub.has_room("ana"))
    assert exchange.line("ana.more").status == 200


def test_a_page_that_listens_a_moment_too_late_still_hears(exchange):
    bus.send(bus.Ping(people=["ana"]))
    assert exchange.line("ana.1").changed()
    assert not exchange.line("ben.2").changed(seconds=0.3)


def test_ending_a_session_cuts_its_line_and_no_other(exchange):
    phone, desk = exchange.line("ana.1"), exchange.line("ana.2")
    bus.send(bus.Ping(session="1"))
    assert phone.is_cut()
    bus.send(bus.Ping(people=["ana"]))
    assert desk.changed()


def test_a_session_that_is_over_is_noticed(monkeypatch, exchange):
    monkeypatch.setattr(door, "BEAT_EVERY", 0.05)
    exchange.stop()
    again = type(exchange)().start()
    line = again.line("ana.1")
    again.over.add("1")
    assert line.is_cut()
    again.stop()


def test_a_quiet_line_has_a_heartbeat(monkeypatch, exchange):
    exchange.stop()
    monkeypatch.setattr(door, "BEAT_EVERY", 0.05)
    again = type(exchange)().start()
    assert again.line("ana.1").until(": \n\n")
    again.stop()


def test_an_idle_line_keeps_no_cookie():
    scope = {"method": "GET", "headers": [(b"cookie", b"who=ana.1")]}

    async def left():
        return {"type": "http.disconnect"}

    async def say(_):
        assert scope["headers"] == []

    # In a thread of its own: a browser test of the same run may hold a loop in this one.
    with ThreadPoolExecutor(1) as lookups, ThreadPoolExecutor(1) as apart:
        answer = door.answer(scope, left, say, lookups, lambda cookies: ("ana", "1"))
        apart.submit(asyncio.run, answer).result()


def test_an_idle_line_keeps_no_thread(exchange):
    exchange.line("ana.1")
    threads = threading.active_count()
    for n in range(100):
        exchange.line(f"person{n}.s{n}")
    assert len(hub.everyone()) == 101
    assert threading.active_count() == threads


def test_a_hundred_pings_at_once_lose_nothing_that_matters(exchange):
    lines = [exchange.line(f"person{n}.s{n}") for n in range(100)]
    bus.send(bus.Ping(people=[f"person{n}" for n in range(100)]))
    assert all(line.changed() for line in lines)


@pytest.mark.django_db
def test_nothing_is_said_before_it_is_kept(exchange, django_capture_on_commit_callbacks):
    ana = exchange.line("ana.1")
    with django_capture_on_commit_callbacks(execute=True):
        live.announce(["ana"])
        assert not ana.changed(seconds=0.2)
    assert ana.changed()


def test_stopping_does_not_wait_for_listeners(exchange):
    exchange.line("ana.1")
    began = time.monotonic()
    exchange.stop()
    assert time.monotonic() - began < 1.5
