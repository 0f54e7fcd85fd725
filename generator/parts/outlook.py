"""Outlook: what analysts expect of a report to come, beside the figure of a year ago; and how past reports went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from pydantic import Field

from generator.facts.derived import derive
from generator.facts.given import Moment, Money, PerShare
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import About, Metric
from generator.facts.sheet import Part
from generator.parts.result import EPS_WORDS, REVENUE_WORDS, fit


class EpsOutlook(Part):
    """Earnings a share: expected, and reported a year ago."""

    estimate: Annotated[
        PerShare | None,
        Metric("eps", "estimate of earnings per share", EPS_WORDS, "estimate", up_is="good"),
    ] = Field(default=None, description="The analysts' estimate: 1.99.")
    prior: Annotated[
        PerShare | None, Metric("eps", "earnings per share a year ago", EPS_WORDS, prior=True,
                                up_is="good"),
    ] = Field(default=None, description="What was reported a year ago; not an estimate.")  # fmt: skip


class RevenueOutlook(Part):
    """Revenue: expected, and reported a year ago."""

    estimate: Annotated[
        Money | None,
        Metric("revenue", "estimate of revenue", REVENUE_WORDS, "estimate", up_is="good"),
    ] = Field(default=None, description="The analysts' estimate: 952.13M.")
    prior: Annotated[Money | None, Metric("revenue", "revenue a year ago", REVENUE_WORDS, prior=True, up_is="good")] = (
        Field(default=None, description="What was reported a year ago.")
    )


class PastQuarter(Part):
    """One earlier report against its estimate."""

    about: ClassVar[About] = About(period="period")
    item_key: ClassVar[str] = "id"

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$", description="A short id: q1.")]
    period: Annotated[Moment, Metric("past_period", "period", ("quarter",))] = Field(
        description="The period reported: FY2026-Q3."
    )
    actual: Annotated[PerShare, Metric("past_eps", "earnings per share", EPS_WORDS, up_is="good")] = Field(
        description="Earnings a share as reported."
    )
    estimate: Annotated[
        PerShare | None,
        Metric("past_eps", "estimate of earnings per share", EPS_WORDS, "estimate", up_is="good"),
    ] = Field(default=None, description="The estimate before that report.")


def outlook_facts(ledger: Ledger) -> Iterator[Fact]:
    """`eps.expected_change` and `revenue.expected_change`: the estimate against a year ago, where both are positive."""
    for name, words in (("eps", EPS_WORDS), ("revenue", REVENUE_WORDS)):
        metric = Metric(f"{name}_expected_change", f"expected change of {name}", words,
                        "estimate", up_is="good", derived_from=(name, name))  # fmt: skip
        inputs = (ledger.get(f"{name}.estimate"), ledger.get(f"{name}.prior"))
        made = derive(f"{name}.expected_change", "percent_change", inputs, metric, related=True)
        if made is not None and (fitted := fit(made)) is not None:
            yield fitted
