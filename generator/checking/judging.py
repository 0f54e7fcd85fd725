"""Judging figures: which fact a printed value belongs to, and whether that fact entails it."""

from __future__ import annotations

from dataclasses import replace

from generator.article import Verdict
from generator.checking.apart import apart
from generator.checking.counting import (
    calendar_count,
    count_of,
    counts_else,
    counts_items,
    is_base,
    no_claim,
    period_length,
    printed,
    said_nouns,
    same_figure,
    small,
    stranger_of,
    stretch,
    told_so,
    within_line,
)
from generator.checking.each import made_of
from generator.checking.fits import Fit
from generator.checking.formulas import compute, unrounded
from generator.checking.found import Text, Value
from generator.checking.levels import is_level, is_named_level, names_level
from generator.checking.making import claim, reads
from generator.checking.scopes import Context, Scope, Topic, context_of
from generator.checking.sparing import describes, is_softly_told, names_owner, supposes
from generator.checking.verdicts import Judged, contradicted, out_of_place, reckoned_from, unsure, whose
from generator.checking.weighing import (
    BOUND,
    CLEARLY,
    Bound,
    best_fitting,
    by_score,
    candidates,
    figure_of,
    hedged_alike,
    is_range,
    loose,
    reread,
    small_word,
    turned,
)
from generator.facts.values import DURATIONS, Hedge, Quantity
from generator.settings import CheckSettings

_GIVEN = 3.0
"""From which score on a given percentage stands before a reckoned one."""
_RANGED = -1.5
"""Score above which both ends of a range are taken for two facts, where both are of three digits or more."""
_UNTOUCHED = 3.0
"""By how much a fact that the figure does not even contradict may be better bound: over 26 of over 40."""
_TELLING = 4
"""Significant digits of a figure that stands in a fact by no accident."""


def judge_number(text: Text, scope: Scope, place: int, topic: Topic, settings: CheckSettings) -> Judged | None:
    """The claim that a figure makes, or None where it is no claim ("one of", "two companies")."""
    value = scope.found.values[place]
    said = reread(text, value)
    if said is None or describes(text, value, said) or is_base(text, value) or supposes(text, scope, value, said):
        return None
    context = context_of(text, scope, place, topic)
    item = _judged(text, scope, value, said, context, settings)
    return None if item is None else item._replace(place=place, said=said, context=context)


def _judged(
    text: Text, scope: Scope, value: Value, said: Quantity, context: Context, settings: CheckSettings
) -> Judged | None:
    bounds = candidates(text, value, said, context, settings)
    if said.upper is not None:
        spanned = _spanned(text, value, said, context, settings)
        if spanned is not None:
            return spanned
        if text.index.foreign and not text.index.tabular and within_line(text, said, context):
            return None
    right = best_fitting(bounds)
    best = max(bounds, key=by_score, default=None)
    if said.unit == "ordinal" and said.value == 1 and (best is None or best.score < BOUND):
        return None
    turn = turned(said, right, bounds)
    rival = turn if turn or right is None else loose(said, right, bounds, context)
    if rival is not None and right is not None and (made := unrounded(said, rival.known, text.index, settings)):
        return reckoned_from(text, value, *made, True)
    if turn is not None:
        return contradicted(text, value, turn)
    if right is not None and rival is not None:
        surely = rival.score >= right.score or hedged_alike(said, rival)
        return contradicted(text, value, rival) if surely else unsure(text, value, right)
    if right is not None:
        margin = CLEARLY if right.fit is Fit.YES else 0.3
        other_metric = best is None or best.known.metric != right.known.metric
        if text.index.foreign and other_metric and right.fit is Fit.YES and _is_called(right, scope):
            margin += FOREIGN
        if (
            best is None
            or _unit_slip(said, right)
            or _keeps(right, best, margin)
            or (_is_nameless(said, right) and not is_level(text, scope, value))
        ):
            return _right(text, value, said, right, context)
        level = names_level(text, scope, value, best, context)
        computed = None if level else compute(said, context, scope.found, text.index, settings)
        if computed is not None and computed.named:
            item = reckoned_from(text, value, computed.formula, computed.facts, True)
            return item._replace(known=right.known) if right.known.fact.formula else item
        if told_so(text, value) or names_owner(text, scope, value, right):
            return None
        return out_of_place(text, value, right, best)
    return _not_there(text, scope, value, said, context, bounds, best, settings)


def _spanned(text: Text, value: Value, said: Quantity, context: Context, settings: CheckSettings) -> Judged | None:
    """A range whose ends are two facts: "between $169.21 and $288.62" for the lowest and the highest price."""
    if said.hedge is Hedge.VAGUE or said.upper is None:
        return None
    ends = (replace(said, upper=None), replace(said, value=said.upper, upper=None))
    found = [best_fitting(candidates(text, value, end, context, settings)) for end in ends]
    low, high = found
    if low is None or high is None or low.known is high.known:
        return None
    telling = all(len(end.value.normalize().as_tuple().digits) > 2 for end in ends)
    extremes = "low" in low.known.metric and "high" in high.known.metric
    beside = _side_by_side(low.known.fact.item, high.known.fact.item)
    if min(low.score, high.score) <= (_RANGED if telling else 0) and not extremes and not beside:
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


def _side_by_side(one: str, two: str) -> bool:
    """Whether two items of foreign facts stand next to each other in one list: the ends of a range, each a record."""
    (head, _, place), (other, _, next_place) = one.rpartition("/"), two.rpartition("/")
    return head == other and place.isdigit() and next_place.isdigit() and int(next_place) == int(place) + 1


