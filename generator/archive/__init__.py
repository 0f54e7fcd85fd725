"""The record of every story: versions, sheets, paid answers, runs. SQLite by default, PostgreSQL by URL."""

from generator.archive.archive import Archive
from generator.archive.entering import Told
from generator.archive.lock import alone
from generator.archive.opening import path_of
from generator.archive.records import (
    DELIVERED,
    LASTING,
    STATUSES,
    Entered,
    Known,
    Line,
    Listed,
    Paid,
    Run,
    Sheet,
    Status,
    Story,
    Version,
)

__all__ = [
    "DELIVERED",
    "LASTING",
    "STATUSES",
    "Archive",
    "Entered",
    "Known",
    "Line",
    "Listed",
    "Paid",
    "Run",
    "Sheet",
    "Status",
    "Story",
    "Told",
    "Version",
    "alone",
    "path_of",
]
