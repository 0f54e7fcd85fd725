"""The rules: each a function over what one pass found, one file a trade."""

from generator.checking.page import Rule
from generator.checking.rules import (
    attribution,
    dates,
    direction,
    lists,
    names,
    quotations,
    roles,
    status,
    structure,
    wording,
)

RULES: tuple[Rule, ...] = (
    names.RULE,
    lists.RULE,
    roles.RULE,
    dates.RULE,
    quotations.RULE,
    status.RULE,
    direction.RULE,
    attribution.RULE,
    wording.CAUSE,
    wording.ADVICE,
    wording.RANK,
    wording.MARKET,
    wording.PROMISE,
    structure.DAMAGE,
    structure.BURIED,
)

__all__ = ["RULES"]
