"""Figures that are spared: multiples that only describe, figures whose owner stands behind them, what is supposed."""

from __future__ import annotations

from generator.checking.found import Text, Value
from generator.checking.scopes import Scope
from generator.checking.weighing import Bound, spelled
from generator.facts.values import Hedge, Quantity


def names_owner(text: Text, scope: Scope, value: Value, right: Bound) -> bool:
    """Whether the owner of a foreign figure is named right behind it: "in the 15th minute with a goal from Romero"."""
    if not text.index.foreign or text.index.tabular or not right.known.subjects:
        return False
    until = min((other.first for other in scope.found.values if other.first > value.last), default=scope.found.last)
    behind = [hit for hit in scope.entities if value.last < hit.first < until]
    leads = {word.norm for word in text.words[value.last + 1 : behind[0].first]} if behind else set()
    if not leads & _OWNED or scope.found.clause(value.last) != scope.found.clause(behind[0].first):
        return False
    return any(hit.sense.value in right.known.subjects for hit in behind)


_OWNED = frozenset("by from through courtesy thanks".split())


def describes(text: Text, value: Value, said: Quantity) -> bool:
    """Whether a multiple in a word is no figure of foreign records: "a triple camera", "doubled their lead"."""
    one_word = value.first == value.last and spelled(value)
    return said.unit == "x" and one_word and text.index.foreign and not text.index.tabular


_WHICH = frozenset("latter former first second later earlier early late other front back".split())
_SUPPOSED = frozenset(("would", "could", "might"))
_MOVES = frozenset(
    "change increase decrease rise fall drop decline gain reduction move shift appreciation depreciation swing".split()
)


def supposes(text: Text, scope: Scope, value: Value, said: Quantity) -> bool:
    """Whether a rate is none of the facts': "a 10% fall in prices would have reduced revenue", "the latter half"."""
    if said.unit == "%" and value.mention.text.lower() == "half" and value.first > scope.found.first:
        return text.words[value.first - 1].norm in _WHICH  # "in the latter half of 2022"
    if said.unit not in ("%", "bp", "pp") or scope.terms.isdisjoint(_SUPPOSED) or value.first <= scope.found.first:
        return False
    after = {word.norm for word in text.words[value.last + 1 : value.last + 3]}
    return text.words[value.first - 1].norm in ("a", "an", "each", "every") and not after.isdisjoint(_MOVES)


def is_softly_told(said: Quantity, maybe: Bound | None) -> bool:
    """Whether the facts have the very figure, if about: "$100,400,000" of "approximately $100.4 million"."""
    fact = maybe.known.fact.value if maybe is not None else None
    if not isinstance(fact, Quantity) or said.hedge is not Hedge.NONE or fact.hedge is not Hedge.ABOUT:
        return False
    return said.upper is None and fact.upper is None and fact.value == said.value
