"""Earnings report: a company's quarter against the analysts' estimates and the figure before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from generator.facts.given import Given, Moment, Ref
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import About, Metric
from generator.facts.sheet import Sheet
from generator.facts.values import Quantity
from generator.parts.background import Statement
from generator.parts.guidance import Guidance, guidance_facts
from generator.parts.price_action import PriceMove
from generator.parts.report import report_facts, statement_facts
from generator.parts.result import (
    EPS_WORDS,
    REVENUE_WORDS,
    EpsResult,
    RevenueResult,
    result_facts,
    result_problems,
    year_ago_facts,
)
from generator.story import Prominent, StoryKind


class Basis(Given):
    """How earnings were counted."""

    value: Literal["GAAP", "adjusted", "not stated"] = Field(description="GAAP, adjusted or not stated.")

    def content(self) -> str | None:
        """The basis, or None if it is not stated."""
        return None if self.value == "not stated" else self.value


class PriorIs(Given):
    """Which figure `prior` is."""

    value: Literal["year ago", "quarter before", "not stated"] = Field(
        description="year ago (the same quarter of the year before), quarter before, or not stated."
    )

    def content(self) -> str | None:
        """Which figure it is, or None if it is not stated."""
        return None if self.value == "not stated" else self.value


BASIS_WORDS = {"GAAP": ("GAAP",), "adjusted": ("adjusted", "non-GAAP", "core")}
PRIOR_IS_WORDS = {
    "year ago": ("year over year", "year on year"),
    "quarter before": ("quarter over quarter", "sequentially"),
}


class EarningsSheet(Sheet):
    """The facts of one company's earnings report."""

    about: ClassVar[About] = About(subject="company", period="period")

    kind: Literal["earnings_report"] = Field(description="earnings_report")
    company: Annotated[Ref, Metric("company", "company", must=True)] = Field(
        description="Who reported: an entity's id."
    )
    reported: Annotated[Moment, Metric("reported", "day of the report", ("reported", "posted", "released", "said"))] = (
        Field(description="The day of the report: 2025-10-30.")
    )
    period: Annotated[Moment | None, Metric("period", "period of the report", ("quarter", "year"))] = Field(
        default=None, description="The period reported: 2025-Q3, or FY2026-Q2 for a fiscal quarter of its own."
    )
    basis: Annotated[Basis | None, Metric("basis", "basis of earnings", says=BASIS_WORDS)] = Field(
        default=None, description="GAAP or adjusted, for actual and estimate alike; leave it out if unknown."
    )
    prior_is: Annotated[PriorIs | None, Metric("prior_is", "basis of comparison", says=PRIOR_IS_WORDS)] = Field(
        default=None, description="year ago or quarter before; leave it out if the source says only `prior`."
    )
    eps: EpsResult | None = Field(default=None, description="Earnings a share: actual, estimate, prior, surprise.")
    revenue: RevenueResult | None = Field(default=None, description="Revenue: actual, estimate, prior, surprise.")
    guidance: tuple[Guidance, ...] = Field(default=(), description="What the company expects of periods ahead.")
    quotes: tuple[PriceMove, ...] = Field(default=(), description="Share prices after the report, if known.")
    background: tuple[Statement, ...] = Field(default=(), description="Statements of context, each with its source.")

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        problems: list[str] = []
        entity = self.entities.get(self.company.value)
        if entity is not None and entity.type != "company":
            problems.append(f"company: {entity.name!r} is a {entity.type}; only a company reports earnings")
        for name, result in (("eps", self.eps), ("revenue", self.revenue)):
            if result is not None:
                problems.extend(result_problems(name, result))
        if problems:
            raise ValueError("\n".join(problems))
        return self


