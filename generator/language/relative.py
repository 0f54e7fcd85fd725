"""Dates counted from the dateline: "last month", "a year ago", "yesterday"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from generator.facts.values import Grain, When
from generator.language import spans
from generator.language.lexicon import MONTH_FORMS, WEEKDAY_FORMS
from generator.language.periods import Dated

_NAMES = "|".join([*sorted(MONTH_FORMS, key=len, reverse=True), *(word for word in WEEKDAY_FORMS if len(word) > 5)])
# last month   this week   next year   last August   last Friday   the previous quarter
_STEP = re.compile(
    rf"(last|this|next|previous|prior|current|past) (day|week|month|quarter|year|{_NAMES})\b(?!-|s\b)", re.I
)
# a year ago   one year earlier   twelve months before   year-ago   year-earlier   a year before
_YEAR_AGO = re.compile(
    r"(?:(?:(?:a|one) year|(?:twelve|12) months) (?:ago|earlier|before|prior|previously)"
    r"|year-(?:ago|earlier)|prior-year|year ago)\b",
    re.I,
)
_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}


def day_word(text: str, start: int, word: str, dateline: date | None) -> Dated:
    """Today, yesterday, tomorrow."""
    if dateline is None:
        return Dated(start, start + len(word), None)
    found = dateline + timedelta(days=_DAYS[word.lower()])
    return Dated(start, start + len(word), When(found, found))


def year_ago(text: str, start: int, dateline: date | None) -> Dated | None:
    """ "A year ago" and its kin at `start`: the dateline's month of the year before, as a span."""
    match = _YEAR_AGO.match(text, start)
    if match is None:
        return None
    if dateline is None:
        return Dated(start, match.end(), None)
    return Dated(start, match.end(), spans.months(dateline.year - 1, dateline.month, dateline.month, Grain.SPAN))


def step(text: str, start: int, dateline: date | None) -> Dated | None:
    """ "Last month", "this quarter", "next year", "last August", "last Friday" at `start`."""
    match = _STEP.match(text, start)
    if match is None:
        return None
    way, name = match[1].lower(), match[2]
    by = {"last": -1, "previous": -1, "prior": -1, "past": -1, "this": 0, "current": 0, "next": 1}[way]
    if name[0].isupper() and name in MONTH_FORMS:
        value = _named_month(MONTH_FORMS[name], by, dateline)
    elif name[0].isupper() and name in WEEKDAY_FORMS:
        value = _named_weekday(WEEKDAY_FORMS[name], by, dateline)
    elif way == "past" or name.lower() == "day":
        return None
    else:
        value = _stepped(name.lower(), by, dateline) if dateline else None
    return Dated(start, match.end(), value)


def _named_month(month: int, by: int, dateline: date | None) -> When | None:
    if dateline is None:
        return None
    year = dateline.year
    if by < 0 and month >= dateline.month:
        year -= 1
    if by > 0 and month <= dateline.month:
        year += 1
    return spans.month_of(year, month, yearless=True)


def _named_weekday(number: int, by: int, dateline: date | None) -> When | None:
    if dateline is None:
        return None
    found = spans.weekday_before(number, dateline)
    if by < 0 and found == dateline:
        found -= timedelta(days=7)
    if by == 0:
        found = dateline + timedelta(days=number - dateline.weekday())
    if by > 0:
        found += timedelta(days=7)
    return When(found, found, yearless=True, weekday=number)


def _stepped(name: str, by: int, dateline: date) -> When:
    if name == "week":
        return spans.week_of(dateline + timedelta(days=7 * by))
    if name == "month":
        return spans.month_of(*spans.shift(dateline.year, dateline.month, by))
    if name == "quarter":
        year, month = spans.shift(dateline.year, dateline.month, 3 * by)
        return spans.quarter_of(year, (month + 2) // 3)
    return spans.year_of(dateline.year + by)
