"""Figures of the year to date told among those of the quarter, or the other way round, without a word of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.fits import Fit, fit
from generator.checking.index import Known
from generator.checking.making import claim, reads
from generator.checking.page import Judgement, Page, Rule
from generator.checking.tokens import normal_words
from generator.checking.verdicts import Judged
from generator.facts.values import Quantity, When


def _find(page: Page) -> Iterator[Claim]:
    if not page.index.foreign:
        return
    lately: Known | None = None
    section = None
    for judged in page.spoken:
        if judged.found.region.section != section:
            lately, section = None, judged.found.region.section
        told = [item for item in judged.judged if _is_of_record(item)]
        for item in told:
            right = _right(page, judged, item, lately)
            if right is not None and item.known is not None:
                value = judged.found.values[item.place].mention
                yield claim(
                    page.text, value.start, value.end, "number", Verdict.MISBOUND, "stretch",
                    f"this is of another stretch of time ({item.known.fact.item}) than the figures around it",
                    (item.known.fact.id, right.fact.id), reads(right.fact, page.ledger),
                )  # fmt: skip
        stretches = {item.known.fact.item for item in told if item.known is not None}
        if len(stretches) == 1:
            lately = told[0].known if len(told) > 1 or lately is None else lately


def _is_of_record(item: Judged) -> bool:
    known = item.known
    firm = item.claim.verdict is Verdict.SUPPORTED and item.place >= 0
    return firm and known is not None and bool(known.fact.item) and known.fact.period is not None


def _right(page: Page, judged: Judgement, item: Judged, lately: Known | None) -> Known | None:
    """The figure of the same measure in the stretch that the text is on, where the told one is of another that ends
    on the same day and the sentence does not say so; or None."""
    known, said = item.known, item.said
    if known is None or said is None or lately is None or lately.fact.item == known.fact.item:
        return None
    mine, theirs = known.fact.period, lately.fact.period
    if mine is None or theirs is None or mine.end != theirs.end or mine.start == theirs.start:
        return None
    if _is_named(page, judged, known, lately) or any(_meets(when, mine) for when in judged.scope.periods):
        return None
    for other in page.index.quantities:
        if other.fact.item == lately.fact.item and other.metric == known.metric:
            value = other.fact.value
            return other if isinstance(value, Quantity) and fit(said, value, page.settings) is Fit.NO else None
    return None


def _meets(when: When, period: When) -> bool:
    return when.start == period.start and when.end == period.end


def _is_named(page: Page, judged: Judgement, known: Known, lately: Known) -> bool:
    """Whether the sentence has a word that the told record's own texts have and those of the other lack."""
    return not (_words(page, known.fact.item) - _words(page, lately.fact.item)).isdisjoint(judged.scope.terms)


def _words(page: Page, record: str) -> set[str]:
    made: set[str] = set()
    for fact in page.ledger:
        if fact.item == record and isinstance(fact.value, str):
            made.update(normal_words(fact.value))
        elif fact.item == record and isinstance(fact.value, Quantity) and "period" in fact.metric.name:
            made.update((str(fact.value.value), f"{fact.value.value}-{fact.value.unit}"))
    return made


RULE = Rule(
    "stretch",
    "A figure of the year to date told among those of the quarter, in facts that give both.",
    _find,
    "Sales were $293.6 million in the quarter. Same-store sales fell 5.4% (which is the year to date's).",
    "Sales were $293.6 million in the quarter. Same-store sales fell 0.7%.",
)
