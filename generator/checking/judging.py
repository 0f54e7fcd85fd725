"""Judging figures: which fact a printed value belongs to, and whether that fact entails it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from generator.article import Claim, Verdict
from generator.checking.binding import Context, Scope, Topic, context_of
from generator.checking.fits import Fit
from generator.checking.formulas import compute
from generator.checking.found import Text, Value
from generator.checking.index import Known
from generator.checking.making import claim, reads, source_of
from generator.checking.tokens import normal
from generator.checking.weighing import (
    BOUND,
    CLEARLY,
    Bound,
    best_fitting,
    by_score,
    candidates,
    loose,
    owned,
    reread,
    small_word,
    spelled,
    turned,
)
from generator.facts.values import DURATIONS, Grain, Hedge, Quantity
from generator.settings import CheckSettings


_TELLING = 4
"""Significant digits of a figure that stands in a fact by no accident."""


class Judged(NamedTuple):
    """A claim with the facts that the sentence's other rules may take it to speak of."""

    claim: Claim
    known: Known | None
    place: int = -1
    """The place of the figure in its sentence's values."""


def judge_number(text: Text, scope: Scope, place: int, topic: Topic, settings: CheckSettings) -> Judged | None:
    """The claim that a figure makes, or None where it is no claim ("one of", "two companies")."""
    value = scope.found.values[place]
    said = reread(text, value)
    if said is None:
        return None
    context = context_of(text, scope, place, topic)
    bounds = candidates(text, value, said, context, settings)
    if said.upper is not None:
        spanned = _spanned(text, value, said, context, settings)
        if spanned is not None:
            return spanned
    right = best_fitting(bounds)
    best = max(bounds, key=by_score, default=None)
    if said.unit == "ordinal" and said.value == 1 and (best is None or best.score < BOUND):
        return None
    rival = turned(said, right, bounds)
    if rival is not None:
        return _contradicted(text, value, rival)
    rival = loose(right, bounds, context) if right is not None else None
    if right is not None and rival is not None:
        return _contradicted(text, value, rival) if rival.score >= right.score else _unsure(text, value, right)
    if right is not None:
        margin = CLEARLY if right.fit is Fit.YES else 0.3
        if text.index.foreign and right.fit is Fit.YES and _is_called(right, scope):
            margin += FOREIGN
        if best is None or _unit_slip(said, right) or _keeps(right, best, margin):
            return _right(text, value, said, right, context)
        computed = None if owned(best, context) else compute(said, context, scope.found, text.index, settings)
        if computed is not None and computed.named:
            return _computed(text, value, computed.formula, computed.facts, True)
        return _misplaced(text, value, right, best)
    return _not_there(text, scope, value, said, context, bounds, best, settings)


def _spanned(text: Text, value: Value, said: Quantity, context: Context, settings: CheckSettings) -> Judged | None:
    """A range whose ends are two facts: "between $169.21 and $288.62" for the lowest and the highest price."""
    if said.hedge is Hedge.VAGUE or said.upper is None:
        return None
    ends = (replace(said, upper=None), replace(said, value=said.upper, upper=None))
    found = [best_fitting(candidates(text, value, end, context, settings)) for end in ends]
    low, high = found
    if low is None or high is None or min(low.score, high.score) <= 0 or low.known is high.known:
        return None
    facts = (low.known.fact.id, high.known.fact.id)
    made = claim(
        text,
        value.mention.start,
        value.mention.end,
        "number",
        Verdict.SUPPORTED,
        "number",
        "from one to the other",
        facts,
    )
    return Judged(made, low.known)


def _keeps(right: Bound, best: Bound, margin: float) -> bool:
    """Whether a fact that has the value is kept, though the words bind another better."""
    if right.score >= best.score - margin:
        return True
    of_another = best.known.metric == right.known.metric and best.known.subjects.isdisjoint(right.known.subjects)
    return best.score < (0.5 if of_another and best.score >= right.score + 2 else BOUND)


def _unsure(text: Text, value: Value, bound: Bound) -> Judged:
    fact = bound.known.fact
    expected = reads(fact, text.index.ledger)
    made = claim(
        text, value.mention.start, value.mention.end, "number", Verdict.UNRESOLVED, "number",
        f"the facts have {expected}: this may be right, but they do not say it", (fact.id,), expected,
    )  # fmt: skip
    return Judged(made, bound.known)


def _contradicted(text: Text, value: Value, bound: Bound) -> Judged:
    ledger = text.index.ledger
    fact = bound.known.fact
    origin = source_of(fact, ledger)
    message = f"the facts have {reads(fact, ledger)} for {_whose(bound.known, text)}"
    made = claim(
        text, value.mention.start, value.mention.end, "number", Verdict.CONTRADICTED, "number",
        message + (f", from {origin}" if origin else ""), (fact.id,), reads(fact, ledger),
    )  # fmt: skip
    return Judged(made, bound.known)


