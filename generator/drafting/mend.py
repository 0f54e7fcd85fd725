"""The mend round, without the model: failing sentences with their findings, and what comes of those still failing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from generator.article import Block, Draft, Origin, Sentence
from generator.drafting import prompting, table
from generator.drafting.by_model import clean
from generator.drafting.concerned import concerned, concerned_names
from generator.drafting.faults import Fault, Rules
from generator.drafting.slots import slots
from generator.facts.ledger import Ledger
from generator.language import House
from generator.llm.asking import Message, Prompt
from generator.llm.outcomes import Outcome, course

TOKENS = 2000
MOST_SENTENCES = 12
"""Failing sentences that a mend round takes; a draft with more is not worth mending."""
Policy = Literal["replace", "cut", "leave"]
"""What is done with a sentence that still fails: the template's in its place (or cut), cut, or left for the editor."""
_SINGLE = ("headline", "teaser", "alert")


class SentenceAnswer(BaseModel):
    """One sentence as the model mends it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(description="The sentence's id, as given.")
    text: str = Field(description="The sentence mended; empty to leave it out.")


class MendAnswer(BaseModel):
    """The mended sentences."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    sentences: tuple[SentenceAnswer, ...] = Field(description="Every sentence asked for, once.")


class Settled(NamedTuple):
    """A draft after the policy was applied, and a notice for each sentence that was cut, replaced or left."""

    draft: Draft
    notices: tuple[str, ...]


def sentences(draft: Draft) -> dict[str, Sentence]:
    """Every sentence of a draft by its id."""
    single = [sentence for sentence in (draft.headline, draft.teaser, draft.alert) if sentence is not None]
    return {s.id: s for s in (*single, *(s for block in draft.blocks for s in block.sentences))}


def request(
    draft: Draft,
    faults: Iterable[Fault],
    ledger: Ledger,
    house: House | None = None,
    own: Path | None = None,
    tone: str = "",
) -> Prompt:
    """The prompt of a mend round: only the failing sentences, their findings, and the facts they speak of.

    `tone` is the line that says in which tone the editor wants them.
    """
    known, failing = sentences(draft), _by_sentence(faults)
    asked = [(sentence, failing[name]) for name, sentence in known.items() if name in failing]
    texts = [sentence.text for sentence, _ in asked]
    every = table.rows(ledger, house or House())
    wanted = concerned(texts, (text for _, messages in asked for text in messages), every, ledger)
    rows = [row for row in every if row.fact in wanted]
    usual = table.usual_way(rows)
    values = {
        "usual": usual,
        "asked": [tone] if tone else [],
        "sentences": [
            {"id": sentence.id, "text": shown(sentence.text), "findings": [table.inert(text) for text in messages]}
            for sentence, messages in asked
        ],
        "rows": [row.line(usual) for row in rows],
        "names": table.names(ledger, concerned_names(texts, wanted, ledger)),
    }
    return prompting.rendered(prompting.prompt_file("mend.md.j2", own), "mend", values, TOKENS)


def again(prompt: Prompt, outcome: Outcome, text: str, fault: str) -> Prompt:
    """The same prompt followed by an answer that could not be used and what was wrong with it."""
    wrong = f"Your answer could not be used: the model {course(outcome).words}{': ' if fault else ''}{fault}."
    shorter = " Write less." if outcome is Outcome.TRUNCATED else ""
    back = (Message("assistant", text[:4000]),) if text.strip() else ()
    return prompt.followed(
        *back, Message("user", f"{wrong}{shorter} Send the whole answer again in the form asked for.")
    )


def parse(
    answer: MendAnswer, draft: Draft, asked: Iterable[str], ledger: Ledger, request: str, house: House | None = None
) -> tuple[Draft, tuple[Fault, ...]]:
    """The draft with the sentences asked for rewritten, and the faults of those. All others stay byte for byte."""
    wanted, origin, lead = set(asked), Origin("mend", request), _lead(draft)
    mended: dict[str, Sentence | None] = {}
    for item in answer.sentences:
        if item.id in wanted and item.id not in mended:
            text = clean(item.text)
            text = text.removesuffix(".") if item.id in ("headline", "alert") else text
            mended[item.id] = Sentence(item.id, text, origin) if text else None
    if mended.get("headline", draft.headline) is None:
        del mended["headline"]
    rules = Rules(ledger, house or House())
    faults = [
        fault
        for sentence in mended.values()
        if sentence is not None
        for fault in rules.faults(sentence.id, sentence.text, sentence.id in _SINGLE or sentence.id in lead)
    ]
    made = changed(draft, lambda old: (mended[old.id],) if old.id in mended else (old,))
    return made, tuple(faults)


