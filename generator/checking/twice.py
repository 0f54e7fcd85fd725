"""One change said twice, in two units: "40%, or $0.18 a share". Both figures come of the same two facts."""

from __future__ import annotations

import re
from itertools import pairwise

from generator.article import Verdict
from generator.checking.found import Found, Text
from generator.checking.index import Known
from generator.checking.making import reads
from generator.checking.page import Judgement
from generator.checking.verdicts import Judged
from generator.facts.values import Quantity

_OR = re.compile(r"(?: a share| per share)?(?:,? or | \()(?:about |nearly |roughly |just over |just under )?\Z")
_TOLD = (Verdict.SUPPORTED, Verdict.DERIVED)


def said_twice(text: Text, sentences: list[Judgement]) -> list[Judgement]:
    """The sentences, figures that are of another pair of facts than the figure that they repeat as misplaced."""
    if text.index.foreign:
        return sentences
    return [each._replace(judged=tuple(_told(text, each))) if len(each.judged) > 1 else each for each in sentences]


def _told(text: Text, judgement: Judgement) -> list[Judged]:
    made = list(judgement.judged)
    for at, (one, two) in enumerate(pairwise(judgement.judged)):
        if not _is_repeated(text, judgement.found, one, two):
            continue
        first, second = _between(text, one), _between(text, two)
        if len(first) == len(second) == 2 and first != second:
            for place, other in ((at, second), (at + 1, first)):
                made[place] = _of_another(text, made[place], other)
    return made


def _is_repeated(text: Text, found: Found, one: Judged, two: Judged) -> bool:
    if one.claim.verdict not in _TOLD or two.claim.verdict not in _TOLD or two.place != one.place + 1:
        return False
    if one.said is None or two.said is None or {one.said.unit == "%", two.said.unit == "%"} != {True, False}:
        return False
    before, value = found.values[one.place].mention, found.values[two.place].mention
    return _OR.fullmatch(text.view.text[before.end : value.start]) is not None


def _between(text: Text, item: Judged) -> frozenset[str]:
    """The two facts that a change or a difference lies between."""
    ids: set[str] = set()
    for name in item.claim.facts:
        known = text.index.by_id.get(name)
        if known is None:
            continue
        if known.fact.inputs:
            ids.update(known.fact.inputs)
        elif "surprise" in known.roles or known.fact.metric.derived_from:
            ids.update(_compared(text, known))
        else:
            ids.add(name)
    return frozenset(ids)


def _compared(text: Text, known: Known) -> list[str]:
    """The figures that a change the source gives compares: the actual one and the estimate, or the one before."""
    prefix = known.fact.id.rpartition(".")[0]
    other = "estimate" if "surprise" in known.roles else "prior"
    wanted = (f"{prefix}.actual", f"{prefix}.{other}")
    return [name for name in wanted if name in text.index.by_id]


def _of_another(text: Text, item: Judged, other: frozenset[str]) -> Judged:
    """A figure as misplaced: it is not of the two facts that the other figure lies between."""
    said = item.said
    right = next(
        (
            known for known in text.index.by_id.values()
            if isinstance(known.fact.value, Quantity) and said is not None
            and (known.fact.value.unit == "%") == (said.unit == "%") and known.fact.formula
            and frozenset(known.fact.inputs) == other
        ),
        None,
    )  # fmt: skip
    expected = reads(right.fact, text.index.ledger) if right is not None else ""
    made = item.claim._replace(
        verdict=Verdict.MISBOUND, facts=tuple(sorted(other)), expected=expected, formula="",
        message="it and the figure beside it are not of the same difference",
    )  # fmt: skip
    return item._replace(claim=made)
