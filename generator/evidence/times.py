"""When a record, a header or a label speaks of: dates, months, quarters, years, stretches."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.evidence.fields import pieces
from generator.facts.values import Grain, When
from generator.facts.written import months, when
from generator.language import read

_ISO = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?)(?=T|\s|\Z)")
_SHORT = re.compile(r"(?:FY)?\d{4}(?:-?[QH]\d)?\Z")
_CODE = re.compile(r"([MQ])(\d{1,2})\Z", re.IGNORECASE)
_SEASON = re.compile(r"((?:19|20)?\d{2})\s?/\s?(\d{2})\Z")
_STRETCH = re.compile(r"\s*(?:-|–|—|to|through|and)\s*\Z", re.IGNORECASE)
_MONTHS = {name: place for place, name in enumerate(
    "jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}  # fmt: skip
_SINCE = re.compile(r"(?:^|_)(?:timestamp|epoch)$")
_LENGTHS = {"weeks": 7, "days": 1}
_PERIOD_KEYS = (
    "period", "date", "month", "quarter", "fiscal", "fiscalYear", "fiscal_year", "year", "label", "ended",
    "period_ended", "end_date", "as_of", "dt_txt", "time", "datetime", "day", "report_date",
)  # fmt: skip


@lru_cache(maxsize=8192)
def when_of(text: str, dateline: date | None = None) -> When | None:
    """The date or stretch that a short text is or names; None if it names none, or several that form no stretch."""
    text = text.strip()
    if not text or len(text) > 160:
        return None
    try:
        if iso := _ISO.match(text):
            return when(iso[1])
        if _SHORT.match(text):
            return when(text if "-" in text or len(text) < 6 or text.startswith("FY") else f"{text[:4]}-{text[4:]}")
    except ValueError:
        return None
    if season := _SEASON.match(text):
        return _season(season)
    found = [item for item in read(text, dateline) if item.kind == "date" and isinstance(item.value, When)]
    values = [item.value for item in found if isinstance(item.value, When)]
    if len(values) == 2 and _STRETCH.match(text[found[0].end : found[1].start]) and values[0].start <= values[1].end:
        return When(values[0].start, values[1].end, Grain.SPAN)
    if len(values) > 1 and any(not values[0].meets(other) for other in values[1:]):
        return None
    return min(values, key=_days) if values else None


def all_periods(keys: Iterable[str]) -> bool:
    """Whether keys are nothing but years, quarters or dates, at least two: {"2024": ..., "2025": ...}."""
    texts = list(keys)
    return len(texts) > 1 and all(_SHORT.match(text) or _ISO.fullmatch(text) for text in texts)


def _days(value: When) -> int:
    return (value.end - value.start).days


def _season(match: re.Match[str]) -> When | None:
    first = int(match[1]) if len(match[1]) == 4 else 2000 + int(match[1])
    if int(match[2]) != (first + 1) % 100:
        return None
    return When(date(first, 7, 1), date(first + 1, 6, 30), Grain.SPAN)


def years_of(text: str) -> tuple[int, ...]:
    """All years that a short text names, in order."""
    return tuple(
        dict.fromkeys(
            item.value.start.year for item in read(text[:160]) if item.kind == "date" and isinstance(item.value, When)
        )
    )


def moment(key: str, value: Any) -> When | None:
    """The day of a timestamp field in seconds or milliseconds, or None."""
    if not isinstance(value, Decimal | int) or isinstance(value, bool) or not _SINCE.search("_".join(pieces(key))):
        return None
    seconds = int(value) // 1000 if value > 10**11 else int(value)
    if not 0 < seconds < 4_102_444_800:
        return None
    day = datetime.fromtimestamp(seconds, UTC).date()
    return When(day, day)


def period_of(data: dict[str, Any], dateline: date | None) -> When | None:
    """When a record is of: a year with a month or quarter, weeks that ended on a day, a date."""
    year, month = data.get("year"), data.get("month")
    if year is not None and re.fullmatch(r"(?:19|20|21)\d\d", str(year)) and (got := _of_year(int(year), data)):
        return got
    found: When | None = None
    for key in _PERIOD_KEYS:
        value = data.get(key)
        if isinstance(value, str | Decimal | int) and not isinstance(value, bool):
            found = when_of(str(value), dateline)
            if found is not None:
                break
    if found is None:
        return None
    if month is None and found.grain is not Grain.DAY:
        return _counted(data, dateline) or found
    return _counted(data, dateline) or found


# "q2", "second quarter", "fy", "full-year", "qtrly": a part of a year that is named elsewhere
_PART = re.compile(
    r"(?:q(?P<number>[1-4])|(?P<word>first|second|third|fourth)[ -]quarter|(?P<year>fy|full[ -]year|annual))\Z",
    re.IGNORECASE,
)
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4}


def part_of(data: dict[str, Any], outer: When | None) -> When | None:
    """The quarter or year that a record names without a year, where the records around it tell the year; or None.

    Guidance for an earlier quarter than the one reported is for the next year's.
    """
    value = data.get("period") or data.get("quarter")
    match = _PART.match(value.strip()) if isinstance(value, str) else None
    if match is None or outer is None or outer.grain not in (Grain.YEAR, Grain.QUARTER):
        return None
    year = outer.start.year
    if match["year"]:
        return months(year, 1, 12, Grain.YEAR)
    number = int(match["number"] or _QUARTERS[match["word"].lower()])
    reported = (outer.start.month + 2) // 3 if outer.grain is Grain.QUARTER else 1
    if number < reported and data.get("guidance") is True:
        year += 1
    return months(year, number * 3 - 2, 3, Grain.QUARTER)


def _of_year(year: int, data: dict[str, Any]) -> When | None:
    for key in ("period", "quarter", "month", "periodName", "monthName"):
        value = str(data.get(key) or "").strip().lower()
        if not value:
            continue
        number = _MONTHS.get(value[:3]) if value[:1].isalpha() and value.isalpha() else None
        code = _CODE.match(value)
        if number is None and code is not None:
            number = int(code[2])
            if code[1].lower() == "q" and 1 <= number <= 4:
                return months(year, number * 3 - 2, 3, Grain.QUARTER)
        if number is None and value.isdigit():
            number = int(value)
            if key == "quarter" and 1 <= number <= 4:
                return months(year, number * 3 - 2, 3, Grain.QUARTER)
        if number is not None and 1 <= number <= 12:
            return months(year, number, 1, Grain.MONTH)
    return months(year, 1, 12, Grain.YEAR)


def _counted(data: dict[str, Any], dateline: date | None) -> When | None:
    """ "13 weeks ended 2 November": both ends are known."""
    for key, days in _LENGTHS.items():
        count = data.get(key)
        if isinstance(count, Decimal | int) and not isinstance(count, bool) and 0 < count < 1000:
            for ended in ("ended", "period_ended", "end_date", "end", "date"):
                last = when_of(str(data.get(ended) or ""), dateline)
                if last is not None and last.start == last.end:
                    first = last.end - timedelta(days=int(count) * days - 1)
                    return When(first, last.end, Grain.SPAN)
    return None
