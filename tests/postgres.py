"""A PostgreSQL of the suite's own: a private socket, a throwaway folder, never as root."""

import atexit
import os
import shutil
import subprocess
import tempfile
import time
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

from .policy import program

FOLDER = "NEARER_TEST_POSTGRES"  # where a running instance's socket is, for the suite's other processes
# The tests kill Nearer, never the database, so it may take its time with the disk.
OPTIONS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=", "max_connections=200")


def wanted() -> bool:
    return os.environ.get("NEARER_TEST_DATABASE") == "postgres"


def found() -> bool:
    return bool(_program("initdb") and _program("postgres"))


def url(name: str = "nearer") -> str:
    """The address of one database of the instance; starts the instance. '' where there is no PostgreSQL."""
    return f"postgresql://nearer@/{name}?host={_instance()}" if found() else ""


def fresh() -> str:
    """The address of a new, empty database."""
    import psycopg

    name = f"t{uuid4().hex}"
    with psycopg.connect(url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return url(name)


def _program(name: str) -> str:
    return program(name, also=f"/usr/lib/postgresql/*/bin/{name}")


@cache
def _instance() -> str:
    if FOLDER in os.environ:
        return os.environ[FOLDER]
    folder = Path(tempfile.mkdtemp(prefix="nearer-pg-"))
    user = _account()
    if "user" in user:
        shutil.chown(folder, user["user"], user["group"])
    folder.chmod(0o711)
    data = folder / "data"
    making = [_program("initdb"), "--pgdata", data, "--username=nearer", "--auth=trust", "--no-sync", "--encoding=UTF8"]
    subprocess.run([*making, "--locale=C"], check=True, stdout=subprocess.DEVNULL, cwd=folder, **user)
    options = [part for option in OPTIONS for part in ("-c", option)]
    command = [_program("postgres"), "-D", data, "-k", folder, *options]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, **user)
    atexit.register(_stop, server, folder)
    _wait(folder)
    os.environ[FOLDER] = str(folder)
    return str(folder)


def _account() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, so root lends it another account."""
    if os.geteuid() != 0:
        return {}
    import pwd

    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return {"user": entry.pw_name, "group": entry.pw_gid, "extra_groups": []}


def _wait(folder: Path) -> None:
    import psycopg

    for _ in range(300):
        try:
            psycopg.connect(f"postgresql://nearer@/postgres?host={folder}").close()
            return
        except psycopg.OperationalError:
            time.sleep(0.1)
    raise RuntimeError((folder / "log").read_text())


def _stop(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    server.terminate()
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
    shutil.rmtree(folder, ignore_errors=True)
