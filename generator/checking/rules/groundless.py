"""Sentences without a figure whose words stand nowhere in facts that are tables or passages: added by the writer."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.found import Found, Text
from generator.checking.index import Index
from generator.checking.making import claim
from generator.checking.page import Page, Rule
from generator.checking.tokens import normal_words

_SMALL = frozenset(
    "the a an of and or in on at to for from by with as is was were be been are had has have that this it its their "
    "his her which who also but not than then he they she we our other into after before over under more less all "
    "some any there will would can could may might do does did no so such these those".split()
)
_LEAST = 3
"""From how many words of its own a sentence says something."""
_SHARE = 0.25
"""Up to which share of them may stand in the facts by accident."""
_RICH = 60
"""From how many different words on facts tell a story, so that a sentence about them would share some."""


def _is_rich(index: Index) -> bool:
    if not index.foreign:
        return False
    if index.tabular:
        return len(index.name_words) >= _RICH
    texts = (fact.value for fact in index.ledger if isinstance(fact.value, str) and len(fact.value) >= 100)
    told: set[str] = set()
    for text in texts:
        told.update(normal_words(text[:20_000]))
        if len(told) >= _RICH:
            return True
    return False


def _own(text: Text, found: Found) -> list[str]:
    norms = (word.norm for word in text.words[found.first : found.last])
    return [norm for norm in norms if len(norm) > 2 and norm not in _SMALL]


def _find(page: Page) -> Iterator[Claim]:
    bare = [judged.found for judged in page.sentences if judged.found.region.kind == "body" and not judged.found.values]
    if not bare or not _is_rich(page.index):
        return
    known = page.index.name_words
    for found in bare:
        own = _own(page.text, found)
        if len(own) >= _LEAST and sum(norm in known for norm in own) <= _SHARE * len(own):
            yield claim(
                page.text, found.start, found.end, "structure", Verdict.ABSENT, "groundless",
                "nothing in the facts speaks of this; leave it out",
            )  # fmt: skip


RULE = Rule(
    "groundless",
    "A sentence without a figure whose words stand nowhere in facts that are tables or passages.",
    _find,
    "The board also approved a special dividend (of a table of store sales).",
    "The largest store sold less (of a table of store sales).",
)
