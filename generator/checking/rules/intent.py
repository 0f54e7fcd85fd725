"""What somebody plans, weighs or hopes for: an intention is a fact of its own, and no figure implies it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.rules.quotations import verbatim

_INTENT = re.compile(
    r"\b(?:(?:plan|intend|aim|hope|want|seek|prepare|pledge|vow|promise|propose)(?:s|d|ed)?|planned|sought) to\b"
    r"|\b(?:is|was|are|were|been) (?:(?:now|also|still|already) )?(?:considering|weighing|mulling|exploring|planning"
    r"|preparing|contemplating)\b"
)
_STATED = re.compile(
    r"\b(?:plan|intend|aim|hope|want|seek|prepare|pledge|vow|promise|propose|consider|weigh|mull|explor|contemplat)"
    r"(?:s|d|ed|e|es|ing|ned|ning)?\b|\b(?:sought|will|would)\b",
    re.IGNORECASE,
)
"""Words by which a text of the facts states somebody's intention."""
_DENIED = re.compile(r"\b(?:not|never|no)\b", re.IGNORECASE)
_SOMEBODY = re.compile(r"\b(?:it|they|he|she|the (?:company|firm|group|bank|maker|agency))\b", re.IGNORECASE)
_ACTORS = ("company", "person", "agency")


def _find(page: Page) -> Iterator[Claim]:
    readable = page.text.view.text
    if page.index.foreign or not _INTENT.search(readable) or _is_stated(page):
        return
    quoted = verbatim(page.text)
    for judged in page.spoken:
        found = judged.found
        hit = _INTENT.search(readable, found.start, found.end)
        if (
            hit is None
            or any(start <= hit.start() < end for start, end in quoted)
            or not _by_somebody(page, judged, hit)
        ):
            continue
        yield claim(
            page.text, hit.start(), hit.end(), "status", Verdict.ABSENT, "intent",
            "no fact states what anybody plans or considers; leave it out",
        )  # fmt: skip


def _is_stated(page: Page) -> bool:
    """Whether some text of the facts states an intention, or a figure is somebody's own guidance."""
    return any(
        fact.use != "hold"
        and (
            fact.metric.kind == "guidance"
            or (isinstance(fact.value, str) and not fact.entity and _STATED.search(fact.value) is not None)
            or _STATED.search(fact.evidence or "") is not None
        )
        for fact in page.ledger
    )


def _by_somebody(page: Page, judged: Judgement, hit: re.Match[str]) -> bool:
    """Whether a company, an agency or a person stands before the words, and nothing denies them."""
    before = page.text.view.text[judged.found.start : hit.start()]
    if _DENIED.search(before):
        return False
    actors = (each for each in judged.found.of("entity") if page.index.types.get(each.sense.value) in _ACTORS)
    return _SOMEBODY.search(before) is not None or any(each.end <= hit.start() for each in actors)


RULE = Rule(
    "intent",
    "A plan or an intention that no fact states. Said of a sheet with a fine.",
    _find,
    "Northmere is considering an appeal.",
    "Northmere may appeal or pay until Feb. 27.",
)
