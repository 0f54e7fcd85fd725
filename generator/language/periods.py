"""Quarters, halves and years, read forwards: Q3 2025, fiscal third quarter, 2019-2023."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from generator.facts.values import Clock, Grain, When
from generator.language import spans
from generator.language.lexicon import ORDINAL_WORDS

YEAR = r"(?:19|20|21)\d\d(?![\d%]|[.,]\d)"


class Dated(NamedTuple):
    """A date or clock time found in a text; `value` is None where it needs a dateline that was not given."""

    start: int
    end: int
    value: When | Clock | None


# 3Q25   1H 2024   3Q
_DIGIT_PERIOD = re.compile(r"([1-4])([QH])(?:[ ']?(\d{4}|\d\d))?(?![\w])")


# Q3 2025   Q3'25   H1   FY24   FY2025   Q3 FY25   Q3 of 2025
_LETTER_PERIOD = re.compile(
    r"(Q[1-4]|H[12]|FY ?'?(?:\d{4}|\d\d))(?!\w)(?:,? ?(?:of )?(FY|fiscal )?'?(\d{4}|(?<=['Y])\d\d)(?![\w%]|[.,]\d))?"
)


_BARE_YEAR = re.compile(rf"({YEAR})(?:[-–/](\d{{4}}|\d\d)(?!\d))?(?![\w%])")


def letter_period(text: str, start: int, dateline: date | None) -> Dated | None:
    """The period at `start` written with letters: Q3 2025, H1, FY24; None if it is something else (Q3X)."""
    match = _LETTER_PERIOD.match(text, start)
    if match is None:
        return None
    if match[1].startswith("FY"):
        year = match[1][2:].strip(" '")
        return Dated(start, match.end(1), spans.year_of(_century(year), fiscal=True))
    end, year2 = match.end(), match[3]
    if year2 and len(year2) == 4 and not 1900 <= int(year2) < 2200:
        end, year2 = match.end(1), None
    return _period(start, end, match[1], year2, bool(match[2]), dateline)


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _period(start: int, end: int, name: str, year: str | None, fiscal: bool, dateline: date | None) -> Dated | None:
    number = int(name[1])
    if name[0] == "H" and number > 2:
        return None
    if year:
        when = (spans.quarter_of if name[0] == "Q" else spans.half_of)(_century(year), number, fiscal=fiscal)
        return Dated(start, end, when)
    return Dated(start, end, _yearless(name[0], number, fiscal, dateline))


def _yearless(letter: str, number: int, fiscal: bool, dateline: date | None) -> When | None:
    if dateline is None:
        return None
    size = 3 if letter == "Q" else 6
    year = spans.nearest_month(number * size, dateline, size=size)
    return (spans.quarter_of if letter == "Q" else spans.half_of)(year, number, fiscal=fiscal, yearless=True)


# third quarter   third-quarter   first half of 2025   fourth quarter of fiscal 2024   second-quarter fiscal 2025
_ORDINAL_PERIOD = re.compile(
    r"(fiscal[ -])?(first|second|third|fourth|1st|2nd|3rd|4th)[ -](fiscal )?(quarter|half)"
    r"(?!\w| in a row| in succession| running)"
    rf"(?:(?:,? | of |, of )(?:the year )?(fiscal (?:year )?|FY)?({YEAR})(?!\w))?"
    r"(?: of (this|last|next) year)?",
    re.IGNORECASE,
)


# fiscal 2025   fiscal year 2025   FY 2025
_FISCAL_YEAR = re.compile(rf"(?:fiscal|Fiscal|FISCAL)(?: year| Year)?[ -]'?({YEAR}|\d\d(?!\d))(?!\w)")


def ordinal_period(text: str, start: int, dateline: date | None) -> Dated | None:
    """The quarter, half or fiscal year in words at `start`: "fiscal third quarter of 2025", "fiscal 2025"."""
    if match := _ORDINAL_PERIOD.match(text, start):
        word = match[2].lower()
        number = int(word[0]) if word[0].isdigit() else ORDINAL_WORDS[word]
        letter = "Q" if match[4].lower() == "quarter" else "H"
        if letter == "H" and number > 2:
            return None
        fiscal = bool(match[1] or match[3] or match[5])
        year = match[6]
        if match[7] and dateline is not None:
            year = str(dateline.year + {"this": 0, "last": -1, "next": 1}[match[7].lower()])
        return _period(start, match.end(), f"{letter}{number}", year, fiscal, dateline)
    if match := _FISCAL_YEAR.match(text, start):
        return Dated(start, match.end(), spans.year_of(_century(match[1]), fiscal=True))
    return None


_MONTHS_OF = re.compile(r"(three|six) months of ((?:19|20)\d\d)\b", re.I)
_WHICH = re.compile(r"\b(first|opening|final|last|closing) \Z", re.I)


def months_of_year(text: str, start: int, dateline: date | None) -> Dated | None:
    """The quarter or half told by its months: the "three months of 2025" of "the final three months of 2025"."""
    match = _MONTHS_OF.match(text, start)
    which = _WHICH.search(text, max(0, start - 10), start) if match else None
    if match is None or which is None:
        return None
    last = which[1].lower() not in ("first", "opening")
    name = f"Q{4 if last else 1}" if match[1].lower() == "three" else f"H{2 if last else 1}"
    return _period(start, match.end(), name, match[2], False, dateline)


def bare_year(text: str, start: int) -> Dated | None:
    """The year, or range of years, at `start`: "2022", "2019-2023", "2024-25"."""
    match = _BARE_YEAR.match(text, start)
    if match is None:
        return None
    first = int(match[1])
    if not match[2]:
        return Dated(start, match.end(), spans.year_of(first))
    last = int(match[2]) if len(match[2]) == 4 else first // 100 * 100 + int(match[2])
    if not first < last < 2200:
        return None
    return Dated(start, match.end(), When(date(first, 1, 1), date(last, 12, 31), Grain.SPAN))


def digit_period(text: str, start: int, dateline: date | None) -> Dated | None:
    """The period at `start` written digit first: "3Q25", "1H 2024"; None if there is none."""
    match = _DIGIT_PERIOD.match(text, start)
    if match is None:
        return None
    return _period(start, match.end(), f"{match[2]}{match[1]}", match[3], False, dateline)
