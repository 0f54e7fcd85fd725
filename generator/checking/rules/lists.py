"""Who belongs to what: lists of names against the facts' sets, products against their makers, tickers against names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from generator.article import Claim, Verdict
from generator.checking.found import Found, Hit
from generator.checking.index import Known
from generator.checking.making import claim, reads
from generator.checking.page import Page, Rule
from generator.checking.telling import groups

# "Baidu's Ernie Bot", "Baidu's popular chatbot, Ernie Bot"
_APPOSITION = re.compile(r"\s*(?:[a-z][a-z-]*\s+){0,3}(?:[a-z-]+,\s*)?\Z")
_TICKER = re.compile(r"\(?\b([A-Z][A-Za-z]{1,11}):\s?([A-Z][A-Z0-9.\-]{0,7})\b\)?")


def _find(page: Page) -> Iterator[Claim]:
    sets = [k for k in page.index.by_id.values() if isinstance(k.fact.value, tuple)]
    for judged in page.sentences:
        found = judged.found
        entities = found.of("entity")
        if sets and len(entities) > 1:
            yield from _members(page, entities, sets)
        yield from _makers(page, entities)
    yield from _tickers(page)


def _members(page: Page, entities: list[Hit], sets: list[Known]) -> Iterator[Claim]:
    """In "A, B and C", either all stand in one set of the facts, or the odd one out is misplaced."""
    for group in groups(page.text, entities):
        names = [hit.sense.value for hit in group]
        best = max(sets, key=lambda known: len(_shared(known, names)))
        shared = _shared(best, names)
        if len(shared) == len(set(names)) or len(shared) < 2 or len(shared) * 2 < len(set(names)):
            continue
        for hit in group:
            if hit.sense.value not in shared:
                fact = best.fact
                yield claim(
                    page.text, hit.start, hit.end, "name", Verdict.MISBOUND, "list",
                    f"not one of {fact.metric.label}", (fact.id,), reads(fact, page.ledger),
                )  # fmt: skip


def _shared(known: Known, names: list[str]) -> set[str]:
    value = known.fact.value
    return set(names) & set(value) if isinstance(value, tuple) else set()


def _makers(page: Page, entities: list[Hit]) -> Iterator[Claim]:
    """ "Baidu's Ernie Bot" only if Ernie Bot is Baidu's."""
    known = page.ledger.entities
    text = page.text.view.text
    for owner, thing in pairwise(entities):
        yield from _explained(page, owner, thing)
        if text[owner.end - 2 : owner.end] not in ("'s", "’s", "s'", "s’"):
            continue
        if not _APPOSITION.match(text[owner.end : thing.start]) or owner.sense.value == thing.sense.value:
            continue
        entity = known.get(thing.sense.value)
        if entity is None or not entity.parent or entity.parent == owner.sense.value:
            continue
        right = known[entity.parent].later
        end = owner.end - 2
        yield claim(
            page.text, owner.start, end, "name", Verdict.MISBOUND, "list",
            f"{entity.later} is {right}'s", (f"entity.{thing.sense.value}",), right,
        )  # fmt: skip


# "ChatGPT, Baidu's chatbot, "
_EXPLAINED = re.compile(r",\s+(?:the\s+)?\Z")
_WHAT_IT_IS = re.compile(r"\s+(?:[a-z][a-z-]*\s+){0,2}[a-z][a-z-]*,")


def _explained(page: Page, thing: Hit, owner: Hit) -> Iterator[Claim]:
    """ "Ernie Bot, Baidu's chatbot," only if Ernie Bot is Baidu's."""
    text, known = page.text.view.text, page.ledger.entities
    if text[owner.end - 2 : owner.end] not in ("'s", "’s") or not _EXPLAINED.match(text[thing.end : owner.start]):
        return
    entity, maker = known.get(thing.sense.value), known.get(owner.sense.value)
    if entity is None or maker is None or entity.type != "product" or not entity.parent:
        return
    if entity.parent != owner.sense.value and _WHAT_IT_IS.match(text, owner.end):
        yield claim(
            page.text, thing.start, thing.end, "name", Verdict.MISBOUND, "list",
            f"{entity.later} is {known[entity.parent].later}'s", (f"entity.{thing.sense.value}",),
            known[entity.parent].later,
        )  # fmt: skip


def _tickers(page: Page) -> Iterator[Claim]:
    """EXCHANGE:TICKER must be a listing of the facts, and that of the name before it."""
    listings = {
        (listing.exchange.upper(), listing.ticker): name
        for name, entity in page.ledger.entities.items()
        for listing in entity.listings
    }
    if not listings and not page.ledger.entities:
        return
    for match in _TICKER.finditer(page.text.view.text):
        start, end = match.start(1), match.end(2)
        owner = listings.get((match.group(1).upper(), match.group(2)))
        before = _entity_before(page, match.start())
        if owner is None:
            if match.group(1).upper() not in _EXCHANGES:
                continue
            listed = page.ledger.entities[before].ticker if before else None
            expected = f"{listed.exchange}:{listed.ticker}" if listed else ""
            verdict = Verdict.CONTRADICTED if expected else Verdict.ABSENT
            yield claim(
                page.text, start, end, "name", verdict, "ticker", "no fact has this ticker",
                (f"entity.{before}",) if before else (), expected,
            )  # fmt: skip
        elif before and before != owner and owner not in _parents(page, before):
            right = page.ledger.entities[before].ticker
            yield claim(
                page.text, start, end, "name", Verdict.MISBOUND, "ticker",
                f"this is the ticker of {page.ledger.entities[owner].later}", (f"entity.{owner}",),
                f"{right.exchange}:{right.ticker}" if right else "no ticker",
            )  # fmt: skip
        else:
            yield claim(page.text, start, end, "name", Verdict.SUPPORTED, "ticker", facts=(f"entity.{owner}",))


_EXCHANGES = frozenset(
    "NYSE NASDAQ AMEX OTC OTCQB OTCQX OTCMKTS ARCA CBOE LON LSE HKEX HKG TSX TSXV ASX FRA ETR".split()
)


def _parents(page: Page, name: str) -> set[str]:
    parents = set()
    entity = page.ledger.entities.get(name)
    while entity and entity.parent and entity.parent not in parents:
        parents.add(entity.parent)
        entity = page.ledger.entities.get(entity.parent)
    return parents


def _entity_before(page: Page, place: int) -> str:
    """The entity whose name ends right before a bracket."""
    text = page.text.view.text
    for judged in page.sentences:
        found: Found = judged.found
        if found.start <= place < found.end:
            for hit in reversed(found.of("entity")):
                if hit.end <= place and not text[hit.end : place].strip(" (*"):
                    return hit.sense.value
    return ""


RULE = Rule(
    "list",
    "A name that does not belong to the list, maker or ticker it stands with.",
    _find,
    "Alibaba's Ernie Bot has more than 100 million users.",
    "Baidu's Ernie Bot has more than 100 million users.",
)
