"""Market: a third party's count of a market, and the companies that readers will ask about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from generator.facts.derived import derive
from generator.facts.given import Count, Percent, Ref, Words
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import About, Metric
from generator.facts.sheet import Part

GAP = Metric("market_gap", "gap between the shares", ("behind", "ahead", "gap"), derived_from=("market_share",) * 2)


class Affected(Part):
    """A company that readers will ask about."""

    about: ClassVar[About] = About(subject="company")
    item_key: ClassVar[str] = "company"

    company: Annotated[Ref, Metric("affected", "company")] = Field(description="An entity's id.")
    impact: Annotated[Words, Metric("impact", "impact on the company", ("impact", "effect", "figure"))] = Field(
        description="What the source says it means for the company; or not stated."
    )


class Market(Part):
    """A count of what the decisions are about, in one place and its rival, as a third party gives it."""

    about: ClassVar[About] = About(subject="place")

    place: Annotated[Ref, Metric("market_place", "place")] = Field(description="The place: an entity's id.")
    by: Annotated[Ref, Metric("market_by", "firm that counted", ("according to",))] = Field(
        description="Who counted: an entity's id."
    )
    models: Annotated[Count | None, Metric("market_models", "number in the place", ("had", "models", "LLMs"))] = Field(
        default=None, description="How many the place has: 130, with population and as_of (or `not stated`)."
    )
    share: Annotated[
        Percent | None,
        Metric("market_share", "share of the world's total", ("share", "total", "global total", "world")),
    ] = Field(default=None, description="The place's share of the world's total: 40%.")
    rival: Annotated[Ref | None, Metric("market_rival", "rival")] = Field(
        default=None, description="The place compared."
    )
    rival_share: Annotated[
        Percent | None,
        Metric("market_share", "rival's share of the world's total", ("share", "total", "held"), subject="rival"),
    ] = Field(default=None, description="The rival's share of the world's total: 50%.")


def market_facts(ledger: Ledger) -> Iterator[Fact]:
    """By how many percentage points the rival's share is ahead."""
    gap = derive("market.gap", "difference", (ledger.get("market.rival_share"), ledger.get("market.share")), GAP)
    if gap is not None:
        yield gap
