"""Quotations: verbatim, and in the mouth of who said them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.found import Quoted, Text
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.facts.ledger import Fact, Ledger

_SPACE = re.compile(r"[\s\u2018\u2019\u201c\u201d'\"]+")
_ELLIPSIS = re.compile(r"\s*(?:\.\.\.|…|\[…\]|\[\.\.\.\])\s*")


def _plain(text: str) -> str:
    """Text as quotations are compared: white space and quotation marks folded, end punctuation off."""
    return _SPACE.sub(" ", text).strip(" .,;:!?").lower()


def verbatim(text: Text) -> list[tuple[int, int]]:
    """The places of quotations that stand word for word in the facts: what they say is their speaker's."""
    quotes = [quote for quote in text.quotes if len(quote.text.split()) >= 3]
    if not quotes:
        return []
    passages = [_plain(passage) for _, passage in _passages(text.index.ledger)]
    made = []
    for quote in quotes:
        parts = [_plain(part) for part in _ELLIPSIS.split(quote.text) if part.strip()]
        if any(_stands(parts, passage) for passage in passages):
            made.append((quote.start, quote.end))
    return made


def _find(page: Page) -> Iterator[Claim]:
    quotes = [quote for quote in page.text.quotes if len(quote.text.split()) >= 3]
    if not quotes:
        return
    passages = [(fact, _plain(text)) for fact, text in _passages(page.ledger)]
    for quote in quotes:
        judged = next((j for j in page.sentences if j.found.start <= quote.start < j.found.end), None)
        if judged is not None and judged.found.region.kind == "furniture":
            continue
        yield _judge(page, quote, judged, passages)


def _passages(ledger: Ledger) -> Iterator[tuple[Fact, str]]:
    for fact in ledger:
        if isinstance(fact.value, str) and not fact.entity:
            yield fact, fact.value
        if fact.evidence:
            yield fact, fact.evidence


def _judge(page: Page, quote: Quoted, judged: Judgement | None, passages: list[tuple[Fact, str]]) -> Claim:
    parts = [_plain(part) for part in _ELLIPSIS.split(quote.text) if part.strip()]
    for fact, passage in passages:
        if _stands(parts, passage):
            wrong = _wrong_speaker(page, fact, quote, judged)
            if wrong:
                return claim(
                    page.text, quote.start, quote.end, "quotation", Verdict.MISBOUND, "quote",
                    f"these are the words of {wrong}", (fact.id,), wrong,
                )  # fmt: skip
            return claim(page.text, quote.start, quote.end, "quotation", Verdict.SUPPORTED, "quote", facts=(fact.id,))
    near = _nearest(_plain(quote.text), passages)
    if near is not None:
        return claim(
            page.text, quote.start, quote.end, "quotation", Verdict.CONTRADICTED, "quote",
            "not the words of the source", (near.id,), str(near.value if near.quoted else near.evidence or near.value),
        )  # fmt: skip
    return claim(page.text, quote.start, quote.end, "quotation", Verdict.ABSENT, "quote", "no fact has these words")


def _stands(parts: list[str], passage: str) -> bool:
    at = 0
    for part in parts:
        at = passage.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _nearest(quote: str, passages: list[tuple[Fact, str]]) -> Fact | None:
    from rapidfuzz import fuzz

    best, points = None, 0.0
    for fact, passage in passages:
        got = fuzz.partial_ratio(quote[:2000], passage) if len(quote) <= len(passage) + 40 else 0.0
        if got > points:
            best, points = fact, got
    return best if points >= 75 else None


def _wrong_speaker(page: Page, fact: Fact, quote: Quoted, judged: Judgement | None) -> str:
    """The right speaker's name, if the sentence gives the words to somebody else."""
    if not fact.claimant or judged is None:
        return ""
    place = page.sentences.index(judged)
    around = page.sentences[max(place - 1, 0) : place + 2]
    line = {fact.claimant}
    entity = page.ledger.entities.get(fact.claimant)
    if entity is not None and entity.parent:
        line.add(entity.parent)
    named = {hit.sense.value for j in around for hit in j.found.of("entity")}
    here = {hit.sense.value for hit in judged.found.of("entity") if not quote.start <= hit.start < quote.end}
    if not named or line & (here or named):
        return ""
    return entity.later if entity else fact.claimant


RULE = Rule(
    "quote",
    "A quotation that is not verbatim, or in the wrong mouth.",
    _find,
    '"More than 50 AI models have been approved," Securities Times said.',
    '"More than 40 AI models have been approved," Securities Times said.',
)
