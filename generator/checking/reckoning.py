"""Figures that follow from what the text has just told: the operands stand in this sentence or in those before it.

"It booked $1.30 billion, compared with $1.13 billion, an improvement of 15%": the two amounts are bound; the third
figure is reckoned from them, where the words name the operation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import NamedTuple

from generator.article import Verdict
from generator.checking.asked_lines import column_of, is_total, tables_of
from generator.checking.changes import run_of
from generator.checking.fits import Fit, fit
from generator.checking.formulas import is_base
from generator.checking.found import Text, Value
from generator.checking.index import Known
from generator.checking.lexicon import lexicon
from generator.checking.making import claim
from generator.checking.moving import moved
from generator.checking.scopes import Scope
from generator.checking.series import LONG, ends_of_year, names_a_measure, within_series
from generator.checking.shares import share_of
from generator.checking.verdicts import Judged
from generator.checking.worded import worded
from generator.facts.derived import FORMULAS, IncomparableError, comparable
from generator.facts.values import DURATIONS, Grain, Quantity, When
from generator.settings import CheckSettings

MAX_OPERANDS = 24
_OPEN = (Verdict.ABSENT, Verdict.UNBOUND, Verdict.UNRESOLVED)
_FIRM = (Verdict.CONTRADICTED, Verdict.MISBOUND)
_NEAR = 4
_DISTINCT = 3
"""Significant digits from which on a figure is no accident."""
_YEARLY = frozenset("year annual yearly 12-month annually year-on-year year-over-year twelve-month".split())
_MONTHLY = frozenset("month monthly one-month month-on-month".split())
_TOTALS = frozenset(("total", "overall", "aggregate", "all"))
_RATES = frozenset(("rate", "pace"))
_SIZES = frozenset(("size", "large", "big", "much", "high"))
_OF_BOTH = "share of both"
_SHARES = frozenset("of share margin portion made proportion percent percentage size".split())


class _Way(NamedTuple):
    formula: str
    facts: tuple[Known, ...]


def reckoned(
    text: Text, scope: Scope, judged: list[Judged], before: Sequence[Known], settings: CheckSettings
) -> list[Judged]:
    """The sentence's figures, those that follow from told facts as derived; `before` are the facts told lately."""
    if text.index.ledger.kind:
        return judged  # a sheet's kind declares what may be computed
    judged = [moved(text, scope, item, settings) for item in judged]
    if all(item.claim.verdict not in (*_OPEN, *_FIRM) for item in judged):
        return judged
    own = [item.known for item in judged if item.known is not None and item.claim.verdict not in _FIRM]
    told = list({id(known): known for known in (*own, *_dated(text, scope, own), *before)}.values())
    values = {value.mention.text: value for value in scope.found.values}
    made: list[Judged] = []
    for item in judged:
        value = values.get(item.claim.text)
        said = value.mention.value if value is not None else None
        if value is None or not isinstance(said, Quantity) or item.claim.kind != "number":
            made.append(item)
        elif (item.claim.verdict in _OPEN and names_a_measure(text, scope, value, said)) or (
            text.index.foreign
            and item.claim.verdict in (*_OPEN, *_FIRM)
            and within_series(text, scope, value, said, item)
        ):
            continue
        elif item.claim.verdict in (*_OPEN, *_FIRM) and (share := share_of(text, scope, value, said, settings)):
            made.append(share)
        elif item.claim.verdict in _OPEN or (item.claim.verdict in _FIRM and _named_beside(text, scope, value)):
            found = _reckon(text, scope, value, said, told, settings)
            if found is None and item.claim.verdict in _OPEN:
                found = worded(text, scope, value, said, settings)
            made.append(found or item)
        else:
            made.append(item)
    return made


def _dated(text: Text, scope: Scope, own: list[Known]) -> list[Known]:
    """Facts of a long series in the periods that the sentence names; its latest where nothing is told yet."""
    named = {hit.sense.value for hit in scope.found.of("metric")}
    lines = Counter(known.metric for known in text.index.quantities if known.fact.period is not None)
    long = {name for name, count in lines.items() if count >= LONG}
    wanted = long & named or (long if len(long) == 1 else set())
    series = [known for known in text.index.quantities if known.metric in wanted and known.fact.period is not None]
    stretches = (*scope.periods, *ends_of_year(text, scope))
    exact = [known for known in series if known.fact.period is not None and _meets(known.fact.period, stretches)]
    return exact[:6] or ([] if own else [known for known in series if not known.earlier][:1])


