"""Differences from an estimate that are told as movements: "sales fell 15%", where they missed the estimate by 15%."""

from __future__ import annotations

from generator.article import Verdict
from generator.checking.fits import Fit, fit
from generator.checking.found import Text
from generator.checking.index import Known
from generator.checking.making import claim
from generator.checking.scopes import Scope
from generator.checking.verdicts import Judged
from generator.facts.derived import FORMULAS, IncomparableError
from generator.facts.values import Hedge, Quantity
from generator.settings import CheckSettings

_BOUNDS = (Hedge.MORE_THAN, Hedge.LESS_THAN, Hedge.AT_LEAST, Hedge.AT_MOST)


def moved(text: Text, scope: Scope, item: Judged, settings: CheckSettings) -> Judged:
    """A surprise told as a movement: "sales fell 15%" where they fell 4%, and missed the estimate by 15%."""
    known = item.known
    if known is None or not _against_estimate(text, item, known):
        return item
    value = next((value for value in scope.found.values if value.mention.text == item.claim.text), None)
    said = value.mention.value if value is not None else None
    if value is None or not isinstance(said, Quantity) or said.unit != "%" or said.hedge in _BOUNDS:
        return item
    if any(-3 <= hit.first - value.last <= 2 for hit in scope.found.of("compare")):
        return item
    if not any(0 < value.first - hit.last <= 2 for hit in scope.found.of("direction")):
        return item
    near = [hit for hit in scope.found.of("role") if -5 <= hit.first - value.last <= 4]
    if any(hit.sense.value in ("estimate", "surprise") for hit in near):
        return item
    base = known.metric.removesuffix("_surprise")
    same = [other for other in text.index.quantities if other.metric == base and other.subjects == known.subjects]
    actual = [other for other in same if not other.roles and not other.earlier]
    prior = [other for other in same if other.roles == {"prior"} or (not other.roles and other.earlier)]
    if len(actual) != 1 or len(prior) != 1:
        return item
    try:
        change = FORMULAS["percent_change"](actual[0].fact.value, prior[0].fact.value)
    except (IncomparableError, ArithmeticError):
        return item
    hit = next(hit for hit in scope.found.of("direction") if 0 < value.first - hit.last <= 2)
    ids = (actual[0].fact.id, prior[0].fact.id)
    if fit(said, change, settings) is not Fit.NO and not _turned(hit.sense.value, change, prior[0].fact.value):
        if fit(said, change, settings) is not Fit.YES:
            return item
        made = claim(
            text, value.mention.start, value.mention.end, "number", Verdict.DERIVED, "number",
            f"percent change of {', '.join(ids)}", ids, formula="percent_change",
        )  # fmt: skip
        return Judged(made, actual[0])
    expected = f"{'up' if change.value > 0 else 'down'} {abs(change.value):.1f}%"
    made = claim(
        text, hit.start, value.mention.end, "number", Verdict.CONTRADICTED, "number",
        "this is the difference from the estimate, not the movement", ids, expected,
    )  # fmt: skip
    return Judged(made, known)


def _turned(word: str, change: Quantity, prior: object) -> bool:
    """Whether a measure that is no loss moved the other way than said: "slipped about 1%" of a rise of 0.5%."""
    sign = {"up": 1, "down": -1}.get(word, 0)
    return sign * change.value < 0 and isinstance(prior, Quantity) and prior.value > 0


def _against_estimate(text: Text, item: Judged, known: Known) -> bool:
    """Whether a figure was taken for a difference from an estimate: a surprise, or reckoned from one."""
    if item.claim.verdict is Verdict.SUPPORTED:
        return "surprise" in known.roles
    if item.claim.verdict is not Verdict.DERIVED or not item.claim.formula:
        return False
    operands = [text.index.by_id[name] for name in item.claim.facts if name in text.index.by_id]
    return len(operands) == 2 and not operands[0].roles and "estimate" in operands[1].roles
