"""Headlines anew, without the model: asked for where a draft's own headline still fails after the mend round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from generator.article import Draft, Origin, Sentence
from generator.drafting import prompting, table
from generator.drafting.by_model import clean
from generator.drafting.concerned import concerned, concerned_names
from generator.drafting.faults import Rules
from generator.drafting.mend import shown
from generator.facts.ledger import Ledger
from generator.language import House
from generator.llm.asking import Prompt

TOKENS = 600


class HeadlineAnswer(BaseModel):
    """Headlines to choose from."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    headlines: tuple[str, ...] = Field(description="Three headlines, the best first.")


def request(
    draft: Draft, findings: Iterable[str], ledger: Ledger, house: House | None = None, own: Path | None = None
) -> Prompt:
    """The prompt for headlines: the lead, what was rejected and why, and the rows that they are about."""
    messages = list(findings)
    lead = [sentence.text for block in draft.blocks[:2] if not block.section for sentence in block.sentences]
    texts = [*lead, draft.headline.text]
    every = table.rows(ledger, house or House())
    wanted = concerned(texts, messages, every, ledger)
    rows = [row for row in every if row.fact in wanted]
    usual = table.usual_way(rows)
    values = {
        "lead": [shown(text) for text in lead],
        "rejected": {"text": shown(draft.headline.text), "findings": [table.inert(text) for text in messages]},
        "usual": usual,
        "rows": [row.line(usual) for row in rows],
        "names": table.names(ledger, concerned_names(texts, wanted, ledger)),
    }
    return prompting.rendered(prompting.prompt_file("headline.md.j2", own), "headline", values, TOKENS)


def parse(answer: HeadlineAnswer, ledger: Ledger, request: str, house: House | None = None) -> Iterator[Sentence]:
    """The headlines without faults, in their order; the check of the filled text comes after."""
    rules = Rules(ledger, house or House())
    for text in answer.headlines:
        sentence = Sentence("headline", clean(text).removesuffix("."), Origin("mend", request))
        if sentence.text and not rules.faults("headline", sentence.text, prominent=True):
            yield sentence