def _meets(period: When, stretches: tuple[When, ...]) -> bool:
    return any(period.meets(when) and when.grain is Grain.MONTH for when in stretches)


def _named_beside(text: Text, scope: Scope, value: Value) -> bool:
    """Whether a word of an operation stands right beside a figure: "a beat of 0.25", "0.47 gap", "up 15%"."""
    said = value.mention.value
    if isinstance(said, Quantity) and len(said.value.normalize().as_tuple().digits) >= _DISTINCT:
        return True
    if _only(text, scope, value) == "share" or (isinstance(said, Quantity) and said.unit in ("pp", "bp")):
        return True
    around = [
        *text.words[max(scope.found.first, value.first - _NEAR) : value.first],
        *text.words[value.last + 1 : min(scope.found.last, value.last + 1 + 2)],
    ]
    words = {word.norm for word in around}
    operations = lexicon().operations
    marks = operations["difference"] | operations["percent_change"] | operations["multiple"]
    return (
        bool(words & (marks - {"than", "more", "less", "of", "by", "over", "under", "above", "below"})) or "by" in words
    )


def _reckon(
    text: Text, scope: Scope, value: Value, said: Quantity, told: Sequence[Known], settings: CheckSettings
) -> Judged | None:
    if run := run_of(text, scope, value, said):
        made = claim(
            text, value.mention.start, value.mention.end, "number", Verdict.DERIVED, "number",
            "the months of the run", run, formula="months_between",
        )  # fmt: skip
        return Judged(made, None)
    moves = bool(scope.found.of("compare", "direction"))
    only = _only(text, scope, value)
    for formula, facts in _ways(said, scope, told, text, value):
        if only and formula.removesuffix(" of both") != only:
            continue
        operands = [known.fact.value for known in facts if isinstance(known.fact.value, Quantity)]
        try:
            result = FORMULAS[formula](*operands) if formula != _OF_BOTH else _part(operands)
        except (IncomparableError, ArithmeticError):
            continue
        if result.value == 0 or fit(said, result, settings) not in (Fit.YES, Fit.WARN):
            continue
        formula = "share" if formula == _OF_BOTH else formula
        words = lexicon().operations[formula] | (
            _YEARLY | _MONTHLY | _RATES if formula == "percent_change" else frozenset()
        )
        sized = formula in ("share", "multiple") and bool(scope.terms & _SIZES)
        if not (words & scope.terms or sized or only == formula or (moves and formula != "sum")):
            continue
        ids = tuple(known.fact.id for known in facts)
        made = claim(
            text, value.mention.start, value.mention.end, "number", Verdict.DERIVED, "number",
            f"{formula.replace('_', ' ')} of {', '.join(ids)}", ids, formula=formula,
        )  # fmt: skip
        return Judged(made, facts[0])
    return None


def _part(operands: list[Quantity]) -> Quantity:
    """The share of the first in both together."""
    return FORMULAS["share"](operands[0], FORMULAS["sum"](*operands))


def _only(text: Text, scope: Scope, value: Value) -> str:
    """The one formula that the words beside a percentage allow: "15% of the total", "fell 15%"; or ""."""
    said = value.mention.value
    if not isinstance(said, Quantity) or said.unit != "%":
        return ""
    after = text.words[value.last + 1].norm if value.last + 1 < scope.found.last else ""
    if after in ("of", "share"):
        return "share"
    return "percent_change" if any(0 < value.first - hit.last <= 1 for hit in scope.found.of("direction")) else ""


def _ways(said: Quantity, scope: Scope, told: Sequence[Known], text: Text, value: Value) -> Iterator[_Way]:
    """Formulas over told facts, and over facts of the same measures; the nearest told first."""
    done: set[tuple[str, tuple[str, ...]]] = set()
    for known in _starters(told, scope, text, value):
        family = _family(known, scope, told, text)
        for way in _pairs(said, known, family, scope):
            mark = (way.formula, tuple(item.fact.id for item in way.facts))
            if mark not in done:
                done.add(mark)
                yield way


def _starters(told: Sequence[Known], scope: Scope, text: Text, value: Value) -> list[Known]:
    """The told facts, of the sentence's own measures where it names any, then the same of other periods."""
    named = {
        hit.sense.value for hit in scope.found.of("metric")
        if hit.last < value.first or "," not in text.view.text[value.mention.end : hit.start]
    }  # fmt: skip
    if any(hit.sense.value == "surprise" for hit in scope.found.of("role")):
        beaten = {f"{name}_surprise" for name in named}  # "the earnings beat was 15 times the revenue beat"
        told = [*told, *(known for known in text.index.quantities if known.metric in beaten and known not in told)]
        named |= beaten
    own = [known for known in told if known.metric in named]
    first = own or list(told[:14])
    metrics = {known.metric for known in first}
    if sum(known.metric in metrics for known in text.index.quantities) > 4 * len(metrics) + 4:
        return first
    seen = {id(known) for known in first}
    return first + [
        k for k in text.index.quantities if k.metric in metrics and id(k) not in seen and not k.fact.formula
    ]


