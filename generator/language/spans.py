"""Days of months, quarters, halves and years, and which year a date without one means."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from generator.facts.values import Grain, When


@lru_cache(maxsize=4096)
def day(year: int, month: int, number: int) -> date | None:
    """The date, or None if there is no such day."""
    if not (1 <= year <= 9999 and 1 <= month <= 12 and 1 <= number <= monthrange(year, month)[1]):
        return None
    return date(year, month, number)


@lru_cache(maxsize=4096)
def months(year: int, first: int, last: int, grain: Grain, *, fiscal: bool = False, yearless: bool = False) -> When:
    """The stretch from the first day of month `first` to the last day of month `last` of a year."""
    end = date(year, last, monthrange(year, last)[1])
    return When(date(year, first, 1), end, grain, fiscal, yearless)


def month_of(year: int, month: int, *, yearless: bool = False) -> When:
    """A calendar month."""
    return months(year, month, month, Grain.MONTH, yearless=yearless)


def quarter_of(year: int, number: int, *, fiscal: bool = False, yearless: bool = False) -> When:
    """Calendar quarter 1 to 4, or the company's own quarter of that name."""
    return months(year, 3 * number - 2, 3 * number, Grain.QUARTER, fiscal=fiscal, yearless=yearless)


def half_of(year: int, number: int, *, fiscal: bool = False, yearless: bool = False) -> When:
    """First or second half of a year."""
    return months(year, 6 * number - 5, 6 * number, Grain.HALF, fiscal=fiscal, yearless=yearless)


def year_of(year: int, *, fiscal: bool = False) -> When:
    """A calendar year, or the company's own."""
    return months(year, 1, 12, Grain.YEAR, fiscal=fiscal)


def week_of(any_day: date) -> When:
    """The ISO week (Monday to Sunday) of a day."""
    monday = any_day - timedelta(days=any_day.weekday())
    return When(monday, monday + timedelta(days=6), Grain.WEEK)


def shift(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month that lie `by` months after (before, if negative) the given ones."""
    count = 12 * year + month - 1 + by
    return count // 12, count % 12 + 1


@lru_cache(maxsize=4096)
def nearest_month(month: int, dateline: date, *, size: int = 1) -> int:
    """The year of the stretch of `size` months ending in `month` that lies nearest to the dateline, or the past one."""
    now = 12 * dateline.year + dateline.month
    years = (dateline.year - 1, dateline.year, dateline.year + 1)

    def distance(year: int) -> tuple[int, int]:
        last = 12 * year + month
        first = last - size + 1
        gap = max(now - last, first - now, 0)
        return gap, year

    return min(years, key=distance)


@lru_cache(maxsize=4096)
def nearest_day(month: int, number: int, dateline: date) -> date | None:
    """The day of that name nearest to the dateline; the past one if both are as near. None if there is none."""
    days = [found for year in (-1, 0, 1) if (found := day(dateline.year + year, month, number))]
    return min(days, key=lambda found: (abs((found - dateline).days), found), default=None)


def weekday_before(number: int, dateline: date) -> date:
    """The nearest such weekday at or before the dateline (0 is Monday)."""
    return dateline - timedelta(days=(dateline.weekday() - number) % 7)
