"""What a rota's entry fetches before its run: each call's sheets, in a folder beside the run's own."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from generator.cli.terminal import note
from generator.errors import NeurowireError


class Fetched(NamedTuple):
    """The folder of the sheets, None if there are none, and the worst exit code of the calls."""

    folder: Path | None
    code: int


def fetched(calls: Sequence[str], at: datetime, place: Path) -> Fetched:
    """Make the calls of an entry ("benzinga ratings --date {date}") and write their sheets below `place`.

    A call that fails is said, and the others are made; the run then tells what there is.
    """
    from generator.cli.fetch import fetch

    folder, code = place.with_name(f"{place.name}.sheets"), 0
    for call in calls:
        words = shlex.split(call.replace("{date}", f"{at:%Y-%m-%d}").replace("{time}", f"{at:%H%M}"))
        try:
            made = fetch.main([*words, "--out", str(folder)], prog_name="fetch", standalone_mode=False)
            code = max(code, made if isinstance(made, int) else 0)
        except NeurowireError as error:
            note(f"{call}: {error}")
            code = max(code, error.exit_code)
    there = folder.is_dir() and any(folder.iterdir())
    return Fetched(folder if there else None, code)
