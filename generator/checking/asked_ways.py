"""The ways of a question's formula over its lines: within a line, between two, two together as a share of a third."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from generator.checking.asked_lines import Asked, column_of
from generator.checking.index import Known
from generator.facts.values import DURATIONS, Quantity

OF_SUM = " of sum"
"""Behind the name of a formula whose first operand is the sum of two."""
JOINING = frozenset(("sum", "total", "combined", "and"))
"""Words by which a question may speak of two lines together."""


def over(formula: str, facts: list[Known]) -> Iterator[tuple[str, tuple[Known, ...]]]:
    """Within a line: over its periods."""
    if formula in ("mean", "sum"):
        for size in range(len(facts), 1, -1):
            if size <= 6 and (size == len(facts) or len(facts) <= 4):
                yield from ((formula, group) for group in combinations(facts, size))
        return
    for first, second in combinations(facts, 2):
        new, old = _by_time(first, second)
        yield formula, (new, old)
        if formula in ("share", "multiple") or new.fact.period is None or new.fact.period == old.fact.period:
            yield formula, (old, new)


def _by_time(first: Known, second: Known) -> tuple[Known, Known]:
    one, two = first.fact.period, second.fact.period
    if one is not None and two is not None and one.start < two.start:
        return second, first
    return first, second


def across(formula: str, first: list[Known], second: list[Known]) -> Iterator[tuple[str, tuple[Known, ...]]]:
    """Between two lines: in one period."""
    for a in first[:8]:
        for b in second[:8]:
            alone = len(first) == len(second) == 1 and column_of(a) == column_of(b)  # rows that are periods
            if a.fact.id != b.fact.id and (a.fact.period == b.fact.period or alone):
                yield formula, (a, b)
                if formula not in ("sum", "mean"):
                    yield formula, (b, a)


def over_sum(
    formula: str, one: list[Known], two: list[Known], three: list[Known]
) -> Iterator[tuple[str, tuple[Known, ...]]]:
    """Two lines together as a share of a third, in one period."""
    for a in one[:3]:
        for b in two[:3]:
            for whole in three[:3]:
                apart = a.fact.id < b.fact.id and whole.fact.id not in (a.fact.id, b.fact.id)
                if apart and a.fact.period == b.fact.period == whole.fact.period:
                    yield formula + OF_SUM, (a, b, whole)


def of_one_row(one: Known, other: Known) -> bool:
    """Whether two cells stand in one row."""
    return one.fact.id.rpartition("/")[0] == other.fact.id.rpartition("/")[0]


def columns(inside: list[list[Known]]) -> Iterator[tuple[Known, ...]]:
    """One fact a line, all of one period."""
    for known in inside[0]:
        same = [next((k for k in facts if k.fact.period == known.fact.period), None) for facts in inside]
        for size in range(len(same), 2, -1):
            group = [k for k in same[:size] if k is not None]
            if len(group) == size and len({k.fact.id for k in group}) == size:
                yield tuple(group)


_SHARED = 0.4
_TOGETHER = 3
"""How many amounts of a passage are told together at most: "$0.3 million, $0.9 million and $0.6 million in ..."."""


def in_passage(formula: str, asked: Asked, facts: Iterable[Known]) -> Iterator[tuple[str, tuple[Known, ...]]]:
    """Amounts that follow each other in a passage with the question's words: "$3,800 and $6,690 in 2019 and 2018"."""
    passages: dict[str, list[Known]] = {}
    for known in facts:
        value = known.fact.value
        if known.fact.id.count("/") <= _DEEP and isinstance(value, Quantity) and value.unit not in DURATIONS:
            passages.setdefault(known.fact.id, []).append(known)
    for inner in passages.values():
        for place, known in enumerate(inner):
            if len(known.terms & asked.words) < _SHARED * len(asked.words):
                continue
            for size in range(_TOGETHER, 1, -1):
                group = tuple(inner[place : place + size])
                if len(group) == size and len({_unit(each) for each in group}) == 1:
                    yield formula, group


_DEEP = 3
"""Slashes of a passage's pointer, at most; a cell's has its row and column too."""


def _unit(known: Known) -> str:
    return known.fact.value.unit if isinstance(known.fact.value, Quantity) else ""
