"""A question with a value ("What was the change in revenue from 2018 to 2019? $154 million"): the value is the claim.

The question's words choose the lines of the facts and the periods, and name the operation. A value is right where the
operation, over those lines and periods alone, gives it at shown precision.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations, permutations

from generator.article import Claim, Verdict
from generator.checking.asked_lines import STOP, Asked, Line, column_of, is_total, lines_of, tables_of, unit_of, within
from generator.checking.asked_ways import JOINING, OF_SUM, across, columns, in_passage, of_one_row, over, over_sum
from generator.checking.fits import ANY_UNIT, Fit, fit
from generator.checking.found import Text, Value
from generator.checking.index import Known
from generator.checking.making import claim, reads
from generator.facts.derived import FORMULAS, IncomparableError
from generator.facts.values import Quantity, When
from generator.settings import CheckSettings

_OPERATIONS = {
    "difference": (
        "change difference increase decrease decline growth grow rise fall differ net higher lower exceed".split()
    ),
    "percent_change": "change increase decrease decline growth grow rise fall percentage".split(),
    "share": "percentage proportion percent ratio share portion out constitute".split(),
    "multiple": "ratio times proportion".split(),
    "mean": "average mean".split(),
    "sum": "total sum combined together overall aggregate altogether".split(),
}
_COSTS = frozenset("expense cost charge allowance depreciation amortization provision".split())
_TURNING = frozenset(("decrease", "decline", "fall", "difference", "lower", "reduction", "differ"))
_MAGNITUDE = re.compile(r"thousand|million|billion|trillion|\d\s?(?:[kKmMbB]n?)\b")


def asked_value(text: Text) -> Value | None:
    """The value that stands alone after a question, or None if the text is no question with a value."""
    words = text.view.text.rstrip(" .\n")
    mark = words.rfind("?")
    if mark < 0 or len(words) - mark > 60 or words.count("?") > 2:
        return None
    values = [value for found in text.sentences for value in found.values if value.mention.start > mark]
    if len(values) != 1 or not isinstance(values[0].mention.value, Quantity):
        return None
    rest = words[mark + 1 :].strip()
    return values[0] if len(rest) - len(values[0].mention.text.strip()) <= 3 else None


def judge_asked(text: Text, value: Value, settings: CheckSettings) -> Claim:
    """The claim that the value answers the question."""
    said = value.mention.value
    assert isinstance(said, Quantity)
    asked = _question(text, value)
    lines = lines_of(text, asked, said.is_money)
    near: Known | None = lines[0].facts[0] if lines else None
    passages = [known for known in text.index.quantities if isinstance(_host(text, known), str)]
    told = (way for name in ("sum", "mean") if name in asked.operations for way in in_passage(name, asked, passages))
    for formula, operands in chain(_attempts(asked, said, lines, tables_of(text)), told):
        result = _result(formula, operands)
        turned = _turned(formula, operands)
        if result is not None and turned and (said.value < 0) != (result.value < 0):
            result = _mirrored(result)
        if result is None or not any(_fits(said, made, settings) for made in _scaled_as(said, value, result, operands)):
            continue
        if not _same_sign(said, result, asked, formula) and not turned:
            continue
        formula = formula.removesuffix(OF_SUM)
        verdict = Verdict.DERIVED if formula else Verdict.SUPPORTED
        ids = tuple(known.fact.id for known in operands)
        return _claim(text, value, verdict, formula.replace("_", " "), ids, formula)
    if near is None:
        return _claim(text, value, Verdict.UNBOUND, "no line of the facts has the question's words", ())
    if not asked.operations and len(lines[0].facts) == 1:
        known = lines[0].facts[0]
        made = _claim(text, value, Verdict.CONTRADICTED, "the facts have another value", (known.fact.id,))
        return made._replace(expected=reads(known.fact, text.index.ledger))
    return _claim(text, value, Verdict.ABSENT, "no such figure follows from the lines asked for", (near.fact.id,))


def _host(text: Text, known: Known) -> object:
    """The value of the fact that a figure stands in."""
    whole = text.index.by_id.get(known.fact.id)
    return whole.fact.value if whole is not None else None


def _fits(said: Quantity, result: Quantity, settings: CheckSettings) -> bool:
    if not said.unit and said.quantum < 1:
        said = replace(said, unit=ANY_UNIT)  # no count: shown to its last decimal
    if {said.unit, result.unit} <= {"", "?", "x"} or "?" in (said.unit, result.unit) or not said.is_money:
        result = _shifted(result, 0, said.unit)
    return fit(said, result, settings) in (Fit.YES, Fit.WARN)


def _scaled_as(said: Quantity, value: Value, result: Quantity, operands: tuple[Known, ...]) -> Iterator[Quantity]:
    """A result as the value may print it: in whole units; in the table's own; in any, where the table names none."""
    yield result
    if said.unit in ("%", "x", "pp") or result.unit in ("%", "x", "pp"):
        return
    quanta = [known.fact.value.quantum for known in operands if isinstance(known.fact.value, Quantity)]
    power = max((q.adjusted() for q in quanta), default=0)
    magnified = _MAGNITUDE.search(value.mention.text) is not None
    if not magnified and power >= 1:
        for shift in (3, 6, 9):
            if power >= shift - 2:
                yield _shifted(result, -shift, result.unit)
    if magnified and power < 1:
        for shift in (3, 6, 9):
            yield _shifted(result, shift, result.unit)


