"""What endpoints turned out to take, kept between runs in one small file: each is found out once."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from pathlib import Path
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from generator.llm.openai import DEFAULT, Profile

NAME: Final = "endpoints.json"
_MOST: Final = 200
"""Endpoints that the file holds; the oldest go."""
_PROFILE: Final = TypeAdapter(Profile)


class Profiles:
    """The profiles of endpoints by base URL and model. A file that cannot be read or written is done without."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def of(self, base_url: str, model: str, unknown: Profile = DEFAULT) -> Profile:
        """What the endpoint takes, as far as it was found out; `unknown` where it was not."""
        try:
            return _PROFILE.validate_python(self._read()[_key(base_url, model)])
        except (KeyError, ValidationError):
            return unknown

    def keep(self, base_url: str, model: str, profile: Profile) -> None:
        """Remember what the endpoint takes."""
        known = self._read()
        known.pop(_key(base_url, model), None)
        known[_key(base_url, model)] = _PROFILE.dump_python(profile)
        kept = dict(list(known.items())[-_MOST:])
        with contextlib.suppress(OSError):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=NAME)
            with open(handle, "w", encoding="utf-8") as file:
                json.dump(kept, file, indent=1)
            os.replace(name, self.path)

    def _read(self) -> dict[str, Any]:
        try:
            read = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return read if isinstance(read, dict) else {}


def _key(base_url: str, model: str) -> str:
    """Base URL and model; a query may hold a key and is left out."""
    return f"{base_url.split('?')[0].rstrip('/')} {model}"
