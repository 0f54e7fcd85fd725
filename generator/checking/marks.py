"""Symbols of measure behind a figure: 50 mg is not 50 mcg, and 150 mg/mL not 150 mg."""

from __future__ import annotations

import re

from generator.checking.tokens import normal

# " mg", "-mcg", " mg/mL", "kWh": a symbol of measure, and what it is per
_MARK = re.compile(
    r"[ \u00a0-]?(?P<unit>mcg|µg|ug|mg|kg|g|ng|mL|ml|L|dL|km|cm|mm|mi|ft|GHz|MHz|kHz|Hz|TB|GB|MB|kB|GW|MW|kW|mAh|Wh|"
    r"kWh|MWh|GWh|TWh|mph|kph|bpd|MP|IU|nm|(?:milli|micro|kilo)grams?|millilit(?:er|re)s?)(?:/(?P<per>mL|ml|L|h|s|kg|g|day|d))?(?![A-Za-z0-9])"
)
_PER = re.compile(r"\bper\b|\bin each\b|\ba (?:milliliter|millilitre|liter|litre|mL)\b|/ ?(?:mL|ml|L)\b")
_EACH = re.compile(r"\b(?:each|every|one|per|a|1) (?:milliliter|millilitre|liter|litre|mL)\b", re.IGNORECASE)
_BEFORE = 120
"""Characters before a figure in which its sentence may say what it is per: "each milliliter holds 20 mg"."""
_LONGEST_SYMBOL = 4
_SAME = {"ug": "mcg", "µg": "mcg", "ml": "mL", "d": "day"}


Mark = tuple[str, str]
"""A symbol of measure and what it is per: ("mg", "mL"); "" for none."""


def mark_at(text: str, end: int) -> Mark:
    """The symbol of measure right behind a figure that ends at `end`, and what it is per; "" where there is none."""
    match = _MARK.match(text, end)
    if match is None:
        return "", ""
    unit, per = match["unit"], match["per"] or ""
    if len(unit) > _LONGEST_SYMBOL:
        unit = normal(unit)
    return _SAME.get(unit, unit), _SAME.get(per, per)


def other_mark(text: str, end: int, mark: Mark, until: int) -> bool:
    """Whether a figure that ends at `end` is given in another measure than a fact's, by its symbol or what it is per.

    `until` is where its sentence ends: "4.63 mg of carbidopa per milliliter" says there what it is per.
    """
    if not mark[0]:
        return False
    unit, per = mark_at(text, end)
    if not unit:
        return False
    if unit != mark[0] or (per and mark[1] and per != mark[1]):
        return True
    if not mark[1] or per:
        return False
    since = max(0, end - _BEFORE, text.rfind(". ", 0, end))
    return _PER.search(text, end, until) is None and _EACH.search(text, since, end) is None
