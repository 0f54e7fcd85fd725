"""The model writer, without the model: a request built from the ledger, and an answer parsed into a draft."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from generator.article import Block, Draft, Origin, Sentence
from generator.drafting import prompting, table
from generator.drafting.english import is_foreign
from generator.drafting.faults import Fault, Rules
from generator.drafting.slots import SLOT
from generator.facts.ledger import Ledger
from generator.language import House
from generator.llm.asking import Prompt
from generator.story import Form, StoryKind

TOKENS = {"alert": 600, "brief": 1500, "full": 6000}
"""The most tokens that the answer for each form may take; hidden reasoning counts among them."""
PER_PARAGRAPH = 2
Section = Literal["Lead", "What Happened", "What To Expect", "Why It Matters"]


class SectionAnswer(BaseModel):
    """A section as the model answers it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Section = Field(description="Lead, which comes first and prints without a title, or a section's title.")
    paragraphs: tuple[tuple[str, ...], ...] = Field(description="Paragraphs of one or two sentences, each by itself.")


class DraftAnswer(BaseModel):
    """A draft as the model answers it: sentences in which every value, name, date and quotation is a slot."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    headlines: tuple[str, ...] = Field(description="Two or three headlines, the best first.")
    teaser: str = Field(description="One sentence below the headline.")
    alert: str | None = Field(description="One line in capitals, or null.")
    sections: tuple[SectionAnswer, ...] = Field(description="The lead, then the sections that have something to say.")


class Parsed(NamedTuple):
    """A draft and what is wrong with its words and slots; the check of the filled text comes after."""

    draft: Draft
    faults: tuple[Fault, ...]


def request(
    kind: StoryKind,
    ledger: Ledger,
    form: Form = "full",
    house: House | None = None,
    own: Path | None = None,
    asked: tuple[str, ...] = (),
) -> Prompt:
    """The prompt for a first draft: fixed text, the kind's brief, then the ledger as fenced rows of inert text.

    `asked` are lines that say what the editor asks for.
    """
    rows = table.rows(ledger, house or House())
    text, sha = prompting.brief(kind.name, own)
    usual = table.usual_way(rows)
    values = {
        "usual": usual,
        "brief": text,
        "form": form,
        "asked": asked,
        "day": ledger.dateline.isoformat() if ledger.dateline else "",
        "slots": [row.line(usual) for row in rows if row.slot],
        "words": [row.line(usual) for row in rows if not row.slot],
        "names": table.names(ledger),
    }
    return prompting.rendered(prompting.prompt_file("draft.md.j2", own), "draft", values, TOKENS[form], sha)


def parse(answer: DraftAnswer, ledger: Ledger, request: str, form: Form = "full", house: House | None = None) -> Parsed:
    """The draft that an answer holds, and its faults. `request` is the request's hash, kept as the sentences' origin.

    The first headline without faults is taken. Paragraphs are split after two sentences, empty sections left out.
    """
    rules, origin = Rules(ledger, house or House()), Origin("model", request)
    headline, faults = _headline(answer.headlines, rules, origin)
    teaser = _single("teaser", answer.teaser, origin)
    alert = _single("alert", answer.alert or "", origin) if form == "alert" else None
    blocks = tuple(_blocks(answer, origin))
    for sentence in (teaser, alert):
        if sentence is not None:
            faults += rules.faults(sentence.id, sentence.text, prominent=True)
    for block in blocks:
        for sentence in block.sentences:
            faults += rules.faults(sentence.id, sentence.text, prominent=not block.section)
    draft = Draft(headline, teaser, alert, blocks, "model")
    return Parsed(draft, faults)


def other_language(answer: DraftAnswer) -> bool:
    """Whether most of the sentences are in another language than English."""
    told = [text for section in answer.sections for paragraph in section.paragraphs for text in paragraph]
    foreign = sum(is_foreign(SLOT.sub(" ", text)) for text in told)
    return foreign * 2 > len(told)


def clean(text: str) -> str:
    """A sentence in one line, without characters that cannot be written or do not show."""
    return table.visible(text)


def _headline(options: Iterable[str], rules: Rules, origin: Origin) -> tuple[Sentence, tuple[Fault, ...]]:
    kept: tuple[Sentence, tuple[Fault, ...]] | None = None
    for option in options:
        sentence = _single("headline", option, origin)
        if sentence is None:
            continue
        faults = rules.faults(sentence.id, sentence.text, prominent=True)
        if not faults:
            return sentence, ()
        kept = kept or (sentence, faults)
    empty = Sentence("headline", "", origin)
    return kept or (empty, (Fault("headline", "there is no headline; write one"),))


def _single(name: str, text: str, origin: Origin) -> Sentence | None:
    text = clean(text).removesuffix(".") if name != "teaser" else clean(text)
    return Sentence(name, text, origin) if text else None


def _blocks(answer: DraftAnswer, origin: Origin) -> Iterable[Block]:
    number = 0
    for section in answer.sections:
        for paragraph in section.paragraphs:
            texts = [text for raw in paragraph if (text := clean(raw))]
            for at in range(0, len(texts), PER_PARAGRAPH):
                part = texts[at : at + PER_PARAGRAPH]
                made = tuple(Sentence(f"m{number + n}", text, origin) for n, text in enumerate(part, 1))
                number += len(part)
                yield Block("paragraph", "" if section.title == "Lead" else section.title, made)