def _keeps(right: Bound, best: Bound, margin: float) -> bool:
    """Whether a fact that has the value is kept, though the words bind another better."""
    if right.score >= best.score - (_UNTOUCHED if best.fit is Fit.WARN and right.fit is Fit.YES else margin):
        return True
    of_another = best.known.metric == right.known.metric and best.known.subjects.isdisjoint(right.known.subjects)
    return best.score < (0.5 if of_another and best.score >= right.score + 2 else BOUND)


def _is_nameless(said: Quantity, right: Bound) -> bool:
    """Whether a figure of several digits stands in a row without a label, which no words bind: a sum under a line."""
    return not right.known.fact.metric.label and len(said.value.normalize().as_tuple().digits) >= _TELLING


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
    if not text.index.foreign and counts_else(text, value, said, bound.known, context):
        made = claim(
            text, mention.start, mention.end, "number", Verdict.MISBOUND, "number",
            "the facts count something else", (fact.id,), f"{reads(fact, text.index.ledger)} {said_nouns(bound.known)}",
        )  # fmt: skip
        return Judged(made, bound.known)
    stranger = stranger_of(text, bound.known, context)
    if stranger:
        mine = text.index.ledger.entities[fact.subject].later
        made = claim(
            text, mention.start, mention.end, "number", Verdict.MISBOUND, "number",
            f"this is {whose(bound.known, text)}, not {stranger}'s", (fact.id,),
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
    plain = digits > 1 or not text.index.tabular or small_word(said, value)
    alone = digits >= _TELLING or (text.index.foreign and plain)
    if bound.score <= -1.0 and not small(said) and said.unit not in DURATIONS and not alone:
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
    loosely = text.index.foreign and bound.score <= -1.0 and digits < _TELLING
    return Judged(made, None if loosely else bound.known)  # it stands there, and nothing more may be drawn from it


def _unit_slip(said: Quantity, right: Bound) -> bool:
    """Whether the value is right but for percent against percentage points."""
    fact = right.known.fact.value
    return isinstance(fact, Quantity) and {said.unit, fact.unit} == {"%", "pp"}


def _is_given(best: Bound, said: Quantity, context: Context) -> bool:
    """Whether the facts give the very percentage that the words speak of: then none is reckoned in its place."""
    fact = best.known.fact
    spoken_of = context.roles.get("surprise", 0.0) >= _GIVEN / 2 and "surprise" in best.known.roles
    return said.unit == "%" and spoken_of and best.score >= _GIVEN and not fact.formula


def _is_called(right: Bound, scope: Scope) -> bool:
    """Whether the sentence has most of the words that a fact is called by."""
    words = right.known.terms
    return len(words & scope.terms) * 2 >= min(len(words), 6)


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
    ledger, mention = text.index.ledger, value.mention
    is_owned = best is not None and is_named_level(text, scope, value, best, context)
    computed = None if is_owned else compute(said, context, scope.found, text.index, settings)
    if computed is not None and computed.named and not (best is not None and _is_given(best, said, context)):
        return reckoned_from(text, value, computed.formula, computed.facts, True)
    maybe = max((b for b in bounds if b.fit is Fit.UNSURE), key=by_score, default=None)
    if maybe is not None and (best is None or maybe.score >= best.score - CLEARLY) and maybe.score > 0:
        if text.index.foreign and not text.index.tabular and is_range(maybe):
            return None  # "1-50% in 19 min" told as 50%: one end of a range
        return unsure(text, value, maybe)
    counted = count_of(text, said, context)
    if counted:
        made = claim(
            text, mention.start, mention.end, "number", Verdict.DERIVED, "number",
            f"the count of {counted}", (counted,), formula="count",
        )  # fmt: skip
        return Judged(made, None)
    twin = same_figure(text, said, context)
    if twin is not None:
        made = claim(
            text, mention.start, mention.end, "number", Verdict.CONTRADICTED, "unit",
            "the figure is the facts', its unit is not", (twin.fact.id,), reads(twin.fact, ledger),
        )  # fmt: skip
        return Judged(made, twin)
    if dates := apart(text, scope.found, value, said):
        return reckoned_from(text, value, "days_between", dates, True)
    if made_up := made_of(text, scope.found, value, said, settings):
        return reckoned_from(text, value, *made_up, True)
    if best is not None and best.score >= BOUND:
        same = [bound for bound in bounds if figure_of(bound) == said.value and bound.score >= best.score - CLEARLY]
        return contradicted(text, value, max(same, key=by_score, default=best))
    if computed is not None:
        if text.index.foreign and not text.index.tabular:
            return None  # of records that give no units any two figures make a third
        return reckoned_from(text, value, computed.formula, computed.facts, False)
    if counts_items(text, said, context) or small_word(said, value):
        return None
    if stretch(text, value, said) or period_length(text, said) or calendar_count(text, said, context.terms):
        return None
    if no_claim(said, value) or printed(text, value) or is_softly_told(said, maybe):
        return None
    made = claim(
        text, mention.start, mention.end, "number", Verdict.ABSENT, "number",
        "no fact has this figure", (best.known.fact.id,) if best and best.score > 1.5 else (),
        reads(best.known.fact, ledger) if best and best.score > 1.5 else "",
    )  # fmt: skip
    return Judged(made, None)


FOREIGN = 2.0
"""By how much more another fact of foreign data must be bound, where the right one is called by its own words."""
