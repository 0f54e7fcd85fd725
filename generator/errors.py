"""What can go wrong, by who can mend it.

    NeurowireError
    ├── FactsError        your facts: a sheet or a JSON that does not validate      exit 2
    ├── UsageError        your command or your settings                             exit 2
    ├── TextError         our text files: a template or a prompt                    exit 2
    ├── StoryRefused      the facts are valid, but a gate of the kind is not met    exit 1
    ├── SourceError       a source did not answer                                   exit 3
    ├── ModelError        the model did not answer, or not usably                   exit 3
    └── ArchiveError      the record: locked, damaged, newer, or its disk is full    exit 2

At the edge an error is one line and an exit code. Anything else is a bug and keeps its traceback.
"""

from __future__ import annotations

from typing import ClassVar


class NeurowireError(Exception):
    """Any error that a person can mend; the message says what, where, what is allowed and what to do."""

    exit_code: ClassVar[int] = 2


class FactsError(NeurowireError):
    """The facts do not validate."""


class UsageError(NeurowireError):
    """The command or a setting is wrong."""


class TextError(NeurowireError):
    """A template or prompt file is wrong."""


class StoryRefused(NeurowireError):  # noqa: N818
    """The facts are valid but too few, or too weak, for this story; the message names which."""

    exit_code: ClassVar[int] = 1


class SourceError(NeurowireError):
    """A source failed."""

    exit_code: ClassVar[int] = 3


class ModelError(NeurowireError):
    """The model failed; `outcome` is the name of the failure (refused, truncated, filtered, empty, ...)."""

    exit_code: ClassVar[int] = 3

    def __init__(self, message: str, outcome: str = "failed") -> None:
        super().__init__(message)
        self.outcome = outcome


class ArchiveError(NeurowireError):
    """The archive cannot be opened or written; nothing that was not recorded counts as done."""
