"""What telling a Benzinga record makes, and the forms that several of its calls share."""

from __future__ import annotations

from typing import Any, Final
from zoneinfo import ZoneInfo

from generator.sources.found import Found
from generator.sources.records import Fuzzy

EASTERN: Final = ZoneInfo("America/New_York")
Made = dict[str, Any]
"""who, facts, and where there are any: entities, notes (field, value, expected), url, key, day, currency, record."""


def fuzzy_fact(metric: str, when: Fuzzy, item: str = "") -> Found:
    """A fuzzy date, kept fuzzy: early 2026 stays 2026 with its note."""
    return Found(metric, when.written, item=item, about={"note": f"{when.part} in the year"} if when.part else {})
