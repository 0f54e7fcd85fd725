"""Figures that a comparison sets against the one behind it: "5% below its 52-week high of $288.62"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from generator.article import Verdict
from generator.checking.fits import Fit, fit
from generator.checking.formulas import is_base
from generator.checking.found import Text, Value
from generator.checking.index import Known
from generator.checking.making import claim
from generator.checking.scopes import Scope
from generator.checking.verdicts import Judged
from generator.facts.derived import FORMULAS, IncomparableError
from generator.facts.values import DURATIONS, Quantity
from generator.settings import CheckSettings

_UP = frozenset("above more higher over ahead better greater larger".split())
_DOWN = frozenset("below less lower under short behind off fewer worse smaller".split())
_FAR = 10
"""Words between a difference and the figure that it is counted from."""
_MOST = 8
"""Figures told lately that a difference may be of."""
_OPEN = frozenset((Verdict.ABSENT, Verdict.UNBOUND, Verdict.UNRESOLVED, Verdict.CONTRADICTED, Verdict.MISBOUND))


def set_against(text: Text, scope: Scope, item: Judged, told: Sequence[Known], settings: CheckSettings) -> Judged:
    """A difference or a percentage that no fact has, reckoned from a figure told before it and the one that the
    comparison behind it leads to; else as it was."""
    said, value = item.said, scope.found.values[item.place]
    if item.claim.verdict not in _OPEN or said is None or said.upper is not None or said.unit in DURATIONS:
        return item
    sign = _sign(text, scope, value)
    if not sign:
        return item
    formula = "percent_change" if said.unit == "%" else "difference"
    for other, base in _pairs(text, scope, item.place, told):
        mine, level = other.fact.value, base.fact.value
        if not isinstance(mine, Quantity) or not isinstance(level, Quantity) or mine.unit != level.unit:
            continue
        if said.unit != "%" and said.unit.split("/")[0] != mine.unit.split("/")[0]:
            continue
        try:
            result = FORMULAS[formula](mine, level)
        except (IncomparableError, ArithmeticError):
            continue
        nominal = replace(result, low=None, high=None, quantum=Decimal(0))
        if result.value * sign > 0 and fit(said, nominal, settings) is Fit.YES:
            return _derived(text, value, item, formula, other, base)
    return item


def _derived(text: Text, value: Value, item: Judged, formula: str, other: Known, base: Known) -> Judged:
    ids = (other.fact.id, base.fact.id)
    if formula == "difference" and is_base(base, other):
        ids = ids[::-1]  # as the rule on directions reads them
    made = claim(
        text, value.mention.start, value.mention.end, "number", Verdict.DERIVED, "number",
        f"{formula.replace('_', ' ')} of {', '.join(ids)}", ids, formula=formula,
    )  # fmt: skip
    return item._replace(claim=made, known=other, right=None)


def _sign(text: Text, scope: Scope, value: Value) -> int:
    """1 or -1 by the word of comparing right behind a figure, 0 where there is none."""
    for word in text.words[value.last + 1 : min(value.last + 3, scope.found.last)]:
        if word.norm in _UP:
            return 1
        if word.norm in _DOWN:
            return -1
    return 0


def _pairs(text: Text, scope: Scope, place: int, told: Sequence[Known]) -> Iterator[tuple[Known, Known]]:
    """What was told before, each with what it may be set against: the figure that follows, or the same told earlier."""
    values = scope.found.values
    value = values[place]
    following = next((v for v in values[place + 1 :] if isinstance(v.mention.value, Quantity)), None)
    said = following.mention.value if following is not None and following.first - value.last <= _FAR else None
    yield from _named(text, scope, value, told)
    if not isinstance(said, Quantity):
        return
    earlier = said.unit in DURATIONS
    for other in told[:_MOST]:
        for base in text.index.quantities:
            level = base.fact.value
            if base is other or base.metric == "surprise" or not isinstance(level, Quantity):
                continue
            if earlier:
                if base.fact.id == other.fact.id:
                    yield other, base
            elif _is_level(said, level) and _of_one(other, base):
                yield other, base


def _named(text: Text, scope: Scope, value: Value, told: Sequence[Known]) -> Iterator[tuple[Known, Known]]:
    """What was told before, each with the one figure of the measure that the comparison leads to."""
    hits = scope.found.of("metric")
    leads = {hit.sense.value for hit in hits if 1 < hit.first - value.last <= _FAR - 3 and hit.last > hit.first}
    if not leads:
        return
    bases = [known for known in text.index.quantities if known.metric in leads]
    for other in told[:_MOST] if len(bases) == 1 else ():
        if other is not bases[0] and _of_one(other, bases[0]):
            yield other, bases[0]


def _is_level(said: Quantity, level: Quantity) -> bool:
    return level.value == said.value or fit(replace(said, hedge=level.hedge), level, _PLAIN) is Fit.YES


def _of_one(a: Known, b: Known) -> bool:
    return not a.subjects or not b.subjects or not a.subjects.isdisjoint(b.subjects)


_PLAIN = CheckSettings()
