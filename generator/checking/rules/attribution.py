"""Attribution: what is reported or disputed has its source in scope; what a third party says has its own.

A source is in scope where the sentence names it, where the section has named it and no other since, or, in the lead,
where the headline says that there is a report.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.article import Claim, Verdict
from generator.checking.found import Found
from generator.checking.index import Known
from generator.checking.making import claim, source_of
from generator.checking.page import Judgement, Page, Rule

_SAID_SO = frozenset(("it said",))
"""The speaker of the sentence before goes on."""


def _find(page: Page) -> Iterator[Claim]:
    sections: dict[str, list[Judgement]] = {}
    for judged in page.sentences:
        if judged.found.region.kind in ("body", "table"):
            sections.setdefault(judged.found.region.section, []).append(judged)
    for sentences in sections.values():
        named = {name for judged in sentences for name in _names(page, judged.found)}
        for place, judged in enumerate(sentences):
            yield from _judge(page, judged, sentences[:place], named)


def _names(page: Page, found: Found) -> set[str]:
    """The sources and speakers that a sentence names; "the report" stands for any."""
    names = {hit.sense.value for hit in found.of("source", "entity")}
    says = found.of("say")
    if any(hit.sense.value == "report" for hit in says):
        names.add("report")
    if any(
        page.text.words[hit.first - 1].norm in ("it", "they", "he", "she") for hit in says if hit.first > found.first
    ):
        names.add("it said")
    return names


def _judge(page: Page, judged: Judgement, before: list[Judgement], named: set[str]) -> Iterator[Claim]:
    here = _names(page, judged.found)
    done: set[tuple[str, ...]] = set()
    for known in (*judged.known, *_statuses(page, judged, before)):
        fact = known.fact
        if not fact.needs_source or (not fact.chain and not fact.claimant) or fact.chain in done:
            continue
        done.add(fact.chain)
        if _in_scope(page, known, here, before, named):
            continue
        origin = source_of(fact, page.ledger)
        found = judged.found
        yield claim(
            page.text, found.start, found.end, "attribution", Verdict.UNATTRIBUTED, "attribution",
            f"{fact.standing} by {origin or fact.claimant}; say so", (fact.id,), f"according to {origin}",
        )  # fmt: skip
    for hit in judged.found.of("source"):
        if not judged.found.of("say") or any(hit.sense.value in k.fact.chain for k in judged.known):
            continue
        owners = [k for k in judged.known if k.fact.chain and k.fact.needs_source]
        if owners and len(owners) == len(judged.known) and not _carried(page, here, owners):
            right = source_of(owners[0].fact, page.ledger)
            yield claim(
                page.text, hit.start, hit.end, "attribution", Verdict.MISBOUND, "attribution",
                f"{owners[0].fact.id} comes from {right}", (owners[0].fact.id,), right,
            )  # fmt: skip


def _statuses(page: Page, judged: Judgement, before: list[Judgement]) -> list[Known]:
    """The yes-or-nos that a sentence tells without a figure, in a section that has named no source yet: "no full list
    has been released"."""
    sources = set(page.ledger.sources) | {"report"}
    if judged.known or any(_names(page, other.found) & sources for other in before):
        return []
    named = {hit.sense.value.partition("=")[0] for hit in judged.found.of("status")}
    return [
        known for name in named for known in page.index.statuses.get(name, ()) if isinstance(known.fact.value, bool)
    ]  # fmt: skip


def _carried(page: Page, here: set[str], owners: list[Known]) -> bool:
    return any(here & ({*known.fact.chain} | known.subjects | {known.fact.claimant}) for known in owners)


def _in_scope(page: Page, known: Known, here: set[str], before: list[Judgement], named: set[str]) -> bool:
    fact = known.fact
    chain = set(fact.chain)
    speakers = {fact.claimant} if fact.claimant else set()
    own = _family(page, speakers) or chain
    if here & (own | chain):
        return True
    if fact.standing == "disputed":
        return "report" in here or (
            bool(_SAID_SO & here) and bool(before) and bool(_names(page, before[-1].found) & own)
        )
    main = _main_source(page)
    if speakers or (chain and main and fact.chain[-1] not in _line(page, main)):
        window = before[-1:]
        return any(_names(page, judged.found) & own for judged in window)
    if "report" in here:
        return True
    for judged in reversed(before):
        names = _names(page, judged.found) & (set(page.ledger.sources) | {"report"})
        if names & (chain | {"report"}):
            return True
        if names:
            return False
    return bool(named & chain) and not before


def _family(page: Page, names: set[str]) -> set[str]:
    """Entities with their parents: a product's maker may be named for it."""
    found = set(names)
    for name in names:
        entity = page.ledger.entities.get(name)
        if entity is not None and entity.parent:
            found.add(entity.parent)
    return found


def _main_source(page: Page) -> str:
    """The source of most facts."""
    counts: dict[str, int] = {}
    for fact in page.ledger:
        if fact.chain:
            counts[fact.chain[0]] = counts.get(fact.chain[0], 0) + 1
    return max(counts, key=lambda name: counts[name], default="")


def _line(page: Page, name: str) -> set[str]:
    return set(page.ledger.chain_of(name))


RULE = Rule(
    "attribution",
    "A reported or disputed claim without its source, or with another's.",
    _find,
    "China has 130 large language models.",
    "China has 130 large language models, according to brokerage CLSA.",
)
