"""Values inside the texts of the facts: "50 mg" in a strength, as facts of their own meaning."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from generator.checking.marks import Mark, mark_at
from generator.checking.phrasebook import WORD_PIECE
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import Metric
from generator.facts.values import Hedge, Quantity, When
from generator.language import read


def within(fact: Fact, text: str, ledger: Ledger) -> list[tuple[Fact, Mark]]:
    """The values that a text fact holds, as facts of their own meaning, with their symbol of measure: what surrounds
    them is their label."""
    if fact.formula or fact.metric.says:
        return []
    made = []
    for start, end, value in _read_within(text, ledger.dateline):
        around = text[max(start - 60, 0) : end + 60]
        if isinstance(value, Quantity):
            # a sign of specification sheets, told as the figure alone: "~196 ppi"
            hedge = Hedge.NONE if text[start : start + 1] in ("~", "≈") else value.hedge
            value = replace(value, hedge=hedge, population=" ".join(WORD_PIECE.findall(text[end : end + 40])[:4]))
        inner = fact._replace(value=value, metric=Metric(fact.metric.name, f"{fact.metric.label} {around}"))
        made.append((inner, mark_at(text, end)))
    return made


@lru_cache(maxsize=512)
def _read_within(text: str, dateline: date | None) -> tuple[tuple[int, int, Quantity | When], ...]:
    return tuple(
        (mention.start, mention.end, mention.value)
        for mention in read(text, dateline)
        if isinstance(mention.value, Quantity | When)
    )
