"""What a value's sentence says of it: metric, role, subject, population, period; and how well a fact fits that.

Scores only order facts against each other. A fact that has the right value is kept unless another is clearly better
bound: the check never trades an editor's trust for one more finding.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.checking.index import Index, Known
from generator.checking.phrasebook import lower_words, terms_of
from generator.checking.scopes import Context
from generator.facts.values import Grain, Quantity, When

_UNSAID = 1.4
"""What it counts against a fact that the words do not call it an estimate, or the figure before."""


def score(known: Known, context: Context, index: Index, claim: Quantity) -> float:
    """How well a fact fits what the words around a value say; above 0 for, below 0 against."""
    total = 0.0
    fact, kin, metric, metrics = known.fact, known.kin, known.metric, context.metrics
    best = metrics.get(metric, 0.0)
    if len(kin) > 1 or metric not in kin:
        best = _kin_score(kin, metric, metrics, best)
    if index.foreign and CELL.search(fact.id):
        if best > _HEADED:
            best = min(best, _HEADED + 2 * row_share(known, context.terms))
        elif best < _CALLED:
            best = max(best, _partly_called(known, context))
        if fact.dims and best:
            total += _COLUMN * _column_share(fact.dims, context)
    total += best if best else -1.0 if context.other_metric else 0.0
    if context.roles or known.roles:
        total += _role_score(known, context)
    beside = _subject_score(known, context, index) if known.subjects and context.subjects else 0.0
    if fact.claimant or (context.sources and fact.chain):
        beside += _voice_score(known, context)
    total += beside
    if context.nouns and claim.unit in ("", "?"):
        total += _noun_score(known, context, index)
    if fact.item and fact.item in context.items:
        total += 0.4
    return total if fact.period is None else total + _period_score(known, context, index, fact.period)


@lru_cache(maxsize=4096)
def stands_under_change(dims: tuple[tuple[str, str], ...]) -> bool:
    """Whether a figure of these dims stands in a table's column of changes."""
    for name, word in dims:
        words = set(lower_words(word)) if name == "column" else set()
        if words & _CHANGES or words >= _EITHER:
            return True
    return False


def says_increase(dims: tuple[tuple[str, str], ...]) -> bool:
    """Whether a column of changes is called "Increase (Decrease)"."""
    return any(name == "column" and set(lower_words(word)) >= _EITHER for name, word in dims)


_CHANGES = frozenset(("change", "changes"))
_EITHER = frozenset(("increase", "decrease"))
# the pointer of a table's cell ends in its row and column
CELL = re.compile(r"/\d+/\d+\Z")
_CALLED = 2.5
_PARTLY = 0.7
_COLUMN = 0.6
"""What a column counts whose header a sentence has."""
_HEADED = 1.0
"""The score of a cell whose column's header alone is named, no word of its row: all rows have that header."""


def row_names(known: Known) -> tuple[frozenset[str], ...]:
    """The words of each name that a table's row has, not those of its columns."""
    fact = known.fact
    return _row_names(fact.metric.label, fact.metric.words, fact.dims)


def row_share(known: Known, terms: frozenset[str]) -> float:
    """The share of the words that a table's row is called by which stand in a text."""
    return max((len(words & terms) / len(words) for words in row_names(known)), default=0.0)


@lru_cache(maxsize=8192)
def _row_names(label: str, words: tuple[str, ...], dims: tuple[tuple[str, str], ...]) -> tuple[frozenset[str], ...]:
    """The words of each name that a cell's row has, not its column; what stands in brackets names nothing."""
    heads = {word for name, word in dims if name == "column"}
    named = (terms_of(_BRACKETS.sub("", phrase)) for phrase in (label, *words) if phrase not in heads)
    return tuple(words for words in named if words)


_BRACKETS = re.compile(r"\([^()]*\)")


def _column_share(dims: tuple[tuple[str, str], ...], context: Context) -> float:
    """The share of the words of a cell's column which a sentence has, those of change left out."""
    words = _column_terms(dims)
    return len(words & context.terms) / len(words) if words else 0.0


@lru_cache(maxsize=4096)
def _column_terms(dims: tuple[tuple[str, str], ...]) -> frozenset[str]:
    return terms_of(*(word for name, word in dims if name == "column")) - _OF_COLUMNS


_OF_COLUMNS = frozenset("change increase decrease total variance year end period".split())


def _partly_called(known: Known, context: Context) -> float:
    """The score of a row that a sentence calls by most of its label's words, not by all of them in order."""
    words = terms_of(known.fact.metric.label)
    if len(words) < 3:
        return 0.0
    share = len(words & context.terms) / len(words)
    return _CALLED * share if share >= _PARTLY else 0.0


