"""Values that a fact can have and a text can state: quantities, dates, periods, with shown precision and hedge.

A printed value is an interval: "$1.2 billion" is [1.15, 1.25) billion. Everything is `Decimal`, never a float.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

INFINITY = Decimal("Infinity")
ZERO = Decimal(0)

DURATIONS = ("second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade")
"""Units of a length of time. A `Quantity` in one of these is a duration."""


class Hedge(StrEnum):
    """How firmly a value is stated. The words of each stand in the language lexicon."""

    NONE = ""
    EXACTLY = "exactly"
    MORE_THAN = "more than"
    AT_LEAST = "at least"
    LESS_THAN = "less than"
    AT_MOST = "at most"
    NEARLY = "nearly"
    ABOUT = "about"
    VAGUE = "vague"
    """A word for an amount nobody counted: "dozens", "trillions", "mid-single digits"."""


class Interval(NamedTuple):
    """All numbers from `low` to `high`; an open end leaves its own number out."""

    low: Decimal
    high: Decimal
    low_open: bool = False
    high_open: bool = False

    def holds(self, number: Decimal) -> bool:
        """Whether `number` lies inside."""
        above = number > self.low if self.low_open else number >= self.low
        return above and (number < self.high if self.high_open else number <= self.high)

    def meets(self, other: Interval) -> bool:
        """Whether the two share a number."""
        if self.low > other.high or other.low > self.high:
            return False
        if self.low == other.high:
            return not (self.low_open or other.high_open)
        if other.low == self.high:
            return not (other.low_open or self.high_open)
        return True

    def within(self, other: Interval) -> bool:
        """Whether every number of this one lies in `other`."""
        low = self.low > other.low or (self.low == other.low and (self.low_open or not other.low_open))
        high = self.high < other.high or (self.high == other.high and (self.high_open or not other.high_open))
        return low and high


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, the size of its last shown digit, and its hedge.

    `value` is in whole units: "$1.2 billion" is 1200000000 USD with a `quantum` of 100000000.
    `unit` is "" for a plain count, an ISO 4217 code for money ("USD"), "USD/share" per share, "%", "pp" (percentage
    points), "bp" (basis points), "x" (a multiple), "ordinal", or a duration ("day" to "decade").
    `quantum` is 0 where the value is exact by nature ("doubled", "half").
    `upper` is the other end of a range ("$20 million to $30 million"), or the end of a vague amount.
    `low` and `high` are set where the value was computed from rounded ones: the interval it must lie in.
    """

    value: Decimal
    unit: str = ""
    quantum: Decimal = Decimal(1)
    hedge: Hedge = Hedge.NONE
    upper: Decimal | None = None
    population: str = ""
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def shown(self) -> Interval:
        """The numbers that print as this value at its shown precision, hedge aside."""
        if self.low is not None and self.high is not None:
            return Interval(self.low, self.high)
        top = self.value if self.upper is None else self.upper
        if self.quantum == 0 or (self.unit in ("", "ordinal") and self.quantum <= 1):
            return Interval(self.value, top)
        half = self.quantum / 2
        return Interval(self.value - half, top + half, False, True)

    @property
    def is_money(self) -> bool:
        """Whether the unit is a currency, whole or per share."""
        return len(self.unit.split("/")[0]) == 3 and self.unit[:3].isupper()


class Grain(StrEnum):
    """How fine a date is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    SPAN = "span"
    """Any other stretch: "August to December", "the last six months"."""


@dataclass(frozen=True, slots=True)
class When:
    """A date or a stretch of time, first and last day included.

    `fiscal` marks a company's own quarter or year, whose days are not known here (start and end are then the calendar
    days of the same name, to compare names only). `yearless` says that the text gave no year and the nearest one
    to the dateline was taken; `weekday` (0 Monday to 6 Sunday) that a weekday was named with it.
    """

    start: date
    end: date
    grain: Grain = Grain.DAY
    fiscal: bool = False
    yearless: bool = False
    weekday: int | None = None
    hedge: Hedge = Hedge.NONE

    def covers(self, other: When) -> bool:
        """Whether every day of `other` lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: When) -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day with the zone as named ("ET", "UTC", "" if none was named)."""

    time: time
    zone: str = ""


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of two whole numbers, as in a "2-for-1" split: `new` for each `old`."""

    new: Decimal
    old: Decimal
