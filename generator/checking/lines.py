"""Lines: the measures that the records of foreign facts give at many times, as a forecast or a yearly table does."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import NamedTuple

from generator.checking.index import Index, Known
from generator.checking.kept import kept
from generator.facts.values import DURATIONS, Quantity, When

_MANY = 12
"""From how many figures on a measure is a line, where they are of several times."""
_TIMES = 3
_LONG = 8
"""From how many times on it is one, whatever the number of figures."""
_UNITS = frozenset(("?", "%", "", *DURATIONS))
"""Units of what is measured again and again."""
_ENDS = frozenset("min max minimum maximum low high lowest highest average mean avg".split())
"""Words that only say which figure of its hour or day a field has: "temp_min"."""


class Point(NamedTuple):
    """One figure of a line, and when it is of."""

    known: Known
    value: Decimal
    when: When


class Line(NamedTuple):
    """A measure with its figures in the order of the facts; the fields that give its ends are of it too."""

    name: str
    words: frozenset[str]
    """Normal forms of what it is called."""
    metrics: frozenset[str]
    points: tuple[Point, ...]
    times: tuple[When, ...]
    """The times that it has figures of, each once, in order."""

    def within(self, days: frozenset[When]) -> tuple[Point, ...]:
        """The points of these times."""
        return tuple(point for point in self.points if point.when in days)


def _start(when: When) -> tuple[int, int]:
    return when.start.toordinal(), when.end.toordinal()


@kept
def lines_of(index: Index) -> tuple[Line, ...]:
    """The lines of foreign facts; none where the facts are a sheet."""
    if not index.foreign:
        return ()
    families: dict[str, list[Known]] = defaultdict(list)
    for known in index.quantities:
        value = known.fact.value
        if known.fact.period is None or known.roles or known.mark[0] or not isinstance(value, Quantity):
            continue
        if value.upper is None and known.fact.metric.style != "ordinal":
            families[_family(known.metric)].append(known)
    made = []
    for name, members in families.items():
        points = tuple(_points(members))
        times = tuple(sorted({point.when for point in points}, key=_start))
        many = len(times) >= _LONG or len(points) >= _MANY
        if _is_one(points) and len(times) >= _TIMES and many:
            own = [known.terms for known in members if known.metric == name] or [known.terms for known in members]
            words = frozenset().union(*own) - _ENDS
            made.append(Line(name, words, frozenset(known.metric for known in members), points, times))
    return tuple(made)


def _is_one(points: tuple[Point, ...]) -> bool:
    """Whether figures are of one thing in one unit, and none of it money: a table's columns are several measures."""
    facts = [point.known.fact for point in points]
    units = {fact.value.unit for fact in facts if isinstance(fact.value, Quantity)}
    columns = {text for fact in facts for name, text in fact.dims if name == "column"}
    return len({fact.subject for fact in facts}) == 1 and units <= _UNITS and len(units) == 1 and len(columns) < 2


def _points(members: list[Known]) -> list[Point]:
    return [
        Point(known, known.fact.value.value, known.fact.period)
        for known in members
        if isinstance(known.fact.value, Quantity) and known.fact.period is not None
    ]


def _family(metric: str) -> str:
    """The measure that a field is an end of: "temperature" of "temperature_min"."""
    words = [word for word in metric.split("_") if word not in _ENDS]
    return "_".join(words) or metric
