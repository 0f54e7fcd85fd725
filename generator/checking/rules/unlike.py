"""Counts set against each other that count different things, or were taken on different days: true but misleading."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.found import Value
from generator.checking.index import Known
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.rules.pairs import judged_of
from generator.facts.values import Quantity

_FAR = 7
_SETS = (
    ("out", "of"), ("of", "the"), ("of", "its"), ("of",), ("against",), ("versus",), ("compared", "with"),
    ("compared", "to"),
)  # fmt: skip
"""What sets a count against the next one: "more than 40 of the 130 models"."""


def _find(page: Page) -> Iterator[Claim]:
    if page.index.foreign:
        return
    for judged in page.spoken:
        values = judged.found.values
        if len(values) < 2:
            continue
        for place in range(len(values) - 1):
            yield from _judge(page, judged, values[place], values[place + 1])


def _judge(page: Page, judged: Judgement, one: Value, two: Value) -> Iterator[Claim]:
    if not 1 < two.first - one.last <= _FAR:
        return
    a, b = judged_of(judged, one), judged_of(judged, two)
    if a is None or b is None or a.known is None or b.known is None or a.known is b.known:
        return
    between = [word.norm for word in page.text.words[one.last + 1 : two.first]]
    if not any(_has(between, words) for words in _SETS) or not _are_counts(a.known, b.known):
        return
    why = _unlike(page, a.known, b.known)
    if why:
        yield claim(
            page.text, one.mention.start, two.mention.end, "structure", Verdict.UNRESOLVED, "unlike",
            f"true but misleading: {why}", (a.known.fact.id, b.known.fact.id),
        )  # fmt: skip


def _has(between: list[str], words: tuple[str, ...]) -> bool:
    size = len(words)
    return any(tuple(between[at : at + size]) == words for at in range(len(between) - size + 1))


def _are_counts(a: Known, b: Known) -> bool:
    x, y = a.fact.value, b.fact.value
    return isinstance(x, Quantity) and isinstance(y, Quantity) and x.unit == y.unit == a.mark[0] == b.mark[0] == ""


def _unlike(page: Page, a: Known, b: Known) -> str:
    """Why two counts may not be set against each other, or "" where they may."""
    x, y = a.fact.value, b.fact.value
    if not isinstance(x, Quantity) or not isinstance(y, Quantity) or a.fact.formula or b.fact.formula:
        return ""
    if x.population and y.population and x.population != y.population and not _is_part(page, x, y):
        return f"one counts {x.population}, the other {y.population}"
    if a.fact.undated != b.fact.undated:
        return "one of the two counts has no date"
    if a.fact.as_of and b.fact.as_of and a.fact.as_of != b.fact.as_of and a.metric != b.metric:
        return "the two counts are of different dates"
    return ""


def _is_part(page: Page, x: Quantity, y: Quantity) -> bool:
    for item in page.ledger.items("part_of"):
        part, whole = page.ledger.get(f"{item}.part"), page.ledger.get(f"{item}.whole")
        if part is not None and whole is not None and {part.value, whole.value} == {x.population, y.population}:
            return True
    return False


RULE = Rule(
    "unlike",
    "Two counts set against each other that count different things or are of different dates.",
    _find,
    "More than 40 of the 130 models have been approved, Reuters said.",
    "More than 40 models have been approved, Reuters said.",
)
