"""Words that need a fact behind them: advice, rank and exclusivity, market reactions, headline promises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.found import Found, Hit, Value
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.rules.pairs import judged_of

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
        for start, end in _trades(page, found):
            yield claim(page.text, start, end, "direction", Verdict.ABSENT, "market", "no fact has a price or its move")


# "fell 3% in premarket trading", "edged up before the bell"
_SESSION = re.compile(
    r"[^.,;:]{0,24}?\b(?:in (?:pre-?market|after-?hours|extended|aftermarket|early|late|morning|afternoon) "
    r"trad(?:ing|e)|(?:before|after) the (?:opening |closing )?bell)\b"
)


def _trades(page: Page, found: Found) -> Iterator[tuple[int, int]]:
    """Moves of a share that a session of trading, or a company alone, tells: "Weyerhaeuser edged up"."""
    for move in found.of("direction"):
        session = _SESSION.match(page.text.view.text, move.end, found.end)
        if session is not None and move.sense.value in ("up", "down"):
            yield move.start, session.end()
        elif page.index.foreign and move.last == found.last - 1 and move.sense.value in ("up", "down"):
            for name in found.of("entity"):
                if name.last == move.first - 1 and page.index.types.get(name.sense.value) == "company":
                    yield name.start, move.end


_COSTS = frozenset(("cost", "price"))


def _is_told(judged: Judgement, found: Found, hit: Hit) -> bool:
    """Whether the figure right behind a "cost" is a fact or follows from facts: "at a cost of $1.8 million"."""
    firm = {
        item.claim.text for item in judged.judged
        if item.claim.verdict in (Verdict.SUPPORTED, Verdict.DERIVED)
    }  # fmt: skip
    return any(0 < value.first - hit.last <= 3 and value.mention.text in firm for value in found.values)


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
            if words <= _COSTS and _is_told(judged, found, hit):
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
