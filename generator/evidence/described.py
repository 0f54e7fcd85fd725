"""A record that describes one figure: its value put together with the unit, currency, magnitude and hedge beside it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

from generator.evidence.amounts import figure
from generator.facts.written import HEDGES, MAGNITUDES, SYMBOLS

_UNIT_KEYS = ("unit", "units", "scale", "denomination")
_VALUE_KEYS = ("value", "amount", "figure")
_MARKS = frozenset((*_UNIT_KEYS, "currency", "hedge", "direction", "guidance"))
_WRITTEN = frozenset(("%", "percent", "percentage points", "basis points", "pp", "bps", "bp", "x"))
_SIGN_OF = {code: sign for sign, code in SYMBOLS.items() if sign != "US$"}


class Described(NamedTuple):
    """The record with its figure as it would be written, and what else the record says of that."""

    data: dict[str, Any]
    direction: str = ""
    """The word for its movement: "rose", or ""."""


def described(data: dict[str, Any]) -> Described:
    """A record of one measure: {"metric": "sales", "value": 34.0, "unit": "percent", "direction": "rose"}.

    The value is given with its unit, so that it is read as a text has it. A record whose parts make no figure together
    is left as it was.
    """
    key = next((key for key in _VALUE_KEYS if isinstance(data.get(key), Decimal | int)), "")
    if not key or isinstance(data[key], bool) or _MARKS.isdisjoint(data):
        return Described(data)
    hedge = _text(data, "hedge").lower()
    hedge = hedge if hedge in HEDGES else ""
    unit = next((text for name in _UNIT_KEYS if (text := _text(data, name))), "")
    sign = _text(data, "currency")
    sign = sign if sign in SYMBOLS else _SIGN_OF.get(sign.upper(), "")
    unit = unit if unit in _WRITTEN else unit.lower().rstrip("s")
    if unit not in _WRITTEN and unit not in MAGNITUDES:
        unit = ""
    written = f"{hedge} {sign}{data[key]:f} {unit}".strip()
    direction = _text(data, "direction").lower()
    if hedge and direction in hedge.split():
        direction = ""
    if not (hedge or sign or unit) or figure(written) is None:
        return Described(data, direction)
    kept = {name: value for name, value in data.items() if name not in _MARKS}
    return Described({**kept, key: written}, direction)


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return value.strip() if isinstance(value, str) else ""
