"""Earnings preview: when a company is expected to report, and what analysts expect of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.facts.given import Flag, Given, Moment, Money, PerShare, Ref
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import About, Metric
from generator.facts.sheet import Sheet
from generator.facts.values import Quantity, When
from generator.parts.background import Statement
from generator.parts.outlook import EpsOutlook, PastQuarter, RevenueOutlook, outlook_facts
from generator.parts.price_action import PriceMove
from generator.parts.ratings import Consensus
from generator.parts.report import report_facts, statement_facts
from generator.parts.result import year_ago_facts
from generator.story import StoryKind

LENGTH = Metric("range_length", "span of the price range", ("low", "high", "week"))
TIME_WORDS = {
    "before the open": ("before the open", "before the opening bell", "before the bell", "before the market opens"),
    "after the close": ("after the close", "after the closing bell", "after the bell", "after the market closes"),
    "during trading": ("during trading", "during market hours"),
}
CONFIRMED_WORDS = {
    "true": ("confirmed the date", "has confirmed", "date is confirmed"),
    "false": ("not confirmed", "not been confirmed", "has not confirmed", "unconfirmed", "tentative"),
}


class TimeOfDay(Given):
    """When on the day."""

    value: Literal["before the open", "after the close", "during trading", "not stated"] = Field(
        description="before the open, after the close, during trading or not stated."
    )

    def content(self) -> str | None:
        """The time, or None if it is not stated."""
        return None if self.value == "not stated" else self.value


class PreviewSheet(Sheet):
    """The facts of one company's report to come."""

    about: ClassVar[About] = About(subject="company", period="period")

    kind: Literal["earnings_preview"] = Field(description="earnings_preview")
    company: Annotated[Ref, Metric("company", "company", must=True)] = Field(
        description="Who will report: an entity's id."
    )
    report_day: Annotated[
        Moment,
        Metric("report_day", "day of the report", ("report", "expected", "due", "scheduled", "earnings"), must=True),
    ] = Field(description="The day of the report: 2026-10-29.")
    date_confirmed: Annotated[
        Flag | None, Metric("date_confirmed", "whether the day is confirmed", ("confirmed",), says=CONFIRMED_WORDS)
    ] = Field(default=None, description="Whether the company has confirmed the day.")
    report_time: Annotated[TimeOfDay | None, Metric("report_time", "time of the report", says=TIME_WORDS)] = Field(
        default=None, description="before the open, after the close or during trading."
    )
    period: Annotated[Moment | None, Metric("period", "period of the report", ("quarter", "year"))] = Field(
        default=None, description="The period to be reported: FY2026-Q4 for a fiscal quarter of the company's own."
    )
    eps: EpsOutlook | None = Field(default=None, description="Earnings a share: the estimate, and a year ago.")
    revenue: RevenueOutlook | None = Field(default=None, description="Revenue: the estimate, and a year ago.")
    history: tuple[PastQuarter, ...] = Field(default=(), description="Earlier reports against their estimates.")
    consensus: Consensus | None = Field(default=None, description="What analysts think of the stock, if known.")
    low_52_weeks: Annotated[
        PerShare | None,
        Metric("low_52_weeks", "lowest price of 52 weeks", ("52-week low", "low of", "low", "lowest"), style="amount"),
    ] = Field(default=None, description="Lowest share price of the last 52 weeks.")
    high_52_weeks: Annotated[
        PerShare | None,
        Metric(
            "high_52_weeks", "highest price of 52 weeks", ("52-week high", "high of", "high", "highest"), style="amount"
        ),
    ] = Field(default=None, description="Highest share price of the last 52 weeks.")
    market_cap: Annotated[
        Money | None, Metric("market_cap", "market value", ("market value", "market capitalization", "valued at"))
    ] = Field(default=None, description="What all shares are worth.")
    quotes: tuple[PriceMove, ...] = Field(default=(), description="The share price before the report, if known.")
    background: tuple[Statement, ...] = Field(default=(), description="Statements of context, each with its source.")


def _derive(ledger: Ledger) -> Iterator[Fact]:
    yield from report_facts(ledger, "report_day")
    yield from statement_facts(ledger)
    yield from outlook_facts(ledger)
    yield from year_ago_facts(ledger)
    high = ledger.get("high_52_weeks")
    if high is not None and high.value is not None:
        weeks = Quantity(Decimal(52), "week", Decimal(1))
        yield high._replace(id="range_length", metric=LENGTH, value=weeks, inputs=("high_52_weeks",))


def _refuse(ledger: Ledger) -> Iterable[str]:
    day = ledger.get("report_day")
    if day is not None and isinstance(day.value, When) and ledger.dateline and day.value.end < ledger.dateline:
        yield f"the report was due on {day.value.end}, before the dateline {ledger.dateline}; it is no preview"
    company = ledger.get("company")
    entity = ledger.entities.get(str(company.value)) if company is not None else None
    if entity is not None and entity.ticker is not None and entity.ticker.type not in ("share", "adr"):
        yield f"{entity.name} is listed as {entity.ticker.type}, which reports no earnings; check the ticker"


EXAMPLE = """\
# An earnings preview. Fill in the words in CAPITALS and the figures; leave out what you do not know.
kind: earnings_preview
id: TICKER-2026-10-29                  # your record id: letters, digits, - and _
dateline: {date: 2026-10-22}           # the day the story is written for
defaults: {source: calendar}
sources:
  calendar: {name: earnings calendar, type: calendar, published: 2026-10-22}
entities:
  company:
    name: FULL COMPANY NAME Inc.
    short: COMPANY
    listings: [{exchange: NASDAQ, ticker: TICKER}]
company: company
report_day: 2026-10-29
date_confirmed: false
report_time: after the close           # before the open, after the close, during trading
period: FY2026-Q4
eps: {estimate: 1.99, prior: 1.85}     # prior: what was reported a year ago
revenue: {estimate: 105.20B, prior: 102.47B}
"""

KIND = StoryKind(
    name="earnings_preview",
    title="Earnings preview",
    about="a company's report to come: the day, the analysts' estimates, the figures of a year ago",
    sheet=PreviewSheet,
    required=("company", "report_day", "eps.estimate|revenue.estimate"),
    derive=_derive,
    refuse=_refuse,
    subject="company",
    tags=("earnings",),
    example=EXAMPLE,
)
"""The kind, as the shelf finds it."""
