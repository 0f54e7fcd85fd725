"""Changes and sums that a sentence names in full, over any figures of foreign facts that have its words.

"The percentage decrease in cash held in the Trust Account from December 31, 2022, to December 31, 2023, was 57.42%":
both amounts stand in a passage, or one in a table. Only figures of several digits are so reckoned, which no two amounts
make by accident.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from generator.article import Verdict
from generator.checking.asked_lines import STOP
from generator.checking.fits import ANY_UNIT, Fit, fit
from generator.checking.found import Hit, Text, Value
from generator.checking.index import Known
from generator.checking.making import claim
from generator.checking.scopes import Scope
from generator.checking.verdicts import Judged
from generator.facts.derived import FORMULAS, IncomparableError
from generator.facts.values import DURATIONS, Hedge, Quantity
from generator.settings import CheckSettings

_CHANGES = frozenset(
    "change increase decrease difference growth decline rise fall drop reduction higher lower grew increased decreased "
    "declined rose fell dropped".split()
)
_SUMS = frozenset("total combined sum together altogether aggregate".split())
_NO_WORDS = frozenset("percentage percent approximately about exactly nearly same compared month quarter both".split())
_TELLING, _OF_SUMS = 3, 4
"""Significant digits of a percentage and of an amount that is reckoned so."""
_SURELY = 4
"""Significant digits from which on the two amounts need not stand in one passage or row."""
_SHARED = 0.5
_MOST = 24


def worded(text: Text, scope: Scope, value: Value, said: Quantity, settings: CheckSettings) -> Judged | None:
    """A change or a sum of two figures whose words the sentence has, where it names the operation; or None."""
    formula = _named(scope, said)
    digits = len(said.value.normalize().as_tuple().digits)
    if not text.index.foreign or not formula or said.upper is not None or said.hedge is Hedge.EXACTLY:
        return None
    if digits < (_TELLING if said.unit == "%" else _OF_SUMS):
        return None
    firm = replace(said, hedge=Hedge.NONE) if said.hedge is Hedge.ABOUT else said
    for one, two in combinations(_spoken_of(text, scope, said), 2):
        if digits < _SURELY and one.fact.id.rpartition("/")[0] != two.fact.id.rpartition("/")[0]:
            continue
        for first, second in ((one, two), (two, one)):
            made = _result(formula, first.fact.value, second.fact.value)
            if made is None or fit(firm, made, settings) is not Fit.YES:
                continue
            ids = (first.fact.id, second.fact.id)
            if formula == "percent_change" and (turned := _turned(scope, value, made, first, second)) is not None:
                right = "up" if made.value > 0 else "down"
                wrong = claim(
                    text, turned.start, turned.end, "direction", Verdict.CONTRADICTED, "direction",
                    f"the facts have it {right}", ids, right,
                )  # fmt: skip
                return Judged(wrong, first)
            found = claim(
                text, value.mention.start, value.mention.end, "number", Verdict.DERIVED, "number",
                f"{formula.replace('_', ' ')} of {', '.join(ids)}", ids, formula=formula,
            )  # fmt: skip
            return Judged(found, first)
    return None


def _turned(scope: Scope, value: Value, made: Quantity, new: Known, old: Known) -> Hit | None:
    """The word of a change that the amounts have the other way: the base of a percentage tells which of them is new."""
    amounts = (known.fact.value for known in (new, old))
    if any(not isinstance(amount, Quantity) or amount.value < 0 for amount in amounts):
        return None
    hits = [hit for hit in scope.found.of("direction", "compare") if hit.sense.value in ("up", "down")]
    said = {hit.sense.value for hit in hits}
    if len(said) != 1 or ("up" in said) == (made.value > 0):
        return None
    return min(hits, key=lambda hit: abs(hit.first - value.first))


def _named(scope: Scope, said: Quantity) -> str:
    """The operation that the words name, or ""."""
    if said.unit == "%":
        return "percent_change" if not scope.terms.isdisjoint(_CHANGES) else ""
    if said.unit in DURATIONS or said.unit in ("pp", "bp", "x", "ordinal"):
        return ""
    if not scope.terms.isdisjoint(_SUMS):
        return "sum"
    return "difference" if not scope.terms.isdisjoint(_CHANGES) else ""


def _spoken_of(text: Text, scope: Scope, said: Quantity) -> list[Known]:
    """The figures that have most of the sentence's words, the best first."""
    words = frozenset(
        word for word in scope.terms - STOP - _CHANGES - _SUMS - _NO_WORDS if word.isalpha() and len(word) > 1
    )
    if len(words) < 1:
        return []
    made = []
    for known in text.index.quantities:
        fact = known.fact.value
        if not isinstance(fact, Quantity) or fact.unit in DURATIONS or fact.unit in ("x", "ordinal", "pp"):
            continue
        share = len(words & known.terms) / len(words)
        if share >= _SHARED and fact.value:
            made.append((share, known))
    made.sort(key=_share, reverse=True)
    return [known for _, known in made[:_MOST]]


def _share(entry: tuple[float, Known]) -> float:
    return entry[0]


def _result(formula: str, new: object, old: object) -> Quantity | None:
    if not isinstance(new, Quantity) or not isinstance(old, Quantity):
        return None
    if new.unit != old.unit and ANY_UNIT not in (new.unit, old.unit):
        return None
    unit = old.unit if new.unit == ANY_UNIT else new.unit
    if formula == "percent_change" and min(new.value, old.value) < 0:
        formula = "surprise"
    try:
        made = FORMULAS[formula](replace(new, unit=unit, hedge=Hedge.NONE), replace(old, unit=unit, hedge=Hedge.NONE))
    except (IncomparableError, ArithmeticError):
        return None
    return replace(made, low=None, high=None) if made.value else None
