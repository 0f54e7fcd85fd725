"""Who speaks in facts of the first person: "we" and "the Company" of a filing's passages, whose name they never say."""

from __future__ import annotations

import re

from generator.checking.index import Index
from generator.facts.ledger import Ledger

_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|us|[Tt]he Company(?:'s|’s)?|[Tt]he Registrant)\b")
_TIMES = 3
_READY: list[tuple[Ledger | None, bool]] = [(None, False)]


def has_narrator(index: Index) -> bool:
    """Whether foreign facts are told by a company that they do not name: its name in a text is no claim against them.

    Worked out once for the last ledger.
    """
    if not index.foreign or index.main or "company" in index.types.values():
        return False
    ledger, known = _READY[0]
    if ledger is not index.ledger:
        count = 0
        for fact in index.ledger:
            if isinstance(fact.value, str) and not fact.entity:
                count += len(_WE.findall(fact.value))
            if count >= _TIMES:
                break
        known = count >= _TIMES
        _READY[0] = (index.ledger, known)
    return known
