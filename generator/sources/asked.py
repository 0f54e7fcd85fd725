"""What is wanted of a source's call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import NamedTuple

_NONE: Mapping[str, str] = MappingProxyType({})


class Asked(NamedTuple):
    """Tickers (or a source's own keys), one day or a span, what changed since a moment, other parameters."""

    tickers: tuple[str, ...] = ()
    day: date | None = None
    first: date | None = None
    last: date | None = None
    since: datetime | None = None
    more: Mapping[str, str] = _NONE
    limit: int = 0
    """The most records wanted; 0 for all."""
