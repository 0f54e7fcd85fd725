"""Named formulas over facts, in interval arithmetic: what a writer may compute, and a checker recognise.

Operands must share a unit, a population and a date, or the caller declares the relation (`related=True`, as when large
language models are declared to be part of AI models). Hedges pass through: more than 40, less 14, is more than 26.
A percentage of a negative or zero base is words, not a number.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, localcontext

from generator.facts.given import Standing
from generator.facts.ledger import Fact
from generator.facts.metric import Metric
from generator.facts.values import INFINITY, Hedge, Interval, Quantity, When

HUNDRED = Decimal(100)
_FINE = Decimal("0.000001")
"""Percent to which a change is worked out; it is rounded once, where it is told: 17.249% is 17.2%, not 17.3%."""


class IncomparableError(ValueError):
    """The operands may not be combined; the message says why."""


def bounds(value: Quantity) -> Interval:
    """All numbers that the value allows, its hedge included: "more than 40" is (40, infinity)."""
    shown = value.shown
    match value.hedge:
        case Hedge.MORE_THAN:
            return Interval(value.value, INFINITY, True)
        case Hedge.AT_LEAST:
            return Interval(shown.low, INFINITY)
        case Hedge.LESS_THAN:
            return Interval(-INFINITY, value.value, False, True)
        case Hedge.AT_MOST:
            return Interval(-INFINITY, shown.high)
    return shown


def difference(a: Quantity, b: Quantity) -> Quantity:
    """a - b. Two percentages differ by percentage points. Raises IncomparableError for different units."""
    if a.unit != b.unit:
        raise IncomparableError(f"{a.unit or 'a count'} less {b.unit or 'a count'}")
    hedge = _passed(a.hedge, _turned(b.hedge))
    x, y = a.shown, b.shown
    unit = "pp" if a.unit == "%" else a.unit
    return _result(a.value - b.value, unit, max(a.quantum, b.quantum), x.low - y.high, x.high - y.low, hedge, a)


def total(*parts: Quantity) -> Quantity:
    """The sum. Raises IncomparableError for different units."""
    first = parts[0]
    if any(part.unit != first.unit for part in parts):
        raise IncomparableError("a sum of different units")
    hedge = Hedge.NONE
    for part in parts:
        hedge = _passed(hedge, part.hedge)
    low, high = sum((p.shown.low for p in parts), Decimal(0)), sum((p.shown.high for p in parts), Decimal(0))
    value = sum((p.value for p in parts), Decimal(0))
    return _result(value, first.unit, max(p.quantum for p in parts), low, high, hedge, first)


def percent_change(new: Quantity, old: Quantity) -> Quantity:
    """(new - old) / |old| in percent.

    Raises IncomparableError where the base may be zero or negative, and where the sign changes: that is words.
    """
    if new.unit != old.unit or new.hedge or old.hedge:
        raise IncomparableError("a percentage of unlike or hedged amounts")
    base = old.shown
    if base.low <= 0 or new.value < 0:
        raise IncomparableError("a percentage of, or down to, an amount that is negative or zero")
    value = (new.value - old.value) / old.value * HUNDRED
    ends = [(n - o) / o * HUNDRED for n in (new.shown.low, new.shown.high) for o in (base.low, base.high)]
    return _result(value, "%", _FINE, min(ends), max(ends), Hedge.NONE, None)


def surprise_percent(actual: Quantity, estimate: Quantity) -> Quantity:
    """(actual - estimate) / |estimate| in percent, the vendors' surprise, also for a negative estimate.

    Raises IncomparableError for unlike units or an estimate that may be zero.
    """
    if actual.unit != estimate.unit:
        raise IncomparableError("a surprise of unlike amounts")
    base = estimate.shown
    if base.low <= 0 <= base.high:
        raise IncomparableError("a surprise against an estimate of zero")
    value = (actual.value - estimate.value) / abs(estimate.value) * HUNDRED
    ends = [(a - e) / abs(e) * HUNDRED for a in (actual.shown.low, actual.shown.high) for e in (base.low, base.high)]
    return _result(value, "%", _FINE, min(ends), max(ends), Hedge.NONE, None)


def share(part: Quantity, whole: Quantity) -> Quantity:
    """part / whole in percent. Raises IncomparableError for unlike units, hedges or a whole that is not positive."""
    if part.unit != whole.unit or part.hedge or whole.hedge or whole.shown.low <= 0:
        raise IncomparableError("a share of unlike or hedged amounts")
    ends = [p / w * HUNDRED for p in (part.shown.low, part.shown.high) for w in (whole.shown.low, whole.shown.high)]
    value = part.value / whole.value * HUNDRED
    return _result(value, "%", Decimal("0.01"), min(ends), max(ends), Hedge.NONE, None)


def multiple(a: Quantity, b: Quantity) -> Quantity:
    """a / b as a multiple. Raises IncomparableError for unlike units, hedges or a base that is not positive."""
    made = share(a, b)
    low, high = (made.low or made.value) / HUNDRED, (made.high or made.value) / HUNDRED
    return _result(made.value / HUNDRED, "x", Decimal("0.01"), low, high, Hedge.NONE, None)


def mean(*parts: Quantity) -> Quantity:
    """The arithmetic mean. Raises IncomparableError for different units or hedges."""
    made = total(*parts)
    if made.hedge:
        raise IncomparableError("a mean of hedged amounts")
    shown, n = made.shown, Decimal(len(parts))
    return _result(made.value / n, made.unit, made.quantum, shown.low / n, shown.high / n, Hedge.NONE, None)


def months_between(first: When, last: When) -> Quantity:
    """The number of months from one date to another, first and last month both counted (August to January is six)."""
    count = (last.end.year - first.start.year) * 12 + last.end.month - first.start.month + 1
    if count < 1:
        raise IncomparableError("the second date is before the first")
    return Quantity(Decimal(count), "month", Decimal(1))


def days_between(first: When, last: When) -> Quantity:
    """Days from one day to a later one. Raises IncomparableError for dates that are not single days."""
    if first.start != first.end or last.start != last.end:
        raise IncomparableError("days between dates that are not single days")
    return Quantity(Decimal((last.start - first.start).days), "day", Decimal(1))


FORMULAS: dict[str, Callable[..., Quantity]] = {
    "difference": difference,
    "sum": total,
    "percent_change": percent_change,
    "surprise": surprise_percent,
    "share": share,
    "multiple": multiple,
    "mean": mean,
    "months_between": months_between,
    "days_between": days_between,
}
"""Every formula by the name that a report gives it."""


def derive(
    name: str, formula: str, inputs: tuple[Fact | None, ...], metric: Metric, related: bool = False
) -> Fact | None:
    """The fact that a formula gives over other facts, or None where an input is missing or they may not be combined.

    Unless `related`, the inputs must be of one date; an undated fact is comparable with nothing.
    """
    facts = [fact for fact in inputs if fact is not None and fact.value is not None and fact.use != "hold"]
    if len(facts) < len(inputs):
        return None
    if not related and not comparable(*facts):
        return None
    try:
        with localcontext() as context:
            context.prec = 34
            value = FORMULAS[formula](*(fact.value for fact in facts))
    except (IncomparableError, ArithmeticError):
        return None
    first = facts[0]
    standings = {fact.standing for fact in facts}
    standing: Standing = (
        "disputed" if "disputed" in standings else "reported" if "reported" in standings else first.standing
    )
    return Fact(
        name, metric, value, first.subject, first.period, first.dims, standing, first.as_of, first.undated,
        said_on=first.said_on, published_on=first.published_on, claimant=first.claimant, chain=first.chain,
        use="must" if metric.must else "may", formula=formula, inputs=tuple(fact.id for fact in facts), item=first.item,
    )  # fmt: skip


def comparable(*facts: Fact) -> bool:
    """Whether facts may stand in one formula: same population, and dates that agree or are all given by period."""
    populations = {fact.value.population for fact in facts if isinstance(fact.value, Quantity)}
    if len(populations - {""}) > 1:
        return False
    undated = {fact.undated for fact in facts}
    if len(undated) > 1:
        return False
    return len({fact.as_of for fact in facts}) <= 1


def _passed(a: Hedge, b: Hedge) -> Hedge:
    firm = (Hedge.NONE, Hedge.EXACTLY)
    if a in firm:
        return Hedge.NONE if b in firm else b
    if b in firm or a == b:
        return a
    upward, downward = {Hedge.MORE_THAN, Hedge.AT_LEAST}, {Hedge.LESS_THAN, Hedge.AT_MOST}
    if {a, b} <= upward:
        return Hedge.MORE_THAN
    if {a, b} <= downward:
        return Hedge.LESS_THAN
    if Hedge.ABOUT in (a, b) and not ({a, b} & (upward | downward)):
        return Hedge.ABOUT
    raise IncomparableError(f"{a} combined with {b} bounds nothing")


def _turned(hedge: Hedge) -> Hedge:
    turned = {
        Hedge.MORE_THAN: Hedge.LESS_THAN,
        Hedge.LESS_THAN: Hedge.MORE_THAN,
        Hedge.AT_LEAST: Hedge.AT_MOST,
        Hedge.AT_MOST: Hedge.AT_LEAST,
        Hedge.NEARLY: Hedge.ABOUT,
    }
    return turned.get(hedge, hedge)


def _result(
    value: Decimal, unit: str, quantum: Decimal, low: Decimal, high: Decimal, hedge: Hedge, like: Quantity | None
) -> Quantity:
    exact = low == high
    rounded = value if exact else value.quantize(quantum, ROUND_HALF_UP) if quantum < 1 else value
    population = like.population if like else ""
    if exact:
        return Quantity(value, unit, quantum, hedge, None, population)
    return Quantity(rounded, unit, quantum, hedge, None, population, low, high)
