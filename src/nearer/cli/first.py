"""The first start: a new key, and only for a new database."""

from nearer.config import instance
from nearer.config.environment import Environment
from nearer.config.problems import Problem


def ensure_key(here: Environment) -> None:
    """Make the instance key where nothing has been kept yet. Beside an old database a new one locks everybody out."""
    if instance.read(here.key_file) is not None:
        return
    if not _is_new(here):
        raise instance.missing(here.key_file)
    here.key_file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    instance.make(here.key_file)


def _is_new(here: Environment) -> bool:
    if here.database_url:
        return _postgres_is_empty(here.database_url)
    file = here.sqlite_file
    return not file.exists() or file.stat().st_size == 0


def _postgres_is_empty(url: str) -> bool:
    try:
        import psycopg
    except ImportError as error:
        raise Problem('PostgreSQL needs one more part: install "nearer[scale]".') from error
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            table = connection.execute("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() LIMIT 1").fetchone()
    except psycopg.Error as error:
        raise Problem(f"The database at NEARER_DATABASE_URL does not answer: {_first_line(error)}") from error
    return table is None


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
