"""The report behind a story: who carried it, whom it cites, on which days, and who said what when.

These facts are read off the sources and claimants of other facts, so that a sentence can name them by a slot.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.ledger import Fact, Ledger, Value
from generator.facts.metric import Metric

PUBLISHED = Metric("published", "day of the report", ("published", "reported", "said", "released"))
SAID_ON = Metric("said_on", "day of the statement", ("said", "stated", "told"))
SPEAKER = Metric("speaker", "speaker", ("said", "according to"))
CARRIER = Metric("carrier", "carrier of the report", ("reported", "according to", "said"))
ORIGIN = Metric("origin", "origin of the report", ("citing", "reported", "according to", "said"))


def report_facts(ledger: Ledger, main: str) -> Iterator[Fact]:
    """Facts `report.*` on the source chain of the fact `main`: its carrier, its origin, and their days."""
    fact = ledger.get(main)
    if fact is None or not fact.chain:
        return
    carrier, origin = ledger.sources[fact.chain[0]], ledger.sources[fact.chain[-1]]
    yield _beside(fact, "report.carrier", CARRIER, carrier.name)
    if carrier.published:
        yield _beside(fact, "report.published", PUBLISHED, carrier.published)
    if len(fact.chain) > 1:
        yield _beside(fact, "report.origin", ORIGIN, origin.name)
        if origin.descriptor:
            yield _beside(fact, "report.origin_descriptor", ORIGIN, origin.descriptor)
        day = fact.published_on or origin.published
        if day:
            yield _beside(fact, "report.origin_published", PUBLISHED, day)


def statement_facts(ledger: Ledger) -> Iterator[Fact]:
    """For every fact that somebody said: `<id>.said_on` and `<id>.speaker` (the role), where they are known."""
    for fact in ledger:
        if fact.said_on is not None:
            yield _beside(fact, f"{fact.id}.said_on", SAID_ON, fact.said_on)
        if fact.claimant_role:
            yield _beside(fact, f"{fact.id}.speaker", SPEAKER, fact.claimant_role)


def _beside(fact: Fact, name: str, metric: Metric, value: Value) -> Fact:
    return Fact(name, metric, value, fact.subject, chain=fact.chain, claimant=fact.claimant,
                use="hold" if fact.use == "hold" else "may",
                hold_reason=fact.hold_reason, inputs=(fact.id,), item=fact.item)  # fmt: skip
