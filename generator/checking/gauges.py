"""Gauges: what the unit behind a figure says that it measures: degrees a temperature, hPa a pressure."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

# ways that a unit is printed: (pattern, normal words of what it measures, factor, shift) to the unit that data is in
_WAYS: tuple[tuple[str, str, str, str], ...] = (
    (r"°\s?F\b|(?:°\s?|degrees? )fahrenheit", "temperature", "0.5555555556", "-32"),
    (r"°\s?C\b|°|degrees?\b(?: celsius| centigrade)?", "temperature", "1", "0"),
    (r"m/s\b|met(?:er|re)s?[ -](?:per|a)[ -]second|mps\b", "speed wind gust", "1", "0"),
    (r"km/?h\b|kph\b|kilomet(?:er|re)s? (?:per|an) hour", "speed wind gust", "0.2777777778", "0"),
    (r"mph\b|miles? (?:per|an) hour", "speed wind gust", "0.44704", "0"),
    (r"hpa\b|hectopascals?|millibars?|mb\b|mbar\b", "pressure", "1", "0"),
    (r"mm\b|millimet(?:er|re)s?", "rain snow precipitation rainfall snowfall", "1", "0"),
    (r"cm\b|centimet(?:er|re)s?", "rain snow precipitation rainfall snowfall", "10", "0"),
)
_GAUGES = tuple(
    (re.compile(rf"[\s-]?(?:{way})", re.IGNORECASE), frozenset(measures.split()), Decimal(factor), Decimal(shift))
    for way, measures, factor, shift in _WAYS
)


class Gauge(NamedTuple):
    """What a figure's unit measures, and the figure in the unit that data mostly has: °C, m/s, hPa, mm."""

    measures: frozenset[str]
    factor: Decimal
    shift: Decimal
    end: int
    """Where the unit ends in the text."""

    def in_data(self, value: Decimal) -> Decimal:
        """A figure of this unit in that of the data."""
        return (value + self.shift) * self.factor

    @property
    def is_plain(self) -> bool:
        """Whether the unit is the one that data mostly has."""
        return self.factor == 1 and not self.shift


def gauge_at(text: str, end: int) -> Gauge | None:
    """The gauge that stands right behind a figure, or None."""
    for pattern, measures, factor, shift in _GAUGES:
        found = pattern.match(text, end)
        if found is not None:
            return Gauge(measures, factor, shift, found.end())
    return None
