"""Dates, periods and clock times, read forwards from their first word or digit."""

from __future__ import annotations

import re
from datetime import date, time

from generator.facts.values import Clock, Grain, When
from generator.language import spans
from generator.language.lexicon import MONTH_FORMS, MONTH_VERBS, WEEKDAY_FORMS, listed
from generator.language.periods import YEAR, Dated, digit_period

_MONTH = "|".join(sorted(MONTH_FORMS, key=len, reverse=True))
# Jan. 29, 2024   January 29   Aug 3rd   Oct. 28-30   June 12 (2024)
_MONTH_DAY = re.compile(
    rf"([A-Za-z]+)\.?[ \xa0\n](\d{{1,2}})(?:st|nd|rd|th)?(?![\d%]|[.,:]\d(?!\d{{3}}\b)| ?(?:million|billion|percent))"
    rf"(?:[-–](\d{{1,2}})(?!\d))?(?:,?[ \xa0\n]\(?({YEAR})(?!\w)\)?)?"
)
# August 2023   Aug. 2023   August of 2023   August, 2023
_MONTH_YEAR = re.compile(rf"([A-Za-z]+)\.?(?:,? | of )({YEAR})(?!\w)")
# April last year   December of this year
_MONTH_STEP = re.compile(r"([A-Za-z]+)\.?,? (?:of )?(last|this|next) year\b")
# August to December   July-September   July-to-September   Oct.-Dec. 2023
_MONTH_MONTH = re.compile(
    rf"([A-Za-z]+)\.?(?:-to-|[-–]| to | through )({_MONTH})\b\.?(?:,? ({YEAR})(?!\w))?( quarter)?"
)
# between July and September
_MONTH_AND = re.compile(rf"([A-Za-z]+)\.? and ({_MONTH})\b\.?(?:,? ({YEAR})(?!\w))?( quarter)?")
# August, (May) and December
_MONTH_BEFORE = re.compile(rf"\b(?:{_MONTH})\b\.?(?:,|,? and|,? or) $")
_MONTH_NEXT = re.compile(rf"(?:,|,? and|,? or) (?:{_MONTH})\b")
_MONTH_ALONE = re.compile(r"([A-Za-z]+)\b\.?")
# 29 January 2024   29 Jan
_DAY_MONTH = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ \xa0-]({_MONTH})\b\.?(?:,?[ \xa0-]({YEAR})(?!\w))?")
# 2024-01-29   2024/01/29
_ISO = re.compile(r"(\d{4})([-/])(\d{1,2})\2(\d{1,2})(?![\d/-])(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
# 01/29/2024   1/29/24
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d\d)(?![\d/])")
# 4:05 p.m. ET   16:00 UTC   4 p.m.   10:30am EST
_CLOCK = re.compile(
    r"(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?(?: ?([ap])\.?m\b\.?)?"
    r"(?: (ET|EST|EDT|CT|CST|CDT|MT|PT|PST|PDT|UTC|GMT|BST|CET|CEST|JST|HKT|IST|SGT|Eastern|London time)\b)?",
    re.IGNORECASE,
)


