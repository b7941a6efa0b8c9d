"""Starting: what a host is told when it works, and one clear sentence for each thing that stops it."""

import socket
import sqlite3
import stat

import pytest

from tests import postgres

sqlite_only = pytest.mark.skipif(postgres.wanted(), reason="about the SQLite file")


def refused(server, *signs):
    """It ends by itself, with code 1, one message and no traceback."""
    assert server.launch().wait(60) == 1
    said = server.said()
    assert "Traceback" not in said
    for sign in signs:
        assert sign in said
    return said


def test_it_says_where_it_is_and_where_the_data_lies(served):
    assert served.url in served.said()
    assert "█" in served.said()
    assert postgres.wanted() or str(served.data) in served.said()


def test_what_it_keeps_is_closed_to_other_accounts(served):
    for path in [served.data, *served.data.iterdir()]:
        assert not path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO), path.name


def test_it_starts_again_on_what_it_has(served):
    key = (served.data / "instance.key").read_bytes()
    served.stop()
    served.start()
    assert (served.data / "instance.key").read_bytes() == key


def test_it_stops_when_asked(served):
    assert served.stop() == 0


def test_a_second_instance_on_the_same_data_is_refused(serve, served):
    second = serve(NEARER_DATA=str(served.data))
    refused(second, "Another Nearer is already running", str(served.data))


def test_a_taken_port_is_named(serve):
    server = serve()
    with socket.create_server(("127.0.0.1", server.port)):
        refused(server, f"Port {server.port} is taken", "NEARER_PORT")
    assert not (server.data / "instance.key").exists()


def test_a_data_folder_that_cannot_be_one_is_named(serve, tmp_path):
    (tmp_path / "file").write_text("")
    refused(serve(NEARER_DATA=str(tmp_path / "file" / "data")), "not a folder", "NEARER_DATA")


def test_a_value_that_cannot_be_meant_is_named(serve):
    refused(serve(NEARER_PORT="eighty"), "NEARER_PORT")
    refused(serve(NEARER_URL="notes.example.org"), "NEARER_URL")
    refused(serve(NEARER_TIME_ZONE="Mars"), "NEARER_TIME_ZONE")
    refused(serve(NEARER_DATABASE_URL="mysql://x"), "NEARER_DATABASE_URL")


def test_debug_never_leaves_this_machine(serve):
    refused(serve(NEARER_DEBUG="1", NEARER_HOST="0.0.0.0"), "NEARER_DEBUG")


def test_several_processes_need_redis(serve):
    refused(serve("--workers", "2"), "NEARER_REDIS_URL")


def test_a_missing_key_is_never_replaced(served):
    key = (served.data / "instance.key").read_text()
    served.stop()
    (served.data / "instance.key").unlink()
    refused(served, "instance.key is missing", "already a database")
    assert not (served.data / "instance.key").exists()
    (served.data / "instance.key").write_text(key)
    served.start()


def test_a_damaged_key_is_named(served):
    served.stop()
    (served.data / "instance.key").write_text("short")
    refused(served, "damaged", "Do not make a new one")


def test_a_database_that_does_not_answer_is_named(serve, tmp_path):
    refused(serve(NEARER_DATABASE_URL=f"postgresql://nobody@/none?host={tmp_path}"), "does not answer")


@sqlite_only
def test_a_damaged_database_is_named(served):
    served.stop()
    (served.data / "nearer.sqlite3").write_bytes(b"this is not a database" * 400)
    refused(served, "is damaged", "nearer.sqlite3")


@sqlite_only
def test_a_newer_database_is_left_alone(served):
    served.stop()
    change(served, "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', '2099-01-01')")
    refused(served, "newer Nearer")


@sqlite_only
def test_an_older_database_is_copied_without_sessions_and_updated(served):
    served.stop()
    change(
        served,
        "DELETE FROM django_migrations WHERE app IN ('pages', 'planner', 'exchange')",
        *(f'DROP TABLE "{name}"' for name in tables(served) if name.startswith(("exchange_", "planner_"))),
    )
    before = tables(served)
    served.start()
    (copy,) = served.data.glob("nearer-*-before-*.sqlite3")
    assert tables(served) > before
    with sqlite3.connect(copy) as kept:
        assert kept.execute("SELECT count(*) FROM people_session").fetchone() == (0,)
        assert kept.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def change(server, *statements):
    with sqlite3.connect(server.data / "nearer.sqlite3") as database:
        database.execute("PRAGMA foreign_keys=OFF")
        for statement in statements:
            database.execute(statement)


def tables(server):
    with sqlite3.connect(server.data / "nearer.sqlite3") as database:
        return {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
