"""Whose a statement of the facts is: what a text of the facts says of one company is not told of another."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule

_SORTS = frozenset(("company", "product", "person"))


def _find(page: Page) -> Iterator[Claim]:
    if page.index.foreign:
        return
    texts = {
        fact.id: lowered for fact in page.ledger
        if isinstance(fact.value, str) and not fact.entity and " " in (lowered := fact.value.lower())
    }  # fmt: skip
    for judged in page.spoken:
        if judged.found.of("entity"):
            yield from _judge(page, judged, texts)


def _judge(page: Page, judged: Judgement, texts: dict[str, str]) -> Iterator[Claim]:
    told = {known.fact.id: known.fact for known in judged.known if known.fact.id in texts}
    if len(told) != 1:
        return
    ((name, fact),) = told.items()
    entities = page.ledger.entities
    meant = {
        each for each, entity in entities.items()
        if entity.type in _SORTS and any(said.lower() in texts[name] for said in entity.names)
    }  # fmt: skip
    hits = [hit for hit in judged.found.of("entity") if page.index.types.get(hit.sense.value) in _SORTS]
    here = {hit.sense.value for hit in hits}
    if not meant or here & meant:
        return
    free = {fact.claimant, *fact.chain, *(entities[each].parent for each in meant)}
    wrong = next((hit for hit in hits if hit.sense.value not in free), None)
    if wrong is not None:
        right = entities[sorted(meant)[0]].later
        yield claim(
            page.text, wrong.start, wrong.end, "name", Verdict.MISBOUND, "whose",
            f"the facts say this of {right}", (name,), right,
        )  # fmt: skip


RULE = Rule(
    "whose",
    "A statement of the facts about one company, product or person, told of another. Said of a sheet with a fine.",
    _find,
    "Brekke carries about 38% of the freight on the routes concerned, Tanaka Research says.",
    "Halvorsen carries about 38% of the freight on the routes concerned, Tanaka Research says.",
)
