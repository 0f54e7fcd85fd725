"""Rating change: what one firm did with its rating and price target of one stock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from generator.facts.derived import IncomparableError, percent_change
from generator.facts.given import Moment, Percent, PerShare, Ref, Words
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import About, Metric
from generator.facts.sheet import Sheet
from generator.parts.background import Statement
from generator.parts.price_action import PriceMove
from generator.parts.ratings import (
    ACTION_WORDS,
    CHANGE,
    TARGET,
    TARGET_WORDS,
    Consensus,
    RatingAction,
    TargetAction,
    target_facts,
)
from generator.parts.report import report_facts, statement_facts
from generator.story import StoryKind

RATING = ("rating", "rated", "rates", "recommendation", "call")


class RatingSheet(Sheet):
    """The facts of one firm's rating of one stock."""

    about: ClassVar[About] = About(subject="company")

    kind: Literal["rating_change"] = Field(description="rating_change")
    company: Annotated[Ref, Metric("company", "company", must=True)] = Field(description="Whose stock: an entity's id.")
    firm: Annotated[Ref, Metric("firm", "brokerage", must=True)] = Field(description="The firm: an entity's id.")
    analyst: Annotated[Ref | None, Metric("analyst", "analyst")] = Field(
        default=None, description="The analyst: an entity's id; a person, never the firm."
    )
    rated_on: Annotated[Moment, Metric("rated_on", "day of the rating", ("rated", "said", "raised", "lowered"))] = (
        Field(description="The day of the rating: 2026-01-05.")
    )
    action: Annotated[
        RatingAction | None, Metric("rating_action", "action on the rating", says=ACTION_WORDS, subject="firm")
    ] = Field(default=None, description="upgrade, downgrade, maintain, reiterate, initiate, ...")
    target_action: Annotated[
        TargetAction | None, Metric("target_action", "action on the price target", says=TARGET_WORDS, subject="firm")
    ] = Field(default=None, description="raise, lower, maintain, set, adjust or remove.")
    rating: Annotated[Words | None, Metric("rating", "rating", RATING)] = Field(
        default=None, description="The rating now, as the firm calls it: Buy."
    )
    rating_prior: Annotated[Words | None, Metric("rating", "earlier rating", (*RATING, "from"), prior=True)] = Field(
        default=None, description="The rating before: Hold."
    )
    target: Annotated[
        PerShare | None, Metric("price_target", "price target", TARGET, "target", up_is="good", style="amount")
    ] = Field(default=None, description="The price target now: 260.00.")
    target_prior: Annotated[
        PerShare | None,
        Metric(
            "price_target",
            "earlier price target",
            (*TARGET, "from"),
            "target",
            prior=True,
            up_is="good",
            style="amount",
        ),
    ] = Field(default=None, description="The price target before: 300.00.")
    target_change: Annotated[
        Percent | None,
        Metric(
            "target_change",
            "change of the price target",
            TARGET + CHANGE,
            up_is="good",
            derived_from=("price_target", "price_target"),
        ),
    ] = Field(default=None, description="Change of the target in percent, as the source gives it: -13.33%.")
    consensus: Consensus | None = Field(default=None, description="What all analysts together think, if known.")
    quotes: tuple[PriceMove, ...] = Field(default=(), description="Share prices after the rating, if known.")
    background: tuple[Statement, ...] = Field(default=(), description="Statements of context, each with its source.")

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        problems = list(self._problems())
        if problems:
            raise ValueError("\n".join(problems))
        return self

    def _problems(self) -> Iterator[str]:
        now = self.target.value if self.target else None
        before = self.target_prior.value if self.target_prior else None
        moved = self.target_action.value if self.target_action else ""
        if now is not None and before is not None:
            if (moved == "raise" and now.value <= before.value) or (moved == "lower" and now.value >= before.value):
                yield f"target_action: {moved!r}, but the target goes from {before.value} to {now.value}; correct one"
            given = self.target_change.value if self.target_change else None
            try:
                computed = percent_change(now, before) if given is not None else None
            except IncomparableError:
                computed = None
            if given is not None and computed is not None and not computed.shown.meets(given.shown):
                yield (
                    f"target_change: {given.value}% does not follow from {before.value} to {now.value}, "
                    f"which is {computed.value}%; correct one of the three"
                )
        action = self.action.value if self.action else ""
        first, last = (words.value if words else "" for words in (self.rating_prior, self.rating))
        if action in ("upgrade", "downgrade") and first and first == last:
            yield f"action: {action!r}, but the rating was and is {last!r}; correct one"
        if action in ("maintain", "reiterate") and first and last and first != last:
            yield f"action: {action!r}, but the rating goes from {first!r} to {last!r}; correct one"


def _derive(ledger: Ledger) -> Iterator[Fact]:
    yield from report_facts(ledger, "action" if ledger.stated("action") else "target")
    yield from statement_facts(ledger)
    yield from target_facts(ledger)


def _refuse(ledger: Ledger) -> Iterable[str]:
    company, firm = ledger.get("company"), ledger.get("firm")
    if company is not None and firm is not None and company.value == firm.value:
        yield "the firm rates its own stock; check company and firm"
    entity = ledger.entities.get(str(company.value)) if company is not None else None
    if entity is not None and entity.ticker is not None and entity.ticker.type == "etf":
        yield f"{entity.name} is a fund, which analysts do not rate; check the ticker"


EXAMPLE = """\
# A rating change. Fill in the words in CAPITALS and the figures; leave out what you do not know.
kind: rating_change
id: TICKER-FIRM-2026-01-05             # your record id: letters, digits, - and _
dateline: {date: 2026-01-05}           # the day the story is written for
defaults: {source: note}               # where most facts come from, of `sources` below
sources:
  note: {name: research note, type: research, published: 2026-01-05}
entities:
  company:
    name: FULL COMPANY NAME Inc.
    short: COMPANY
    listings: [{exchange: NASDAQ, ticker: TICKER}]
  firm: {name: FIRM, type: other, role: brokerage}
  # analyst: {name: FIRST LAST, short: LAST, type: person, role: analyst}
company: company
firm: firm
# analyst: analyst
rated_on: 2026-01-05
action: maintain                       # upgrade, downgrade, maintain, reiterate, initiate, ...
rating: Buy
rating_prior: Buy
target_action: lower                   # raise, lower, maintain, set, remove
target: 260.00
target_prior: 300.00
"""

KIND = StoryKind(
    name="rating_change",
    title="Rating change",
    about="an analyst's rating and price target of one stock: raised, lowered, begun, kept",
    sheet=RatingSheet,
    required=("company", "firm", "rated_on", "action|target"),
    derive=_derive,
    refuse=_refuse,
    subject="company",
    tags=("analyst ratings",),
    example=EXAMPLE,
)
"""The kind, as the shelf finds it."""
