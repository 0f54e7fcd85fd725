"""Words that need a fact behind them: advice, rank and exclusivity, market reactions, headline promises."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.article import Claim, Verdict
from generator.checking.found import NAMES, Found, Hit, Value
from generator.checking.lines import lines_of
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.rules.causes import LIGHT
from generator.checking.rules.leading import only_flags
from generator.checking.rules.pairs import judged_of
from generator.checking.rules.topmost import READINGS
from generator.checking.tokens import normal_words
from generator.facts.values import Quantity

_BARE = frozenset(("buy", "sell"))
_IMPERATIVE = ("buy ", "sell ", "buys ", "sells ")
"""Advice only where a sentence starts with it: "Buy the shares", not "Chief Sells Shares"."""


def _advice(page: Page) -> Iterator[Claim]:
    for judged in page.spoken:
        for hit in judged.found.of("advice"):
            raw = page.text.view.text[hit.start : hit.end].lower()
            if raw.startswith(_IMPERATIVE) and (hit.first != judged.found.first or raw.split()[0] not in _BARE):
                continue
            yield claim(
                page.text, hit.start, hit.end, "advice", Verdict.ABSENT, "advice",
                "a story gives no advice; leave it out",
            )  # fmt: skip


def _ranks(page: Page) -> Iterator[Claim]:
    known = page.index.name_words
    for judged in page.spoken:
        found = judged.found
        covered = {place for hit in found.hits if hit.sense.kind in NAMES for place in range(hit.first, hit.last + 1)}
        dated = {p for value in found.values for p in range(value.first, value.last + 1)}
        for hit in found.of("rank"):
            if hit.first in covered or hit.first in dated or _stated(page, judged, hit, known):
                continue
            if hit.sense.value == "only" and only_flags(page, found, hit.first):
                continue  # the rule for rosters counts them
            if (
                page.index.foreign
                and hit.sense.value in _ENDS
                and (_is_reading(page, hit) or _is_ranked(page, judged, hit))
            ):
                continue
            yield claim(
                page.text, hit.start, hit.end, "rank", Verdict.ABSENT, "rank", "no fact gives this rank; leave it out"
            )


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


_ABLE = frozenset("can to could will would may might and also".split())


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
    if norm == "record" and before == "on":
        return True  # "not specified on record"; of "the highest on record" the highest is shown
    if norm == "record" and before in _ABLE:
        measured = any(m.first == hit.last + 1 for m in judged.found.of("metric"))
        if not measured or page.index.foreign:
            return True  # "can record videos"
    if value == "most" and norm == "best" and after == "of":
        return True  # "the best of both worlds"
    if value == "only" and norm == "the":
        return False
    if value == "only" and _is_only_item(page, judged):
        return True
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


def _market(page: Page) -> Iterator[Claim]:
    """ "Shares rose" without a price among the facts."""
    if any("price" in known.metric or "price" in known.terms for known in page.index.quantities):
        return
    for judged in page.spoken:
        found = judged.found
        for hit in found.of("market"):
            if not _is_market(page, hit):
                continue
            move = next((d for d in found.of("direction") if 0 < d.first - hit.last <= 5), None)
            if move is not None and not any(hit.last < b <= move.first for b in found.borders):
                yield claim(
                    page.text, hit.start, move.end, "direction", Verdict.ABSENT, "market",
                    "no fact has a price or its move",
                )  # fmt: skip


def _measures(page: Page) -> Iterator[Claim]:
    """ "Revenue rose" where no fact has a revenue."""
    known = page.index.name_words | {role for item in page.index.quantities for role in item.roles}
    for judged in page.spoken:
        found = judged.found
        metrics = {
            place for hit in found.of("metric") if hit.last > hit.first for place in range(hit.first, hit.last + 1)
        }
        metrics |= {hit.first for hit in found.of("metric")}
        reckoned = {
            item.claim.text
            for item in judged.judged
            if item.claim.verdict is Verdict.DERIVED and (item.known is None or item.claim.formula == "share")
        }
        for hit in found.of("measure"):
            words = {word.norm for word in page.text.words[hit.first : hit.last + 1]}
            if (hit.last in metrics and hit.first in metrics) or words == {"margin"}:
                continue
            if any(value.mention.text in reckoned and 0 < value.first - hit.last <= 4 for value in found.values):
                continue
            if hit.first in metrics and hit.last == hit.first:
                continue
            valued = _valued(found, hit) if hit.last > hit.first else None
            if valued is not None and _is_its_name(judged, valued, words):
                continue
            if valued is not None and not any(m.first <= hit.first and hit.last <= m.last for m in found.of("metric")):
                yield claim(
                    page.text, hit.start, hit.end, "number", Verdict.ABSENT, "measure", "no fact has this measure"
                )
                continue
            if words <= _GUIDED and any("guidance" in item.roles for item in page.index.quantities):
                continue
            raw = page.text.view.text[hit.start : hit.end].lower()
            if (
                (words & known if hit.first == hit.last else words <= known)
                or raw in known
                or not words.isdisjoint(page.index.nouns)
            ):
                continue
            valued = _valued(found, hit)
            if valued is not None and page.text.words[valued.first - 1].norm in ("of", "was", "were", "at"):
                yield claim(
                    page.text, hit.start, hit.end, "number", Verdict.ABSENT, "measure", "no fact has this measure"
                )
                continue
            move = next(
                (d for d in found.of("direction") if -3 <= d.first - hit.last <= 3 and d.first != hit.first), None
            )
            if move is None or any(min(hit.first, move.first) < b <= max(hit.first, move.first) for b in found.borders):
                continue
            start, end = min(hit.start, move.start), max(hit.end, move.end)
            yield claim(
                page.text, start, end, "direction", Verdict.ABSENT, "measure", "no fact has this measure or its move"
            )


def _is_its_name(judged: Judgement, value: Value, words: set[str]) -> bool:
    """Whether a figure is of a fact of foreign data that is called by these words among others."""
    item = judged_of(judged, value)
    return item is not None and item.known is not None and bool(item.known.fact.item) and words <= item.known.terms


_GUIDED = frozenset(("guidance", "outlook"))


def _valued(found: Found, hit: Hit) -> Value | None:
    """The figure that a measure is given: "net income of $582 million"."""
    return next((value for value in found.values if 0 < value.first - hit.last <= 3), None)


def _is_market(page: Page, hit: Hit) -> bool:
    """Whether the words are the market's: "shares", not "earnings per share"."""
    text = page.text.view.text
    return text[hit.start : hit.end].lower() != "share"


