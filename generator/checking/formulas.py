"""Computed values: a named formula over facts of one metric, where the words name the operation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from generator.checking.binding import CELL, related, row_share, stands_under_change
from generator.checking.fits import Fit, fit
from generator.checking.found import Found
from generator.checking.index import Index, Known
from generator.checking.lexicon import lexicon
from generator.checking.scopes import Context
from generator.facts.derived import FORMULAS, IncomparableError, comparable
from generator.facts.values import DURATIONS, Hedge, Quantity
from generator.settings import CheckSettings

MAX_OPERANDS = 12
LASTING = frozenset(
    "day week month year hour minute second quarter time duration length age tenure term period elapsed".split()
)
"""Words of a field whose bare figure may be a length of time."""
_MOVES = frozenset(("difference", "percent_change", "surprise"))
"""Formulas that any word of comparing or moving names."""
_BY_UNIT = {
    "%": ("percent_change", "surprise", "share"),
    "pp": ("difference",),
    "bp": ("difference",),
    "x": ("multiple",),
}


_ORDERED = frozenset(("percent_change", "surprise", "difference"))
_JOINING = frozenset(("combined", "together", "both", "two", "total", "altogether", "pair"))


_HALF = 0.5


class Computed(NamedTuple):
    """A value that a formula gives over facts."""

    formula: str
    facts: tuple[str, ...]
    value: Quantity
    named: bool
    """Whether the sentence's words name the operation."""


def compute(claim: Quantity, context: Context, found: Found, index: Index, settings: CheckSettings) -> Computed | None:
    """A formula over facts bound to the sentence that gives the claim, one whose words are there first; or None."""
    moves = any(hit.sense.kind in ("compare", "direction") for hit in found.hits)
    unnamed: Computed | None = None
    operands = _operands(context, found, index)
    expected = (
        "estimate" in context.roles
        or "would" in context.terms
        or all(known.roles for known in operands)
        or not _moved(claim, found)
    )
    for formula, facts in _attempts(claim, operands):
        if formula == "percent_change" and not expected and "estimate" in facts[0].roles:
            continue  # "rose 5%": of what was reported, not of what had been expected
        try:
            result = FORMULAS[formula](*(known.fact.value for known in facts))
        except (IncomparableError, ArithmeticError):
            continue
        if claim.hedge is Hedge.EXACTLY and fit(claim, result, settings) is not Fit.YES:
            continue
        nominal = replace(result, low=None, high=None, quantum=Decimal(0))
        if result.value == 0 or fit(claim, nominal, settings) not in (Fit.YES, Fit.WARN):
            continue
        named = bool(lexicon().operations[formula] & context.terms) or (
            (moves or "change" in context.roles) and formula in _MOVES
        )
        made = Computed(formula, tuple(known.fact.id for known in facts), result, named)
        if named:
            return made
        unnamed = unnamed or made
    return unnamed


def unrounded(
    said: Quantity, known: Known, index: Index, settings: CheckSettings
) -> tuple[str, tuple[str, ...]] | None:
    """The formula and inputs of a computed change whose rounded value alone is at odds: "more than 8%" of 8.3%."""
    fact = known.fact
    inputs = [index.by_id[name].fact.value for name in fact.inputs if name in index.by_id]
    if fact.formula not in ("percent_change", "surprise") or len(inputs) != 2:
        return None
    try:
        exact = replace(FORMULAS[fact.formula](*inputs), low=None, high=None, quantum=Decimal(0))
    except (IncomparableError, ArithmeticError):
        return None
    return (fact.formula, fact.inputs) if fit(said, exact, settings) is Fit.YES else None


def _moved(claim: Quantity, found: Found) -> bool:
    """Whether a figure is how far something moved: "rose 5%"."""
    led = {hit.last + 1 for hit in found.of("direction")}
    return bool(led) and any(value.first in led and value.mention.value == claim for value in found.values)