def _kin_score(kin: frozenset[str], metric: str, metrics: dict[str, float], best: float) -> float:
    """The score of the metrics named, where a fact is of several."""
    more = 0.0
    for name, strength in metrics.items():
        if name in kin and name != metric:
            more += strength
            best = max(best, strength * 0.9)
    return best + 0.3 if best and more > best else best


def related(known: Known, metric: str) -> bool:
    """Whether a fact is of a metric or of one made from it ("eps_surprise" of "eps")."""
    return metric in known.kin


def _role_score(known: Known, context: Context) -> float:
    total = 0.0
    for role, strength in context.roles.items():
        if role == "change":
            of_change = known.fact.formula or "surprise" in known.roles or stands_under_change(known.fact.dims)
            total += strength if of_change else -strength
        elif _plays(role, known, context):
            total += strength
        else:
            total -= strength
    unsaid = known.roles - context.roles.keys()
    if unsaid and known.inherent and known.metric in context.metrics:
        unsaid -= known.inherent
    if "prior" in unsaid and _is_its_own_period(known, context):
        unsaid -= _PRIOR
    missing = len(unsaid)
    if missing and "surprise" in known.roles and "estimate" in context.roles:
        missing -= 1
    return total - _UNSAID * missing


_PRIOR = frozenset(("prior",))


def _is_its_own_period(known: Known, context: Context) -> bool:
    """Whether the period named nearest is that of the fact: "$1.01 billion in the third quarter of 2024".

    The guidance before is of the same period as the guidance now.
    """
    period = None if "guidance" in known.roles else known.fact.period
    return period is not None and bool(context.periods) and context.periods[0].start == period.start


def _plays(role: str, known: Known, context: Context) -> bool:
    """Whether a fact is what a role word says, or a change against that."""
    if role in known.roles or (role == "prior" and known.earlier) or (role == "added" and known.fact.item):
        return True
    if role == "surprise" and known.fact.formula and (not known.against or "estimate" in known.against):
        return True
    return role in known.against and _is_change(known, context)


def _is_change(known: Known, context: Context) -> bool:
    """Whether the words can speak of a change against a level rather than of the level itself."""
    value = known.fact.value
    return "change" in context.roles or (isinstance(value, Quantity) and value.unit in ("%", "pp"))


def _subject_score(known: Known, context: Context, index: Index) -> float:
    strongest = max(context.subjects.values())
    mine = max([context.subjects.get(name, 0.0) for name in known.subjects])
    if mine:
        return mine if mine >= strongest else mine - strongest
    alike = [strength for name, strength in context.subjects.items() if index.types.get(name, known.sort) == known.sort]
    if alike or not known.sort:
        return -max(alike, default=strongest)
    return 0.0


def _voice_score(known: Known, context: Context) -> float:
    """A third party's figure stands with that party; a source named beside a figure is the figure's own."""
    fact = known.fact
    total = 0.0
    if fact.claimant:
        total += 1.2 if fact.claimant in context.voices else -0.7
    if context.sources and fact.chain:
        total += 0.3 if context.sources & set(fact.chain) else -0.5
    return total


def _noun_score(known: Known, context: Context, index: Index) -> float:
    if not known.nouns:
        return 0.0 if known.terms.intersection(context.nouns) or known.fact.value is None else -0.8
    overlap = len(known.nouns.intersection(context.nouns)) / len(known.nouns)
    if known.wider and "added" in context.roles:
        overlap = max(overlap, len(known.wider.intersection(context.nouns)) / len(known.wider))
    if overlap:
        return 0.8 + 1.7 * overlap
    if known.terms.intersection(context.nouns):
        return 0.5
    return -2.0 if index.nouns.intersection(context.nouns) else -1.5


_LONG = (Grain.QUARTER, Grain.HALF, Grain.YEAR)


def _period_score(known: Known, context: Context, index: Index, period: When) -> float:
    """The nearest period that is named counts most; a fact that a later one follows is less likely meant unnamed.

    A year or a quarter that the day of the story falls in is one ahead: no day names it. Where a company's fiscal
    year lies is not known.
    """
    day = index.ledger.dateline
    ahead = day is not None and period.end > day and period.grain in _LONG and not period.fiscal
    if not context.periods:
        return -0.5 if ahead or (known.earlier and "prior" not in context.roles) else 0.0
    for place, when in enumerate(context.periods):
        if period.meets(when) and not (ahead and when.grain is Grain.DAY):
            return 1.0 if place == 0 else 0.6
    if ahead:
        return -1.0
    if any(when.yearless and when.start.month == period.start.month for when in context.periods):
        return 0.5
    return -0.5