def _derive(ledger: Ledger) -> Iterator[Fact]:
    yield from report_facts(ledger, "eps.actual" if ledger.stated("eps.actual") else "revenue.actual")
    yield from statement_facts(ledger)
    yield from result_facts(ledger, "eps", EPS_WORDS)
    yield from result_facts(ledger, "revenue", REVENUE_WORDS)
    prior_is = ledger.get("prior_is")
    if prior_is is not None and prior_is.value == "year ago":
        yield from year_ago_facts(ledger)
    yield from guidance_facts(ledger)


def _number(ledger: Ledger, name: str) -> Quantity | None:
    fact = ledger.get(name)
    return fact.value if fact is not None and isinstance(fact.value, Quantity) and fact.use != "hold" else None


def _prominent(ledger: Ledger) -> Iterator[Prominent]:
    """A miss, a loss and a cut of the guidance may not be buried under a beat."""
    for name, what in (("eps", "earnings"), ("revenue", "revenue")):
        actual, estimate = _number(ledger, f"{name}.actual"), _number(ledger, f"{name}.estimate")
        if actual is None:
            continue
        told = (f"{name}.actual", f"{name}.surprise", f"{name}.surprise_amount")
        if estimate is not None and actual.shown.high <= estimate.shown.low:
            yield Prominent(told, f"{what} missed the estimate")
        elif actual.value < 0:
            yield Prominent(told, "the company lost money")
    for item in ledger.items("guidance"):
        for name, what in (("eps", "earnings"), ("revenue", "revenue")):
            move = ledger.get(f"{item}.{name}_move")
            if move is not None and move.value == "lowered":
                told = (f"{item}.{name}", f"{item}.{name}_move", f"{item}.move")
                yield Prominent(told, f"the company lowered its {what} guidance")


def _refuse(ledger: Ledger) -> Iterable[str]:
    for name in ("eps", "revenue"):
        actual, estimate = _number(ledger, f"{name}.actual"), _number(ledger, f"{name}.estimate")
        if actual is not None and estimate is not None and actual.unit != estimate.unit:
            yield f"{name}: the actual is in {actual.unit}, the estimate in {estimate.unit}; they cannot be compared"


EXAMPLE = """\
# An earnings report. Fill in the words in CAPITALS and the figures; leave out what you do not know.
kind: earnings_report
id: TICKER-2025-10-30                  # your record id: letters, digits, - and _
dateline: {date: 2025-10-30}           # the day the story is written for
defaults: {source: release}            # where most facts come from, of `sources` below
sources:
  release:
    name: company statement            # as a story names it: according to a company statement
    type: release
    published: 2025-10-30
entities:
  company:
    name: FULL COMPANY NAME Inc.
    short: COMPANY
    listings: [{exchange: NYSE, ticker: TICKER}]   # NYSE, NASDAQ, ...; for a private company `listing: private`
company: company
reported: 2025-10-30
period: 2025-Q3                        # FY2026-Q2 for a fiscal quarter of the company's own
# basis: adjusted                      # or GAAP: one basis for actual and estimate
eps:
  actual: 1.62                         # a loss is negative: -0.31
  estimate: 1.57
  prior: 1.49
  # surprise: 3.18%                    # only if the source gives it
revenue:
  actual: 961.13M
  estimate: 952.13M
  prior: 909.29M
prior_is: year ago                     # or quarter before
# guidance:                            # what the company expects, and had expected, of a period ahead
#   - {id: fy2026, period: FY2026, revenue: 10.1B to 10.3B, revenue_before: 10.4B to 10.6B, revenue_estimate: 10.5B}
# quotes:
#   - {id: company, company: company, day: 2025-10-30, change: 2.1%, price: 118.20, session: regular}
"""

KIND = StoryKind(
    name="earnings_report",
    title="Earnings report",
    about="a company's quarter: beat, miss or in line on earnings a share and revenue",
    sheet=EarningsSheet,
    required=("company", "eps.actual|revenue.actual"),
    derive=_derive,
    refuse=_refuse,
    prominent=_prominent,
    subject="company",
    tags=("earnings",),
    example=EXAMPLE,
)
"""The kind, as the shelf finds it."""
