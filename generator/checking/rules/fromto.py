"""Movements told against their own two figures: "increased from $1.9 million to $1.7 million"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from generator.article import Claim, Verdict
from generator.checking.found import Found, Hit, Value
from generator.checking.making import claim
from generator.checking.page import Page, Rule
from generator.checking.rules.status import negated
from generator.facts.values import Hedge, Quantity

_UP = frozenset(
    "increase increased increases increasing rose rise rises rising risen grew grow grown growth climbed up jumped "
    "higher".split()
)
_DOWN = frozenset(
    "decrease decreased decreases decreasing fell fall falls falling fallen declined decline dropped drop down "
    "lower slid".split()
)
_FAR = 12
_APART = 4


def _find(page: Page) -> Iterator[Claim]:
    for judged in page.spoken:
        found = judged.found
        values = [value for value in found.values if _plain(value)]
        for one, two in pairwise(values):
            pair = _from_to(page, one, two)
            if pair is None:
                continue
            before, after = pair
            hit = _led_by(page, found, one)
            if hit is None:
                continue
            word = page.text.words[hit.first].norm
            wrong = (word in _UP and after < before) or (word in _DOWN and after > before)
            if wrong and not negated(page.text, found, hit):
                right = "down" if word in _UP else "up"
                yield claim(
                    page.text, hit.start, hit.end, "direction", Verdict.CONTRADICTED, "from-to",
                    f"from {one.mention.text} to {two.mention.text} is {right}", (), right,
                )  # fmt: skip


def _plain(value: Value) -> bool:
    said = value.mention.value
    return isinstance(said, Quantity) and said.upper is None and said.hedge in (Hedge.NONE, Hedge.ABOUT)


def _from_to(page: Page, one: Value, two: Value) -> tuple[Decimal, Decimal] | None:
    """The figure before and the one after, of two that stand as "from A to B" or "to B from A"."""
    words, a, b = page.text.words, one.mention.value, two.mention.value
    if not isinstance(a, Quantity) or not isinstance(b, Quantity) or a.unit != b.unit or a.value < 0 or b.value < 0:
        return None
    if not one.first or two.first - one.last > _APART:
        return None
    leads = words[one.first - 1].norm, words[two.first - 1].norm
    if leads == ("from", "to"):
        return a.value, b.value
    return (b.value, a.value) if leads == ("to", "from") else None


def _led_by(page: Page, found: Found, value: Value) -> Hit | None:
    """The movement that leads to a figure, with no other figure and no other movement between."""
    hits = [hit for hit in found.of("direction", "compare") if hit.last < value.first]
    if not hits or hits[-1].sense.kind != "direction" or value.first - hits[-1].last > _FAR:
        return None
    hit = hits[-1]
    if any(hit.last < other.first < value.first for other in found.values):
        return None
    return hit if found.clause(hit.first) == found.clause(value.first) else None


RULE = Rule(
    "from-to",
    "A movement told against its own two figures.",
    _find,
    "Revenue rose from $6.97 billion to $6.69 billion.",
    "Revenue fell from $6.97 billion to $6.69 billion.",
)
