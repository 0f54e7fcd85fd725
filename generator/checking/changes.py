"""Changes of a series from one month to the next: which is the smallest, the largest of a year or of all."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from generator.checking.found import Hit, Text, Value
from generator.checking.lines import Line, Point, lines_of
from generator.checking.page import Judgement, Page
from generator.checking.scopes import Scope
from generator.facts.values import Grain, Quantity, When

_UP = frozenset("gain rise increase growth advance climb jump".split())
_DOWN = frozenset("drop decline fall decrease slide dip".split())
_REACH = 3
"""Words between a rank and the noun of its change: "the smallest monthly gain"."""
_SMALL = frozenset("smallest slowest weakest lowest least".split())
_LIKE = Decimal("0.0005")
"""Two changes of which one is no more than this part of the level larger are printed alike."""


class Change(NamedTuple):
    """A change from the month before: of which month, and what part of the level before."""

    when: When
    part: Decimal


def is_extreme_change(page: Page, judged: Judgement, hit: Hit) -> bool:
    """Whether a rank is that of a series' last change in its direction, or of the month that the sentence names.

    "The smallest monthly gain of 2024 so far": of the gains of that year the last is the smallest.
    """
    sign = _sign(page, hit)
    lines = [line for line in lines_of(page.index) if _is_monthly(line)]
    if not sign or len(lines) != 1:
        return False
    dates = [value.mention.value for value in judged.found.values if isinstance(value.mention.value, When)]
    years = {when.start.year for when in dates if when.grain is Grain.YEAR}
    changes = [change for change in _changes(lines[0]) if change.part * sign > 0]
    inside = [change for change in changes if not years or change.when.start.year in years]
    if len(inside) < 2:
        return False
    month = next((when for when in dates if when.grain is Grain.MONTH and not when.yearless), None)
    mine = next((change for change in inside if month is not None and change.when.meets(month)), inside[-1])
    small = page.text.words[hit.first].norm in _SMALL
    sizes = [abs(change.part) for change in inside]
    return abs(mine.part) <= min(sizes) + _LIKE if small else abs(mine.part) >= max(sizes) - _LIKE


_IN_A_ROW = frozenset("succession row straight consecutive successive running".split())
_BEHIND = 4
"""Words behind a length of time in which it is said to be a run."""


def run_of(text: Text, scope: Scope, value: Value, said: Quantity) -> tuple[str, ...]:
    """The first and last fact of a run of changes: "slipped for three months in succession, from October to December".

    Empty where the figure is no run of a monthly series, or the series has none of this length and direction in the
    months that the sentence names.
    """
    around = text.words[max(scope.found.first, value.first - 1) : value.last + 1 + _BEHIND]
    if said.unit != "month" or _IN_A_ROW.isdisjoint(word.norm for word in around):
        return ()
    moves = [hit.sense.value for hit in scope.found.of("direction") if hit.sense.value in ("up", "down")]
    lines = [line for line in lines_of(text.index) if _is_monthly(line)]
    if len(set(moves)) != 1 or len(lines) != 1:
        return ()
    sign, size = (1 if moves[0] == "up" else -1), int(said.value)
    points = sorted(lines[0].points, key=_start)
    changes = _changes(lines[0])
    for at in range(len(changes) - size + 1):
        run = changes[at : at + size]
        if all(change.part * sign > 0 for change in run) and _is_named(run, scope.periods):
            ids = {point.when: point.known.fact.id for point in points}
            return ids[run[0].when], ids[run[-1].when]
    return ()


def _is_named(run: list[Change], stretches: tuple[When, ...]) -> bool:
    """Whether a run is in the years and of the months that are named."""
    first, last = run[0].when.start, run[-1].when.start
    years = {when.start.year for when in stretches if not when.yearless and when.grain is Grain.YEAR}
    spans = [when for when in stretches if when.grain is Grain.SPAN]
    if years and first.year not in years:
        return False
    return not spans or any((when.start.month, when.end.month) == (first.month, last.month) for when in spans)


def _sign(page: Page, hit: Hit) -> int:
    for word in page.text.words[hit.last + 1 : hit.last + 1 + _REACH]:
        if word.norm in _UP:
            return 1
        if word.norm in _DOWN:
            return -1
    return 0


def _is_monthly(line: Line) -> bool:
    months = [point.when for point in line.points]
    return all(when.grain is Grain.MONTH for when in months) and len(set(months)) == len(months)


def _changes(line: Line) -> list[Change]:
    """The changes between months that follow each other, in order."""
    points = sorted(line.points, key=_start)
    made = []
    for before, after in pairwise(points):
        if before.value > 0 and (after.when.start - before.when.end).days == 1:
            made.append(Change(after.when, (after.value - before.value) / before.value))
    return made


def _start(point: Point) -> date:
    return point.when.start
