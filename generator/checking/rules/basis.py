"""The basis of a figure: adjusted, underlying or GAAP, said of results whose facts do not say so, or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.index import Known
from generator.checking.making import claim
from generator.checking.page import Page, Rule
from generator.checking.verdicts import Judged

_BASIS = re.compile(
    r"\b(?:on an? (?P<on>adjusted|underlying|GAAP|non-GAAP|reported) basis|"
    r"excluding (?:one-time |special |certain )?(?:items|charges)|(?P<adj>adjusted|underlying|non-GAAP|GAAP))\b",
    re.IGNORECASE,
)
_SAME = {"adjusted": ("adjusted", "adj", "non-gaap"), "underlying": ("underlying", "adjusted", "adj", "core"),
         "non-gaap": ("non-gaap", "adjusted", "adj"), "gaap": ("gaap",), "reported": ("reported", "gaap")}  # fmt: skip
_NEAR = 4
_WORD = re.compile(r"non-gaap|[a-z]+")


def _find(page: Page) -> Iterator[Claim]:
    yield from _added(page)
    if page.index.foreign:
        yield from _left_out(page)


def _left_out(page: Page) -> Iterator[Claim]:
    """A figure that the facts call adjusted, told without that: "earnings per share of $1.82"."""
    based = [
        (judged, item, known)
        for judged in page.spoken
        for item in judged.judged
        if item.claim.verdict is Verdict.SUPPORTED and (known := _of(page, item)) is not None and _bases(known)
    ]
    if not based:
        return
    text = page.text.view.text
    told = {known.fact.value for judged, _, known in based if _says(text[judged.found.start : judged.found.end])}
    plain = {other.fact.value for other in page.index.quantities if not _bases(other)}
    for judged, item, known in based:
        found = judged.found
        if known.fact.value in told or known.fact.value in plain or item.place < 0:
            continue
        until = found.values[item.place].mention.start
        named = list(re.finditer(_measure(known), text[found.start : until], re.IGNORECASE))
        if named:
            start, match = found.start, named[-1]
            yield claim(
                page.text, start + match.start(), start + match.end(), "status", Verdict.UNRESOLVED, "basis",
                f"the facts have this as {known.fact.metric.label}", (known.fact.id,), known.fact.metric.label,
            )  # fmt: skip


def _of(page: Page, item: Judged) -> Known | None:
    """The fact that a right figure is, also where little binds it."""
    return item.known or (page.index.by_id.get(item.claim.facts[0]) if item.claim.facts else None)


_RESULTS = frozenset("earning income profit ebitda eps ffo loss margin revenue sale growth cash ebit oibda".split())
_BASES = re.compile(r"\b(?:adjusted|adj|non[- ]?gaap|core|normali[sz]ed|underlying|organic)\b", re.IGNORECASE)


def _says(words: str) -> bool:
    return _BASES.search(words) is not None


def _bases(known: Known) -> bool:
    return _says(known.fact.metric.label) and not known.terms.isdisjoint(_RESULTS)


def _measure(known: Known) -> str:
    """The first words of a measure behind its basis, as a pattern: "earnings per" of "adjusted earnings per share"."""
    label = known.fact.metric.label
    words = re.findall(r"[\w-]+", _BASES.split(label)[-1])[:2]
    return r"\b" + r"\W+".join(map(re.escape, words)) + r"\b" if words and len(words[0]) > 2 else r"(?!)"


def _added(page: Page) -> Iterator[Claim]:
    text = page.text
    if _BASIS.search(text.view.text) is None:
        return
    known = _said(page)
    for judged in page.spoken:
        found = judged.found
        for match in _BASIS.finditer(text.view.text, found.start, found.end):
            word = (match["on"] or match["adj"] or "adjusted").lower()
            if any(each in known for each in _SAME.get(word, (word,))):
                continue
            places = [p for p in range(found.first, found.last) if match.start() <= text.words[p].start < match.end()]
            measures = found.of("metric", "measure")
            if not places or not any(-_NEAR <= hit.first - places[-1] <= _NEAR for hit in measures):
                continue
            yield claim(
                text, match.start(), match.end(), "status", Verdict.ABSENT, "basis",
                "no fact says on which basis the figure is",
            )  # fmt: skip


def _said(page: Page) -> frozenset[str]:
    """The words of the facts' own labels, dims, ids and texts: not the synonyms that the house knows."""
    texts = []
    for fact in page.ledger:
        texts += [fact.id, fact.metric.label, fact.evidence, *(word for _, word in fact.dims)]
        if isinstance(fact.value, str):
            texts.append(fact.value)
    return frozenset(_WORD.findall(" ".join(texts).lower().replace("non gaap", "non-gaap")))


RULE = Rule(
    "basis",
    "A basis of a result, such as adjusted, that no fact gives. Said of the shipped Southern sheet.",
    _find,
    "Southern reported adjusted earnings of $1.60 a share.",
    "Southern reported earnings of $1.60 a share.",
)
