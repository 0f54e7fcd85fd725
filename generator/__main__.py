"""The front door: `neurowire` and `python -m generator`. An error that a person can mend is a line and an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import NoReturn, TextIO

os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # looking for plugins costs a tenth of a start
import click

from generator.cli import root
from generator.cli.terminal import readable
from generator.errors import NeurowireError

INTERRUPTED = 130
BROKEN_PIPE = 141
_YOUNG = 100_000
"""New objects before Python looks for garbage: at its own 700 that takes a twentieth of a short command's time."""


def main() -> NoReturn:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_YOUNG)
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """The exit code of a command line; anything but an error of ours keeps its traceback."""
    try:
        return int(root.main(list(arguments), prog_name="neurowire", standalone_mode=False) or 0)
    except NeurowireError as error:
        for line in readable(str(error)).splitlines() or [type(error).__name__]:
            click.echo(f"neurowire: {line}", err=True)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return BROKEN_PIPE


def _speak_utf8(stream: TextIO) -> None:
    """Print any character whatever the locale; what UTF-8 cannot hold (half a surrogate pair) is spelled out."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="backslashreplace")


if __name__ == "__main__":
    main()
