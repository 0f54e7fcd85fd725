"""The nouns of the archive: a told story on its way in, what became of it, a version, a run, a line of a manifest."""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal, NamedTuple

Status = Literal["ready", "needs an editor", "blocked", "fallback", "refused", "failed", "skipped"]
STATUSES: Final[tuple[Status, ...]] = (
    "ready",
    "needs an editor",
    "blocked",
    "fallback",
    "refused",
    "failed",
    "skipped",
)
DELIVERED: Final = frozenset({"ready", "needs an editor", "fallback"})
"""What a file is written for. A blocked story stays in the archive."""
LASTING: Final = frozenset({"ready", "needs an editor", "blocked"})
"""What the same work would come to again: not done a second time."""


class Sheet(NamedTuple):
    """A fact sheet as it was read."""

    sha: str
    name: str
    data: bytes


class Story(NamedTuple):
    """A story that was told, with its sheet: `document` is what a file holds, `record` draft and report (JSON, zlib).

    `work` is the hash of all that it came of. `disk` is the hash of what stands at `path` now ("": nothing).
    """

    key: str
    kind: str
    work: str
    sheet: Sheet
    form: str
    shape: str
    writer: str
    gate: str
    headline: str
    document: str
    hash: str
    record: bytes
    model: str = ""
    requests: tuple[str, ...] = ()
    path: str = ""
    disk: str = ""


class Line(NamedTuple):
    """A line of a run's manifest."""

    place: int
    name: str
    key: str
    work: str
    status: Status
    reason: str = ""
    version: int = 0
    cost: str = ""
    file: str = ""
    hash: str = ""
    required: bool = True
    told_by: str = ""
    """The version of the program that entered it; "" for one that does so now, or before versions were kept."""


class Entered(NamedTuple):
    """What the archive made of a story: its line, and whether its file is to be written."""

    line: Line
    write: bool


class Known(NamedTuple):
    """The last version of a story that the same work came to before."""

    key: str
    kind: str
    version: int
    status: Status
    hash: str
    run: str
    edited: bool


class Version(NamedTuple):
    """One version of a story."""

    key: str
    version: int
    run: str
    sheet: str
    form: str
    shape: str
    writer: str
    gate: str
    model: str
    requests: str
    edited: bool
    document: str
    hash: str
    record: bytes
    at: datetime


class Run(NamedTuple):
    """A batch."""

    id: str
    work: str
    command: str
    status: str
    started: datetime
    ended: datetime | None
    told_by: str = ""


class Listed(NamedTuple):
    """A story as a list shows it."""

    key: str
    kind: str
    version: int
    status: str
    headline: str
    at: datetime


class Paid(NamedTuple):
    """An answer that was paid for."""

    request: str
    model: str
    outcome: str
    text: str
    fault: str
    asked: int
    said: int
    cached: int
    hidden: int
