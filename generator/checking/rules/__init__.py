"""The rules: each a function over what one pass found, one file a trade."""

from generator.checking.page import Rule
from generator.checking.rules import (
    attribution,
    basis,
    causes,
    dates,
    denied,
    direction,
    groundless,
    hanging,
    held,
    intent,
    lists,
    measured,
    names,
    quotations,
    repeating,
    roles,
    status,
    structure,
    tense,
    unlike,
    unstated,
    whose,
    wording,
)

RULES: tuple[Rule, ...] = (
    names.RULE,
    lists.RULE,
    whose.RULE,
    roles.RULE,
    dates.RULE,
    measured.CURRENCY,
    measured.QUARTER,
    tense.RULE,
    quotations.RULE,
    repeating.RULE,
    status.RULE,
    status.NEGATION,
    denied.RULE,
    status.RATING,
    unstated.RULE,
    held.RULE,
    intent.RULE,
    direction.RULE,
    attribution.RULE,
    causes.RULE,
    basis.RULE,
    wording.ADVICE,
    wording.RANK,
    wording.MARKET,
    wording.MEASURE,
    wording.PROMISE,
    structure.DAMAGE,
    structure.BURIED,
    structure.LEFT_OUT,
    hanging.RULE,
    groundless.RULE,
    unlike.RULE,
)

NUMBER_RULES = {
    "number": "A figure that no fact has, or that belongs to another subject, metric or period.",
    "unit": "Percent where the facts have percentage points.",
    "ticker": "A ticker that is not the company's.",
    "framing": "A sentence without a checkable fact; shown, never blocked.",
}
"""Codes of findings that binding itself makes."""

__all__ = ["NUMBER_RULES", "RULES"]
