"""What the sheet holds back, told all the same: a name that stands nowhere else, a statement in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from generator.article import Claim, Verdict
from generator.checking.index import Index, Known
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.phrasebook import lower_words
from generator.checking.telling import content
from generator.checking.tokens import normal_words
from generator.facts.ledger import Fact

_LEAST = 3
_SHARE = 0.5
"""A sentence tells a statement that is held back by at least so many, and such a share, of the words of it that no
other fact has."""


class _Held(NamedTuple):
    """A text held back: the words, and the names (small), that no other fact has."""

    known: Known
    words: frozenset[str]
    names: frozenset[str]


def _find(page: Page) -> Iterator[Claim]:
    held = _held_texts(page.index)
    entities = _held_entities(page.index)
    if not held and not entities:
        return
    for judged in page.spoken:
        if any(item.claim.rule == "held" for item in judged.judged):
            continue
        yield from _told(page, judged, held)
        for hit in judged.found.of("entity"):
            if hit.sense.value in entities:
                yield _claim(page, hit.start, hit.end, "name", entities[hit.sense.value])


def _told(page: Page, judged: Judgement, held: list[_Held]) -> Iterator[Claim]:
    found, text = judged.found, page.text
    norms = found.words_of(text)
    for item in held:
        if len(item.words & norms) >= max(_LEAST, _SHARE * len(item.words)):
            yield _claim(page, found.start, found.end, "structure", item.known)
            return
    for word in text.words[found.first : found.last]:
        raw = text.view.text[word.start : word.end]
        known = next(
            (item.known for item in held if raw.removesuffix("'s").removesuffix("’s").lower() in item.names), None
        )
        if known is not None and raw[0].isupper():
            yield _claim(page, word.start, word.end, "name", known)


def _claim(page: Page, start: int, end: int, kind: Literal["name", "structure"], known: Known) -> Claim:
    reason = known.fact.hold_reason or "its use is hold"
    return claim(
        page.text, start, end, kind, Verdict.UNRESOLVED, "held", f"this fact is held back: {reason}", (known.fact.id,)
    )


def _held_texts(index: Index) -> list[_Held]:
    facts = [known for known in index.by_id.values() if known.fact.use == "hold" and _is_text(known.fact)]
    if not facts:
        return []
    words, names = _open_words(index)
    return [
        _Held(
            known,
            content(normal_words(str(known.fact.value))) - words,
            frozenset(word.lower() for word in str(known.fact.value).split() if word[:1].isupper()) - names,
        )
        for known in facts
    ]


def _is_text(fact: Fact) -> bool:
    return isinstance(fact.value, str) and not fact.entity and not fact.metric.says


def _open_words(index: Index) -> tuple[frozenset[str], frozenset[str]]:
    """The normal and the lower words of all that may be told: texts, labels, names, roles, passages."""
    ledger = index.ledger
    texts: list[str] = []
    for fact in ledger:
        if fact.use == "hold":
            continue
        texts += [fact.metric.label, *fact.metric.words, fact.claimant_role or "", fact.evidence or ""]
        texts += [text for group in (fact.metric.says or {}).values() for text in group]
        if isinstance(fact.value, str):
            texts.append(fact.value)
        texts.append(getattr(fact.value, "population", None) or "")
    closed = _held_entities(index)
    texts += [name for key, entity in ledger.entities.items() if key not in closed for name in entity.names]
    texts += [name for source in ledger.sources.values() for name in (source.name, *source.aliases)]
    normal = frozenset(word for text in texts for word in normal_words(text))
    return normal, frozenset(word for text in texts for word in lower_words(text))


def _held_entities(index: Index) -> dict[str, Known]:
    """The entities that only facts held back are about."""
    ledger = index.ledger
    closed: dict[str, Known] = {}
    for known in index.by_id.values():
        if known.fact.use == "hold" and known.fact.entity:
            value = known.fact.value
            closed.update((name, known) for name in ((value,) if isinstance(value, str) else value or ()))  # type: ignore[union-attr]
    for fact in ledger if closed else ():
        if fact.use != "hold":
            value = fact.value if fact.entity else ()
            for name in (fact.subject, fact.claimant or "", *((value,) if isinstance(value, str) else value or ())):  # type: ignore[misc]
                closed.pop(str(name), None)
    for entity in ledger.entities.values() if closed else ():
        closed.pop(entity.parent or "", None)
    return closed


RULE = Rule(
    "held",
    "A fact that the sheet holds back: its figure, its name, or its statement in other words.",
    _find,
    "The boom in AI has not led to higher spending on cloud services, Reuters said.",
    "The report gave no revenue or spending figure for Alibaba.",
)
