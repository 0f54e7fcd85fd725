"""What a command reads: a text, a fact file or lines of JSON, from a path or from stdin (`-`), each with its limit."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from generator.errors import FactsError, NeurowireError, UsageError
from generator.facts.files import MAX_BYTES, FactsFile, read_bytes
from generator.texts import content_hash

STDIN: Final = "-"
MAX_TEXT: Final = 2_000_000
"""The most bytes of a text: three hundred thousand words."""
MAX_LINE: Final = 8_000_000
"""The most bytes of a line of JSON: a text with its facts."""


class Facts(NamedTuple):
    """A fact file, and the content hash of its text: what ties an article to its sheet."""

    file: FactsFile
    sha: str


def read_facts(path: str) -> Facts:
    """The fact file at `path`. Raises FactsError if it is missing, too large, not UTF-8 or not well formed."""
    raw = _bytes_of(path, MAX_BYTES, FactsError, "one fact file (.yaml or .json)")
    return Facts(read_bytes(raw, name_of(path)), sha_of(raw))


def sha_of(raw: bytes) -> str:
    """The content hash of a file's text."""
    return content_hash(raw.decode("utf-8-sig", "replace"))


def name_of(path: str) -> str:
    """What to call an input in a message."""
    return "stdin" if path == STDIN else path


def read_article(path: str) -> str:
    """The text at `path`. Raises UsageError if it is missing, a folder, too large, empty or not UTF-8 text."""
    raw, name = _bytes_of(path, MAX_TEXT, UsageError, "one text file"), name_of(path)
    if len(raw) > MAX_TEXT:
        raise UsageError(f"{name}: larger than {MAX_TEXT:,} bytes; check one article at a time")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{name}: not UTF-8 at byte {error.start}; save the text as UTF-8") from error
    if "\0" in text:
        raise UsageError(f"{name}: holds a zero byte at character {text.index(chr(0))}; it is not a text")
    if not text.strip():
        raise UsageError(f"{name}: is empty; there is nothing to check")
    return text


def _bytes_of(path: str, most: int, problem: type[NeurowireError], wanted: str) -> bytes:
    """The input's bytes, one more than `most` if it is longer."""
    if path == STDIN:
        return sys.stdin.buffer.read(most + 1)
    try:
        if Path(path).is_dir():
            raise problem(f"{path}: is a folder; name {wanted}")
        with Path(path).open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        raise problem(f"{path}: cannot be read ({error.strerror or error}); check the name") from error
    except ValueError as error:
        raise problem(f"{path!r}: is not a file name ({error})") from error


def lines_of(path: str) -> Iterator[bytes | None]:
    """The lines of a file one by one, without their ends; None in place of one that is longer than MAX_LINE."""
    if path == STDIN:
        yield from _lines(sys.stdin.buffer)
        return
    try:
        with Path(path).open("rb") as stream:
            yield from _lines(stream)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read ({getattr(error, 'strerror', None) or error})") from error


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    while line := stream.readline(MAX_LINE + 1):
        whole = line
        while len(whole) > MAX_LINE and not whole.endswith(b"\n"):
            whole = stream.readline(MAX_LINE + 1)
            if not whole:
                break
        yield None if len(line) > MAX_LINE else line.rstrip(b"\r\n")
