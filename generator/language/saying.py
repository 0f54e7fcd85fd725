"""Print a value in house style: value -> text that `read` reads back."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from generator.facts.values import DURATIONS, Clock, Hedge, Quantity, Ratio, When
from generator.language.house import House
from generator.language.lexicon import MAGNITUDE_WORDS
from generator.language.mention import Value
from generator.language.phrases import VAGUE_AMOUNTS, vague_digits
from generator.language.saying_dates import say_clock, say_when
from generator.language.words import cardinal, ordinal, plural

HOUSE = House()
"""The default house: AP style as market desks use it."""

_SCALES = [(word, MAGNITUDE_WORDS[word]) for word in ("trillion", "billion", "million")]
_LETTERS = {"trillion": "T", "billion": "B", "million": "M", "thousand": "K"}
_SIGNS = {
    "USD": "$", "CAD": "C$", "AUD": "A$", "HKD": "HK$", "NZD": "NZ$", "SGD": "S$", "TWD": "NT$", "BRL": "R$",
    "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩",
}  # fmt: skip
_CURRENCY_NAMES = {
    "CNY": "yuan", "CHF": "Swiss francs", "MXN": "Mexican pesos", "SEK": "Swedish kronor", "NOK": "Norwegian kroner",
    "DKK": "Danish kroner", "MYR": "ringgit", "THB": "baht",
}  # fmt: skip
_OF_MONEY = {"USD": " of dollars", "EUR": " of euros", "CNY": " of yuan", "GBP": " of pounds"}
_SHORT_STYLES = frozenset({"headline", "table"})
_LENGTHS = frozenset(DURATIONS)


def say(value: Value, *, style: str = "body", house: House = HOUSE, dateline: date | None = None) -> str:
    """`value` in AP style, never finer than its quantum; `read` gives it back.

    Styles of quantities: "body", "headline" and "table" (B/M/K, no number words), "adjective" ("six-month"), "full"
    (no magnitudes: "$1,200,000,000"). Styles of dates: see `say_when`. `dateline` decides weekdays and years of dates.
    Raises ValueError for a date style that the value is too coarse for.
    """
    if isinstance(value, Quantity):
        return _say_quantity(value, style, house)
    if isinstance(value, When):
        return say_when(value, style, dateline)
    if isinstance(value, Clock):
        return say_clock(value)
    return say_ratio(value)


def say_ratio(value: Ratio) -> str:
    """A split: "2-for-1"."""
    return f"{value.new:f}-for-{value.old:f}"


@lru_cache(maxsize=4096)
def _say_quantity(value: Quantity, style: str, house: House) -> str:
    if value.hedge is Hedge.VAGUE:
        return _vague(value, style, house)
    low = _one(value.value, value, style, house)
    text = low
    if value.upper is not None:
        high = _one(value.upper, value, style, house)
        if low[-1].isdigit() and not high[-1].isdigit():  # "999,950 to 1,000,000"
            high = _one(value.upper, value, "full", house)
        text = low if low == high else f"{_shared(low, high, value)} to {high}"
    if value.unit.endswith("/share"):
        text += " a share"
    return f"{_hedge(value, house)}{text}"


def _shared(low: str, high: str, value: Quantity) -> str:
    """The first end of a range: a unit in words is said once ("three to five months", "10 to 20 basis points")."""
    if value.unit in _LENGTHS or value.unit in ("pp", "bp", "x"):
        return low.split(" ", 1)[0] if " " in low else low.removesuffix("x") if high.endswith("x") else low
    return low


def _hedge(value: Quantity, house: House) -> str:
    word = {
        Hedge.NONE: "",
        Hedge.EXACTLY: "exactly",
        Hedge.MORE_THAN: house.more_than if value.unit not in _LENGTHS else "more than",
        Hedge.AT_LEAST: "at least",
        Hedge.LESS_THAN: "fewer than" if value.unit == "" and value.quantum == 1 else house.less_than,
        Hedge.AT_MOST: "up to",
        Hedge.NEARLY: house.nearly,
        Hedge.ABOUT: house.about,
    }[value.hedge]
    return f"{word} " if word else ""


def _vague(value: Quantity, style: str, house: House) -> str:
    """The word for a vague amount: "dozens", "billions of dollars", "mid-single digits"; else its two ends."""
    if value.unit == "%" and (words := vague_digits(value.value, value.upper)):
        return words
    for word, (low, high) in VAGUE_AMOUNTS.items():
        if low == value.value and high == value.upper:
            return word + _OF_MONEY.get(value.unit, "")
    if value.upper == value.value / 2 * 9:
        scale = {Decimal(100): "hundred", Decimal(1000): "thousand"} | {size: word for word, size in _SCALES}
        if (several := scale.get(value.value / 2)) and value.unit == "":
            return f"several {several}"
    plain = Quantity(value.value, value.unit, value.quantum, Hedge.ABOUT, value.upper)
    return _say_quantity(plain, style, house)


def _one(number: Decimal, value: Quantity, style: str, house: House) -> str:
    """One end of a quantity, with its unit."""
    unit, quantum = value.unit, value.quantum
    if unit == "%":
        figure = _measure(number, quantum, house)
        return f"{figure}%" if house.percent == "%" or style in _SHORT_STYLES else f"{figure} {house.percent}"
    if unit == "pp":
        return _with_noun(_measure(number, quantum, house), "percentage point", style)
    if unit == "bp":
        return _with_noun(_measure(number, quantum, house), "basis point", style)
    if unit == "x":
        return _multiple(_measure(number, quantum, house), style)
    if unit == "ordinal":
        return ordinal(int(number), figures=style in _SHORT_STYLES)
    if unit in _LENGTHS:
        return _length(number, quantum, unit, style, house)
    if value.is_money:
        return _money(number, quantum, unit, style, house)
    return _count(number, quantum, style, house)


def _with_noun(figure: str, noun: str, style: str) -> str:
    if style == "adjective":
        return f"{figure}-{noun.replace(' ', '-')}"
    return f"{figure} {plural(noun, Decimal(figure.replace(',', '')))}"


def _multiple(figure: str, style: str) -> str:
    if style in _SHORT_STYLES or figure == "1":
        return f"{figure}x"
    whole = figure.isdigit() and int(figure) < 10
    return f"{cardinal(int(figure)) if whole else figure} times"


def _length(number: Decimal, quantum: Decimal, unit: str, style: str, house: House) -> str:
    figure = _measure(number, quantum, house)
    spelled = figure.isdigit() and int(figure) < house.spell_below and style not in _SHORT_STYLES
    words = cardinal(int(figure)) if spelled else figure
    return f"{words}-{unit}" if style == "adjective" else f"{words} {plural(unit, number)}"


def _count(number: Decimal, quantum: Decimal, style: str, house: House) -> str:
    figure = _scaled(number, quantum, style, house)
    whole = number == number.to_integral_value() and 0 <= number < house.spell_below and quantum <= 1
    return cardinal(int(number)) if whole and style not in _SHORT_STYLES and quantum == 1 else figure


def _money(number: Decimal, quantum: Decimal, unit: str, style: str, house: House) -> str:
    code, per_share = unit[:3], "/" in unit
    sign = "-" if number < 0 else ""
    size = abs(number)
    if house.cents and size < 1 and quantum < 1 and code == "USD" and style not in _SHORT_STYLES:
        cents = _trim(_round(size * 100, quantum * 100), keep=False)
        return f"{'minus ' if sign else ''}{cents} {plural('cent', Decimal(cents))}" if cents != "0" else "0 cents"
    figure = _coins(size, quantum) if quantum < 1 and size < 1_000_000 else _scaled(size, quantum, style, house)
    if per_share and "." not in figure and size < 1000:
        figure = _coins(size, Decimal("0.01")) if quantum <= Decimal("0.01") else figure
    if not any(mark in figure for mark in "123456789"):
        sign = ""
    if code in _SIGNS:
        return f"{sign}{_SIGNS[code]}{figure}"
    if (code in _CURRENCY_NAMES and figure[-1:].isdigit()) or figure.endswith("llion"):
        return f"{sign}{figure} {_CURRENCY_NAMES.get(code, code)}"
    return f"{sign}{code} {figure}"


def _coins(size: Decimal, quantum: Decimal) -> str:
    """An amount with coins: always two decimals, more only where the quantum is finer ("0.70", "0.6625")."""
    rounded = _round(size, quantum)
    return f"{rounded.quantize(min(quantum, Decimal('0.01'))):,f}"


def _scaled(number: Decimal, quantum: Decimal, style: str, house: House) -> str:
    """A figure with its magnitude: "1.2 billion" (headline "1.2B"), thousands with commas; signs kept.

    995 million is no "1 billion": only what rounds up to a billion in millions is one.
    """
    if style == "full":
        return f"{_round(number, quantum):,f}"
    for word, scale in _SCALES:
        below = scale.scaleb(-house.decimals - 3) if scale > 1_000_000 else quantum
        if abs(_round(number, max(quantum, below))) < scale:
            continue
        step = max(quantum, scale.scaleb(-house.decimals))
        rounded = _round(number, step)
        figure = _trim(rounded / scale, keep=house.keep_zeros, step=step / scale)
        return f"{figure}{_LETTERS[word]}" if style in _SHORT_STYLES else f"{figure} {word}"
    if style in _SHORT_STYLES and abs(number) >= 1000 and quantum >= 100:
        return _trim(_round(number, quantum) / 1000, keep=house.keep_zeros, step=quantum / 1000) + "K"
    return _plain(_round(number, quantum), quantum)


def _plain(number: Decimal, quantum: Decimal) -> str:
    figure = f"{number:,f}" if quantum < 1 else f"{number.quantize(Decimal(1)):,f}"
    return figure.lstrip("-") if not number else figure


def _measure(number: Decimal, quantum: Decimal, house: House) -> str:
    """A figure with at most the house's decimals, without trailing zeros; more where it would round away to zero."""
    step = max(quantum, Decimal(1).scaleb(-house.decimals))
    rounded = _round(number, step)
    if not rounded and number:
        digits = max(-number.adjusted(), house.decimals)
        step = max(quantum, Decimal(1).scaleb(-digits))
        rounded = _round(number, step)
    return _trim(rounded, keep=house.keep_zeros, step=step)


def _round(number: Decimal, quantum: Decimal) -> Decimal:
    """`number` to the nearest multiple of `quantum`, halves away from zero; an exact one (quantum 0) as it is."""
    if quantum == 0:
        return number
    return (number / quantum).quantize(Decimal(1), rounding=ROUND_HALF_UP) * quantum


def _trim(number: Decimal, *, keep: bool, step: Decimal = Decimal(1)) -> str:
    if keep and step < 1:
        return f"{number.quantize(step):,f}"
    figure = f"{number:,f}"
    if "." in figure:
        figure = figure.rstrip("0").rstrip(".")
    return "0" if figure == "-0" else figure
