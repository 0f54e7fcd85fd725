"""The basis of a figure: adjusted, underlying or GAAP, said of results whose facts do not say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.making import claim
from generator.checking.page import Page, Rule

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
