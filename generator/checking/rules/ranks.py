"""Rank and exclusivity: largest, first, only, record; stated by a fact, or computed on a closed set."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from generator.article import Claim, Verdict
from generator.checking.changes import is_extreme_change
from generator.checking.found import NAMES, Found, Hit
from generator.checking.index import Known
from generator.checking.lines import lines_of
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.rules.causes import LIGHT
from generator.checking.rules.leading import only_flags
from generator.checking.rules.topmost import READINGS
from generator.checking.sides import sides_of
from generator.checking.tokens import normal_words
from generator.facts.ledger import Fact
from generator.facts.values import Quantity


def _find(page: Page) -> Iterator[Claim]:
    known = page.index.name_words
    for judged in page.spoken:
        found = judged.found
        covered = {place for hit in found.hits if hit.sense.kind in NAMES for place in range(hit.first, hit.last + 1)}
        dated = {p for value in found.values for p in range(value.first, value.last + 1)}
        for hit in found.of("rank"):
            if hit.first in covered or hit.first in dated or _stated(page, judged, hit, known):
                continue
            if hit.sense.value == "only" and (only_flags(page, found, hit.first) or _is_sole(page, hit)):
                continue  # the rule for rosters counts them
            if hit.sense.value in _ENDS and (
                _is_end_of_closed(page, judged, hit) or _is_end_of_told(page, judged, hit)
            ):
                continue
            if (
                page.index.foreign
                and hit.sense.value in _ENDS
                and (_is_reading(page, hit) or _is_ranked(page, judged, hit) or is_extreme_change(page, judged, hit))
            ):
                continue
            yield claim(
                page.text, hit.start, hit.end, "rank", Verdict.ABSENT, "rank", "no fact gives this rank; leave it out"
            )


def _is_sole(page: Page, hit: Hit) -> bool:
    """Whether a score is the only one of its game, or of a side: "the only goal" where it ended 1-0."""
    words, result = page.text.words, sides_of(page.index).result
    after = words[hit.last + 1].norm if hit.last + 1 < len(words) else ""
    if result is None or after not in _SCORES:
        return False
    own = hit.first > 0 and words[hit.first - 1].norm in ("its", "their", "his", "her")
    return 1 in result.values if own else sum(result.values) == 1


_SCORES = frozenset(("goal", "score", "point", "run"))


def _is_reading(page: Page, hit: Hit) -> bool:
    """Whether a rank is that of a reading of a series, which another rule holds against its records."""
    return page.text.words[hit.first].norm in READINGS and bool(lines_of(page.index))


_ENDS = {"most": max, "least": min}
_SERIES = 3
"""From how many figures on a measure can be ranked."""


def _is_ranked(page: Page, judged: Judgement, hit: Hit) -> bool:
    """Whether a "highest" is the highest of a measure that foreign facts give for several records or times.

    A list of records is a set that can be ranked. Where the sentence gives no figure of the measure nothing is known.
    """
    told = [item.known for item in judged.judged if item.known is not None]
    ranked = [line for known in told if len(line := _line(page, known.metric)) >= _SERIES]
    if not ranked:
        return any(len(_line(page, metric.sense.value)) >= _SERIES for metric in judged.found.of("metric"))
    end = _ENDS[hit.sense.value]
    values = {known.fact.value.value for known in told if isinstance(known.fact.value, Quantity)}
    return any(end(line) in values for line in ranked)


def _line(page: Page, metric: str) -> list[Decimal]:
    return [
        known.fact.value.value
        for known in page.index.quantities
        if known.metric == metric and isinstance(known.fact.value, Quantity)
    ]


def _is_only_item(page: Page, judged: Judgement) -> bool:
    """Whether the sentence speaks of a list that is complete and has one item: "its only listed strength"."""
    terms = judged.scope.terms
    for prefix in page.ledger.closed_items:
        if len(page.ledger.items(prefix)) == 1 and terms & set(normal_words(prefix.rpartition(".")[2])):
            return True
    return False


def _is_end_of_closed(page: Page, judged: Judgement, hit: Hit) -> bool:
    """Whether a rank is followed by the figure that ends a complete list: "the lowest being 2.5 mg"."""
    text, terms = page.text.view.text, judged.scope.terms
    for prefix in page.ledger.closed_items:
        items = set(page.ledger.items(prefix))
        after = tuple(word.norm for word in page.text.words[hit.last + 1 : hit.last + 4])
        if after[:2] == ("of", "the") and after[2:] and after[2] in (str(len(items)), _COUNTS.get(len(items))):
            return True  # "the highest of the three": which of them, no rank
        if not terms & set(normal_words(prefix.rpartition(".")[2])):
            continue
        figures = [match[0] for fact in page.ledger if fact.item in items and (match := _figure(fact))]
        if len(figures) != len(items) or len(items) < 2:
            continue
        right = _ENDS[hit.sense.value](figures, key=Decimal)
        said = _FIGURE.search(text, hit.end, min(hit.end + 30, judged.found.end))
        return said is not None and Decimal(said[0]) == Decimal(right)
    return False


def _is_end_of_told(page: Page, judged: Judgement, hit: Hit) -> bool:
    """Whether a rank is that of a figure of a list, right behind it: "the largest sale was of 74,907 shares".

    The list is what the facts give; the rank is one within it.
    """
    for item in judged.judged:
        known = item.known
        if known is None or not known.fact.item or item.place < 0:
            continue
        value = known.fact.value
        if not isinstance(value, Quantity) or not 0 < judged.found.values[item.place].first - hit.last <= _AT:
            continue
        line = sorted(_of_its_sort(page, known), reverse=hit.sense.value == "most")
        before = page.text.words[hit.first - 1].norm if hit.first > judged.found.first else ""
        ends = line[: _FIRST.get(before, 1)]  # "the two largest lots, of 74,907 and 73,170 shares"
        if len(line) > len(ends) and value.value in ends:
            return True
    return False


_FIRST = {"two": 2, "2": 2, "three": 3, "3": 3}


def _of_its_sort(page: Page, known: Known) -> list[Decimal]:
    """The figures of a measure in the items of a list that are of one sort: the sales among an insider's trades."""
    sorts: dict[str, set[str]] = defaultdict(set)
    for fact in page.ledger:
        if fact.item and isinstance(fact.value, str) and fact.metric.name in _SORTS:
            sorts[fact.item].add(fact.value)
    mine = sorts.get(known.fact.item)
    return [
        other.fact.value.value
        for other in page.index.quantities
        if other.metric == known.metric and isinstance(other.fact.value, Quantity)
        and sorts.get(other.fact.item) == mine
    ]  # fmt: skip


