"""Who speaks in facts of the first person: "we" and "the Company" of a filing's passages, whose name they never say."""

from __future__ import annotations

import re

from generator.checking.index import Index
from generator.checking.kept import kept

_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|[Tt]he Company(?:'s|’s)?|[Tt]he Registrant)\b")
_TIMES = 3


@kept
def has_narrator(index: Index) -> bool:
    """Whether a company that foreign facts do not name tells them: its name in a text is no claim against them."""
    if not index.foreign or index.main or "company" in index.types.values():
        return False
    count = 0
    for fact in index.ledger:
        if isinstance(fact.value, str) and not fact.entity:
            count += len(_WE.findall(fact.value))
        if count >= _TIMES:
            return True
    return False
