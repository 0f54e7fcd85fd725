"""A text being read, and what every reader of a part of it needs."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from generator.facts.values import Clock
from generator.language.mention import Kind, Mention, Value
from generator.language.periods import Dated


class Page(NamedTuple):
    """A text with what is needed to read it."""

    text: str
    dateline: date | None
    currency: str


def whole(page: Page, start: int, end: int, kind: Kind, value: Value | None) -> Mention:
    """A mention without hedge or tail: its core is its span."""
    return Mention(start, end, page.text[start:end], kind, value, start, end)


def dated(page: Page, found: Dated | None) -> Mention | None:
    """The mention of a date or clock time found in the page."""
    if found is None:
        return None
    return whole(page, found.start, found.end, "clock" if isinstance(found.value, Clock) else "date", found.value)


def is_grown(text: str, start: int, end: int | None = None) -> bool:
    """Whether a word is part of a longer one, seen from its left, and from its right if its `end` is given."""
    before = text[start - 1 : start]
    if before and (before.isalnum() or before in "_@#&" or (before in "-'’" and text[start - 2 : start - 1].isalnum())):
        return True
    after = text[end : end + 1] if end is not None else ""
    return bool(after) and (after.isalnum() or after in "_'’")
