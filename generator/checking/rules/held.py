"""What the sheet holds back, told all the same: a name that stands nowhere else, a statement in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from generator.article import Claim, Verdict
from generator.checking.index import Index, Known
from generator.checking.kept import kept
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.phrasebook import lower_words
from generator.checking.telling import content
from generator.checking.tokens import normal_words
from generator.facts.ledger import Fact

_LEAST_LETTERS = 2
_LEAST = 3
_SHARE = 0.5
"""A sentence tells a statement that is held back by at least so many, and such a share, of the words of it that no
other fact has."""


class _Held(NamedTuple):
    """What is held back and no other fact has: the words of each text, by their words (small) names, entities."""

    texts: list[tuple[Known, frozenset[str]]]
    names: dict[str, Known]
    entities: dict[str, Known]
    sets: list[Known]
    """What is held back of names that other facts have too: who was among the first."""
    open: str
    """All texts that may be told, small, to tell a phrase of theirs from one that is held back."""


def _find(page: Page) -> Iterator[Claim]:
    held = _held(page.index)
    if not held.texts and not held.entities and not held.sets:
        return
    for judged in page.spoken:
        if any(item.claim.rule == "held" for item in judged.judged):
            continue
        made = [*_told(page, judged, held), *_named(page, judged, held)]
        yield from made or _of_a_set(page, judged, held)


def _told(page: Page, judged: Judgement, held: _Held) -> Iterator[Claim]:
    found, text = judged.found, page.text
    norms = found.words_of(text) if held.texts else frozenset()
    for known, words in held.texts:
        if len(words & norms) >= max(_LEAST, _SHARE * len(words)) or _verbatim(page, judged, known, held):
            yield _claim(page, found.start, found.end, "structure", known)
            return
    for word in text.words[found.first : found.last] if held.names else ():
        raw = text.view.text[word.start : word.end]
        name = raw.removesuffix("'s").removesuffix("’s").lower() if raw[0].isupper() else ""
        if name in held.names:
            yield _claim(page, word.start, word.end, "name", held.names[name])


def _verbatim(page: Page, judged: Judgement, known: Known, held: _Held) -> bool:
    """Whether the sentence has the very words of a text held back, two or more, that stand in no other text."""
    words = " ".join(str(known.fact.value).lower().split())
    said = page.text.view.text[judged.found.start : judged.found.end].lower()
    return " " in words and words not in held.open and f" {words}" in said


def _named(page: Page, judged: Judgement, held: _Held) -> Iterator[Claim]:
    for hit in judged.found.of("entity"):
        if hit.sense.value in held.entities:
            yield _claim(page, hit.start, hit.end, "name", held.entities[hit.sense.value])


def _of_a_set(page: Page, judged: Judgement, held: _Held) -> Iterator[Claim]:
    """Names said to be of a set that is held back: "Baidu was the first to be approved"."""
    found = judged.found
    for known in held.sets:
        of = set(known.fact.value if isinstance(known.fact.value, tuple) else ())
        words = next((hit for hit in found.of("metric") if hit.sense.value == known.metric), None)
        if words is not None and any(hit.sense.value in of for hit in found.of("entity")):
            yield _claim(page, words.start, words.end, "structure", known)


def _claim(page: Page, start: int, end: int, kind: Literal["name", "structure"], known: Known) -> Claim:
    reason = known.fact.hold_reason or "its use is hold"
    return claim(
        page.text, start, end, kind, Verdict.UNRESOLVED, "held", f"this fact is held back: {reason}", (known.fact.id,)
    )


@kept
def _held(index: Index) -> _Held:
    facts = [known for known in index.by_id.values() if known.fact.use == "hold" and _is_text(known.fact)]
    closed = _held_entities(index)
    sets = [
        k for k in index.by_id.values() if k.fact.use == "hold" and k.fact.entity and isinstance(k.fact.value, tuple)
    ]
    if not facts:
        return _Held([], {}, closed, sets, "")
    texts = _open_texts(index, closed)
    normal = frozenset(word for text in texts for word in normal_words(text))
    lower = frozenset(word for text in texts for word in lower_words(text))
    names: dict[str, Known] = {}
    for known in facts:
        for word in str(known.fact.value).split():
            if word[:1].isupper() and len(word) > _LEAST_LETTERS and word.lower() not in lower:
                names.setdefault(word.lower(), known)
    words = [(known, content(normal_words(str(known.fact.value))) - normal) for known in facts]
    return _Held(words, names, closed, sets, "\n".join(texts).lower())


def _is_text(fact: Fact) -> bool:
    return isinstance(fact.value, str) and not fact.entity and not fact.metric.says


def _open_texts(index: Index, closed: dict[str, Known]) -> list[str]:
    """The texts of all that may be told: values, labels, names, roles, passages."""
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
    texts += [name for key, entity in ledger.entities.items() if key not in closed for name in entity.names]
    texts += [name for source in ledger.sources.values() for name in (source.name, *source.aliases)]
    return texts


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
