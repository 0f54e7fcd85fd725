"""The text files: templates, prompts and shipped fixtures, where they are found, and their content hashes."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from generator.errors import TextError, UsageError

_PACKAGE = Path(__file__).parent


class TextFile(NamedTuple):
    """A text file's name, content and content hash (sha256, first 16 hex digits)."""

    name: str
    text: str
    sha: str


def content_hash(text: str) -> str:
    """The first 16 hex digits of the text's sha256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def folder(what: str) -> Path:
    """The shipped folder `what` (templates, prompts, fixtures): in the wheel's package, or beside it in a checkout."""
    inside = _PACKAGE / "_files" / what
    if inside.is_dir():
        return inside
    beside = _PACKAGE.parent / what
    manifest = _PACKAGE.parent / "pyproject.toml"
    if beside.is_dir() and manifest.is_file() and 'name = "neurowire"' in manifest.read_text("utf-8"):
        return beside
    raise TextError(f"the {what} folder is missing from this installation; install neurowire again")


def read_text(what: str, name: str, own: Path | None = None) -> TextFile:
    """The text file `name` of `what`, from the folder `own` if it has it there, else from the shipped one.

    Raises TextError if neither has it.
    """
    if "/" in name or "\\" in name or name.startswith("."):
        raise UsageError(f"{name!r} is not the name of a text file; it may not hold a path")
    for place in (own, folder(what)):
        if place is not None and (path := place / name).is_file():
            try:
                text = path.read_text("utf-8")
            except (UnicodeDecodeError, OSError) as error:
                raise TextError(f"{path}: cannot be read: {error}") from error
            return TextFile(name, text, content_hash(text))
    raise TextError(f"no text file {name!r} in {what}; `neurowire kinds` lists the kinds that have one")


def has_text(what: str, name: str, own: Path | None = None) -> bool:
    """Whether the text file is there."""
    return any(place is not None and (place / name).is_file() for place in (own, folder(what)))