def month_date(text: str, start: int, dateline: date | None) -> Dated | None:
    """The date that begins with the month name at `start`; None where the word is a verb or a name there."""
    if match := _MONTH_DAY.match(text, start):
        return _day_range(text, _month_day(match, dateline), dateline)
    if match := _MONTH_YEAR.match(text, start):
        return Dated(start, match.end(), spans.month_of(int(match[2]), MONTH_FORMS[match[1]]))
    if dateline is not None and (match := _MONTH_STEP.match(text, start)):
        year = dateline.year + {"last": -1, "this": 0, "next": 1}[match[2]]
        return Dated(start, match.end(), spans.month_of(year, MONTH_FORMS[match[1]]))
    if match := _MONTH_MONTH.match(text, start):
        return _month_range(match, dateline)
    if text[max(0, start - 8) : start].lower() == "between " and (match := _MONTH_AND.match(text, start)):
        return _month_range(match, dateline)
    match = _MONTH_ALONE.match(text, start)
    if match is None or (
        match[1] in MONTH_VERBS and not _after_preposition(text, start) and not _among_months(text, start, match.end())
    ):
        return None
    if match[1].isupper() and not _after_preposition(text, start):
        return None
    end = match.end()
    if text[end - 1] == "." and match[1] not in ("Jan", "Feb", "Aug", "Sept", "Oct", "Nov", "Dec"):
        end -= 1
    if text[end : end + 1] == "-" or (text[end : end + 1] == "." and text[end + 1 : end + 2].isalnum()):
        return None
    month = MONTH_FORMS[match[1]]
    if dateline is None:
        return Dated(start, end, None)
    if text[max(0, start - 6) : start].lower() == "since ":
        year = dateline.year - (month > dateline.month)
        return Dated(start, end, spans.month_of(year, month, yearless=True))
    return Dated(start, end, spans.month_of(spans.nearest_month(month, dateline), month, yearless=True))


_PREPOSITIONS = frozenset(
    listed(
        """
    in since by until till from last this next of early late mid through to during for and between before
    after through, every each than previous past
    """
    )
)


def _after_preposition(text: str, start: int) -> bool:
    words = text[max(0, start - 14) : start].split()
    return bool(words) and (words[-1].lower() in _PREPOSITIONS or words[-1].lower().endswith("mid-"))


def _among_months(text: str, start: int, end: int) -> bool:
    """Whether a word stands in a list of months: "August, May and December"."""
    return bool(_MONTH_BEFORE.search(text, max(0, start - 16), start) and _MONTH_NEXT.match(text, end))


def _month_day(match: re.Match[str], dateline: date | None) -> Dated | None:
    month, number = MONTH_FORMS[match[1]], int(match[2])
    if match[4]:
        first = spans.day(int(match[4]), month, number)
    elif dateline is not None:
        first = spans.nearest_day(month, number, dateline)
    else:
        return Dated(match.start(), match.end(), None) if 1 <= number <= 31 else None
    if first is None:
        return None
    yearless = not match[4]
    if match[3]:
        last = spans.day(first.year, month, int(match[3]))
        if last is not None and last > first:
            return Dated(match.start(), match.end(), When(first, last, Grain.SPAN, yearless=yearless))
        return Dated(match.start(), match.end(2), When(first, first, yearless=yearless))
    return Dated(match.start(), match.end(), When(first, first, yearless=yearless))


# ", to April 4, 2021"   " through Nov. 2"   (what joins two days)
_DAY_LINK = re.compile(r",? (?:to|through|until) |[-–](?=[A-Z])")


def _day_range(text: str, first: Dated | None, dateline: date | None) -> Dated | None:
    """The stretch from a day to a second one behind it; the day itself if there is none."""
    if first is None or (link := _DAY_LINK.match(text, first.end)) is None:
        return first
    match = _MONTH_DAY.match(text, link.end())
    last = _month_day(match, dateline) if match and match[1] in MONTH_FORMS else None
    if last is None or not isinstance(last.value, When):
        return first
    begin, end = first.value, last.value.end
    if match and match[4] and isinstance(begin, When) and begin.yearless:
        day = spans.day(end.year, begin.start.month, begin.start.day)
        begin = When(day, day) if day else begin
    if not isinstance(begin, When) or begin.start >= end:
        return first
    return Dated(first.start, last.end, When(begin.start, end, Grain.SPAN, yearless=last.value.yearless))


def _month_range(match: re.Match[str], dateline: date | None) -> Dated:
    first, last = MONTH_FORMS[match[1]], MONTH_FORMS[match[2]]
    if match[3]:
        year = int(match[3])
    elif dateline is not None:
        year = spans.nearest_month(last, dateline, size=(last - first) % 12 + 1)
    else:
        return Dated(match.start(), match.end(), None)
    whole = spans.months(year, last, last, Grain.SPAN)
    begin = date(year if first <= last else year - 1, first, 1)
    grain = Grain.QUARTER if match[4] else Grain.SPAN
    return Dated(match.start(), match.end(), When(begin, whole.end, grain, yearless=not match[3]))


