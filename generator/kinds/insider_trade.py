"""Insider trade: what a director, an officer or a large owner did with shares of their company, as filed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.facts.given import Flag, Moment, Ref, Words
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import About, Metric
from generator.facts.sheet import Sheet
from generator.facts.values import When
from generator.parts.background import Statement
from generator.parts.ownership import InsiderTrade, ownership_facts
from generator.parts.price_action import PriceMove
from generator.parts.report import report_facts, statement_facts
from generator.story import Prominent, StoryKind

PLAN_WORDS = MappingProxyType({
    "true": ("trading plan", "10b5-1 plan", "under a plan", "set in advance", "set up in advance"),
    "false": ("without a trading plan", "not under a trading plan", "no trading plan", "not made under"),
})  # fmt: skip
"""How texts say that a trade followed a plan set in advance under Rule 10b5-1, or did not."""


class InsiderSheet(Sheet):
    """The facts of one filing of one insider's trades."""

    about: ClassVar[About] = About(subject="insider")

    kind: Literal["insider_trade"] = Field(description="insider_trade")
    company: Annotated[Ref, Metric("company", "company", must=True)] = Field(
        description="Whose shares: an entity's id."
    )
    insider: Annotated[Ref, Metric("insider", "insider", must=True)] = Field(description="Who traded: an entity's id.")
    role: Annotated[Words | None, Metric("insider_role", "role of the insider")] = Field(
        default=None, description="The role, in lower case: chief financial officer, director."
    )
    filed_on: Annotated[Moment | None, Metric("filed_on", "day of the filing", ("filed", "filing", "disclosed"))] = (
        Field(default=None, description="The day of the filing: 2022-12-14.")
    )
    trading_plan: Annotated[
        Flag | None, Metric("trading_plan", "whether under a Rule 10b5-1 plan", ("plan",), says=PLAN_WORDS)
    ] = Field(default=None, description="Whether the trades followed a Rule 10b5-1 plan set in advance.")
    trades: tuple[InsiderTrade, ...] = Field(default=(), description="The transactions in shares.")
    quotes: tuple[PriceMove, ...] = Field(default=(), description="The share price after the filing, if known.")
    background: tuple[Statement, ...] = Field(default=(), description="Statements of context, each with its source.")


def _derive(ledger: Ledger) -> Iterator[Fact]:
    yield from report_facts(ledger, "insider")
    yield from statement_facts(ledger)
    yield from ownership_facts(ledger)


def _refuse(ledger: Ledger) -> Iterable[str]:
    items = ledger.items("trades")
    if not items:
        yield "the filing holds no transaction in shares"
    filed = ledger.get("filed_on")
    for item in items:
        day = ledger.get(f"{item}.day")
        if (
            filed is not None and isinstance(filed.value, When)
            and day is not None and isinstance(day.value, When) and day.value.start > filed.value.end
        ):  # fmt: skip
            yield f"{item}.day {day.value.start} is after the filing of {filed.value.end}; correct one"


def _prominent(ledger: Ledger) -> Iterator[Prominent]:
    """A plan set in advance may not be left out of a sale or a purchase."""
    plan = ledger.get("trading_plan")
    if plan is not None and plan.value is True and (ledger.stated("sold.shares") or ledger.stated("bought.shares")):
        yield Prominent(("trading_plan",), "the trades followed a plan set in advance")


EXAMPLE = """\
# An insider's trades. Fill in the words in CAPITALS and the figures; leave out what the filing does not give.
kind: insider_trade
id: 0000000000-22-000000               # the filing's accession number
dateline: {date: 2022-12-14}           # the day the story is written for
defaults: {source: filing}
sources:
  filing: {name: an SEC filing, type: filing, primary: true, read: full}
entities:
  company:
    name: FULL COMPANY NAME Inc.
    short: COMPANY
    listings: [{exchange: NYSE, ticker: TICKER}]
  insider: {name: FIRST LAST, short: LAST, type: person, role: chief financial officer}
company: company
insider: insider
role: chief financial officer
filed_on: 2022-12-14
# trading_plan: true                   # Rule 10b5-1
trades:
  - {id: t1, code: S, day: 2022-12-13, direction: disposed of, shares: {value: 1000, population: shares},
     price: 150.84, after: {value: 5000, population: shares}, ownership: direct}
"""

KIND = StoryKind(
    name="insider_trade",
    title="Insider trade",
    about="shares that an officer, a director or a large owner sold, bought, exercised or was granted",
    sheet=InsiderSheet,
    required=("company", "insider", "sold.shares|bought.shares|exercised.shares|granted.shares"),
    derive=_derive,
    refuse=_refuse,
    prominent=_prominent,
    subject="company",
    tags=("insider trades",),
    example=EXAMPLE,
)
"""The kind, as the shelf finds it."""
