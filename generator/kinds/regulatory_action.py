"""Regulatory action: what an authority approved, registered, cleared, rejected, fined, banned, deferred or withdrew."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from generator.facts.given import Count, Flag, Given, Moment, Money, Ref, Refs, Words
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import About, Metric
from generator.facts.sheet import Part, Sheet
from generator.facts.values import Hedge
from generator.parts.background import Statement, Usage
from generator.parts.batches import Batch, PartOf, Process, count_facts
from generator.parts.decisions import ACTION_WORDS, LIST_WORDS
from generator.parts.market import Affected, Market, market_facts
from generator.parts.price_action import PriceMove
from generator.parts.report import report_facts, statement_facts
from generator.story import StoryKind

TOTAL_WORDS = ("models", "AI models", "approved", "approvals", "total", "so far", "in all", "altogether")
_THE = re.compile(
    r"\b(Commission|Authority|Agency|Administration|Department|Board|Bureau|Service|Bank|Office|Ministry|Council|Court"
    r"|Committee|Union|Centre|Center|Institute)\b"
)


class Decision(Given):
    """What the authority decided."""

    value: Literal["approve", "register", "clear", "reject", "fine", "ban", "defer", "withdraw", "suspend"] = Field(
        description="approve, register, clear, reject, fine, ban, defer, withdraw or suspend."
    )

    def content(self) -> str:
        """The decision."""
        return self.value


class Rule(Part):
    """The rule behind the decisions."""

    effective: Annotated[
        Moment | None, Metric("rule_effective", "start of the rule", ("since", "rule", "required", "must"))
    ] = Field(default=None, description="Since when it applies: 2023-08.")
    applies_to: Annotated[Words | None, Metric("rule_applies_to", "addressees of the rule")] = Field(
        default=None, description="Whom it binds, in the plural: companies."
    )
    needed: Annotated[Words | None, Metric("rule_needed", "requirement of the rule")] = Field(
        default=None, description="What they need: regulators' approval."
    )
    act: Annotated[Words | None, Metric("rule_act", "act under the rule")] = Field(
        default=None, description="What they need it for, as a verb: offer a large language model to the public."
    )
    duty: Annotated[Words | None, Metric("rule_duty", "duty under the rule", ("must",))] = Field(
        default=None, description="What they must do, as a verb: report an outage within two hours."
    )
    purpose: Annotated[Words | None, Metric("rule_purpose", "purpose of the rule", ("meant to", "aims"))] = Field(
        default=None, description="What it is for, as a verb: keep the technology under state control."
    )


class RegulatorySheet(Sheet):
    """The facts of one authority's action: on many things (a total, batches) or on one party."""

    about: ClassVar[About] = About(subject="regulator")

    kind: Literal["regulatory_action"] = Field(description="regulatory_action")
    regulator: Annotated[Ref, Metric("regulator", "authority", must=True)] = Field(
        description="Who decided: an entity's id."
    )
    jurisdiction: Annotated[Ref | None, Metric("jurisdiction", "jurisdiction")] = Field(
        default=None, description="Where: the id of a place."
    )
    decision: Annotated[Decision, Metric("decision", "decision", says=ACTION_WORDS, must=True, concerns="party")] = (
        Field(description="approve, register, clear, reject, fine, ban, defer, withdraw or suspend.")
    )
    original_term: Annotated[Words | None, Metric("original_term", "the authority's own term")] = Field(
        default=None, description="The authority's own term where the house says another; hold it back for the editor."
    )
    decided: Annotated[
        Moment | None, Metric("decided", "day of the decision", ("decided", "announced", "said", "fined", "rejected"))
    ] = Field(default=None, description="When: 2024-01-26.")
    scope: Annotated[Words | None, Metric("scope", "scope of the decision")] = Field(
        default=None, description="What it is for: public use."
    )
    party: Annotated[Ref | None, Metric("party", "party concerned")] = Field(
        default=None, description="The one company, person or product it concerns: an entity's id."
    )
    matter: Annotated[Words | None, Metric("matter", "matter")] = Field(
        default=None, description="What it is about, as a noun without article: application to run night buses."
    )
    penalty: Annotated[
        Money | None, Metric("penalty", "penalty", ("fine", "fined", "penalty", "pay", "paid"), subject="party")
    ] = Field(default=None, description="The fine: $12.5 million.")  # fmt: skip
    reason: Annotated[
        Words | None, Metric("reason", "the authority's reason", ("for", "because", "over"), subject="party")
    ] = Field(default=None, description="Why, as the authority puts it, as an -ing phrase: failing to report outages.")
    effective: Annotated[Moment | None, Metric("effective", "start of its effect", ("takes effect", "from"))] = Field(
        default=None, description="When it takes effect: 2026-01-01."
    )
    deadline: Annotated[Moment | None, Metric("deadline", "deadline", ("until", "by", "deadline"), subject="party")] = (
        Field(default=None, description="Until when the party may act: 2026-02-27.")
    )
    deadline_for: Annotated[Words | None, Metric("deadline_for", "purpose of the deadline", subject="party")] = Field(
        default=None, description="What for, as a verb: appeal or pay."
    )
    response: Annotated[Words | None, Metric("response", "the party's response", ("said",), subject="party")] = Field(
        default=None, description="What the party said it would do: would appeal; or not stated."
    )
    total: Annotated[Count | None, Metric("total", "number decided on so far", TOTAL_WORDS, must=True)] = Field(
        default=None, description="How many so far: more than 40, with population, source and as_of."
    )
    part_of: tuple[PartOf, ...] = Field(default=(), description="Which populations are parts of which.")
    batches: tuple[Batch, ...] = Field(default=(), description="The rounds of decisions, oldest first.")
    batches_complete: bool = Field(default=False, description="Whether `batches` lists every round there was.")
    process: Process | None = Field(default=None, description="The procedure under which the authority decides.")
    rule: Rule | None = Field(default=None, description="The rule behind the decisions.")
    first_recipients: Annotated[
        Refs | None, Metric("first_recipients", "among the first", ("among the first", "first companies", "first"))
    ] = Field(default=None, description="Companies among the first to get it; with rivals where sources differ.")
    list_published: Annotated[Flag | None, Metric("list_published", "full list", ("list",), says=LIST_WORDS)] = Field(
        default=None, description="Whether a full list has been published."
    )
    affected: tuple[Affected, ...] = Field(default=(), description="Companies readers will ask about.")
    impact_measure: Annotated[Words | None, Metric("impact_measure", "the figure that is missing")] = Field(
        default=None, description="Which figure is not stated for them: revenue or spending figure."
    )
    usage: tuple[Usage, ...] = Field(default=(), description="How widely products are used, as their makers claim.")
    market: Market | None = Field(default=None, description="A third party's count of the market.")
    background: tuple[Statement, ...] = Field(default=(), description="Statements of context; hold back the doubtful.")
    quotes: tuple[PriceMove, ...] = Field(default=(), description="Share prices, if known.")

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        numbers = [batch.number.value.value for batch in self.batches if batch.number.value is not None]
        if numbers != sorted(set(numbers)):
            raise ValueError("batches: must be listed oldest first, each number once")
        total = self.total.value if self.total else None
        if total is not None and total.hedge in (Hedge.NONE, Hedge.EXACTLY, Hedge.AT_MOST, Hedge.LESS_THAN):
            held = sum(batch.models.value.value for batch in self.batches if batch.models and batch.models.value)
            if held > total.value:
                raise ValueError(
                    f"total: is {total.value:f}, but the batches hold {held:f} together; correct one of them"
                )
        return self


