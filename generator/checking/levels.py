"""Whether a figure is said to be a level, one that the words name, or by how much something moved."""

from __future__ import annotations

from generator.checking.found import Text, Value
from generator.checking.scopes import Context, Scope
from generator.checking.weighing import BOUND, Bound


def names_level(text: Text, scope: Scope, value: Value, best: Bound, context: Context) -> bool:
    """Whether the words say that a figure is a level of their own naming: the estimate, the measure itself."""
    return _owned(best, context) or is_level(text, scope, value)


def is_named_level(text: Text, scope: Scope, value: Value, best: Bound, context: Context) -> bool:
    """The same, where no noun of moving says that it is by how much something moved."""
    return names_level(text, scope, value, best, context) and not _is_by_how_much(text, scope, value)


def _owned(best: Bound, context: Context) -> bool:
    """Whether the words call a value the estimate or the figure before: then it is no difference from that."""
    levels = best.known.roles & {"estimate", "prior", "target", "guidance"}
    return best.score >= BOUND and "change" not in context.roles and bool(levels & context.roles.keys())


def is_level(text: Text, scope: Scope, value: Value) -> bool:
    """Whether a figure is said to be the measure itself, not a difference in it: "revenue of $647.7 million"."""
    at = value.first - 1
    if at <= scope.found.first or text.words[at].norm != "of":
        return False
    return any(hit.last == at - 1 and text.words[hit.first - 1].norm not in _COMPARED for hit in scope.metrics)


def _is_by_how_much(text: Text, scope: Scope, value: Value) -> bool:
    """Whether a noun of moving leads to a figure: "a swing of 26 cents", "a drop, they said, of 91 cents"."""
    words, at = text.words, value.first - 1
    if value.last + 1 < scope.found.last and words[value.last + 1].norm in _DIPS:
        return True  # "bracing for a two-cent dip"
    if at <= scope.found.first or words[at].norm not in _LEADING:
        return False
    far = _LED if words[at].norm == "of" else 1
    return any(word.norm in _BY for word in words[max(scope.found.first, at - far) : at])


_DIPS = frozenset(
    "dip drop rise fall increase decrease decline gain improvement shortfall slide jump swing ahead".split()
)
_LEADING = frozenset(("of", "was", "is", "be", "were", "came"))
_LED = 5
_BY = frozenset(
    "swing gap drop rise fall increase decrease decline gain improvement shortfall excess difference".split()
)

_COMPARED = frozenset("lower higher increased decreased reduced greater smaller fewer".split())
"""Words before a measure whose figure is by how much: "lower charges of $5 million"."""
