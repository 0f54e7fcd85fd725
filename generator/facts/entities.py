"""Who and what a story speaks of: companies with listings, agencies, people, products, places."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from generator.facts.given import Id, Line, Model

EntityType = Literal["company", "agency", "person", "product", "place", "publication", "group", "other"]


EXCHANGES = {
    "NYSE": "New York Stock Exchange", "NASDAQ": "Nasdaq Stock Market", "AMEX": "NYSE American",
    "OTC": "over the counter",
    "LON": "London Stock Exchange", "LSE": "London Stock Exchange", "TSX": "Toronto Stock Exchange",
    "TSXV": "TSX Venture Exchange", "HKEX": "Hong Kong Stock Exchange", "SGX": "Singapore Exchange",
    "ASX": "Australian Securities Exchange", "TSE": "Tokyo Stock Exchange", "FRA": "Frankfurt Stock Exchange",
    "OSE": "Oslo Stock Exchange", "STO": "Stockholm Stock Exchange", "CPH": "Copenhagen Stock Exchange",
    "EPA": "Euronext Paris", "AMS": "Euronext Amsterdam", "SWX": "SIX Swiss Exchange", "BME": "Madrid Stock Exchange",
    "NSE": "National Stock Exchange of India", "BSE": "Bombay Stock Exchange", "SSE": "Shanghai Stock Exchange",
    "SZSE": "Shenzhen Stock Exchange", "KRX": "Korea Exchange", "TWSE": "Taiwan Stock Exchange",
}  # fmt: skip
"""Exchanges by their codes, as a text may name them in full."""


class Listing(Model):
    """One security of a company on one exchange."""

    exchange: Line = Field(description="NYSE, NASDAQ, AMEX, OTC, LON, HKEX, ...", pattern=r"^[A-Z][A-Za-z0-9 ]{1,15}$")
    ticker: Line = Field(description="The symbol, in capitals: BRK.B.", pattern=r"^[A-Z0-9][A-Z0-9.\-]{0,11}$")
    type: Literal["share", "adr", "etf", "preferred", "unit", "crypto"] = Field(
        default="share", description="What kind of security it is."
    )
    primary: bool = Field(default=False, description="Whether a story names this one if there are several.")


class Entity(Model):
    """An entity. `name` is the full name for the first reference, `short` the one for later ones."""

    name: Line = Field(description="Full name, as the house writes it at the first reference.")
    short: Line | None = Field(default=None, description="Name for later references; the full name if left out.")
    aliases: tuple[Line, ...] = Field(default=(), description="Other names that texts use.")
    type: EntityType = Field(default="company", description="What it is.")
    listings: tuple[Listing, ...] = Field(default=(), description="Its securities.")
    listing: Literal["listed", "private", "unknown"] | None = Field(
        default=None, description="private, or unknown (not the same); left out where listings are given."
    )
    parent: Id | None = Field(default=None, description="Id of the company that owns it, or of a product's developer.")
    role: Line | None = Field(default=None, description="A person's or firm's role: brokerage, chief executive.")
    descriptor: Line | None = Field(default=None, description="Words a story may set before the name: state-backed.")
    adjective: Line | None = Field(default=None, description="The adjective of a place: Chinese.")
    plural: bool = Field(default=False, description="Whether the name takes a plural verb: Chinese regulators.")
    house: bool = Field(default=False, description="Whether `name` is already the house's short form.")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.listings and self.listing in ("private", "unknown"):
            tickers = ", ".join(f"{item.exchange}:{item.ticker}" for item in self.listings)
            raise ValueError(
                f"{self.name!r} is {self.listing} but has a ticker ({tickers}); "
                "remove the listing, or write `listing: listed`"
            )
        if sum(item.primary for item in self.listings) > 1:
            raise ValueError(f"{self.name!r} has more than one primary listing; mark one")
        if self.type not in ("company", "product", "other") and self.listings:
            raise ValueError(f"{self.name!r} is a {self.type}, which has no listing")
        return self

    @property
    def ticker(self) -> Listing | None:
        """The listing that a story names: the primary one, or the first."""
        return next((item for item in self.listings if item.primary), self.listings[0] if self.listings else None)

    @property
    def later(self) -> str:
        """The name for later references."""
        return self.short or self.name

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the full one first."""
        return tuple(dict.fromkeys((self.name, *((self.short,) if self.short else ()), *self.aliases)))