def _right(text: Text, value: Value, said: Quantity, bound: Bound, context: Context) -> Judged:
    fact = bound.known.fact
    mention = value.mention
    verdict = Verdict.DERIVED if fact.formula else Verdict.SUPPORTED
    message = ""
    fact_value = fact.value
    if isinstance(fact_value, Quantity) and _unit_slip(said, bound):
        wanted = "percentage points" if fact_value.unit == "pp" else "percent"
        made = claim(
            text, mention.start, mention.end, "number", Verdict.CONTRADICTED, "unit",
            f"the difference is in {wanted}", (fact.id,), reads(fact, text.index.ledger),
        )  # fmt: skip
        return Judged(made, bound.known)
    if _counts_else(text, value, said, bound.known, context):
        made = claim(
            text, mention.start, mention.end, "number", Verdict.MISBOUND, "number",
            "the facts count something else", (fact.id,), f"{reads(fact, text.index.ledger)} {said_nouns(bound.known)}",
        )  # fmt: skip
        return Judged(made, bound.known)
    stranger = _stranger(text, bound.known, context)
    if stranger:
        mine = text.index.ledger.entities[fact.subject].later
        made = claim(
            text, mention.start, mention.end, "number", Verdict.MISBOUND, "number",
            f"this is {_whose(bound.known, text)}, not {stranger}'s", (fact.id,),
            f"{reads(fact, text.index.ledger)} of {mine}",
        )  # fmt: skip
        return Judged(made, bound.known)
    if fact.use == "hold":
        made = claim(
            text, mention.start, mention.end, "number", Verdict.UNRESOLVED, "held",
            f"this fact is held back: {fact.hold_reason}", (fact.id,),
        )  # fmt: skip
        return Judged(made, bound.known)
    digits = len(said.value.normalize().as_tuple().digits)
    alone = digits >= _TELLING or (text.index.foreign and digits > 1)
    if bound.score <= -1.0 and not _small(said) and said.unit not in DURATIONS and not alone:
        made = claim(
            text, mention.start, mention.end, "number", Verdict.UNBOUND, "number",
            f"the value stands in the facts ({fact.id}), but nothing here ties it there", (fact.id,),
        )  # fmt: skip
        return Judged(made, None)
    if bound.fit is Fit.WARN:
        message = f"understates: the facts have {reads(fact, text.index.ledger)}"
    made = claim(
        text, mention.start, mention.end, "number", verdict, "number", message,
        (fact.id, *fact.inputs), formula=fact.formula,
    )  # fmt: skip
    return Judged(made, bound.known)


def said_nouns(known: Known) -> str:
    """What a fact counts, in its own words."""
    value = known.fact.value
    return value.population or known.fact.metric.label if isinstance(value, Quantity) else known.fact.metric.label


def _counts_else(text: Text, value: Value, said: Quantity, known: Known, context: Context) -> bool:
    """Whether a right count is said of other things: "130 chip makers" for 130 language models."""
    if (
        said.unit != ""
        or not context.nouns
        or not isinstance(known.fact.value, Quantity)
        or known.fact.value.unit != ""
    ):
        return False
    if not (known.nouns | known.terms).isdisjoint(context.nouns) or known.fact.formula or _small(said):
        return False
    last = text.words[value.last + len(context.nouns)]
    raw = text.view.text[last.start : last.end]
    return raw.endswith("s") and raw.islower()


def _stranger(text: Text, known: Known, context: Context) -> str:
    """The name of another entity of the same type that the words give the value to, or "" if there is none."""
    entities = text.index.ledger.entities
    owner = entities.get(known.fact.subject)
    if (
        owner is None
        or not known.subjects
        or not context.subjects
        or owner.type not in ("company", "product", "person")
    ):
        return ""
    if known.subjects & (context.subjects.keys() | context.voices):
        return ""
    name = max(context.subjects, key=lambda each: context.subjects[each])
    other = entities.get(name)
    if other is None or context.subjects[name] < 1.5 or other.type != owner.type or other.parent == known.fact.subject:
        return ""
    return other.later


def _unit_slip(said: Quantity, right: Bound) -> bool:
    """Whether the value is right but for percent against percentage points."""
    fact = right.known.fact.value
    return isinstance(fact, Quantity) and {said.unit, fact.unit} == {"%", "pp"}


def _small(said: Quantity) -> bool:
    return said.unit in ("", "x", "ordinal") and said.quantum == 1 and abs(said.value) <= 3


def _misplaced(text: Text, value: Value, right: Bound, best: Bound) -> Judged:
    ledger = text.index.ledger
    mine, other = best.known.fact, right.known.fact
    message = f"this is {_whose(right.known, text)}; here the facts have {reads(mine, ledger)}"
    made = claim(
        text, value.mention.start, value.mention.end, "number", Verdict.MISBOUND, "number",
        message, (other.id, mine.id), reads(mine, ledger),
    )  # fmt: skip
    return Judged(made, best.known)


