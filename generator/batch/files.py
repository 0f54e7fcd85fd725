"""Files of a run: written whole (write, fsync, rename) or not at all, under names that are safe on any disk."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from generator.texts import content_hash

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")
_LONGEST: Final = 120
ENDS: Final = {"markdown": ".md", "html": ".html", "json": ".json"}


def name_of(key: str, shape: str) -> str:
    """The file name of a story: drug_decision:NDA207145 -> drug_decision-NDA207145.md."""
    plain = _UNSAFE.sub("-", key.replace(":", "-")).strip(".-")
    if plain != key.replace(":", "-") or len(plain) > _LONGEST:
        plain = f"{plain[:_LONGEST]}-{content_hash(key)[:8]}"
    return plain + ENDS[shape]


def hash_of(path: Path) -> str:
    """The content hash of what stands at `path`: "" if nothing does, "other" if it is not a text file."""
    try:
        return content_hash(path.read_bytes().decode("utf-8"))
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError):
        return "other"


def hash_of_large(path: Path) -> str:
    """The same for a file that may be large."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    except FileNotFoundError:
        return ""
    except OSError:
        return "other"


def write_whole(path: Path, parts: Iterable[bytes]) -> str:
    """Write a file so that a reader sees the old one or the new one, never half of it; gives its content hash.

    Raises OSError; nothing is left behind then.
    """
    scratch = path.with_name(f".{path.name}.{os.getpid()}.part")
    made = hashlib.sha256()
    try:
        with scratch.open("wb") as stream:
            for part in parts:
                made.update(part)
                stream.write(part)
            stream.flush()
            os.fsync(stream.fileno())
        scratch.replace(path)
    finally:
        with suppress(OSError):
            scratch.unlink(missing_ok=True)
    return made.hexdigest()[:16]


def settle(folder: Path) -> None:
    """Have the names in a folder on the disk, not only the files."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def tidy(folder: Path) -> None:
    """Remove what a killed run left half written."""
    for scratch in folder.glob(".*.part"):
        with suppress(OSError):
            scratch.unlink()
