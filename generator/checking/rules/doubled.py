"""One name where a sentence needs two: "the Warriors defeated the Warriors", "Midland Basin and Midland Basin"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.making import claim
from generator.checking.page import Page, Rule

_NAME = r"[A-Z][\w.&'’-]*(?: (?:of |the |and )?[A-Z][\w.&'’-]*){0,5}"
_JOINS = (
    r"(?:,? (?:and|or|nor)"
    r"|,? (?:defeated|beat|beats|topped|edged|over|against|versus|vs\.?|lost to|fell to|acquired|sued)"
    r"(?: the)?(?: visiting| host)?)"
)
# "Midland Basin and Midland Basin", "The Golden State Warriors defeated the Golden State Warriors"
_DOUBLED = re.compile(rf"(?<![\w-])({_NAME}){_JOINS} (?:the |The )?\1(?![\w&'’-])(?! (?:&|and) )")
_FIRMS = re.compile(r"(?:Inc|Corp|Ltd|LLP|LLC|Co|PLC)\b")


def _find(page: Page) -> Iterator[Claim]:
    text = page.text.view.text
    for judged in page.spoken:
        found = judged.found
        if found.region.kind != "body":
            continue
        for match in _DOUBLED.finditer(text, found.start, found.end):
            if len(match[1]) < _SHORT or _FIRMS.match(text, match.end() + 1) or _stands(page, match[0]):
                continue
            yield claim(
                page.text, match.start(), match.end(), "name", Verdict.CONTRADICTED, "doubled",
                f"{match[1]} stands in both places",
            )  # fmt: skip


_SHORT = 4


def _stands(page: Page, words: str) -> bool:
    """Whether the facts have the very words: "Johnson and Johnson"."""
    ledger = page.ledger
    if any(words in name for name in ledger.entities):
        return True
    return any(isinstance(fact.value, str) and words in fact.value for fact in ledger)


RULE = Rule(
    "doubled",
    "One name in two places of a sentence that need two names.",
    _find,
    "Alibaba defeated Alibaba, Reuters said.",
    "Baidu and Alibaba were named, Reuters said.",
)