def _whose(known: Known, text: Text) -> str:
    fact = known.fact
    entity = text.index.ledger.entities.get(fact.subject)
    owner = f" of {entity.later}" if entity else ""
    return f"the {fact.metric.label}{owner} ({fact.id})"


def _computed(text: Text, value: Value, formula: str, facts: tuple[str, ...], named: bool) -> Judged:
    verdict = Verdict.DERIVED if named else Verdict.UNBOUND
    message = f"{formula.replace('_', ' ')} of {', '.join(facts)}"
    if not named:
        message += ", but the words do not say so"
    made = claim(
        text, value.mention.start, value.mention.end, "number", verdict, "number", message, facts, formula=formula
    )
    return Judged(made, text.index.by_id.get(facts[0]))


def _is_called(right: Bound, scope: Scope) -> bool:
    """Whether the sentence has most of the words that a fact is called by."""
    words = right.known.terms
    return len(words & scope.terms) * 2 >= min(len(words), 6)


def _printed(text: Text, value: Value) -> bool:
    """Whether a figure stands as it is in a text of foreign facts, which no field tells apart: "2x1.3 GHz"."""
    digits = _DIGITS.findall(value.mention.text)
    return bool(digits) and text.index.figures.issuperset(digits)


def _not_there(
    text: Text,
    scope: Scope,
    value: Value,
    said: Quantity,
    context: Context,
    bounds: list[Bound],
    best: Bound | None,
    settings: CheckSettings,
) -> Judged | None:
    """No fact has this value: computed, unsure, contradicted or absent."""
    ledger = text.index.ledger
    mention = value.mention
    is_owned = best is not None and owned(best, context)
    computed = None if is_owned else compute(said, context, scope.found, text.index, settings)
    if computed is not None and computed.named:
        return _computed(text, value, computed.formula, computed.facts, True)
    unsure = max((b for b in bounds if b.fit is Fit.UNSURE), key=by_score, default=None)
    if unsure is not None and (best is None or unsure.score >= best.score - CLEARLY) and unsure.score > 0:
        return _unsure(text, value, unsure)
    counted = _count_of(text, said, context)
    if counted:
        made = claim(
            text, mention.start, mention.end, "number", Verdict.DERIVED, "number",
            f"the count of {counted}", (counted,), formula="count",
        )  # fmt: skip
        return Judged(made, None)
    if best is not None and best.score >= BOUND:
        return _contradicted(text, value, best)
    if computed is not None:
        return _computed(text, value, computed.formula, computed.facts, False)
    if _counts_items(text, said, context) or small_word(said, value):
        return None
    if _period_length(text, said):
        return None
    if _no_claim(said, value) or _printed(text, value):
        return None
    made = claim(
        text, mention.start, mention.end, "number", Verdict.ABSENT, "number",
        "no fact has this figure", (best.known.fact.id,) if best and best.score > 1.5 else (),
        reads(best.known.fact, ledger) if best and best.score > 1.5 else "",
    )  # fmt: skip
    return Judged(made, None)


FOREIGN = 2.0
"""By how much more another fact of foreign data must be bound, where the right one is called by its own words."""
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_LENGTHS = {Grain.QUARTER: (3, 13), Grain.HALF: (6, 26), Grain.YEAR: (12, 52)}


"""Months and weeks of a period: "the three months ended Sept. 30"."""


def _period_length(text: Text, said: Quantity) -> bool:
    """Whether a length of time is that of a period of the facts."""
    if said.unit not in ("month", "week"):
        return False
    periods = {known.fact.period.grain for known in text.index.quantities if known.fact.period is not None}
    return any(said.value == _LENGTHS[grain][said.unit == "week"] for grain in periods if grain in _LENGTHS)


def _count_of(text: Text, said: Quantity, context: Context) -> str:
    """The list of the facts that has so many items, if the words name it: "two strengths"."""
    if said.unit != "" or said.hedge is not Hedge.NONE or not context.nouns:
        return ""
    items: dict[str, set[str]] = {}
    for fact in text.index.ledger:
        if fact.item:
            items.setdefault(fact.item.rsplit(".", 1)[0], set()).add(fact.item)
    for prefix, members in items.items():
        if normal(prefix.rsplit(".", 1)[-1]) in context.nouns and len(members) == said.value:
            return prefix
    return ""


def _counts_items(text: Text, said: Quantity, context: Context) -> bool:
    """Whether a small count is that of a list of the facts, or of the names in the sentence: "both", "two more"."""
    return said.unit == "" and said.quantum == 1 and abs(said.value) <= 3 and not text.index.nouns & set(context.nouns)


def _no_claim(said: Quantity, value: Value) -> bool:
    """Values that state nothing: "first" as an order of telling, "one", "half" of nothing."""
    if said.unit == "ordinal":
        return said.value <= 1
    if said.unit in DURATIONS:
        return said.value <= 1
    return spelled(value) and said.unit in ("", "x") and abs(said.value) <= 2
