"""The check's findings as a model is told them: without the values of facts held back, and why they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from generator.article import Article, Claim
from generator.drafting import table
from generator.drafting.faults import Fault
from generator.facts.ledger import Ledger
from generator.language import House

LEFT_OUT: Final = "left-out"
"""The check's rule about the story as a whole: what it does not tell is no fault of the sentence that it points at."""
HIDDEN: Final = "is not what a row of the table says there; write what a row gives, or leave it out"
"""What is said instead."""


class Undisclosed:
    """Tells findings to a model without the values and reasons of facts held back. It serves one ledger."""

    def __init__(self, ledger: Ledger, house: House) -> None:
        self._ledger, self._house = ledger, house

    @cached_property
    def _secret(self) -> re.Pattern[str]:
        """The values that only facts held back have, and the reasons why they are."""
        ledger, house = self._ledger, self._house
        shown = {_bare(row.cells[2]) for row in table.rows(ledger, house)}
        held = [fact for fact in ledger if fact.use == "hold" and fact.value is not None]
        said = {_bare(table.reads(fact, ledger, house)) for fact in held if not isinstance(fact.value, bool)} - shown
        said |= {fact.hold_reason for fact in held if fact.hold_reason}
        words = "|".join(re.escape(text) for text in sorted(said, key=len, reverse=True) if text)
        return re.compile(rf"(?<![\w.,])(?:{words})(?![\w%]|[.,]\d)" if words else r"(?!)")

    def faults(self, article: Article) -> Iterator[Fault]:
        """The check's findings, each with the id of the sentence it stands in ("" for none)."""
        if article.form == "alert":
            spans, at = [("alert", 0, len(article.text))], 0
        else:
            spans, at = [("headline", 0, article.text.find("\n"))], 0
        for sentence in (sentence for block in article.blocks for sentence in block.sentences):
            start = article.text.find(sentence.text, at)
            if start >= 0:
                at = start + len(sentence.text)
                spans.append((sentence.id, start, at))
        body = min((start for _, start, _ in spans[1:]), default=len(article.text))
        spans.append(("teaser", spans[0][2], body))
        for claim in article.report.findings:
            place = next(
                (name for name, start, end in spans if start <= claim.start < end and claim.rule != LEFT_OUT), ""
            )
            yield Fault(place, self.told(claim))

    def told(self, claim: Claim) -> str:
        """The finding in words for the model, with the right value where it may be told."""
        expected = (
            f" The facts say: {claim.expected}." if claim.expected and claim.expected not in claim.message else ""
        )
        words = f"{claim.verdict.value}: {claim.message}{expected}"
        held = any(fact.use == "hold" for fact in filter(None, map(self._ledger.get, claim.facts)))
        if held or self._secret.search(words):
            return f"{claim.text!r} {HIDDEN}"
        return f"{claim.text!r} is {words}"


def _bare(reading: str) -> str:
    """A value as a row reads it, without what it counts: 130 (large language models)."""
    return reading.partition(" (")[0]
