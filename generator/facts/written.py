"""Amounts and dates as a sheet's writer puts them down: "more than 40", "431.00M", "$1.2 billion", 2024-01, 2025-Q3.

A small strict grammar for files. Prose is read by `generator.language`, which knows far more forms.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, NamedTuple

from generator.facts.values import DURATIONS, Grain, Hedge, When

MAGNITUDES = {
    "k": 3, "thousand": 3, "m": 6, "mn": 6, "mln": 6, "million": 6,
    "b": 9, "bn": 9, "bln": 9, "billion": 9, "t": 12, "tn": 12, "trillion": 12,
}  # fmt: skip
SYMBOLS = {"$": "USD", "US$": "USD", "C$": "CAD", "A$": "AUD", "HK$": "HKD", "€": "EUR", "£": "GBP", "¥": "JPY"}
HEDGES = {
    "more than": Hedge.MORE_THAN, "over": Hedge.MORE_THAN, "above": Hedge.MORE_THAN, "at least": Hedge.AT_LEAST,
    "less than": Hedge.LESS_THAN, "fewer than": Hedge.LESS_THAN, "under": Hedge.LESS_THAN, "below": Hedge.LESS_THAN,
    "at most": Hedge.AT_MOST, "up to": Hedge.AT_MOST, "nearly": Hedge.NEARLY, "almost": Hedge.NEARLY,
    "about": Hedge.ABOUT, "roughly": Hedge.ABOUT, "around": Hedge.ABOUT, "approximately": Hedge.ABOUT,
    "exactly": Hedge.EXACTLY,
}  # fmt: skip
MAX_DIGITS = 28
MAX_EXPONENT = 18

# "more than $1.2 billion", "-0.07", "(0.07)", "41.18%", "10 percentage points", "250m EUR"
_AMOUNT = re.compile(
    rf"(?:(?P<hedge>{'|'.join(HEDGES)})\s+)?"
    r"(?P<open>\()?(?P<sign>[-−+])?\s*(?P<symbol>US\$|C\$|A\$|HK\$|[$€£¥])?(?:(?P<code>[A-Z]{3})\s)?(?P<sign2>[-−])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?)"
    r"\s*(?P<magnitude>thousand|million|billion|trillion|mln|bln|mn|bn|tn|[kKmMbBtT])?(?P<close>\))?"
    r"\s*(?P<unit>%|percent|percentage points?|pp|basis points?|bps?|x|[A-Z]{3}|(?:"
    rf"{'|'.join(DURATIONS)})s?)?\s*\Z"
)
_UNITS = {"percent": "%", "percentage point": "pp", "percentage points": "pp", "basis point": "bp", "bps": "bp"}
_UNITS |= {"basis points": "bp"} | {f"{unit}s": unit for unit in DURATIONS}


class Written(NamedTuple):
    """A written amount: `value` in whole units, the `quantum` of its last digit, `unit` "" where none was written."""

    value: Decimal
    quantum: Decimal
    unit: str
    hedge: Hedge
    upper: Decimal | None = None


def amount(raw: Any) -> Written:
    """The amount that `raw` (a Decimal, int or text) writes. Raises ValueError with what is allowed."""
    return _amount_of_text(raw) if type(raw) is str else _amount(raw)


@lru_cache(maxsize=4096)
def _amount_of_text(raw: str) -> Written:
    return _amount(raw)


def _amount(raw: Any) -> Written:
    if isinstance(raw, bool) or not isinstance(raw, Decimal | int | str):
        raise ValueError(f"expected a number, got {raw!r}; write it as 14, 1.10, 431.00M or more than 40")
    if isinstance(raw, Decimal | int):
        return _checked(Decimal(raw), "", Hedge.NONE)
    text = " ".join(raw.split())
    if " to " in text and not text.startswith("up to "):
        return _range(text)
    match = _AMOUNT.match(text) if len(text) <= 80 else None
    if match is None:
        shown = text if len(text) <= 40 else text[:40] + "…"
        raise ValueError(f"cannot read {shown!r} as an amount; write it as 14, 1.10, 431.00M, 3.1% or more than 40")
    part = match.groupdict()
    if bool(part["open"]) != bool(part["close"]):
        raise ValueError(f"{text!r} has one bracket; a negative amount is written -0.07 or (0.07)")
    try:
        number = Decimal(part["digits"].replace(",", ""))
    except InvalidOperation as error:
        raise ValueError(f"cannot read {text!r} as a number") from error
    if part["open"] or part["sign"] in ("-", "−") or part["sign2"]:
        number = -number
    number = number.scaleb(MAGNITUDES.get((part["magnitude"] or "").lower(), 0))
    unit = part["unit"] or ""
    unit = _UNITS.get(unit, unit) or part["code"] or SYMBOLS.get(part["symbol"] or "", "")
    return _checked(number, unit, HEDGES.get(part["hedge"] or "", Hedge.NONE))


def _range(text: str) -> Written:
    low, high = (amount(part) for part in text.split(" to ", 1))
    if low.hedge or high.hedge or low.value >= high.value or (low.unit and high.unit and low.unit != high.unit):
        raise ValueError(f"{text!r} is not a range from a lower to a higher amount of one unit")
    return Written(low.value, min(low.quantum, high.quantum), high.unit or low.unit, Hedge.NONE, high.value)


def _checked(number: Decimal, unit: str, hedge: Hedge) -> Written:
    if not number.is_finite():
        raise ValueError(f"{number} is not a number that a story can print; leave the field out if it is unknown")
    _, digits, exponent = number.as_tuple()
    if len(digits) > MAX_DIGITS or abs(number.adjusted()) > MAX_EXPONENT or not int(exponent) >= -MAX_EXPONENT:
        raise ValueError(f"{number:.6E} is out of range: at most {MAX_DIGITS} digits between 1E-18 and 1E+18")
    return Written(number, Decimal((0, (1,), int(exponent))), unit, hedge)


_DATE = re.compile(
    r"(?P<fy>FY)?(?P<year>\d{4})(?:-(?:(?P<month>\d{2})(?:-(?P<day>\d{2}))?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|W(?P<week>\d{2})))?\Z"
)


def when(raw: Any) -> When:
    """The date or period that `raw` writes: 2024-01-29, 2024-01, 2024-W04, 2025-Q3, FY2025-Q3, 2025-H1, 2024.

    Raises ValueError with what is allowed.
    """
    return _when_of_text(raw) if type(raw) is str else _when_of(raw)


@lru_cache(maxsize=4096)
def _when_of_text(raw: str) -> When:
    return _when_of(raw)


def _when_of(raw: Any) -> When:
    if isinstance(raw, date):
        return When(raw, raw)
    allowed = "write 2024-01-29, 2024-01, 2024-W04, 2025-Q3, FY2025-Q3, 2025-H1 or 2024"
    match = _DATE.match(str(raw).strip()) if isinstance(raw, str | Decimal | int) else None
    if match is None:
        raise ValueError(f"cannot read {raw!r} as a date; {allowed}")
    part = match.groupdict()
    year, fiscal = int(part["year"]), bool(part["fy"])
    if not 1900 <= year <= 2200:
        raise ValueError(f"year {year} is out of range; {allowed}")
    try:
        return _when(year, part, fiscal)
    except ValueError as error:
        raise ValueError(f"{raw!r} is not a date of the calendar; {allowed}") from error


def _when(year: int, part: dict[str, str | None], fiscal: bool) -> When:
    if part["day"]:
        day = date(year, int(part["month"] or 0), int(part["day"]))
        return When(day, day)
    if part["month"]:
        return months(year, int(part["month"]), 1, Grain.MONTH, fiscal)
    if part["quarter"]:
        return months(year, int(part["quarter"]) * 3 - 2, 3, Grain.QUARTER, fiscal)
    if part["half"]:
        return months(year, int(part["half"]) * 6 - 5, 6, Grain.HALF, fiscal)
    if part["week"]:
        monday = date.fromisocalendar(year, int(part["week"]), 1)
        return When(monday, monday + timedelta(days=6), Grain.WEEK)
    return months(year, 1, 12, Grain.YEAR, fiscal)


def months(year: int, first: int, count: int, grain: Grain, fiscal: bool = False) -> When:
    """The stretch of `count` months that starts with month `first` of `year`."""
    last = first + count - 1
    return When(date(year, first, 1), date(year, last, monthrange(year, last)[1]), grain, fiscal)
