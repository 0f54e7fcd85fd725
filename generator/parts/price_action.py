"""Price action: how a company's shares moved, where and when. Told only where a sheet has quotes."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from generator.facts.given import Given, Id, Moment, Percent, PerShare, Ref
from generator.facts.metric import About, Metric
from generator.facts.sheet import Part

SESSION_WORDS = {
    "regular": ("regular trading", "the regular session", "closed", "the close"),
    "intraday": ("regular trading", "the regular session", "midday", "intraday"),
    "halted": ("halted", "trading was halted", "the halt"),
    "premarket": ("premarket trading", "before the bell", "pre-market"),
    "after hours": ("after-hours trading", "after the bell", "extended trading"),
}


class Session(Given):
    """The trading session of a quote."""

    value: Literal["regular", "premarket", "after hours", "intraday", "halted"] = Field(
        description="regular (at the close), intraday (before it), premarket, after hours or halted."
    )

    def content(self) -> str:
        """The session's name."""
        return self.value


class PriceMove(Part):
    """One company's share price in one session."""

    about: ClassVar[About] = About(subject="company", period="day", dims=("session",))
    item_key: ClassVar[str] = "id"

    id: Id = Field(description="A short id for this quote; the company's id serves.")
    company: Annotated[Ref, Metric("quoted_company", "company")] = Field(description="Whose shares: an entity's id.")
    day: Annotated[Moment, Metric("quote_day", "day of the quote", ("shares", "closed", "trading"))] = Field(
        description="The day of the quote: 2024-01-29."
    )
    session: Annotated[Session, Metric("session", "trading session", says=SESSION_WORDS)] = Field(
        default=Session(value="regular"),
        description="regular (closing price), intraday, premarket, after hours or halted.",
    )
    change: Annotated[
        Percent,
        Metric("price_change", "change of the share price",
               ("shares", "stock", "shares rose", "shares fell", "share price", "trading", "gained", "lost"),
               up_is="good"),
    ] = Field(description="Change in percent against the close before: 2.1% or -0.84%.")  # fmt: skip
    price: Annotated[
        PerShare | None,
        Metric("price", "share price", ("shares", "stock", "share price", "closed at", "trading at"), style="amount"),
    ] = Field(default=None, description="The price itself: 1.60.")

    @model_validator(mode="after")
    def _possible(self) -> Self:
        change = self.change.value
        if change is not None and change.value < -100:
            raise ValueError(f"a price cannot fall by {abs(change.value)}%; check the sign and the decimal point")
        return self