# Monday, Jan. 29, 2024   (the comma and the date behind a weekday)
_WEEKDAY_DATE = re.compile(rf"(?:,? |, the )(?=(?:{_MONTH})\b\.? \d|\d{{1,2}} (?:{_MONTH})\b)")
_NAMED_DAYS = ("Black", "Good", "Cyber", "Super", "Ruby", "Fat", "Casual", "Easter", "Palm", "Ash")


def weekday_date(text: str, start: int, word: str, dateline: date | None) -> Dated | None:
    """The date that begins with the weekday at `start`, with the month and day behind it if there are any."""
    number = WEEKDAY_FORMS[word]
    end = start + len(word)
    short = len(word) < 6
    if short and text[end : end + 1] == ".":
        end += 1
    if match := _WEEKDAY_DATE.match(text, end):
        at = match.end()
        full = _day_month(text, at, dateline) if text[at].isdigit() else month_date(text, at, dateline)
        if full is not None and isinstance(full.value, When):
            value = full.value
            return Dated(start, full.end, When(value.start, value.end, value.grain, False, value.yearless, number))
        if full is not None:
            return Dated(start, full.end, None)
    following = text[end : end + 2]
    if short or (following[:1] == "." and following[1:].isalnum()) or following[:1] == "-":
        return None
    before = text[max(0, start - 8) : start].split()
    if before and before[-1] in _NAMED_DAYS:
        return None
    if dateline is None:
        return Dated(start, end, None)
    found = spans.weekday_before(number, dateline)
    return Dated(start, end, When(found, found, yearless=True, weekday=number))


def _day_month(text: str, start: int, dateline: date | None) -> Dated | None:
    match = _DAY_MONTH.match(text, start)
    if match is None:
        return None
    month, number = MONTH_FORMS[match[2]], int(match[1])
    if match[3]:
        found = spans.day(int(match[3]), month, number)
    elif dateline is not None:
        found = spans.nearest_day(month, number, dateline)
    else:
        return Dated(start, match.end(), None) if 1 <= number <= 31 else None
    if found is None:
        return None
    end = match.end()
    if not match[3] and text[end - 1] == "." and match[2] in ("March", "April", "May", "June", "July"):
        end -= 1
    return Dated(start, end, When(found, found, yearless=not match[3]))


def digit_date(text: str, start: int, dateline: date | None) -> Dated | None:
    """The date, period or clock time that begins with the digits at `start`; None if they begin none."""
    ahead = text[start + 1 : start + 5]
    if "-" in ahead or "/" in ahead:
        if (match := _ISO.match(text, start)) and (found := spans.day(int(match[1]), int(match[3]), int(match[4]))):
            return Dated(start, match.end(), When(found, found))
        if match := _SLASHED.match(text, start):
            year = int(match[3]) if len(match[3]) == 4 else 2000 + int(match[3])
            american, other = int(match[1]), int(match[2])
            day = spans.day(year, american, other) or spans.day(year, other, american)
            return Dated(start, match.end(), When(day, day)) if day else None
    if (period := digit_period(text, start, dateline)) is not None:
        return period
    return _day_month(text, start, dateline)


def clock_at(text: str, start: int) -> Dated | None:
    """The time of day at `start`: "4:05 p.m. ET", "16:00 UTC", "4 p.m."; None if the digits are no clock time."""
    match = _CLOCK.match(text, start)
    if match is None or not (match[2] or match[3]) or (match[0].count(".") and not match[3] and ":" not in match[0]):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if not match[3] and ":" not in match[0]:
        return None
    half = (match[3] or "").lower()
    if hour > (12 if half else 23) or minute > 59 or (half and hour == 0):
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    end = match.end()
    if end < len(text) and (text[end].isalnum() or (text[end] == ":" and text[end + 1 : end + 2].isdigit())):
        return None
    return Dated(start, end, Clock(time(hour, minute), match[4] or ""))
