"""What filled sentences tell: entities named, ways the facts came, must-facts left out; and a brief's right length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from generator.article import Draft, Filled, Report, Verdict
from generator.drafting.fill import FilledDraft, fill, without
from generator.drafting.slots import NOT_NAMED, SOURCE_STYLES
from generator.facts.ledger import Fact, Ledger
from generator.facts.values import Quantity
from generator.furniture import Carried
from generator.language import House

BRIEF = (60, 100)
"""Fewest and most words of a brief."""
_DISPUTED = re.compile(
    r"\b(?:disput|contest|contradict|conflict|disagree|differ|at odds|den(?:y|ied|ies)\b|(?:an)?other account)",
    re.I,
)
"""Words by which a reader learns that a fact is disputed: "though that is at odds with Chinese filing records"."""
_PROVED = (Verdict.SUPPORTED, Verdict.DERIVED)


class Brief(NamedTuple):
    """A brief and what the editor should know of its length."""

    filled: FilledDraft
    notices: tuple[str, ...]


def words(sentences: Iterable[Filled]) -> int:
    """How many words the sentences have."""
    return sum(len(sentence.text.split()) for sentence in sentences)


def brief(draft: Draft, ledger: Ledger, house: House) -> Brief:
    """The draft as a brief: paragraphs without section titles, less the last sentences that are too many.

    A sentence stays if it alone tells a must-fact; so does the first.
    """
    paragraphs = (block._replace(section="") for block in draft.blocks if block.kind == "paragraph")
    draft = draft._replace(teaser=None, blocks=tuple(paragraphs))
    filled = fill(draft, ledger, house)
    cut = _too_much(filled.sentences, ledger)
    notices = []
    if cut:
        filled = fill(without(draft, cut), ledger, house)
        notices.append(f"brief: {len(cut)} sentence{'s' * (len(cut) > 1)} left out to keep to {BRIEF[1]} words")
    count = words(filled.sentences)
    if not BRIEF[0] <= count <= BRIEF[1]:
        notices.append(f"brief: has {count} words, not {BRIEF[0]} to {BRIEF[1]}")
    return Brief(filled, tuple(notices))


def shortened(draft: Draft, ledger: Ledger, house: House, most: int) -> Brief:
    """The draft filled, less the last sentences that take its body above `most` words. Must-facts stay told."""
    filled = fill(draft, ledger, house)
    cut = _too_much(filled.sentences, ledger, most)
    notices = []
    if cut:
        filled = fill(without(draft, cut), ledger, house)
        notices.append(f"length: {len(cut)} sentence{'s' * (len(cut) > 1)} left out to keep to {most} words")
    if (count := words(filled.sentences)) > most:
        notices.append(f"length: has {count} words, more than the {most} asked for; the rest has to be told")
    return Brief(filled, tuple(notices))


def _too_much(told: tuple[Filled, ...], ledger: Ledger, most: int = BRIEF[1]) -> set[str]:
    """Ids of the sentences to leave out, from the last on."""
    must = [{span.fact for span in sentence.slots if is_must(ledger.get(span.fact))} for sentence in told]
    count = words(told)
    kept = set(range(len(told)))
    for at in range(len(told) - 1, 0, -1):
        if count <= most:
            break
        if must[at] <= set[str]().union(*(must[other] for other in kept if other != at)):
            kept.discard(at)
            count -= words([told[at]])
    return {sentence.id for at, sentence in enumerate(told) if at not in kept}


def _slots(sentences: Iterable[Filled], ledger: Ledger) -> Iterator[tuple[str, str, Fact | None]]:
    """Every slot of the sentences: its id, its style, and its fact if it is one."""
    for sentence in sentences:
        for span in sentence.slots:
            yield span.fact, span.style, ledger.facts.get(span.fact)


def entities(sentences: Iterable[Filled], ledger: Ledger) -> tuple[str, ...]:
    """Ids of the entities that the sentences name, in order."""
    found: dict[str, None] = {}
    for name, style, fact in _slots(sentences, ledger):
        ids: tuple[str, ...] = ()
        if fact is None:
            if name.startswith("entity.") and style not in NOT_NAMED:
                ids = (name.removeprefix("entity."),)
        elif style == "claimant":
            ids = (fact.claimant,)
        elif fact.entity and style not in ("source", "chain") and style not in NOT_NAMED:
            ids = fact.value if isinstance(fact.value, tuple) else (str(fact.value),)
        found.update((name, None) for name in ids if name in ledger.entities)
    return tuple(found)


def ways(sentences: Iterable[Filled], ledger: Ledger) -> tuple[Carried, ...]:
    """How the told facts came: chains of sources and who asserted them, without repeats."""
    found: dict[Carried, None] = {}
    for name, _, fact in _slots(sentences, ledger):
        if fact is not None:
            claimant = ledger.entities.get(fact.claimant)
            found[Carried(fact.chain, claimant.later if claimant else "")] = None
        elif name.startswith("source."):
            found[Carried(ledger.chain_of(name.split(".")[1]))] = None
    return tuple(found)


def is_must(fact: Fact | None) -> bool:
    """Whether a full story has to tell the fact."""
    return (
        fact is not None and fact.value is not None and (fact.use == "must" or (fact.metric.must and fact.use == "may"))
    )


def untold(
    sentences: Iterable[Filled], ledger: Ledger, report: Report, only: tuple[str, ...] | None = None
) -> tuple[str, ...]:
    """A notice for each must-fact (or for those of `only`) that the sentences do not tell."""
    missing = [name for name in unsaid(sentences, ledger, report) if only is None or name in only]
    return tuple(f"not told: [{name}] has to be told, and no sentence tells it" for name in missing)


def unsaid(sentences: Iterable[Filled], ledger: Ledger, report: Report) -> tuple[str, ...]:
    """The ids of the must-facts that no slot says and no proved claim is of.

    A figure does not tell what it is worked out from.
    """
    sentences = tuple(sentences)
    told = {name for name, _, _ in _slots(sentences, ledger)}
    told.update(
        name
        for claim in report.claims
        if claim.verdict in _PROVED
        for name in claim.facts[:1]
        if claim.kind == "number" or not isinstance(getattr(ledger.get(name), "value", None), Quantity)
    )
    named = set(entities(sentences, ledger))
    return tuple(
        fact.id
        for fact in ledger
        if is_must(fact) and fact.id not in told and not (fact.entity and fact.value in named)
    )


def quietly_disputed(sentence: Filled, ledger: Ledger) -> str:
    """The disputed fact that the sentence tells as if nobody disputed it; "" if there is none."""
    for name, style, fact in _slots([sentence], ledger):
        if fact is None or fact.standing != "disputed" or style in SOURCE_STYLES or _DISPUTED.search(sentence.text):
            continue
        if not any(span.fact.startswith(rival) for rival in rivals(fact, ledger) for span in sentence.slots):
            return name
    return ""


def rivals(fact: Fact | None, ledger: Ledger) -> tuple[str, ...]:
    """The slots of the sources that hold another version of a disputed fact: source.filings."""
    held_by = [rival.source for rival in fact.rivals if rival.source] if fact is not None else []
    return tuple(f"source.{name}" for name in dict.fromkeys(held_by) if name in ledger.sources)


def quiet(sentences: Iterable[Filled], ledger: Ledger) -> tuple[str, ...]:
    """A notice for each disputed fact that the reader is not told to be disputed."""
    names = dict.fromkeys(filter(None, (quietly_disputed(sentence, ledger) for sentence in sentences)))
    return tuple(f"disputed: [{name}] is told, and the sentence does not say that others differ" for name in names)


def held(ledger: Ledger) -> tuple[str, ...]:
    """A notice for each fact that is held back, with the reason."""
    return tuple(f"held back: [{fact.id}] {fact.hold_reason}" for fact in ledger if fact.use == "hold")
