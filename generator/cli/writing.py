"""Where a command puts a file: whole or not at all, at the path that was named and nowhere else."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from generator.errors import UsageError


def write_whole(path: Path, text: str) -> None:
    """Write `text` to `path` so that a reader sees the old file or the new one, never half of it.

    A link is followed to the file it points at. Raises UsageError if the folder is missing or cannot be written.
    """
    place = path.resolve() if path.is_symlink() else path
    if place.is_dir():
        raise UsageError(f"--out {path}: is a folder; name the file to write")
    try:
        handle, scratch = tempfile.mkstemp(prefix=f".{place.name[:100]}.", dir=place.parent)
    except OSError as error:
        raise UsageError(f"--out {path}: cannot be written ({error.strerror or error})") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
            os.fchmod(stream.fileno(), _mode(place))
        Path(scratch).replace(place)
    except OSError as error:
        raise UsageError(f"--out {path}: cannot be written ({error.strerror or error})") from error
    finally:
        with suppress(FileNotFoundError):
            Path(scratch).unlink()


def _mode(place: Path) -> int:
    """The mode of the file that is replaced, or what the user's mask gives a new one."""
    if place.exists():
        return place.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