def _promises(page: Page) -> Iterator[Claim]:
    """A headline that promises an impact or a why which no section pays."""
    body = {word.norm for judged in page.spoken if judged.found.region.kind == "body"
            for word in page.text.words[judged.found.first : judged.found.last]}  # fmt: skip
    sections = " ".join(region.section.lower() for region in page.text.view.regions)
    for judged in page.sentences:
        if judged.found.region.kind != "headline":
            continue
        for hit in judged.found.of("promise"):
            paid = hit.sense.value == "why" and "why" in sections
            if not paid and not (hit.sense.value == "impact" and body & {"impact", "affect", "affected", "effect"}):
                yield claim(
                    page.text, hit.start, hit.end, "structure", Verdict.UNRESOLVED, "promise",
                    "the headline promises it, and no section tells it",
                )  # fmt: skip


ADVICE = Rule(
    "advice",
    "Advice to buy, sell or hold.",
    _advice,
    "Investors should watch Baidu.",
    "Baidu was among the first companies.",
)
RANK = Rule(
    "rank",
    "Largest, record, first, only: a rank that no fact gives.",
    _ranks,
    "It is the largest batch.",
    "It is the fourth batch.",
)
MARKET = Rule(
    "market",
    "A market reaction without a price among the facts.",
    _market,
    "Baidu shares rose after the report.",
    "Baidu was named in the report.",
)
MEASURE = Rule(
    "measure",
    "A move of revenue, margins, demand, ... of which there is no fact.",
    _measures,
    "Margins rose after the approvals.",
    "The approvals came last week.",
)
PROMISE = Rule(
    "promise",
    "A headline promise that no section pays.",
    _promises,
    "# China Approves AI Models: Impact On Baidu\n\nRegulators approved the models.",
    "# China Approves AI Models\n\nRegulators approved the models.",
)
