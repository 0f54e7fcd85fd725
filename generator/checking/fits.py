"""Whether a printed value is entailed by a fact's value: shown precision and hedges, never a percentage tolerance.

The table of hedges is in the README. "Understates" starts where the next rounder figure would have been said.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from functools import lru_cache

from generator.facts.values import Grain, Hedge, Interval, Quantity, When
from generator.settings import CheckSettings

_UP = (Hedge.MORE_THAN, Hedge.AT_LEAST)
_DOWN = (Hedge.LESS_THAN, Hedge.AT_MOST)
_FIRM = (Hedge.NONE, Hedge.EXACTLY)
_SLACK = Decimal("0.02")
"""Points by which a given percentage, computed from unrounded inputs, may differ from the shown ones."""
_NEARLY_FRACTION = Decimal("0.9")
"""From which share of it on a coarse fraction is nearly reached: 30% is nearly a third."""
_ANOTHER = 3
"""By what factor a bound may miss a figure and still be meant for it: 310 is no "more than 60"."""
ANY_UNIT = "?"
"""The unit of facts that give none: bare JSON numbers."""
_CONVERT = {
    ("year", "month"): 12,
    ("decade", "year"): 10,
    ("week", "day"): 7,
    ("day", "hour"): 24,
    ("quarter", "month"): 3,
}


class Fit(Enum):
    """How a printed value stands to a fact."""

    YES = "yes"
    WARN = "warn"
    """Entailed, but it understates."""
    UNSURE = "unsure"
    NO = "no"


@lru_cache(maxsize=4096)
def comparable(claim: str, fact: str) -> bool:
    """Whether a printed unit can speak of a fact's unit at all."""
    if claim == fact or fact == ANY_UNIT:
        return True
    if "/" in fact or "/" in claim:
        return claim.split("/")[0] in (fact.split("/")[0], "") and not (claim == "" and fact == "")
    if {claim, fact} in ({"%", "pp"}, {"pp", "bp"}, {"ordinal", ""}, {"x", ""}):
        return True
    return (claim, fact) in _CONVERT or (fact, claim) in _CONVERT


def _converted(claim: Quantity, unit: str) -> Quantity:
    """The claim in a fact's unit, where one is a multiple of the other."""
    factor: Decimal | None = None
    if (claim.unit, unit) in _CONVERT:
        factor = Decimal(_CONVERT[claim.unit, unit])
    elif (unit, claim.unit) in _CONVERT:
        factor = 1 / Decimal(_CONVERT[unit, claim.unit])
    elif claim.unit == "bp" and unit == "pp":
        factor = Decimal("0.01")
    if factor is None:
        return claim
    upper = None if claim.upper is None else claim.upper * factor
    return Quantity(claim.value * factor, unit, claim.quantum * factor, claim.hedge, upper)


def fit(claim: Quantity, fact: Quantity, settings: CheckSettings) -> Fit:
    """How the printed `claim` stands to the fact's value. Signs are compared by size: words give the direction."""
    if claim.unit != fact.unit:
        claim = _converted(claim, fact.unit)
    if claim.value >= 0 and fact.value < 0:
        fact = _mirrored(fact)
    if fact.hedge not in _FIRM:
        return _fit_bound(claim, fact)
    if fact.upper is not None or claim.upper is not None:
        return _fit_range(claim, fact)
    if fact.low is not None and fact.high is not None:
        return _fit_computed(claim, fact, settings)
    return _fit_point(claim, fact.value, fact.quantum, settings)


def _mirrored(fact: Quantity) -> Quantity:
    low, high = fact.low, fact.high
    turned = {Hedge.MORE_THAN: Hedge.LESS_THAN, Hedge.LESS_THAN: Hedge.MORE_THAN}
    return Quantity(
        -fact.value,
        fact.unit,
        fact.quantum,
        turned.get(fact.hedge, fact.hedge),
        None if fact.upper is None else -fact.upper,
        fact.population,
        None if high is None else -high,
        None if low is None else -low,
    )


_LAST: list[tuple[Quantity | None, Interval]] = [(None, Interval(Decimal(0), Decimal(0)))]


def _shown(claim: Quantity) -> Interval:
    """The numbers that print as a claim; it is held against all facts in turn, so the last one is remembered."""
    last, interval = _LAST[0]
    if last is claim:
        return interval
    interval = claim.shown
    _LAST[0] = (claim, interval)
    return interval


def _fit_point(claim: Quantity, value: Decimal, quantum: Decimal, settings: CheckSettings) -> Fit:
    said = claim.value
    if claim.hedge is Hedge.NONE:  # most figures
        if claim.quantum < quantum and claim.quantum:
            return Fit.YES if said == value else Fit.NO
        return Fit.YES if _shown(claim).holds(value) else Fit.NO
    match claim.hedge:
        case Hedge.EXACTLY:
            return Fit.YES if said == value else Fit.NO
        case Hedge.MORE_THAN | Hedge.AT_LEAST:
            if value < said or (value == said and claim.hedge is Hedge.MORE_THAN):
                return Fit.NO
            if said > 0 and value >= said * _ANOTHER:
                return Fit.NO
            return Fit.WARN if said > 0 and value >= said * settings.understates else Fit.YES
        case Hedge.LESS_THAN | Hedge.AT_MOST:
            if value > said or (value == said and claim.hedge is Hedge.LESS_THAN):
                return Fit.NO
            if 0 < value * _ANOTHER <= said:
                return Fit.NO
            return Fit.WARN if value * settings.understates <= said else Fit.YES
        case Hedge.NEARLY:
            lowest = said * (_NEARLY_FRACTION if claim.unit == "%" and claim.quantum >= 2 else settings.nearly)
            near = lowest <= value or (claim.unit == "%" and _shown(claim).holds(value))
            return Fit.YES if near and value < said else Fit.NO
        case Hedge.ABOUT:
            near = abs(value - said) <= abs(said) * settings.about or _shown(claim).holds(value)
            return Fit.YES if near else Fit.NO
    top = claim.upper if claim.upper is not None else said
    return Fit.YES if said <= value <= top else Fit.NO