def _operands(context: Context, found: Found, index: Index) -> list[Known]:
    """Facts that the sentence speaks of: of its metrics or those before it, and not of another subject."""
    closest = max(context.metrics.values(), default=0.0)
    metrics = {name for name, strength in context.metrics.items() if strength >= closest - 1.5} or context.topic_metrics
    strongest = max(context.subjects.values(), default=0.0)
    named = {name for name, strength in context.subjects.items() if strength >= min(strongest, 1.5) - 0.7}
    joined = len(context.voices) > 1 or bool(context.terms & _JOINING)
    expected = "estimate" in context.roles or bool(found.of("compare")) or _expects(found) or "would" in context.terms
    expected = expected or not any(
        known.metric in metrics and not known.roles for known in index.quantities
    )  # a preview
    made = []
    for known in index.quantities:
        if "estimate" in known.roles and not expected:
            continue
        if known.fact.formula or not any(related(known, name) for name in metrics):
            continue
        alike = {name for name in named if index.types.get(name, known.sort) == known.sort}
        if known.subjects and alike and not joined and not known.subjects & named:
            continue
        if index.tabular and row_share(known, context.terms) < _HALF:
            continue
        made.append(known)
        if len(made) == MAX_OPERANDS:
            break
    return made


def _expects(found: Found) -> bool:
    return any(hit.sense.value in ("estimate", "surprise") for hit in found.of("role"))


def _attempts(claim: Quantity, operands: list[Known]) -> Iterator[tuple[str, tuple[Known, ...]]]:
    unit = claim.unit
    formulas = _BY_UNIT.get(unit, ("difference", "sum", "mean"))
    for a, b in combinations(operands, 2):
        first, second = a.fact, b.fact
        cells = _are_cells(a, b)
        if not isinstance(first.value, Quantity) or not isinstance(second.value, Quantity):
            continue
        if first.value.unit != second.value.unit or not comparable(first, second):
            continue
        for formula in formulas:
            if cells and formula in _MOVES and not _is_move(formula, a, b):
                continue
            if formula in ("sum", "mean") and (a.mark[0] or b.mark[0]):
                continue  # two strengths of a drug make no third
            if formula == "difference" and unit in ("pp", "bp") and first.value.unit != "%":
                continue
            if unit in DURATIONS and first.value.unit != unit and LASTING.isdisjoint(a.terms):
                continue  # a length of time is no difference of two readings
            if formula in ("difference", "sum", "mean") and unit not in ("pp", "bp"):
                base = first.value.unit.split("/")[0]
                if unit.split("/")[0] != base and base != "?":
                    continue
            if formula in ("sum", "mean"):
                yield formula, (a, b)
                continue
            for start, end in ((b, a), (a, b)):
                if formula == "surprise" and "estimate" not in start.roles:
                    continue
                if formula not in _ORDERED or is_base(start, end):
                    yield formula, (end, start)


def _are_cells(a: Known, b: Known) -> bool:
    return bool(CELL.search(a.fact.id) and CELL.search(b.fact.id))


def _is_move(formula: str, a: Known, b: Known) -> bool:
    """Whether one cell of a table may have moved to the other: one row and column at two times; or two rows at one."""
    if any(stands_under_change(known.fact.dims) for known in (a, b)):
        return False
    if a.fact.dims != b.fact.dims and ((a.fact.dims and b.fact.dims) or a.fact.period == b.fact.period):
        return False
    return a.metric == b.metric or (formula == "difference" and a.fact.period == b.fact.period)


def is_base(base: Known, other: Known) -> bool:
    """Whether a change may be counted from `base` to `other`: from an earlier or expected figure, not to it."""
    rank = {"prior": 2, "estimate": 1}
    mine = max((rank.get(role, 0) for role in base.roles), default=0)
    theirs = max((rank.get(role, 0) for role in other.roles), default=0)
    if mine != theirs:
        return mine > theirs
    mine_at, theirs_at = base.fact.period, other.fact.period
    return mine_at is None or theirs_at is None or mine_at.start <= theirs_at.start
