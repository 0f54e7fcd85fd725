"""One bare amount, read forwards: sign, currency, figure or number words, magnitude, unit."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from generator.language.lexicon import (
    CURRENCY_CODES,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    DURATION_WORDS,
    MAGNITUDE_LETTERS,
    MAGNITUDE_WORDS,
    NATION_CURRENCIES,
    NUMBER_WORDS,
    ORDINAL_ENDINGS,
    SUBUNITS,
)

LONGEST_FIGURE = 40
"""Longer runs of digits are identifiers, not amounts."""

# 14   1,234.5   0.66   (group 1: the figure)
FIGURE = re.compile(r"\d+(?:,\d{3}(?!\d))*(?:\.\d+)?")
# " million", "-year", "bn", "%", "¢": the next word, its glue in group 1
_NEXT = re.compile(r"([ \xa0-]?)([^\W\d_]+|[%¢])")
# -$  C$  EUR   (what may stand before the second figure of a range)
_PREFIX = re.compile(r"([-−–+]?)((?:[A-Z]{0,2}[$€£¥₹₩₽₺₪]|[A-Z]{3}(?=[ \xa0\d]))?)[ \xa0]?([-−]?)")
# " points", " cent", " dollars": the second word of a unit of two words
_SECOND = re.compile(r"[ \xa0-]([A-Za-z]+)")
# " Hong Kong dollars", " U.S. dollars"
_NATION = re.compile(
    r"[ \xa0-](" + "|".join(sorted({re.escape(nation) for nation, _ in NATION_CURRENCIES}, reverse=True)) + r")[ -]"
    r"(dollar|franc|rupee|yen|yuan|won|reais|real|peso|kronor|kroner|krona|krone)s?\b"
)
_NATION_INITIALS = frozenset(nation[0] for nation, _ in NATION_CURRENCIES)

_NO_UNIT = frozenset({"", ".", ",", ";", ":", ")", "\n", "]", "|", "*", "?", "!"})
"""What ends a figure that has no unit."""

HUNDREDTH = Decimal("0.01")
ONE = Decimal(1)


class Atom(NamedTuple):
    """An amount without hedge or partner. `unit` is None where none was named.

    `scale` is what the figure was multiplied by: its magnitude, or a hundredth for cents.
    """

    start: int
    end: int
    value: Decimal
    quantum: Decimal
    unit: str | None
    scale: Decimal = ONE


class Unit(NamedTuple):
    """A unit found behind a figure: its name, what the figure is multiplied by, and where it ends."""

    name: str
    factor: Decimal
    end: int


@lru_cache(maxsize=4096)
def figure(token: str) -> tuple[Decimal, Decimal]:
    """The value of a printed figure and the size of its last digit: "1,234.50" gives 1234.50 and 0.01."""
    value = Decimal(token.replace(",", ""))
    exponent = value.as_tuple().exponent
    return value, Decimal(1).scaleb(exponent) if isinstance(exponent, int) else ONE


def read_figure(text: str, start: int) -> tuple[Decimal, Decimal, int] | None:
    """Value, quantum and end of the digits at `start`; None if no amount is written there."""
    match = FIGURE.match(text, start)
    if match is None or match.end() - start > LONGEST_FIGURE:
        return None
    token = match[0]
    comma = token.find(",")
    end = match.end()
    if comma > 3 or (comma > 0 and token[0] == "0"):
        token, end = token[:comma], start + comma
    if len(token) > 1 and token[0] == "0" and token[1] != ".":
        return None
    value, quantum = figure(token)
    return value, quantum, end


def read_words(text: str, start: int) -> tuple[Decimal, int] | None:
    """Value and end of the number words at `start`: "two hundred and five" gives 205. None if there are none."""
    total = 0
    end = -1
    at = start
    last = 1000
    while match := _NEXT.match(text, at):
        number = NUMBER_WORDS.get(match[2].lower())
        if number is None:
            if last == 100 and match[2] == "and" and end > 0:
                at = match.end()
                last = 99
                continue
            break
        if number == 100:
            if last >= 20 and end > 0:
                break
            total = (total or 1) * 100
        elif end > 0 and (number >= last or (last < 20) or (last < 99 and number > 9)):
            break
        else:
            total += number
        last = number
        at = end = match.end()
    return (Decimal(total), end) if end > 0 else None


def _unit_of(text: str, at: int, match: re.Match[str], currency: str, scaled: bool) -> Unit | None:
    """The unit that the word matched at `at` names, behind a figure; `scaled` says that a magnitude stood between."""
    glue, word = match[1], match[2]
    end = match.end()
    if word == "%":
        return Unit("%", ONE, end) if glue != "-" else None
    if glue == "":
        return _close_unit(word, end)
    unit = _spaced_unit(text, word, end, currency, scaled)
    if unit is None and word[0] in _NATION_INITIALS:
        nation = _NATION.match(text, at)
        code = NATION_CURRENCIES.get((nation[1], nation[2])) if nation else None
        return Unit(code, ONE, nation.end()) if nation and code else None
    return unit


def _close_unit(word: str, end: int) -> Unit | None:
    """A unit without a space: "12x", "25bps", "88¢", "45p"."""
    if word in ("x", "X"):
        return Unit("x", ONE, end)
    if word in ("bps", "bp"):
        return Unit("bp", ONE, end)
    if word in ("pp", "ppts", "ppt", "pts"):
        return Unit("pp", ONE, end)
    if word in ("¢", "c"):
        return Unit("USD", HUNDREDTH, end)
    if word == "p":
        return Unit("GBP", HUNDREDTH, end)
    if word == "pct":
        return Unit("%", ONE, end)
    if word in ORDINAL_ENDINGS:
        return Unit("ordinal", ONE, end)
    return None


_WORD_UNITS = {
    "percent": "%", "pct": "%", "Percent": "%", "PERCENT": "%", "pp": "pp", "ppts": "pp", "ppt": "pp", "bps": "bp",
    "bp": "bp", "times": "x", "Times": "x", "fold": "x",
}  # fmt: skip
_TWO_WORD_UNITS = {
    "percentage": (("point", "points", "pts", "Point", "Points"), "pp"),
    "percent-age": ((), "pp"),
    "Percentage": (("Point", "Points"), "pp"),
    "basis": (("point", "points"), "bp"),
    "Basis": (("Point", "Points"), "bp"),
    "per": (("cent",), "%"),
}


def _spaced_unit(text: str, word: str, end: int, currency: str, scaled: bool) -> Unit | None:
    if word in _WORD_UNITS:
        return Unit(_WORD_UNITS[word], ONE, end)
    if word in DURATION_WORDS:
        return Unit(DURATION_WORDS[word], ONE, end)
    if word in _TWO_WORD_UNITS:
        seconds, name = _TWO_WORD_UNITS[word]
        second = _SECOND.match(text, end)
        return Unit(name, ONE, second.end()) if second and second[1] in seconds else None
    low = word.lower()
    if low in SUBUNITS and low != "p":
        return Unit(SUBUNITS[low] or currency, HUNDREDTH, end)
    if word in CURRENCY_CODES:
        return Unit(CURRENCY_CODES[word], ONE, end)
    if low in CURRENCY_WORDS and (low != "won" or scaled):
        return Unit(CURRENCY_WORDS[low], ONE, end)
    return None


def _magnitude(text: str, at: int, match: re.Match[str] | None) -> tuple[Decimal, int]:
    """The magnitude at `at` and its end: " million", "bn", "-billion", "M"; 1 and `at` if none."""
    if match is None:
        return ONE, at
    word = match[2]
    scale = MAGNITUDE_WORDS.get(word)
    if scale is None and match[1] == "" and text[at - 1].isdigit() and text[match.end() : match.end() + 1] != "/":
        scale = MAGNITUDE_LETTERS.get(word)
    return (ONE, at) if scale is None else (scale, match.end())


# "15.8m/s", "90 km/h": no million
_SPEED = re.compile(r" ?(?:k?m|mi|ft)/(?:s|h|hr|min)\b")


def finish(text: str, start: int, value: Decimal, quantum: Decimal, at: int, sign_unit: str | None,
           currency: str, negative: bool = False) -> Atom | None:  # fmt: skip
    """The atom whose figure ends at `at`, with the magnitude and unit behind it; None if a word is grown onto it."""
    mark = text[at : at + 1]
    if mark == "%" and sign_unit is None:
        return Atom(start, at + 1, -value if negative else value, quantum, "%")
    if sign_unit is None and _SPEED.match(text, at):
        return Atom(start, at, -value if negative else value, quantum, None)
    if mark in _NO_UNIT and (sign_unit is None or value < 10000):
        return Atom(start, at, -value if negative else value, quantum, sign_unit)
    following = _NEXT.match(text, at)
    scale, end = _magnitude(text, at, following)
    factor = scale
    unit: str | None = sign_unit
    if end != at:
        following = _NEXT.match(text, end)
    behind = _unit_of(text, end, following, currency, scale is not ONE) if following is not None else None
    if behind is not None and (sign_unit is None or (behind.name in (sign_unit, "USD") and behind.factor is ONE)):
        unit, end = sign_unit or behind.name, behind.end
        factor = factor if behind.factor is ONE else factor * behind.factor
    if end < len(text) and text[end - 1] != "%" and (text[end].isalnum() or text[end] == "_"):
        return None
    if factor is not ONE:
        value, quantum = value * factor, quantum * factor
    if quantum == 1 and unit is not None and len(unit) == 3 and scale is ONE and value >= 10000:
        quantum = _money_quantum(value)
    return Atom(start, end, -value if negative else value, quantum, unit, factor)


def _money_quantum(value: Decimal) -> Decimal:
    """Money is rounded to full thousands and the like: "$970,000" shows three digits, "$969,800" four."""
    digits = str(value)
    zeros = len(digits) - len(digits.rstrip("0"))
    return Decimal(10) ** min(zeros, len(digits) - 3)


def atom_at(text: str, start: int, currency: str) -> Atom | None:
    """The amount that begins at `start` with its own sign and currency: the second half of a range."""
    prefix = _PREFIX.match(text, start)
    at = prefix.end() if prefix else start
    sign_unit: str | None = None
    negative = False
    if prefix and prefix[0]:
        negative = "-" in prefix[0] or "−" in prefix[0]
        if prefix[2]:
            sign_unit = CURRENCY_SIGNS.get(prefix[2]) or CURRENCY_CODES.get(prefix[2])
            if sign_unit is None:
                return None
    read = read_figure(text, at)
    if read is not None:
        return finish(text, start, read[0], read[1], read[2], sign_unit, currency, negative)
    words = None if prefix and prefix[0] else read_words(text, start)
    return finish(text, start, words[0], ONE, words[1], None, currency) if words else None