def _fit_bound(claim: Quantity, fact: Quantity) -> Fit:
    """The fact is itself a bound or an approximation."""
    if claim.value == fact.value:
        if claim.hedge == fact.hedge:
            return Fit.YES
        if claim.hedge is Hedge.AT_LEAST and fact.hedge is Hedge.MORE_THAN:
            return Fit.YES
        soft = {Hedge.ABOUT, Hedge.NEARLY, Hedge.AT_MOST}
        if fact.hedge is Hedge.ABOUT:
            return Fit.UNSURE if claim.hedge in soft or claim.hedge is Hedge.NONE else Fit.NO
        return Fit.UNSURE if claim.hedge is Hedge.ABOUT else Fit.NO
    if claim.hedge in _UP and fact.hedge in (*_UP, Hedge.ABOUT) and claim.value < fact.value < claim.value * _ANOTHER:
        return Fit.WARN
    if claim.hedge in _DOWN and fact.hedge in (*_DOWN, Hedge.ABOUT) and claim.value > fact.value:
        return Fit.WARN
    if claim.hedge is Hedge.VAGUE and fact.hedge in (*_UP, Hedge.ABOUT) and claim.upper is not None:
        return Fit.YES if claim.value <= fact.value <= claim.upper else Fit.NO
    if claim.hedge is Hedge.ABOUT and fact.hedge is Hedge.ABOUT:
        return Fit.UNSURE if _shown(claim).holds(fact.value) else Fit.NO
    return Fit.NO


def _fit_range(claim: Quantity, fact: Quantity) -> Fit:
    """One or both are ranges: both ends have to agree."""
    if claim.upper is None:
        if fact.upper is None:
            return Fit.NO
        low = Quantity(fact.value, fact.unit, fact.quantum)
        high = Quantity(fact.upper, fact.unit, fact.quantum)
        one_end = any(_shown(claim).holds(end.value) for end in (low, high))
        return Fit.UNSURE if one_end else Fit.NO
    if fact.upper is None and claim.unit == "%" and not claim.hedge:
        return Fit.YES if claim.value <= fact.value <= claim.upper else Fit.NO  # "between 7% and 8%"
    if fact.upper is None:
        return Fit.YES if claim.hedge is Hedge.VAGUE and claim.value <= fact.value <= claim.upper else Fit.NO
    half = claim.quantum / 2
    ends = abs(claim.value - fact.value) <= half and abs(claim.upper - fact.upper) <= half
    return Fit.YES if ends else Fit.NO


def _fit_computed(claim: Quantity, fact: Quantity, settings: CheckSettings) -> Fit:
    """The fact was computed from rounded inputs: nominally right, or only possible within their shown precision."""
    if claim.hedge is Hedge.EXACTLY and fact.low is not None and fact.high is not None:
        return Fit.YES if fact.low <= claim.value <= fact.high else Fit.NO
    exact = _fit_point(claim, fact.value, Decimal(0), settings)
    if exact is not Fit.NO:
        return exact
    if claim.hedge is not Hedge.NONE or fact.low is None or fact.high is None:
        return Fit.NO
    if claim.unit == "%" and abs(claim.value - fact.value) <= _SLACK:
        return Fit.YES
    shown = _shown(claim)
    if shown.holds(fact.low) and shown.holds(fact.high):
        return Fit.YES  # whatever the inputs were: the rounding of the result alone is off
    return Fit.UNSURE if shown.low <= fact.high and fact.low <= shown.high else Fit.NO


_PERIODS = frozenset((Grain.QUARTER, Grain.HALF, Grain.YEAR, Grain.SPAN))
"""Grains that a figure's period has. A quarter is no way to date a day: "reported in the third quarter"."""


def fit_date(claim: When, fact: When) -> Fit:
    """How a printed date stands to a fact's: a coarser date that holds it is right, a finer one says too much."""
    if claim.fiscal != fact.fiscal and claim.grain == fact.grain and claim.start == fact.start:
        return Fit.YES
    if claim.grain in (Grain.QUARTER, Grain.HALF) and fact.grain not in _PERIODS:
        return Fit.NO
    if claim.grain in (Grain.SPAN, fact.grain) and fact.grain in _PERIODS and claim.fiscal == fact.fiscal:
        return Fit.YES if (claim.start, claim.end) == (fact.start, fact.end) else Fit.NO
    if claim.covers(fact):
        return Fit.YES
    return Fit.UNSURE if fact.covers(claim) else Fit.NO
