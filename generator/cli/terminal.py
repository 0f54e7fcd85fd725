"""What may go to a terminal: no control character of a foreign text, colour only where it is wanted."""

from __future__ import annotations

import os
import unicodedata
from typing import TextIO

import click


def readable(text: str) -> str:
    """The text with control and direction-changing characters spelled out, so that they cannot act on a terminal."""
    if text.isprintable():
        return text
    return "".join(_spelled(character) for character in text)


def _spelled(character: str) -> str:
    if character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        return character
    return f"\\x{ord(character):02x}" if ord(character) < 256 else f"\\u{ord(character):04x}"


def wants_colour(stream: TextIO) -> bool:
    """Whether `stream` is a terminal whose user has not asked for plain text (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def note(text: str) -> None:
    """Tell the user something that is not the result: on stderr, one line each."""
    for line in readable(text).splitlines():
        click.echo(f"neurowire: {line}", err=True)
