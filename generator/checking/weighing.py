"""Weighing: which facts a printed figure may speak of, how well each is bound, whether it entails the figure."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from generator.checking.binding import score
from generator.checking.fits import ANY_UNIT, Fit, comparable, fit
from generator.checking.formulas import LASTING
from generator.checking.found import Text, Value
from generator.checking.index import Index, Known
from generator.checking.marks import other_mark
from generator.checking.scopes import Context
from generator.facts.values import DURATIONS, Hedge, Quantity
from generator.settings import CheckSettings

CLEARLY = 1.3
"""By how much another fact must be better bound before a right value counts as misplaced."""


BOUND = 1.9
"""From which score on a value is taken to speak of a fact, so that another value contradicts it."""


_PASSED = frozenset("past beyond pass passe passed surpasse top topped exceed exceeded surpass surpassed".split())


def reread(text: Text, value: Value) -> Quantity | None:
    """The quantity that a value states where the words around it make it another one, or None if it is none.

    "10 points" are percentage points, "half a year" six months, "passes 40" is more than 40.
    """
    said = value.mention.value
    if not isinstance(said, Quantity):
        return None
    words = text.words
    after = words[value.last + 1].norm if value.last + 1 < len(words) else ""
    if said.unit == "" and said.value >= 1 and _of_cents(text, value):
        return replace(said, value=said.value / 100, quantum=said.quantum / 100, unit="USD")
    if said.unit == "" and after == "point":
        return replace(said, unit="pp")
    if said.unit == "%" and said.value == 50 and spelled(value):
        next_two = [word.norm for word in words[value.last + 1 : value.last + 3]]
        if next_two == ["a", "year"] or (value.mention.text.lower().endswith("half a") and after == "year"):
            return Quantity(Decimal(6), "month")
    if said.hedge is Hedge.MORE_THAN and said.unit in DURATIONS and after in _AGO and _is_than(text, value):
        return replace(said, hedge=Hedge.NONE)
    if said.hedge is Hedge.NONE and value.first and words[value.first - 1].norm in _PASSED and said.unit == "":
        return replace(said, hedge=Hedge.MORE_THAN)
    if text.index.foreign and said.is_money and said.upper is None:
        return _rounded(said, value.mention.text)
    return said


# "1,700" of "$1,700 million", "2,600,000": no decimals, four digits or more
_FULL = re.compile(r"(?<![\d.,])(?:\d{1,3}(?:,\d{3})+|\d{4,})(?![\d.,]*\d)")


def _rounded(said: Quantity, text: str) -> Quantity:
    """Money whose last digits are zeros, shown to its last other digit: "$1,700 million" is as exact as "$1.7 billion".

    Two other digits at least, and four digits in all. Only of foreign facts, whose text follows no house style: of a
    sheet each digit that is printed is vouched for.
    """
    match = _FULL.search(text)
    if match is None:
        return said
    digits = match[0].replace(",", "")
    bare = digits.rstrip("0")
    if len(bare) < 2 or len(bare) == len(digits):
        return said
    quantum = abs(said.value) / int(bare)
    return replace(said, quantum=quantum) if quantum > said.quantum else said


_CENTS = re.compile(
    r"\d cents\b[^.]*\b(?:forecast|expected|predicted|projected|estimated|wanted|guessed"
    r"|from|of|than|for|with|been|was|at) \Z"
)


def _of_cents(text: Text, value: Value) -> bool:
    """Whether a bare figure at a clause's end is of cents, as one before it: "22 cents, ... they had forecast 25."."""
    whole, start, end = text.view.text, value.mention.start, value.mention.end
    return whole[end : end + 1] in (",", ".", ";") and _CENTS.search(whole, max(0, start - 110), start) is not None


_AGO = frozenset(("earlier", "before", "ago", "previously"))


def _is_than(text: Text, value: Value) -> bool:
    """Whether a length's "more than" is that of the amount before it: "$25 million more than three months earlier"."""
    before = text.view.text[max(0, value.mention.start - 16) : value.mention.start].rstrip()
    return before.endswith(_AMOUNTS) or _ENDS_IN_AMOUNT.search(before) is not None


_ENDS_IN_AMOUNT = re.compile(r"\d[kKmMbBtT]?\Z")
_AMOUNTS = (
    "million",
    "billion",
    "trillion",
    "thousand",
    "hundred",
    "cents",
    "dollars",
    "%",
    "percent",
    "points",
    "mn",
    "bn",
    "tn",
)


_SENTENCE = 80
"""Characters behind a figure in which a sentence says what it is per."""


class Bound(NamedTuple):
    """A fact with its score for one value, and how the value fits it."""

    known: Known
    score: float
    fit: Fit


def turned(said: Quantity, right: Bound | None, bounds: list[Bound]) -> Bound | None:
    """The fact of the same figure with another hedge, where the printed one only happens to hold elsewhere.

    "Under 40" where the facts have "more than 40" of this, and 14 of something else.
    """
    if right is None or right.fit is not Fit.WARN:
        return None
    same = [b for b in bounds if b.fit is Fit.NO and figure_of(b) == said.value and b.score >= right.score - CLEARLY]
    return max(same, key=by_score, default=None)


def hedged_alike(said: Quantity, bound: Bound) -> bool:
    """Whether a fact is a bound of the same kind: "more than 60" where it is more than 40."""
    value = bound.known.fact.value
    return isinstance(value, Quantity) and said.hedge is not Hedge.NONE and value.hedge is said.hedge