def settle(
    draft: Draft, failing: Iterable[str], missing: Iterable[str], ledger: Ledger, template: Draft | None, policy: Policy
) -> Settled:
    """The draft without what still fails: replaced by the template's sentence, cut, or left, by policy.

    A must-fact is never cut: where the template has no sentence for it, the failing one stays. Must-facts that the
    draft does not tell are told by the template's sentence.
    """
    names, notices = dict.fromkeys(failing), []
    plan: dict[str, tuple[Sentence | None, ...]] = {}
    for name, sentence in sentences(draft).items():
        if name in names:
            plan[name], notice = _settled(sentence, draft, ledger, template, policy)
            notices.append(notice)
    made = changed(draft, lambda old: plan.get(old.id, (old,)))
    for fact in () if template is None or policy == "leave" else missing:
        told = {slot.id for s in sentences(made).values() if s.id not in _SINGLE for slot in slots(s.text)}
        found = _telling(fact, template, told) if fact not in told and template is not None else None
        if found is not None:
            made = made._replace(blocks=_inserted(made.blocks, found))
            notices.append(f"the template's sentence tells {fact}, which the model left out")
    return Settled(made, tuple(notices))


def changed(draft: Draft, change: Callable[[Sentence], tuple[Sentence | None, ...]]) -> Draft:
    """The draft with each sentence changed; emptied blocks go. A headline stays if its change gives none."""

    def one(sentence: Sentence | None) -> Sentence | None:
        return None if sentence is None else next(iter(change(sentence)), None)

    blocks = [
        block._replace(sentences=tuple(new for old in block.sentences for new in change(old) if new is not None))
        for block in draft.blocks
    ]
    kept = tuple(block for block in blocks if block.sentences)
    return draft._replace(
        headline=one(draft.headline) or draft.headline, teaser=one(draft.teaser), alert=one(draft.alert), blocks=kept
    )


def _settled(
    sentence: Sentence, draft: Draft, ledger: Ledger, template: Draft | None, policy: Policy
) -> tuple[tuple[Sentence | None, ...], str]:
    """What stands in a failing sentence's place, and the notice of it."""
    shown = f"{sentence.id} ({sentence.text[:60]!r})"
    if policy == "leave":
        return (sentence,), f"left for the editor: {shown}"
    if sentence.id in _SINGLE:
        own = getattr(template, sentence.id) if template is not None else None
        if own is None and sentence.id == "headline":
            return (sentence,), f"left for the editor: {shown}"
        return (own,), f"{'replaced by the template' if own else 'cut'}: {shown}"
    others = {s.id: s for s in sentences(draft).values() if s.id not in (sentence.id, *_SINGLE)}
    told = {slot.id for other in others.values() for slot in slots(other.text)}
    only = [slot.id for slot in slots(sentence.text) if slot.id not in told]
    musts = [name for name in only if (fact := ledger.get(name)) is not None and fact.use == "must"]
    wanted = musts if policy == "cut" else musts or only
    if template is not None:
        found = dict.fromkeys(s for name in wanted if (s := _telling(name, template, told)) is not None)
        covered = {slot.id for _, s in found for slot in slots(s.text)}
        if found and covered.issuperset(musts):
            return tuple(s for _, s in found), f"replaced by the template's sentence: {shown}"
    if musts:
        return (sentence,), f"left for the editor, it tells a fact that has to be told: {shown}"
    return (), f"cut: {shown}"


def _telling(fact: str, template: Draft, told: set[str]) -> tuple[str, Sentence] | None:
    """The template's sentence that tells a fact, with its section; the one that repeats least of what is told."""
    found = [
        (block.section, sentence)
        for block in template.blocks
        for sentence in block.sentences
        if block.kind == "paragraph" and any(slot.id == fact for slot in slots(sentence.text))
    ]
    return min(found, key=lambda item: sum(s.id in told for s in slots(item[1].text)), default=None)


def _inserted(blocks: tuple[Block, ...], found: tuple[str, Sentence]) -> tuple[Block, ...]:
    """The blocks with a sentence as a paragraph of its own at the end of its section, or of the story."""
    section, sentence = found
    last = max((at for at, block in enumerate(blocks) if block.section == section), default=len(blocks) - 1)
    return (*blocks[: last + 1], Block("paragraph", section, (sentence,)), *blocks[last + 1 :])


def _lead(draft: Draft) -> set[str]:
    return {sentence.id for block in draft.blocks if not block.section for sentence in block.sentences}


def shown(text: str) -> str:
    """A sentence as the mend prompt shows it, its slots intact."""
    return text.replace("<", "‹").replace(">", "›")[:600]


def _by_sentence(faults: Iterable[Fault]) -> Mapping[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for fault in faults:
        grouped.setdefault(fault.sentence, []).append(fault.message)
    return grouped
