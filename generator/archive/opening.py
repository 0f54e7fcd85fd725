"""Opening an archive: by path or URL, with the version of its tables looked at before anything is changed."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, OperationalError, SQLAlchemyError

from generator.archive.faults import is_away
from generator.archive.tables import STEPS, about
from generator.errors import ArchiveError, UsageError

BUSY: Final = 10.0
"""Seconds that a statement waits for another process's write."""
_CACHE: Final = 256
"""Kilobytes of a file that each connection may hold: SQLite's own 2,000 fill up as an archive grows, for every thread
that reads. The system holds the file's pages anyway; no run was found to be slower."""
OUTAGE: Final = 60.0
"""Seconds that a server may be away while its archive is open: a restart, or another machine taking over."""
_GROWING: Final = 701503
"""The server's lock under which tables are made."""
Step = Callable[[Connection], None]


def path_of(place: str) -> Path | None:
    """The file of an SQLite archive; None for a server's."""
    if "://" not in place:
        return Path(place)
    try:
        url = make_url(place)
    except ArgumentError as error:
        raise UsageError("the archive's URL cannot be read; write postgresql+psycopg://user@host/name") from error
    if url.get_backend_name() != "sqlite":
        return None
    if not url.database or url.database == ":memory:":
        raise UsageError("an archive in memory keeps nothing; name a file")
    return Path(url.database)


def open_engine(place: str, steps: Sequence[Step] = STEPS, busy: float = BUSY) -> Engine:
    """The engine of the archive at a path or URL, its tables brought to today's version.

    Raises ArchiveError if it is damaged, locked, cannot be written, or comes from a newer version (which is left
    untouched).
    """
    path = path_of(place)
    engine = _sqlite(path, busy) if path is not None else _server(place)
    with translated(place):
        found = _version(engine, place)
        if found > len(steps):
            raise ArchiveError(
                f"{shown(place)}: the archive's tables are version {found}, this program knows {len(steps)}; "
                "nothing was touched: use the newer neurowire, or another --archive"
            )
        if path is not None:
            _to_wal(engine)
        if found < len(steps):
            _bring_up(engine, steps)
    return engine


def connected(
    engine: Engine,
    patience: float = OUTAGE,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Connection:
    """A connection to an archive that was opened before; a server that is away is waited for, `patience` seconds.

    Raises the database's error if it stays away.
    """
    until, pause = clock() + patience, 0.1
    while True:
        try:
            return engine.connect()
        except OperationalError as error:
            if not is_away(error) or clock() + pause > until:
                raise
        sleep(pause)
        pause = min(2 * pause, 2.0)


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Within it, an error of the database is an ArchiveError in words."""
    try:
        yield
    except DatabaseError as error:
        raise ArchiveError(f"{shown(place)}: {_words(error)}") from error
    except SQLAlchemyError as error:
        raise ArchiveError(f"{shown(place)}: {str(error).splitlines()[0]}") from error


def shown(place: str) -> str:
    """The archive's path or URL as it may be printed: without a password."""
    return make_url(place).render_as_string(hide_password=True) if "://" in place else place


def _words(error: DatabaseError) -> str:
    said = str(error.orig).splitlines()[0] if error.orig else str(error)
    for sign, words in (
        ("not a database", "is not an archive, or is damaged; move it away or restore a copy"),
        ("malformed", "the archive is damaged; move it away or restore a copy, its file was left as it is"),
        ("is locked", "the archive is locked by another process; wait for it, or end it"),
        ("readonly", "the archive cannot be written; check the rights of its folder"),
        ("read-only", "the archive cannot be written; check the rights of its folder"),
        ("unable to open", "the archive cannot be opened; check its folder and its rights, or name another --archive"),
        ("is full", "the disk of the archive is full; make room and run the same command again"),
        ("disk I/O", "the disk of the archive fails; make room or mend it, and run the same command again"),
    ):
        if sign in said:
            return f"{words} ({said})"
    return said


def _sqlite(path: Path, busy: float) -> Engine:
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": busy, "check_same_thread": False})

    @event.listens_for(engine, "connect")
    def _begin_by_hand(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"PRAGMA cache_size=-{_CACHE}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _server(place: str) -> Engine:
    try:
        return create_engine(place, pool_size=8, pool_pre_ping=True)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        raise UsageError(
            f"{shown(place)}: no driver for this archive ({error}); for PostgreSQL install psycopg and write "
            "postgresql+psycopg://user@host/name"
        ) from error


def _version(engine: Engine, place: str) -> int:
    """How many steps the archive has taken: 0 for a new one. Raises ArchiveError if it is some other database."""
    names = inspect(engine).get_table_names()
    if "about" not in names:
        if names:
            raise ArchiveError(
                f"{shown(place)}: holds other tables ({', '.join(sorted(names)[:3])}, ...) and is not an archive"
            )
        return 0
    with engine.connect() as connection:
        value = connection.scalar(select(about.c.value).where(about.c.name == "schema"))
    if value is None or not value.isdigit():
        raise ArchiveError(f"{shown(place)}: the archive does not say its version; it is damaged or not an archive")
    return int(value)


def _bring_up(engine: Engine, steps: Sequence[Step]) -> None:
    """Take the steps that are missing, all or none."""
    with engine.execution_options(writes=True).connect() as connection, connection.begin():
        if engine.dialect.name != "sqlite":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_GROWING})")
        found = 0
        if "about" in inspect(connection).get_table_names():
            found = int(connection.scalar(select(about.c.value).where(about.c.name == "schema")) or 0)
        for step in steps[found:]:
            step(connection)
        if found:
            connection.execute(update(about).where(about.c.name == "schema").values(value=str(len(steps))))
        else:
            connection.execute(about.insert().values(name="schema", value=str(len(steps))))


def _to_wal(engine: Engine) -> None:
    """Readers and the writer do not wait for each other (https://sqlite.org/wal.html)."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL")
    finally:
        raw.close()
