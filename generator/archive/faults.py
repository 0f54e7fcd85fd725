"""What the database's errors mean for a write: a race, a connection that broke, a database that is out of reach."""

from __future__ import annotations

import sqlite3
from typing import Final

from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError

_RACES: Final = frozenset({"40001", "40P01"})
"""Serialization failure and deadlock: the server undid this transaction so that another could go on, and asks to try it
again (https://www.postgresql.org/docs/current/mvcc-serialization-failure-handling.html)."""
_PRIMARY: Final = 0xFF
"""The part of an SQLite result code that names the kind (https://sqlite.org/rescode.html)."""


def is_race(error: BaseException) -> bool:
    """Whether another process's write crossed this one, and the same work done again may well succeed.

    So it is with a row that was not there when it was looked for, and with what the server undid. SQLite's one writer
    takes its lock before it reads, so that there is no such race; what it waits for is `is_busy`.
    """
    cause = error.__cause__
    return isinstance(cause, IntegrityError) or (isinstance(cause, DBAPIError) and _state(cause) in _RACES)


def is_broken(error: BaseException) -> bool:
    """Whether the connection broke under a statement: the server was restarted, or ended it."""
    cause = error.__cause__
    return isinstance(cause, DBAPIError) and cause.connection_invalidated


def is_away(cause: BaseException | None) -> bool:
    """Whether a server does not take connections: there is none, or it is going down or coming up (57P01 to 57P03)."""
    if not isinstance(cause, OperationalError) or isinstance(cause.orig, sqlite3.Error):
        return False
    return _state(cause) in ("", "57P01", "57P02", "57P03")


def is_no_jobs(error: BaseException) -> bool:
    """Whether what went wrong would go wrong for every job alike, after as long a wait."""
    return is_busy(error) or is_away(error.__cause__)


def is_busy(error: BaseException) -> bool:
    """Whether an SQLite file stayed locked for as long as a statement waits for it (`opening.BUSY` seconds)."""
    cause = error.__cause__
    said = cause.orig if isinstance(cause, DBAPIError) else None
    code = getattr(said, "sqlite_errorcode", 0)
    return isinstance(said, sqlite3.Error) and code & _PRIMARY == sqlite3.SQLITE_BUSY


def _state(error: DBAPIError) -> str:
    """The SQLSTATE as the driver names it: psycopg 3 and asyncpg `sqlstate`, psycopg 2 `pgcode`."""
    return str(getattr(error.orig, "sqlstate", None) or getattr(error.orig, "pgcode", None) or "")
