"""Whether a printed value is entailed by a fact's: the whole table of hedges, ranges, signs and shown precision."""

from dataclasses import replace
from decimal import Decimal

import pytest

from generator.checking.fits import Fit, comparable, fit
from generator.facts.values import Hedge, Quantity
from generator.language import read
from generator.settings import CheckSettings

YES, NO, WARN, UNSURE = Fit.YES, Fit.NO, Fit.WARN, Fit.UNSURE
SETTINGS = CheckSettings()


def count(value: str, hedge: Hedge = Hedge.NONE) -> Quantity:
    number = Decimal(value)
    return Quantity(number, "", Decimal(1).scaleb(min(int(number.as_tuple().exponent), 0)), hedge)


FACTS = {
    "41": count("41"),
    "40": count("40"),
    "52": count("52"),
    "39.6": count("39.6"),
    "more than 40": count("40", Hedge.MORE_THAN),
    "about 40": count("40", Hedge.ABOUT),
}
_MORE = (YES, NO, WARN, NO, YES, NO)
_LEAST = (YES, YES, WARN, NO, YES, NO)
_NEARLY = (NO, NO, NO, YES, NO, UNSURE)
_ABOUT = (YES, YES, NO, YES, UNSURE, YES)
_UP_TO = (NO, YES, NO, YES, NO, UNSURE)
_UNDER = (NO, NO, NO, YES, NO, NO)
# what the text says: how it stands to each of FACTS, in their order (the table of the README)
TABLE = {
    "40": (NO, YES, NO, NO, NO, UNSURE),
    "more than 40": _MORE,
    "over 40": _MORE,
    "above 40": _MORE,
    "at least 40": _LEAST,
    "40 or more": _LEAST,
    "more than 30": (WARN, WARN, WARN, WARN, WARN, WARN),
    "nearly 40": _NEARLY,
    "almost 40": _NEARLY,
    "close to 40": _NEARLY,
    "about 40": _ABOUT,
    "some 40": _ABOUT,
    "roughly 40": _ABOUT,
    "around 40": _ABOUT,
    "up to 40": _UP_TO,
    "as many as 40": _UP_TO,
    "no more than 40": _UP_TO,
    "under 40": _UNDER,
    "fewer than 40": _UNDER,
    "less than 40": _UNDER,
    "dozens": (YES, YES, YES, YES, YES, YES),
    "exactly 40": (NO, YES, NO, NO, NO, NO),
}
CELLS = [
    pytest.param(text, fact, wanted, id=f"{text} | {fact}")
    for text, row in TABLE.items()
    for fact, wanted in zip(FACTS, row, strict=True)
]


def said(words: str, tail: str = " models") -> Quantity:
    """The quantity that a text states."""
    mention = next(iter(read(f"There were {words}{tail} in all.")))
    assert isinstance(mention.value, Quantity)
    return mention.value


@pytest.mark.parametrize(("text", "fact", "wanted"), CELLS)
def test_hedge_against_fact(text: str, fact: str, wanted: Fit) -> None:
    assert fit(said(text), FACTS[fact], SETTINGS) is wanted


ROUNDED = {
    "40% of 39.6%": ("40%", "39.6%", YES),
    "40% of 39.4%": ("40%", "39.4%", NO),
    "41.2% of 41.18%": ("41.2%", "41.18%", YES),
    "41.1% of 41.18%": ("41.1%", "41.18%", NO),
    "41.18% of 41.2%": ("41.18%", "41.2%", NO),
    "$1.2 billion of $1.15 billion": ("$1.2 billion", "$1.15 billion", YES),
    "$1.2 billion of $1.149 billion": ("$1.2 billion", "$1.149 billion", NO),
    "$1.2 billion of $1.25 billion": ("$1.2 billion", "$1.25 billion", NO),
    "$7,820 million of $7.82 billion": ("$7,820 million", "$7.82 billion", YES),
    "$961 million of $961.13 million": ("$961 million", "$961.13 million", YES),
    "$962 million of $961.13 million": ("$962 million", "$961.13 million", NO),
    "$1 billion of $961.13 million": ("$1 billion", "$961.13 million", YES),
    "99 cents of $0.99": ("99 cents", "$0.99", YES),
    "nearly $1 billion of $961.13 million": ("nearly $1 billion", "$961.13 million", YES),
    "nearly $1 billion of $941 million": ("nearly $1 billion", "$941 million", NO),
    "more than $950 million of $961.13 million": ("more than $950 million", "$961.13 million", YES),
    "about $1 billion of $961.13 million": ("about $1 billion", "$961.13 million", YES),
    "about $1.1 billion of $961.13 million": ("about $1.1 billion", "$961.13 million", NO),
}  # fmt: skip


@pytest.mark.parametrize(("text", "fact", "wanted"), ROUNDED.values(), ids=ROUNDED.keys())
def test_support_follows_shown_precision(text: str, fact: str, wanted: Fit) -> None:
    assert fit(said(text, ""), said(fact, ""), SETTINGS) is wanted


RANGES = {
    "both ends": ("$3.00 to $3.30", "$3.00 to $3.30", YES),
    "a wrong end": ("$3.00 to $3.50", "$3.00 to $3.30", NO),
    "one end alone": ("$3.30", "$3.00 to $3.30", UNSURE),
    "no end": ("$3.20", "$3.00 to $3.30", NO),
    "a range for a point": ("$3.00 to $3.30", "$3.20", NO),
    "with a shared scale": ("$20 million to $30 million", "$20-30 million", YES),
}


@pytest.mark.parametrize(("text", "fact", "wanted"), RANGES.values(), ids=RANGES.keys())
def test_ranges_agree_at_both_ends(text: str, fact: str, wanted: Fit) -> None:
    assert fit(said(text, ""), said(fact, ""), SETTINGS) is wanted


def test_a_computed_value_is_right_at_its_nominal_value_and_unsure_within_its_interval() -> None:
    fact = Quantity(Decimal("12"), "%", Decimal(1), low=Decimal("11.15"), high=Decimal("12.65"))
    assert fit(said("12%", ""), fact, SETTINGS) is YES
    assert fit(said("15%", ""), fact, SETTINGS) is NO
    assert fit(said("11.3%", ""), fact, SETTINGS) is UNSURE


def test_the_numbers_of_the_hedges_are_settings() -> None:
    strict = replace(SETTINGS, about=Decimal("0.001"), nearly=Decimal("0.999"), understates=Decimal("1.01"))
    assert fit(said("about 40"), count("41"), strict) is NO
    assert fit(said("nearly 40"), count("39.6"), strict) is NO
    assert fit(said("more than 40"), count("41"), strict) is WARN


UNITS = {
    ("USD", "USD"): True, ("EUR", "USD"): False, ("%", "pp"): True, ("bp", "pp"): True, ("", "USD"): False,
    ("month", "year"): True, ("month", "day"): False, ("USD", "USD/share"): True, ("", ""): True, ("%", "USD"): False,
    ("USD", "?"): True, ("week", "day"): True,
}  # fmt: skip


@pytest.mark.parametrize(("units", "can"), UNITS.items(), ids=[" | ".join(pair) for pair in UNITS])
def test_units_that_can_speak_of_each_other(units: tuple[str, str], can: bool) -> None:
    assert comparable(*units) is can