ARTICLE = Metric("regulator_article", "whether the name takes an article")
PLURAL = Metric("regulator_plural", "whether the name takes a plural verb")


def _derive(ledger: Ledger) -> Iterator[Fact]:
    main = "total" if ledger.get("total") else "decision"
    yield from report_facts(ledger, main)
    yield from statement_facts(ledger)
    regulator = ledger.get("regulator")
    if regulator is not None and isinstance(regulator.value, str):
        name = ledger.entities[regulator.value].name
        takes_the = bool(_THE.search(name)) and "'s " not in name and not name.startswith("The ")
        yield Fact("regulator_article", ARTICLE, takes_the, regulator.value)
        yield Fact("regulator_plural", PLURAL, ledger.entities[regulator.value].plural, regulator.value)
    yield from count_facts(ledger)
    yield from market_facts(ledger)


EXAMPLE = """\
# An authority's action. Fill in the words in CAPITALS and the figures; leave out what you do not know,
# or write `not stated` where the whole source was read and it is not there.
kind: regulatory_action
id: RECORD-ID                          # your record id: letters, digits, - and _
dateline: {date: 2026-01-28, zone: America/New_York}
defaults: {source: notice, standing: confirmed}   # `reported` if a news report carries it
sources:
  notice: {name: the authority's notice, type: agency, primary: true, published: 2026-01-27, read: full}
entities:
  authority: {name: NAME OF THE AUTHORITY, type: agency}
  party: {name: FULL COMPANY NAME, short: COMPANY, listing: unknown}   # private, or listings: [...]
regulator: authority
decision: fine                         # approve, register, clear, reject, fine, ban, defer, withdraw or suspend
decided: 2026-01-27
party: party
matter: WHAT IT IS ABOUT               # a noun without article: outage reports
penalty: $12.5 million
reason: WHY                            # an -ing phrase: reporting outages too late
response: not stated                   # or what the company said it would do: would appeal
# For many decisions at once, instead of party, matter and penalty:
# total: {value: more than 40, population: AI models, as_of: 2024-01-28}
# batches:                             # oldest first; batches_complete: true if these are all
#   - {number: 1, decided: 2024-01, models: {value: 14, population: AI models}, developers: [party]}
"""

KIND = StoryKind(
    name="regulatory_action",
    title="Regulatory action",
    about="what an authority approved, registered, cleared, rejected, fined, banned, deferred or withdrew",
    sheet=RegulatorySheet,
    required=("regulator", "decision", "total|party|matter"),
    derive=_derive,
    subject="regulator",
    tags=("regulation",),
    example=EXAMPLE,
)
"""The kind, as the shelf finds it."""