_SORTS = frozenset(("trade_direction", "trade_code"))


_AT = 6
_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight"}
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def _figure(fact: Fact) -> re.Match[str] | None:
    """The first figure of an item: 2.5 of the strength "2.5 mg/3.5 mg"."""
    value = fact.value
    if isinstance(value, Quantity):
        return _FIGURE.match(str(value.value))
    return _FIGURE.match(value) if isinstance(value, str) and not fact.entity else None


_ABLE = frozenset("can to could will would may might and also not do".split())


def _stated(page: Page, judged: Judgement, hit: Hit, known: frozenset[str]) -> bool:
    """Whether a rank word is one of the facts' own, or no rank at all ("at best", "first half", "only slightly")."""
    words = page.text.words
    norm = words[hit.first].norm
    if norm == "of":
        return False  # "of its kind": no list of the facts says so
    before = words[hit.first - 1].norm if hit.first > judged.found.first else ""
    after = words[hit.last + 1].norm if hit.last + 1 < judged.found.last else ""
    value = hit.sense.value
    if value == "record" and norm == "record" and _is_document(page, judged.found, hit, before, after):
        return True
    if norm == "record" and (before == "track" or after in ("against", "with", "over", "since")):
        return True  # "its record against forecasts is mixed"
    if norm == "record" and before == "on":
        return True  # "not specified on record"; of "the highest on record" the highest is shown
    if norm == "record" and before in _ABLE:
        measured = any(m.first == hit.last + 1 for m in judged.found.of("metric"))
        if not measured or page.index.foreign:
            return True  # "can record videos"
    if value == "most" and norm == "best" and after == "of":
        return True  # "the best of both worlds"
    if value == "only" and _is_only_item(page, judged):
        return True
    if value == "only" and norm == "the":
        return False
    if value == "only":
        return before not in ("the", "its") or after == "recently"
    if norm in known or (value == "first" and before in ("", "at")):
        return True
    if value == "most":
        return before == "at" or (norm == "leading" and before not in ("a", "the", "world")) or after == "up"
    return value == "first" and after in ("half", "quarter", "nine", "three", "six", "month", "time", "week", "day")


def _is_document(page: Page, found: Found, hit: Hit, before: str, after: str) -> bool:
    """Whether a record is one that is kept: "agency records show", "in the record as"; not "a record high"."""
    if page.text.view.text[hit.start : hit.end].lower() == "records":
        return before not in ("set", "broke", "breaking", "new", "all-time")
    measures = {other.first for other in found.of("metric", "measure", "direction", "market")}
    return (
        before in ("the", "its", "agency", "public", "this")
        and hit.last + 1 not in measures
        and (
            after in ("give", "show", "as", "of", "that", "say", "list", "do", "does", "state", "contain", "")
            or after in LIGHT
        )
    )


RULE = Rule(
    "rank",
    "Largest, record, first, only: a rank that no fact gives.",
    _find,
    "It is the largest batch.",
    "It is the fourth batch.",
)
