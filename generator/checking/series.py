"""Figures that make no claim of their own: lengths that name a measure, values somewhere within a long series."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checking.found import Text, Value
from generator.checking.scopes import Scope
from generator.checking.verdicts import Judged
from generator.facts.values import DURATIONS, Grain, Quantity, When
from generator.facts.written import months

LONG = 6
"""From how many periods on a measure is a series."""
_MEASURES = frozenset("period rate basis average moving change gain ended month figure reading pace range".split())


def names_a_measure(text: Text, scope: Scope, value: Value, said: Quantity) -> bool:
    """ "The 12-month rate", "the 39-week period": a length of time that only says which figure is meant."""
    if said.unit == "ordinal" and value.first and text.words[value.first - 1].norm == "per":
        return True
    if said.unit not in DURATIONS or value.last + 1 >= scope.found.last:
        return False
    return text.words[value.last + 1].norm in _MEASURES


def within_series(text: Text, scope: Scope, value: Value, said: Quantity, item: Judged) -> bool:
    """Whether a figure lies between the ends of a long series that the words name, which one it is they do not say."""
    hits = [hit for hit in scope.found.of("metric") if hit.last < value.first]
    name = item.known.metric if item.known is not None else hits[-1].sense.value if hits else ""
    line = [
        known for known in text.index.quantities
        if known.metric == name and isinstance(known.fact.value, Quantity) and not known.roles
    ]  # fmt: skip
    places = {known.fact.id.rsplit("/", 1)[0] for known in line}
    if len({known.fact.period for known in line} - {None}) < 4 or len(places) < LONG:
        return False
    if len({known.fact.subject for known in line}) > 1:
        return False
    numbers = [known.fact.value.value for known in line if isinstance(known.fact.value, Quantity)]
    low, high = min(numbers), max(numbers)
    top = said.value if said.upper is None else said.upper
    slack = said.quantum / 2
    return low - slack <= min(said.value, top) and max(said.value, top) <= high + slack


_END_OF_YEAR = re.compile(r"\b(start|beginning|end) of (?:that|the same) year\b")


def ends_of_year(text: Text, scope: Scope) -> Iterator[When]:
    """ "At the start of that year": January or December of the year of the date before."""
    for match in _END_OF_YEAR.finditer(text.view.text, scope.found.start, scope.found.end):
        dated = [value for value in scope.found.values if isinstance(value.mention.value, When)]
        before = [value.mention.value for value in dated if value.mention.end <= match.start()]
        if before and isinstance(before[-1], When):
            yield months(before[-1].start.year, 12 if match[1] == "end" else 1, 1, Grain.MONTH)
