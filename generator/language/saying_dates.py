"""Print dates, periods and clock times, AP style."""

from __future__ import annotations

from datetime import date, timedelta

from generator.facts.values import Clock, Grain, When
from generator.language import spans
from generator.language.lexicon import AP_MONTHS, MONTH_NAMES, WEEKDAY_NAMES
from generator.language.words import ordinal


def say_when(value: When, style: str = "body", dateline: date | None = None) -> str:
    """A date or period in AP style.

    Days: "weekday" ("Monday"), "day" ("Jan. 29", with the year where the dateline's differs), "long"
    ("Jan. 29, 2024"), "full" ("Monday, Jan. 29, 2024"); "body" is the weekday in the week up to the dateline, else
    "day". Months: "month" ("August", with the year where it would be misread), "month_year". Quarters: "third
    quarter", or "Q3" in style "quarter", "headline" and "table"; the year is added where it is not the nearest one.
    Without a dateline the year is always said. Raises ValueError for a day's style on a longer period.
    """
    if style in ("month", "month_year") and value.grain in (Grain.DAY, Grain.MONTH):
        return _month(value.start, style, dateline)
    if value.grain is Grain.DAY:
        return _day(value, style, dateline)
    if style in ("weekday", "day", "long"):
        raise ValueError(f"date style {style!r} wants a day, not a {value.grain.value}; use 'body'")
    if value.grain is Grain.MONTH:
        return _month(value.start, style, dateline)
    if value.grain is Grain.WEEK:
        return _week(value, dateline)
    if value.grain is Grain.YEAR:
        return f"fiscal {value.start.year}" if value.fiscal else str(value.start.year)
    if value.grain in (Grain.QUARTER, Grain.HALF):
        return _part_of_year(value, style, dateline)
    return _span(value)


def _day(value: When, style: str, dateline: date | None) -> str:
    found = value.start
    name = WEEKDAY_NAMES[found.weekday()]
    recent = dateline is not None and timedelta(0) <= dateline - found < timedelta(days=7)
    if style == "weekday" or (style == "body" and recent):
        return name
    day = f"{AP_MONTHS[found.month]} {found.day}"
    near = dateline is not None and dateline.year == found.year
    near = near and dateline is not None and spans.nearest_day(found.month, found.day, dateline) == found
    if style == "full":
        return f"{name}, {day}, {found.year}"
    return day if near and style != "long" else f"{day}, {found.year}"


def _month(first: date, style: str, dateline: date | None) -> str:
    name = MONTH_NAMES[first.month]
    near = dateline is not None and spans.nearest_month(first.month, dateline) == first.year
    if near and dateline is not None and style != "month_year" and (style == "month" or dateline.year == first.year):
        return name
    return f"{name} {first.year}"


def _week(value: When, dateline: date | None) -> str:
    if dateline is not None:
        weeks = (spans.week_of(dateline).start - value.start).days // 7
        if weeks in (-1, 0, 1):
            return {-1: "next week", 0: "this week", 1: "last week"}[weeks]
    return _span(value)


def _part_of_year(value: When, style: str, dateline: date | None) -> str:
    size, word = (3, "quarter") if value.grain is Grain.QUARTER else (6, "half")
    number = value.end.month // size
    near = dateline is not None and spans.nearest_month(value.end.month, dateline, size=size) == value.end.year
    year = value.end.year
    if style in ("quarter", "headline", "table"):
        letter = word[0].upper()
        if value.fiscal:
            return f"{letter}{number} FY{year % 100:02d}"
        return f"{letter}{number}" if near else f"{letter}{number} {year}"
    if style == "adjective":
        return f"{'fiscal ' if value.fiscal else ''}{ordinal(number)}-{word}"
    name = f"{'fiscal ' if value.fiscal else ''}{ordinal(number)} {word}"
    return name if near else f"{name} of {year}"


def _span(value: When) -> str:
    first, last = value.start, value.end
    whole_months = first.day == 1 and (last + timedelta(days=1)).day == 1
    if whole_months and first.month == 1 and last.month == 12 and last.year > first.year:
        return f"{first.year}-{last.year}"
    if whole_months and (first.year, first.month) == (last.year, last.month):
        return f"{MONTH_NAMES[first.month]} {first.year}"
    if whole_months and 0 <= 12 * (last.year - first.year) + last.month - first.month < 12:
        return f"{MONTH_NAMES[first.month]} to {MONTH_NAMES[last.month]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{AP_MONTHS[first.month]} {first.day}-{last.day}, {last.year}"
    return f"{AP_MONTHS[first.month]} {first.day}, {first.year}, to {AP_MONTHS[last.month]} {last.day}, {last.year}"


def say_clock(value: Clock) -> str:
    """A time of day, AP style: "4:05 p.m. ET", "4 p.m.", "noon"; zones of the whole world (UTC, GMT) in 24 hours."""
    zone = f" {value.zone}" if value.zone else ""
    if value.zone in ("UTC", "GMT"):
        return f"{value.time:%H:%M}{zone}"
    hour, minute = value.time.hour, value.time.minute
    if minute == 0 and hour in (0, 12):
        return ("noon" if hour else "midnight") + zone
    minutes = f":{minute:02d}" if minute else ""
    return f"{hour % 12 or 12}{minutes} {'p.m.' if hour >= 12 else 'a.m.'}{zone}"
