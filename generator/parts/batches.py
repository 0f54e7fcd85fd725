"""Batches: rounds of decisions, the total they add up to, and what may be computed from the two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from generator.facts.derived import derive
from generator.facts.given import Count, Id, Moment, Refs, Words
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import About, Metric
from generator.facts.sheet import Part
from generator.facts.values import Hedge, Quantity

BATCH_WORDS = ("batch", "latest", "newest", "more", "group", "round", "models", "language models", "LLMs", "approvals")


class Batch(Part):
    """One round of decisions. `developers` names some of those in it, or all if `closed: true`."""

    about: ClassVar[About] = About(as_of="decided")
    item_key: ClassVar[str] = "number"

    number: Annotated[Count, Metric("batch", "number of the batch", ("batch", "batches", "round", "group"))] = Field(
        description="Which batch it is: 1, 2, 3, ..."
    )
    decided: Annotated[
        Moment | None,
        Metric("batch_decided", "date of the batch", ("batch", "batches", "approved", "granted", "round")),
    ] = Field(default=None, description="When: 2023-08, or 2024-W04 for a week.")
    models: Annotated[Count | None, Metric("batch_models", "number in the batch", BATCH_WORDS)] = Field(
        default=None, description="How many it holds (models, licences, ...), with their `population`."
    )
    developers: Annotated[
        Refs | None, Metric("batch_developers", "companies in the batch", ("among", "include", "including", "batch"))
    ] = Field(default=None, description="Companies in it that are named: [xiaomi, 4paradigm].")

    @model_validator(mode="after")
    def _named_within_count(self) -> Self:
        counted = self.models.value if self.models else None
        named = len(self.developers.value) if self.developers else 0
        if (
            counted is not None
            and counted.hedge in (Hedge.NONE, Hedge.EXACTLY, Hedge.AT_MOST)
            and named > counted.value
        ):
            raise ValueError(f"names {named} companies but holds only {counted.value:f} {self.models_name}")
        return self

    @property
    def models_name(self) -> str:
        """What the batch counts."""
        return (self.models.population if self.models else None) or "items"


class Process(Part):
    """The procedure under which the authority decides."""

    began: Annotated[Moment, Metric("process_began", "start of the procedure", ("since", "began", "started"))] = Field(
        description="When it began: 2023-08."
    )


class PartOf(Part):
    """A declaration that one population is part of another, so that their counts may be combined."""

    item_key: ClassVar[str] = "id"

    id: Id = Field(description="A short id: llm.")
    part: Annotated[Words, Metric("part", "part of a population")] = Field(description="large language models")
    whole: Annotated[Words, Metric("whole", "whole population")] = Field(description="AI models")


AS_OF = Metric("total_as_of", "day of the count", ("as of",))
LENGTH = Metric("process_length", "time since the procedure began", ("months", "since", "within"))
REST = Metric(
    "rest",
    "number in the earlier batches",
    ("rest", "earlier batches", "remaining", "before", "first three", "first two", "others", "earlier ones"),
)


def count_facts(ledger: Ledger) -> Iterator[Fact]:
    """How long it took to reach the total, and what the batches before the newest hold."""
    total, began = ledger.get("total"), ledger.get("process.began")
    day = total.as_of or total.published_on if total is not None else None
    if total is not None and day is not None:
        as_of = Fact("total.as_of", AS_OF, day, total.subject, chain=total.chain, inputs=("total",))
        yield as_of
        length = derive("process.length", "months_between", (began, as_of), LENGTH, related=True)
        if length is not None:
            yield length
    batches = ledger.items("batches")
    newest = ledger.get(f"{batches[-1]}.models") if batches else None
    if total is None or newest is None or len(batches) < 2 or "batches" not in ledger.closed_items:
        return
    rest = derive("rest", "difference", (total, newest), REST, related=True)
    if rest is not None and _related(ledger, total, newest):
        yield rest._replace(item="")


def _related(ledger: Ledger, whole: Fact, part: Fact) -> bool:
    """Whether two counts may be combined: they are of one population, or of one that is part of the other."""
    if not (isinstance(whole.value, Quantity) and isinstance(part.value, Quantity)):
        return False
    pair = (part.value.population, whole.value.population)
    if pair[0] == pair[1]:
        return True
    declared = ((ledger.get(f"{item}.part"), ledger.get(f"{item}.whole")) for item in ledger.items("part_of"))
    return pair in [(a.value, b.value) for a, b in declared if a is not None and b is not None]