def loose(said: Quantity, right: Bound, bounds: list[Bound], context: Context) -> Bound | None:
    """The fact that the words name and a value does not hold of, where it only just holds of another; or None."""
    if right.fit is not Fit.WARN:
        return None
    rivals = [
        other
        for other in bounds
        if other.fit is Fit.NO
        and other.score >= max(right.score - 1.0, BOUND)
        and other.known.metric in context.metrics
        and other.known.metric != right.known.metric
    ]
    alike = [other for other in rivals if hedged_alike(said, other)]
    return max(alike or rivals, key=by_score, default=None)


def figure_of(bound: Bound) -> object:
    """The number of a fact, or None if it has none."""
    value = bound.known.fact.value
    return value.value if isinstance(value, Quantity) else None


def is_range(bound: Bound) -> bool:
    """Whether a fact has two ends."""
    value = bound.known.fact.value
    return isinstance(value, Quantity) and value.upper is not None


def best_fitting(bounds: list[Bound]) -> Bound | None:
    """The best bound fact that entails the value; one that it merely understates only where no other comes near."""
    exact = max((b for b in bounds if b.fit is Fit.YES), key=by_score, default=None)
    loose = max((b for b in bounds if b.fit is Fit.WARN), key=by_score, default=None)
    if exact is None or (loose is not None and loose.score > exact.score + 5):
        return loose
    return exact


def by_score(bound: Bound) -> tuple[float, bool]:
    """The order of bounds: the better bound, and of two alike the one that entails the figure."""
    return bound.score, bound.fit is Fit.YES


def _same_sort(said: Quantity, fact: Quantity, value: Value) -> bool:
    """Whether a figure could contradict a fact without a unit: a percentage or "two" is none of a bare amount."""
    if fact.unit != ANY_UNIT:
        return True
    return (said.unit == "" and not spelled(value)) or said.is_money


def spelled(value: Value) -> bool:
    """Whether a figure is written in words."""
    return not any(ch.isdigit() for ch in value.mention.text)


def small_word(said: Quantity, value: Value) -> bool:
    """Whether a figure is a small count in words, which contradicts only a count of the thing named: "two models"."""
    return said.unit == "" and spelled(value) and abs(said.value) <= 10


def _named(known: Known, context: Context) -> bool:
    return not known.nouns.isdisjoint(context.nouns)


def _plausible(said: Quantity, fact: Quantity) -> bool:
    """Whether a figure could be meant for a fact at all: a share price is not mistaken for a revenue."""
    if {said.unit, fact.unit} == {"%", "pp"}:
        return False
    if not fact.value or not said.value:
        return True
    farthest = 5 if said.unit == fact.unit else 3
    return abs((said.value / fact.value).adjusted()) <= farthest


def _may_be_bound(known: Known, context: Context) -> bool:
    """Whether a fact can be bound at all: its metric or what it counts is named."""
    return not known.kin.isdisjoint(context.metrics) or not known.nouns.isdisjoint(context.nouns)


def _labelled(text: Text, value: Value) -> bool:
    """Whether a figure is a label: "batch 4", "No. 4"."""
    return value.first > 0 and text.words[value.first - 1].norm in ("no", "number", "batch", "phase", "round")


def candidates(text: Text, value: Value, said: Quantity, context: Context, settings: CheckSettings) -> list[Bound]:
    """The facts that a figure may speak of: those that it fits, and those that the words around it name."""
    made = []
    until = value.mention.end + _SENTENCE
    index, labelled, small, ordinal = (
        text.index,
        _labelled(text, value),
        small_word(said, value),
        said.unit == "ordinal",
    )
    behind = text.words[value.last + 1].norm if value.last + 1 < len(text.words) else ""
    altogether = behind in ("altogether", "total") and "/" not in said.unit
    for known in _spoken_in(index, said.unit):
        fact = known.fact.value
        if not isinstance(fact, Quantity):
            continue
        if (known.fact.metric.style == "ordinal") != ordinal and not labelled:
            bare = fact.unit == ANY_UNIT
            if not (bare and index.foreign and ordinal):
                continue
        if altogether and fact.unit.endswith("/share"):
            continue  # "at $29.52 each, or $6,878 altogether"
        if known.mark[0] and other_mark(text.view.text, value.mention.end, known.mark, until):
            continue
        fits = fit(said, fact, settings)
        if fits is Fit.NO and not (_may_be_bound(known, context) and _same_sort(said, fact, value)):
            continue
        if fits is Fit.NO and index.tabular and not fact.value:
            continue  # a dash in a table is no figure that was meant
        if fits is Fit.NO and (not _plausible(said, fact) or (small and not _named(known, context))):
            continue
        made.append(Bound(known, score(known, context, index, said), fits))
    given = said.upper is not None and "estimate" not in context.roles and bool(context.terms & _OUTLOOKS)
    if given and any(bound.fit is Fit.YES and is_range(bound) for bound in made):
        return [bound for bound in made if bound.fit is not Fit.NO or is_range(bound)]  # no single figure is meant
    return made


_OUTLOOKS = frozenset("guidance expect see forecast outlook project range anticipate guide seen projected".split())


def _spoken_in(index: Index, unit: str) -> tuple[Known, ...]:
    """The facts that a figure of a unit may speak of at all, sought out once for each unit."""
    made: tuple[Known, ...] | None = index.kept.get(unit)
    if made is None:
        made = index.kept[unit] = tuple(known for known in index.quantities if _may_be_in(index, known, unit))
    return made


def _may_be_in(index: Index, known: Known, unit: str) -> bool:
    fact = known.fact.value
    if not isinstance(fact, Quantity) or not comparable(unit, fact.unit):
        return False
    if fact.unit == ANY_UNIT and unit == "%" and index.marks_percent:
        return False
    # "the next five days" is no wind speed of 5
    return fact.unit != ANY_UNIT or unit not in DURATIONS or not known.terms.isdisjoint(LASTING)
