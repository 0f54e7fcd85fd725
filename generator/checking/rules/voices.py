"""Who is said to have said it: a company's word for what the facts have from a register or a calendar."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.found import Found, Hit
from generator.checking.making import claim
from generator.checking.page import Page, Rule
from generator.checking.tokens import normal_words

_SAID = frozenset(("said", "say", "told", "announced"))
_KEYS = frozenset(("source", "sources", "provider"))
_OWN = frozenset("company release statement filing announcement issuer press newswire report passage".split())
"""Words of a source that is the company's own word, or may carry it."""
_SHORT = 160
"""Characters of a text of the facts up to which it is no passage that may quote somebody."""


def _find(page: Page) -> Iterator[Claim]:
    if not page.index.foreign or not (sources := _sources(page)):
        return
    words = page.text.words
    for judged in page.spoken:
        found = judged.found
        for hit in found.of("say"):
            if words[hit.first].norm not in _SAID or hit.last > hit.first:
                continue
            first = _speaker(page, found, hit, sources)
            if first >= 0:
                yield claim(
                    page.text, words[first].start, words[hit.last].end, "attribution", Verdict.ABSENT, "voice",
                    "the facts are from elsewhere: nobody says this in them", (), " ".join(sorted(sources))[:80],
                )  # fmt: skip


def _sources(page: Page) -> frozenset[str]:
    """The words of the facts' own source; none where it is a company's word, or passages may quote one."""
    said: set[str] = set()
    for fact in page.ledger:
        if fact.claimant or fact.quoted or (isinstance(fact.value, str) and len(fact.value) > _SHORT):
            return frozenset()
        if isinstance(fact.value, str) and fact.id.rpartition("/")[2] in _KEYS:
            said.update(normal_words(fact.value))
    return frozenset() if said & _OWN else frozenset(said)


def _speaker(page: Page, found: Found, hit: Hit, sources: frozenset[str]) -> int:
    """The first word of the company that is said to speak; -1 where it is nobody known, or the source itself."""
    words = page.text.words
    if hit.first - 2 >= found.first and [w.norm for w in words[hit.first - 2 : hit.first]] == ["the", "company"]:
        return hit.first - 2
    for name in found.of("entity"):
        kind = page.index.types.get(name.sense.value, "")
        own = {word.norm for word in words[name.first : name.last + 1]}
        if name.last == hit.first - 1 and kind == "company" and sources.isdisjoint(own):
            return name.first
    return -1


RULE = Rule(
    "voice",
    "A company that is said to say what the facts have from a register or a calendar alone.",
    _find,
    'Ardwick Mining said it earned $0.66 a share (of facts whose "source" is an earnings calendar).',
    "Ardwick Mining earned $0.66 a share.",
)
