"""The judge, without the model: which sentences nothing is tied to, the request about them, what its answer is worth.

It sees those alone. It can have a sentence cut; it can clear no finding of the check, and no contradiction.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from generator.article import Article, Claim, Filled, Verdict
from generator.drafting import prompting, table
from generator.drafting.faults import Fault
from generator.facts.ledger import Fact, Ledger
from generator.language import House
from generator.llm.asking import Prompt

TOKENS = 1500
_PROVED = (Verdict.SUPPORTED, Verdict.DERIVED)
_NAMING = ("name", "attribution", "framing", "structure")
"""Kinds of claims that say who is spoken of, not what is said of them."""


class JudgedAnswer(BaseModel):
    """What the judge says of one sentence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(description="The sentence's id, as given.")
    verdict: Literal["stands", "does not stand", "open"] = Field(description="Whether it follows from the rows alone.")
    facts: tuple[str, ...] = Field(description="The ids of all rows that it relies on.")
    reason: str = Field(description="Why, in one short sentence.")


class JudgeAnswer(BaseModel):
    """The judge's answer."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sentences: tuple[JudgedAnswer, ...] = Field(description="Every sentence asked for, once.")


class Judged(NamedTuple):
    """What came of it: faults of the sentences that do not stand, notices, and the ids that are still open."""

    faults: tuple[Fault, ...]
    notices: tuple[str, ...]
    open: tuple[str, ...]


def untied(article: Article, ledger: Ledger) -> tuple[Filled, ...]:
    """The model's sentences of which the check could tie nothing to a fact but the names, or not all.

    A sentence that the check found wrong is not among them: nobody but the check speaks of it.
    """
    found, at = [], 0
    for sentence in (sentence for block in article.blocks for sentence in block.sentences):
        start = article.text.find(sentence.text, at)
        if start < 0 or sentence.origin.writer not in ("model", "mend"):
            continue
        at = start + len(sentence.text)
        claims = [claim for claim in article.report.claims if start <= claim.start < at]
        wrong = any(claim.is_finding and claim.verdict is not Verdict.UNRESOLVED for claim in claims)
        if not wrong and not _tied(sentence, claims, ledger):
            found.append(sentence)
    return tuple(found)


def request(sentences: Sequence[Filled], ledger: Ledger, house: House | None = None, own: Path | None = None) -> Prompt:
    """The prompt for a judgement: the table, and the sentences as they are printed."""
    rows = table.rows(ledger, house or House())
    usual = table.usual_way(rows)
    values = {
        "usual": usual,
        "sentences": [{"id": sentence.id, "text": table.inert(sentence.text, 600)} for sentence in sentences],
        "rows": [row.line(usual) for row in rows],
        "names": table.names(ledger),
    }
    return prompting.rendered(prompting.prompt_file("judge.md.j2", own), "judge", values, TOKENS)


def parse(answer: JudgeAnswer, sentences: Sequence[Filled], ledger: Ledger) -> Judged:
    """What an answer is worth: "stands" counts only with rows of the table, and only of sentences asked about."""
    said = {item.id: item for item in reversed(answer.sentences)}
    faults, notices, still = [], [], []
    for sentence in sentences:
        item = said.get(sentence.id)
        facts = [fact for name in (item.facts if item else ()) if (fact := ledger.get(name)) and fact.use != "hold"]
        if item is not None and item.verdict == "does not stand":
            faults.append(Fault(sentence.id, f"no fact stands behind it: {table.inert(item.reason)}"))
        elif item is not None and item.verdict == "stands" and facts and len(facts) == len(item.facts):
            notices.append(f"judged to stand: {sentence.id} rests on {', '.join(fact.id for fact in facts)}")
        else:
            still.append(sentence.id)
    return Judged(tuple(faults), tuple(notices), tuple(still))


def _tied(sentence: Filled, claims: Sequence[Claim], ledger: Ledger) -> bool:
    """Whether a value stands in the sentence, or a claim about more than names is proved."""
    if any(claim.verdict is Verdict.UNRESOLVED for claim in claims):
        return False
    values = (ledger.get(span.fact) for span in sentence.slots if span.style not in ("source", "chain", "claimant"))
    if any(fact is not None and not _names(fact) for fact in values):
        return True
    return any(claim.verdict in _PROVED and claim.kind not in _NAMING for claim in claims)


def _names(fact: Fact) -> bool:
    """Whether a fact only says who is spoken of, or who reported it."""
    return isinstance(fact.value, str) if fact.entity else fact.id.startswith("report.")
