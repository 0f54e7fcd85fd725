"""One run at a time on an archive: a lock that the system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