def _shifted(value: Quantity, shift: int, unit: str) -> Quantity:
    ends = [None if end is None else end.scaleb(shift) for end in (value.upper, value.low, value.high)]
    return Quantity(
        value.value.scaleb(shift), unit, value.quantum.scaleb(shift), value.hedge, ends[0], "", ends[1], ends[2]
    )


def _mirrored(value: Quantity) -> Quantity:
    low, high = (None if end is None else -end for end in (value.high, value.low))
    return replace(value, value=-value.value, low=low, high=high)


def _claim(
    text: Text, value: Value, verdict: Verdict, message: str, facts: tuple[str, ...], formula: str = ""
) -> Claim:
    mention = value.mention
    return claim(text, mention.start, mention.end, "number", verdict, "number", message, facts, formula=formula)


def _question(text: Text, value: Value) -> Asked:
    words = [word.norm for word in text.words if word.end <= value.mention.start]
    pieces = {part for word in words for part in (word, *word.split("-"))}
    operations = frozenset(name for name, marks in _OPERATIONS.items() if not pieces.isdisjoint(marks))
    periods = [
        item.mention.value
        for found in text.sentences
        for item in found.values
        if item.mention.kind == "date"
        and isinstance(item.mention.value, When)
        and item.mention.end < value.mention.start
    ]
    return Asked(frozenset(pieces) - STOP, operations, tuple(periods))


def _whole_columns(inside: list[list[Known]], table: dict[tuple[str, str], list[Known]]) -> Iterator[tuple[Known, ...]]:
    """All parts of a column, totals left out."""
    for known in (known for facts in inside for known in facts[:4]):
        parts = tuple(other for other in table.get(column_of(known), ()) if not is_total(other))
        if 2 < len(parts) <= 12:
            yield parts


