"""Whose a statement of the facts is: what a text of the facts says of one company is not told of another."""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.index import Known
from generator.checking.making import claim
from generator.checking.page import Judgement, Page, Rule
from generator.checking.rules.status import negated
from generator.checking.telling import content
from generator.checking.tokens import normal_words

_SORTS = frozenset(("company", "product", "person"))


def _find(page: Page) -> Iterator[Claim]:
    if page.index.foreign:
        return
    texts = {
        fact.id: lowered for fact in page.ledger
        if isinstance(fact.value, str) and not fact.entity and " " in (lowered := fact.value.lower())
    }  # fmt: skip
    answers = [known for known in page.index.by_id.values() if _is_answer(known)]
    for judged in page.spoken:
        if judged.found.of("entity"):
            yield from _judge(page, judged, texts)
            yield from _answered(page, judged, answers)
            yield from _decided(page, judged)


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
    if not meant and page.index.types.get(fact.subject) in _SORTS:
        meant = {fact.subject}
        first = _first_word_of(page, judged, texts[name])
        hits = [hit for hit in hits if hit.last < first]
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


def _first_word_of(page: Page, judged: Judgement, text: str) -> int:
    """The place of the first word of a statement in a sentence that tells it: what stands before may be its subject."""
    own = content(normal_words(text))
    places = range(judged.found.first, judged.found.last)
    return next((place for place in places if page.text.words[place].norm in own), judged.found.first)


def _is_answer(known: Known) -> bool:
    """Whether a fact is what a company says in a few words: "would appeal"."""
    fact = known.fact
    return isinstance(fact.value, str) and not fact.entity and bool(fact.claimant) and fact.use != "hold" and (
        2 <= len(fact.value.split()) <= _FEW
    )  # fmt: skip


_FEW = 6


def _answered(page: Page, judged: Judgement, answers: list[Known]) -> Iterator[Claim]:
    """ "Brekke said that it would appeal", where that is Halvorsen's answer."""
    types, words = page.index.types, page.text.words
    for known in answers:
        fact = known.fact
        norms = " ".join(word.norm for word in words[judged.found.first : judged.found.last])
        if f" {' '.join(normal_words(str(fact.value)))}" not in norms:
            continue
        hits = [hit for hit in judged.found.of("entity") if types.get(hit.sense.value) in ("company", "person")]
        speaker = next((hit for hit in hits if any(say.first - hit.last == 1 for say in judged.found.of("say"))), None)
        if speaker is None or any(hit.sense.value == fact.claimant for hit in hits):
            continue
        entity = page.ledger.entities.get(speaker.sense.value)
        if entity is not None and entity.parent != fact.claimant:
            right = page.ledger.entities[fact.claimant].later
            yield claim(
                page.text, speaker.start, speaker.end, "name", Verdict.MISBOUND, "whose",
                f"the facts say this of {right}", (fact.id,), right,
            )  # fmt: skip


def _decided(page: Page, judged: Judgement) -> Iterator[Claim]:
    """ "The authority fined Brekke", where the decision is about Halvorsen."""
    found, types = judged.found, page.index.types
    for hit in found.of("status"):
        known = next(iter(page.index.statuses.get(hit.sense.value.partition("=")[0], ())), None)
        about = page.ledger.get(known.fact.metric.concerns) if known and known.fact.metric.concerns else None
        if known is None or about is None or not isinstance(about.value, str) or negated(page.text, found, hit):
            continue
        named = [each for each in found.of("entity") if types.get(each.sense.value) == types.get(about.value)]
        if not named or judged.told or any(each.sense.value == about.value for each in named):
            continue
        near = min(named, key=lambda each: abs(each.first - hit.first))
        if found.clause(near.first) == found.clause(hit.first) and abs(near.first - hit.first) <= _NEAR:
            right = page.ledger.entities[about.value].later
            yield claim(
                page.text, near.start, near.end, "name", Verdict.MISBOUND, "whose",
                f"the {known.fact.metric.label} is about {right}", (known.fact.id, about.id), right,
            )  # fmt: skip
            return


_NEAR = 4
"""Words between a decision and whom it is about."""


RULE = Rule(
    "whose",
    "A statement of the facts about one company, product or person, told of another. Said of a sheet with a fine.",
    _find,
    "Brekke carries about 38% of the freight on the routes concerned, Tanaka Research says.",
    "Halvorsen carries about 38% of the freight on the routes concerned, Tanaka Research says.",
)
