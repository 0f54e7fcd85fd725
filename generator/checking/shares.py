"""Shares of a table's figures that a text reckons: "$426 million, or 22.7%", "tax as a percentage of income", "a 10%
decrease in prices would have reduced revenue by $32.8 million".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from generator.article import Verdict
from generator.checking.asked_lines import column_of, is_total, tables_of
from generator.checking.binding import CELL, row_names, row_share
from generator.checking.fits import ANY_UNIT, Fit, fit
from generator.checking.found import Text, Value
from generator.checking.index import Known
from generator.checking.making import claim
from generator.checking.scopes import Scope
from generator.checking.tokens import normal_words
from generator.checking.verdicts import Judged
from generator.facts.derived import FORMULAS, IncomparableError
from generator.facts.values import Hedge, Quantity
from generator.settings import CheckSettings

_SUPPOSED = frozenset(("would", "could", "hypothetical"))
_MOST = 50
"""The highest percentage that a text supposes a figure to change by."""
_HALF, _MOSTLY = 0.5, 0.6
_AS_SHARE = re.compile(r"\bas an? (?:percentage|percent|%|share|proportion|ratio) of\b", re.IGNORECASE)
_AHEAD = 50
"""Characters behind "as a percentage of" in which the whole is named."""
_RESTATED = re.compile(r"(?:,? or|,? representing|,? which is|,? \(|,? equal to)(?: (?:about|approximately))? ?\Z")
_BETWEEN = 60
_OFF_BY_ONE = Decimal("1.5")


class _Way(NamedTuple):
    facts: tuple[Known, ...]
    result: Quantity
    loosely: bool = False
    """Whether the last digit may be off by one where the rounded figures allow it: the words name the operation."""


def share_of(text: Text, scope: Scope, value: Value, said: Quantity, settings: CheckSettings) -> Judged | None:
    """A figure that is a share of a table's figures, where the words say so; or None."""
    if not text.index.foreign or said.upper is not None:
        return None
    for way in _ways(text, scope, value, said, settings):
        firm = said if said.unit == "%" else replace(said, hedge=Hedge.NONE)  # what is supposed is rounded anyway
        fits = fit(firm, way.result, settings)
        near = abs(abs(way.result.value) - abs(said.value)) < said.quantum * _OFF_BY_ONE
        if fits in (Fit.YES, Fit.WARN) or (way.loosely and near and fits is Fit.UNSURE):
            ids = tuple(known.fact.id for known in way.facts)
            made = claim(
                text, value.mention.start, value.mention.end, "number", Verdict.DERIVED, "number",
                f"share of {', '.join(ids)}", ids, formula="share",
            )  # fmt: skip
            return Judged(made, way.facts[0])
    return None


def _ways(text: Text, scope: Scope, value: Value, said: Quantity, settings: CheckSettings) -> Iterator[_Way]:
    if said.unit == "%":
        yield from _of_named(text, scope, value)
        yield from _restated(text, scope, value, settings)
    elif (said.is_money or not said.unit) and not scope.terms.isdisjoint(_SUPPOSED):
        yield from _supposed(text, scope)


def _supposed(text: Text, scope: Scope) -> Iterator[_Way]:
    """What a supposed change makes of a figure: "a 10% decrease would have reduced revenue by $32.8 million"."""
    told = [value.mention.value for value in scope.found.values]
    rates = [
        q.value if q.unit == "%" else q.value / 100 for q in told if isinstance(q, Quantity) and q.unit in ("%", "bp")
    ]
    for known in text.index.quantities:
        whole = known.fact.value
        if not isinstance(whole, Quantity) or whole.unit in ("%", "pp", "x") or not CELL.search(known.fact.id):
            continue
        if row_share(known, scope.terms) < _HALF:
            continue
        for rate in rates:
            if 0 < rate <= _MOST:
                yield _Way((known,), replace(whole, value=whole.value * rate / 100, quantum=whole.quantum * rate / 100))


def _of_named(text: Text, scope: Scope, value: Value) -> Iterator[_Way]:
    """One row as a percentage of another of the same column: "tax as a percentage of income before tax was 12.0%"."""
    whole_text = text.view.text
    mark = _AS_SHARE.search(whole_text, scope.found.start, value.mention.start)
    if mark is None:
        return
    before = frozenset(normal_words(whole_text[scope.found.start : mark.start()]))
    after = frozenset(normal_words(whole_text[mark.end() : mark.end() + _AHEAD]))
    for column in tables_of(text).values():
        wholes = [known for known in column if any(len(name) > 1 and name <= after for name in row_names(known))]
        parts = [known for known in column if row_share(known, before) >= _MOSTLY] if wholes else []
        for whole in wholes:
            for part in parts:
                if part is not whole and (made := _share(part.fact.value, whole.fact.value)) is not None:
                    yield _Way((part, whole), made, True)


def _restated(text: Text, scope: Scope, value: Value, settings: CheckSettings) -> Iterator[_Way]:
    """The share in its column's total of the amount told right before: "$426 million, or 22.7%, was floating"."""
    before = [other for other in scope.found.values if other.mention.end <= value.mention.start]
    amount = before[-1].mention.value if before else None
    if not isinstance(amount, Quantity) or not amount.is_money:
        return
    between = text.view.text[before[-1].mention.end : value.mention.start]
    if len(between) > _BETWEEN or not _RESTATED.search(between):
        return
    for known in text.index.quantities:
        part = known.fact.value
        if not isinstance(part, Quantity) or part.unit == "%" or not CELL.search(known.fact.id):
            continue
        if fit(amount, part, settings) is not Fit.YES or not row_share(known, scope.terms):
            continue
        for whole in tables_of(text).get(column_of(known), ()):
            if is_total(whole) and whole is not known and (made := _share(part, whole.fact.value)) is not None:
                yield _Way((known, whole), made)


def _share(part: object, whole: object) -> Quantity | None:
    if not isinstance(part, Quantity) or not isinstance(whole, Quantity) or not whole.value:
        return None
    if part.unit != whole.unit and ANY_UNIT not in (part.unit, whole.unit):
        return None
    try:
        return FORMULAS["share"](replace(part, unit=whole.unit), whole)
    except (IncomparableError, ArithmeticError):
        return None
