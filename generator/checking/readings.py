"""Readings of a line: whether a figure is the lowest, the highest, the mean or one of the points of a time."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from generator.article import Verdict
from generator.checking.ends import Said, ends_each, spans
from generator.checking.found import Found, Text, Value
from generator.checking.gauges import Gauge
from generator.checking.lines import Line, Point
from generator.facts.values import Hedge, Quantity

_PARTS = frozenset(
    "morning afternoon evening night overnight daytime nighttime midday noon midnight dawn early late later".split()
)
"""Words for a part of a day: records of six hours do not tell which of them is meant."""
_SOFT = (Hedge.ABOUT, Hedge.NEARLY, Hedge.VAGUE, Hedge.MORE_THAN, Hedge.AT_LEAST, Hedge.LESS_THAN)
_ABOVE = (Hedge.MORE_THAN, Hedge.AT_LEAST)
_BELOW = (Hedge.LESS_THAN,)
_ABOUT = Decimal("0.05")
_SIGNIFICANT = 3
"""From how many digits on a reading is a record's own, and no round figure between records."""


class Finding(NamedTuple):
    """What is wrong with a figure, and the point that is right or that it belongs to."""

    verdict: Verdict
    message: str
    expected: str
    point: Point | None


def against(
    text: Text, found: Found, said: Quantity, end: Said, gauge: Gauge | None, line: Line, points: tuple[Point, ...],
    value: Value,
) -> Finding | None:  # fmt: skip
    """What is wrong with a figure of these points, or None."""
    if not points:
        return None
    ways = _ways(said, gauge)
    if end.end == "mean":
        return _mean(ways, points, line)
    if said.upper is not None:
        if not spans(text, found, value):
            return _outside(ways, points, line)
        if ends_each(text, found, value):
            return _outside(ways, points, line)
        low = [replace(way, upper=None) for way in ways]
        high = [replace(way, value=way.upper, upper=None) for way in ways if way.upper is not None]
        return _end(low, "low", points, line, False) or _end(high, "high", points, line, False)
    parts = not _PARTS.isdisjoint(found.words_of(text))
    if end.end == "reading":
        return _reading(ways, points, line, parts)
    if parts or end.each:
        return _outside(ways, points, line)
    return _end(ways, end.end, points, line, said.hedge in _SOFT)


def _ways(said: Quantity, gauge: Gauge | None) -> list[Quantity]:
    """A figure as printed, and as it is in the units that data mostly has."""
    ways = [said]
    if gauge is not None and not gauge.is_plain:
        upper = None if said.upper is None else gauge.in_data(said.upper)
        ways.append(replace(said, value=gauge.in_data(said.value), upper=upper, quantum=said.quantum * gauge.factor))
    if said.unit == "%":
        upper = None if said.upper is None else said.upper / 100
        ways.append(replace(said, value=said.value / 100, upper=upper, quantum=said.quantum / 100))
    return ways


def _slack(said: Quantity) -> Decimal:
    wide = abs(said.value) * _ABOUT if said.hedge in _SOFT else Decimal(0)
    return max(said.quantum, wide)


def _is_near(said: Quantity, value: Decimal) -> bool:
    """Whether a figure prints a value, cut off, rounded up or rounded."""
    gap = abs(said.value - value)
    return gap < said.quantum or gap <= said.quantum / 2 or (said.hedge in _SOFT and gap <= _slack(said))


def _end(ways: list[Quantity], end: str, points: tuple[Point, ...], line: Line, soft: bool) -> Finding | None:
    """Whether a figure is the lowest or the highest of the points."""
    of_end = min if end == "low" else max
    right = of_end(points, key=_value)
    for metric in line.metrics:  # the highest of the temperatures, or of the field for their highest
        own = [point for point in points if point.known.metric == metric]
        if own and any(_is_near(way, of_end(own, key=_value).value) for way in ways):
            return None
    if soft and any(_is_inside(way, points) for way in ways):
        return None
    other = next((point for point in line.points if any(_is_near(way, point.value) for way in ways)), None)
    where = "lowest" if end == "low" else "highest"
    message = f"the {where} {line.name.replace('_', ' ')} in the facts is {right.value} ({right.known.fact.id})"
    return Finding(Verdict.CONTRADICTED, message, f"{right.value}", other or right)


def _mean(ways: list[Quantity], points: tuple[Point, ...], line: Line) -> Finding | None:
    """Whether a figure is far from the mean of the points: by more than a quarter, and more than its last digit."""
    mean = sum((point.value for point in points), Decimal(0)) / len(points)
    for way in ways:
        top = way.value if way.upper is None else way.upper
        slack = max(way.quantum, abs(mean) * _AVERAGE)
        if way.value - slack <= mean <= top + slack:
            return None
    shown = f"{mean:.2f}"
    message = f"the mean {line.name.replace('_', ' ')} of the records is {shown}"
    return Finding(Verdict.CONTRADICTED, message, shown, points[0])


_AVERAGE = Decimal("0.25")


def _is_inside(said: Quantity, points: tuple[Point, ...]) -> bool:
    values = [point.value for point in points]
    top = said.value if said.upper is None else said.upper
    slack = _slack(said)
    if said.hedge in _ABOVE:
        return max(values) >= said.value
    if said.hedge in _BELOW:
        return min(values) <= said.value
    return min(values) - slack <= min(said.value, top) and max(said.value, top) <= max(values) + slack


def _outside(ways: list[Quantity], points: tuple[Point, ...], line: Line) -> Finding | None:
    """Whether a figure lies outside all that the points have."""
    if any(_is_inside(way, points) for way in ways):
        return None
    low, high = min(points, key=_value), max(points, key=_value)
    message = f"the facts have {low.value} to {high.value} for the {line.name.replace('_', ' ')} here"
    return Finding(Verdict.CONTRADICTED, message, f"{low.value} to {high.value}", low)


def _reading(ways: list[Quantity], points: tuple[Point, ...], line: Line, parts: bool) -> Finding | None:
    """Whether a figure is one of the points, or a round one between them."""
    if any(_is_near(way, point.value) for way in ways for point in points):
        return None
    outside = _outside(ways, points, line)
    if outside is not None:
        return outside
    exact = any(len(way.value.normalize().as_tuple().digits) >= _SIGNIFICANT and not way.hedge for way in ways)
    if not exact:
        return None
    own = next((point for point in line.points if any(point.value == way.value for way in ways)), None)
    if own is not None:
        message = f"the facts have this {line.name.replace('_', ' ')} at another time ({own.known.fact.id})"
        return Finding(Verdict.MISBOUND, message, "", own)
    return Finding(Verdict.ABSENT, f"no record has this {line.name.replace('_', ' ')}", "", None)


def _value(point: Point) -> Decimal:
    return point.value
