"""One run at a time on an archive: a lock that the system or the server lets go of when its holder ends, however."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, func, select, text

from generator.archive.opening import connected, shown, translated
from generator.errors import ArchiveError


@contextmanager
def alone(archive: Path, patience: float = 0.0) -> Iterator[None]:
    """Within it, no other run holds the lock of this archive.

    Waits `patience` seconds for another run to end. Raises ArchiveError, with the holder's process, if it does not.
    """
    path = archive.with_name(archive.name + ".lock")
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be written ({error.strerror}); name an archive with --archive") from error
    try:
        until = time.monotonic() + patience
        while not _locked(handle):
            if time.monotonic() >= until:
                holder = os.pread(handle, 40, 0).decode("ascii", "replace").strip()
                who = f" (process {holder})" if holder else ""
                raise ArchiveError(f"another run{who} is using the archive {archive}; wait for it, or stop it")
            time.sleep(0.2)
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(handle)


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def session(engine: Engine, place: str) -> Connection:
    """A connection of its own to a server, outside of any transaction; to be closed.

    What it locks is let go of when it is closed or its process ends. A machine that vanished is missed by the server
    within about a minute. Raises ArchiveError if there is no connection to be had.
    """
    with translated(place):
        connection = connected(engine).execution_options(isolation_level="AUTOCOMMIT")
        with ExitStack() as undo:
            undo.callback(connection.close)
            connection.detach()
            connection.execute(_STAYING)
            undo.pop_all()
    return connection


@contextmanager
def alone_on_server(engine: Engine, place: str, work: str) -> Iterator[None]:
    """Within it, no other process does the same work (its hash) on a server's archive.

    Raises ArchiveError if one does.
    """
    holder = session(engine, place)
    try:
        with translated(place):
            won = holder.scalar(select(func.pg_try_advisory_lock(int(work, 16) >> 1)))
        if not won:
            raise ArchiveError(f"the same run is going on elsewhere, on {shown(place)}; wait for it, or stop it")
        yield
    finally:
        holder.close()


_STAYING: Final = text("""
    SELECT set_config(known.name, wanted.value, false)
    FROM pg_settings AS known JOIN (VALUES
        ('idle_session_timeout', '0'), ('tcp_keepalives_idle', '30'), ('tcp_keepalives_interval', '10'),
        ('tcp_keepalives_count', '3')
    ) AS wanted (name, value) ON known.name = wanted.name
""")
"""A session that only holds locks is idle for long: the server is not to end it, unless its machine is gone."""