def _family(known: Known, scope: Scope, told: Sequence[Known], text: Text) -> list[Known]:
    """Facts that one of a told fact's measure may be reckoned with."""
    base = known.metric.removesuffix("_surprise")
    lately = {id(other) for other in told}
    same = [
        other for other in text.index.quantities
        if other.metric == known.metric and other is not known and not other.fact.formula
        and (known.subjects == other.subjects or id(other) in lately)
    ]  # fmt: skip
    if len(same) >= LONG:
        same = _of_series(known, same, scope)
    others = {other.metric for other in told if other.metric.removesuffix("_surprise") != base}
    beside = [
        other for other in text.index.quantities
        if other.metric in others and other.subjects == known.subjects and other.fact.period == known.fact.period
    ]  # fmt: skip
    if text.index.foreign and scope.terms & _TOTALS:
        column = tables_of(text).get(column_of(known), ())
        beside += [other for other in column if is_total(other) and other is not known]
    unlike = [other for other in told if other.metric == known.metric and other.subjects != known.subjects]
    return [*same[:MAX_OPERANDS], *unlike, *beside]


def _of_series(known: Known, same: list[Known], scope: Scope) -> list[Known]:
    """Of a long series: the periods that the sentence names, and those that its words count from."""
    mine = known.fact.period
    if mine is None:
        return same
    stretches = scope.periods
    made = [other for other in same if other.fact.period is not None and _named(other.fact.period, stretches)]
    if scope.terms & _YEARLY:
        made += [other for other in same if _months_apart(other.fact.period, mine) == 12]
    if scope.terms & _MONTHLY or not made:
        made += [other for other in same if abs(_months_apart(other.fact.period, mine)) == 1]
    return list({id(known): known for known in made}.values())


def _named(period: When, stretches: tuple[When, ...]) -> bool:
    return any(
        period.meets(when) if not when.yearless else period.start.month == when.start.month for when in stretches
    )


def _months_apart(a: When | None, b: When | None) -> int:
    if a is None or b is None:
        return 0
    return abs((a.start.year - b.start.year) * 12 + a.start.month - b.start.month)


def _pairs(said: Quantity, known: Known, family: list[Known], scope: Scope) -> Iterator[_Way]:
    """What two facts may give: by the unit of the figure."""
    unit = said.unit
    for other in family:
        if not comparable(known.fact, other.fact) or not _of_one_unit(known, other):
            continue
        alike = known.metric == other.metric
        percents = isinstance(known.fact.value, Quantity) and known.fact.value.unit == "%"
        for a, b in permutations((known, other)):
            if unit == "%":
                if alike and not percents and is_base(b, a) and _of_one_column(a, b):
                    yield _Way("percent_change", (a, b))
                if not percents and scope.terms & _SHARES and (alike or a.fact.period == b.fact.period):
                    yield _Way("share", (a, b))
                if alike and a.subjects != b.subjects:
                    yield _Way(_OF_BOTH, (a, b))
                if percents and said.quantum >= 1 and scope.terms & _SIZES:
                    yield _Way("share", (a, b))
            elif unit == "x":
                if alike or percents or a.fact.period == b.fact.period:
                    yield _Way("multiple", (a, b))
            elif unit in ("pp", "bp"):
                if percents:
                    yield _Way("difference", (a, b))
            elif alike and unit != "ordinal" and unit not in DURATIONS:
                yield _Way("difference", (a, b))
        if alike and unit not in ("%", "x", "pp", "bp", "ordinal") and unit not in DURATIONS:
            yield _Way("sum", (known, other))


def _of_one_column(a: Known, b: Known) -> bool:
    """Whether two cells are of one kind: of one heading, or told apart by their periods alone."""
    return a.fact.dims == b.fact.dims or (a.fact.period is not None and b.fact.period is not None)


def _of_one_unit(a: Known, b: Known) -> bool:
    one, two = a.fact.value, b.fact.value
    return isinstance(one, Quantity) and isinstance(two, Quantity) and one.unit == two.unit
