"""Amounts as data has them: bare numbers, "431.00M", "$ (1,172)", "41%", "more than 40", "205 g"."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from generator.evidence.notes import PLAIN, Scale
from generator.facts.values import Quantity
from generator.facts.written import MAGNITUDES, SYMBOLS, amount

ANY = "?"
"""The unit of a figure that says none."""
_DASH = re.compile(r"[-–—−]{1,3}\Z|nil\Z", re.IGNORECASE)
_NOTE = re.compile(r"\s*(?:\[\w{1,3}\]|\(\w\)|\(\d\)(?=\Z)|[*†‡§]+)\s*\Z")
# "$ (1,172)", "(14)%", "(2,676", "1,452.4", "€3.5m", "-0.07", "+5"
_CELL = re.compile(
    r"(?P<symbol>US\$|C\$|A\$|HK\$|[$€£¥])?\s*(?P<open>\()?\s*(?P<sign>[-−–+])?\s*(?P<symbol2>US\$|[$€£¥])?\s*"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*"
    r"(?P<magnitude>thousand|million|billion|trillion|mln|bln|mn|bn|tn|[kKmMbB](?![a-z]))?\s*"
    r"(?P<close>\))?\s*(?P<unit>%|percent|pp|bps?|x)?\s*(?P<close2>\))?\Z"
)
MONEY = frozenset(SYMBOLS.values())
_UNITS = {"percent": "%", "bps": "bp"}


@lru_cache(maxsize=16_384)
def figure(text: str) -> Quantity | None:
    """The amount that a cell or a field's text is, or None if it is not one amount."""
    raw = text.strip()
    if (
        not raw
        or len(raw) > 60
        or not (raw[-1].isdigit() or raw[0] in "$€£¥(-–—−+.UCAHnN" or any(map(str.isdigit, raw)))
    ):
        return None
    if _DASH.match(raw):
        return Quantity(Decimal(0), ANY, Decimal(1))
    match = _CELL.match(raw) or _CELL.match(_NOTE.sub("", raw))
    if match is None:
        return _written(raw)
    part = match.groupdict()
    try:
        number = Decimal(part["digits"].replace(",", ""))
    except InvalidOperation:
        return None
    if part["open"] or part["sign"] in ("-", "−", "–"):
        number = -number
    number = number.scaleb(MAGNITUDES.get((part["magnitude"] or "").lower(), 0))
    unit = part["unit"] or ""
    unit = _UNITS.get(unit, unit) or SYMBOLS.get(part["symbol"] or part["symbol2"] or "", ANY)
    return Quantity(number, unit, _quantum(number))


def _written(raw: str) -> Quantity | None:
    try:
        got = amount(raw)
    except (ValueError, InvalidOperation):
        return None
    return Quantity(got.value, got.unit or ANY, got.quantum, got.hedge, got.upper)


def number(value: Decimal) -> Quantity | None:
    """A bare number of the data, or None if it is none that can be printed."""
    if not value.is_finite() or abs(value.adjusted()) > 24:
        return None
    return Quantity(value, ANY, _quantum(value))


def _quantum(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal((0, (1,), int(exponent))) if isinstance(exponent, int) else Decimal(1)


def in_scale(value: Quantity, scale: Scale, words: tuple[str, ...], unit: str = ANY, money: bool = False) -> Quantity:
    """A figure in whole units, as the notes around it and its own field say; `words` are those of its field.

    `money`: whether its row has a sign of currency.
    """
    if value.unit == ANY and unit != ANY:
        value = _as(value, unit)
    if scale is PLAIN or value.unit in ("%", "x", "pp", "bp"):
        return value
    whole = abs(value.value) >= 1000 and value.quantum >= 1
    if scale.frees(words, money or value.unit in MONEY, whole):
        return value
    if value.unit in ("week", "day", "month", "year", "hour", "minute"):
        return value
    shift = scale.power
    unit = scale.currency if value.unit == ANY and scale.currency and not scale.shares else value.unit
    upper = value.upper.scaleb(shift) if value.upper is not None else None
    return Quantity(value.value.scaleb(shift), unit, value.quantum.scaleb(shift), value.hedge, upper)


def _as(value: Quantity, unit: str) -> Quantity:
    return Quantity(value.value, unit, value.quantum, value.hedge, value.upper)