def _attempts(
    asked: Asked, said: Quantity, lines: list[Line], table: dict[tuple[str, str], list[Known]]
) -> Iterator[tuple[str, tuple[Known, ...]]]:
    """Formulas with the facts they are tried on: "" for a fact itself."""
    inside = [within(line, asked, said) for line in lines]
    own = asked.operations & {"difference", "percent_change", "mean", "share", "multiple"}
    for line, facts in zip(lines, inside, strict=True):
        if not own or not own.isdisjoint(_named_by(line)):
            yield from (("", (known,)) for known in facts)
    for formula in _formulas(asked, said):
        for line, facts in zip(lines, inside, strict=True):
            yield from over(formula, facts)
            if len(facts) == 1 < len(line.facts):
                pairs = over(formula, list(line.facts))
                yield from (pair for pair in pairs if len(pair[1]) == 2 and facts[0] in pair[1])
        if formula == "percent_change":
            for first, second in combinations(inside, 2):
                yield from (pair for pair in across(formula, first, second) if of_one_row(*pair[1]))
            continue
        for first, second in combinations(inside, 2):
            yield from across(formula, first, second)
        if formula in ("sum", "mean"):
            if len(inside) > 2:
                yield from ((formula, same) for same in columns(inside))
            yield from ((formula, whole) for whole in _whole_columns(inside[:2], table))
        if formula in ("share", "multiple") and len(inside) > 2 and not asked.words.isdisjoint(JOINING):
            for one, two, three in permutations(inside[:4], 3):
                yield from over_sum(formula, one, two, three)
        if formula in ("share", "multiple"):
            for known in (known for facts in inside[:3] for known in facts[:8]):
                yield from ((formula, (known, whole)) for whole in table.get(column_of(known), ()) if is_total(whole))
    for formula in _formulas(asked, said):
        for line in lines[:2]:
            facts = [known for known in line.facts if said.unit == "%" or unit_of(known) != "%"]
            yield from over(formula, facts)
        if formula != "percent_change" and len(lines) > 1:
            yield from across(formula, list(lines[0].facts), list(lines[1].facts))


def _named_by(line: Line) -> set[str]:
    return {name for name, marks in _OPERATIONS.items() if not line.terms.isdisjoint(marks)}


def _formulas(asked: Asked, said: Quantity) -> list[str]:
    named = asked.operations
    if said.unit == "%":
        order = ["percent_change", "share", "mean", "difference", "sum"]
        if not named & {"percent_change", "share", "mean", "difference", "sum"}:
            return ["share"]
    else:
        order = ["difference", "mean", "multiple", "sum", "share"]
    return [name for name in order if name in named]


def _result(formula: str, operands: tuple[Known, ...]) -> Quantity | None:
    values = [known.fact.value for known in operands]
    if any(not isinstance(value, Quantity) for value in values):
        return None
    if not formula:
        return values[0] if isinstance(values[0], Quantity) else None
    units = {value.unit for value in values if isinstance(value, Quantity)}
    if len(units - {"?"}) > 1:
        return None
    unit = next(iter(units - {"?"}), "?")
    same = [Quantity(v.value, unit, v.quantum, v.hedge, v.upper) for v in values if isinstance(v, Quantity)]
    if formula.endswith(OF_SUM):
        formula = formula.removesuffix(OF_SUM)
        same = [Quantity(same[0].value + same[1].value, unit, same[0].quantum), same[2]]
    try:
        made = FORMULAS[_safe(formula, same)](*same)
    except (IncomparableError, ArithmeticError):
        return None
    if formula == "mean" and made.low is not None and made.high is not None:
        made = Quantity((made.low + made.high) / 2, made.unit, made.quantum, made.hedge, None, "", made.low, made.high)
    if made.unit == "pp" and unit == "%":
        return Quantity(made.value, "%", made.quantum, made.hedge, made.upper, "", made.low, made.high)
    return made


def _safe(formula: str, values: list[Quantity]) -> str:
    """The formula that also holds where a figure is negative: a change is counted on the size of its base."""
    return "surprise" if formula == "percent_change" and min(value.value for value in values) < 0 else formula


def _turned(formula: str, operands: tuple[Known, ...]) -> bool:
    """Whether a change is counted from a negative figure, or of costs in brackets, which some give the other sign."""
    values = [known.fact.value for known in operands]
    lower = [isinstance(value, Quantity) and value.value < 0 for value in values]
    costs = all(not _COSTS.isdisjoint(known.terms) for known in operands)
    return (formula == "percent_change" and lower[-1]) or (formula == "difference" and all(lower) and costs)


def _same_sign(said: Quantity, result: Quantity, asked: Asked, formula: str) -> bool:
    if formula not in ("difference", "percent_change") or not result.value or not said.value:
        return formula != "" or (said.value < 0) == (result.value < 0) or said.value > 0
    return (said.value < 0) == (result.value < 0) or not asked.words.isdisjoint(_TURNING)
