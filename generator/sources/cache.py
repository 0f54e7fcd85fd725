"""Stored answers: each call's last answer on disk with its time, for `--max-age` and `--offline`. No keys."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from generator.errors import SourceError

_FORM = 1


class Stored(NamedTuple):
    """An answer as it was stored, and when it was fetched."""

    body: str
    fetched: datetime


class Cache:
    """A folder of answers, one file a call (its URL with the query, never the key)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def read(self, address: str) -> Stored | None:
        """The stored answer of a call, or None. A file that cannot be read counts as none."""
        try:
            kept = json.loads(self._place(address).read_text("utf-8"))
            if kept["form"] != _FORM or kept["address"] != address:
                return None
            return Stored(kept["body"], datetime.fromisoformat(kept["fetched"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, address: str, body: str, fetched: datetime) -> None:
        """Store an answer whole or not at all. Raises SourceError if the folder cannot be written."""
        kept = json.dumps({"form": _FORM, "address": address, "fetched": fetched.isoformat(), "body": body})
        place = self._place(address)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, scratch = tempfile.mkstemp(prefix=".", dir=place.parent)
            try:
                with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
                    stream.write(kept)
                Path(scratch).replace(place)
            finally:
                with suppress(FileNotFoundError):
                    Path(scratch).unlink()
        except OSError as error:
            raise SourceError(
                f"the answer cache {self.folder} cannot be written ({error.strerror or error})"
            ) from error

    def _place(self, address: str) -> Path:
        name = hashlib.sha256(address.encode("utf-8")).hexdigest()
        return self.folder / name[:2] / f"{name}.json"


def default_folder() -> Path:
    """Where answers are stored unless a folder is named."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "neurowire" / "answers"
