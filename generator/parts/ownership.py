"""Ownership: an insider's trades as filed, and what they come to: shares, value, average price, share of the stake."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.facts.derived import derive
from generator.facts.given import Count, Given, Id, Moment, PerShare, Words
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import About, Metric
from generator.facts.sheet import Part
from generator.facts.values import Quantity
from generator.parts.result import fit

CODE_WORDS = MappingProxyType({
    "P": ("bought", "buys", "buy", "purchased", "purchases", "purchase", "purchases of shares"),
    "S": ("sold", "sells", "sale", "sales", "sell", "selling"),
    "A": ("was granted", "granted", "grant", "grants", "award", "awarded", "received"),
    "M": ("exercised", "exercises", "exercise", "converted", "exercise of options"),
    "F": ("withheld", "withholding", "to cover taxes"),
    "G": ("gave", "gift", "gifts", "donated"),
})  # fmt: skip
"""What the transaction codes of Form 4 say (SEC, General Instruction 8): only P and S are trades on the market; A is a
grant or award, never a forced sale."""
MEANINGS = MappingProxyType({
    "P": "a purchase on the market or in a private deal",
    "S": "a sale on the market or in a private deal",
    "A": "a grant or an award by the company",
    "M": "an exercise or a conversion of a derivative, such as an option",
    "F": "shares that the company withheld to pay a price or a tax",
    "G": "a gift",
})  # fmt: skip
_ONE = Decimal(1)
HELD_WORDS = (
    "held", "holds", "hold", "owns", "owned", "own", "left", "holding", "holdings", "stake", "ownership", "position",
    "leaves", "leaving", "now has", "now have",
    "directly owned", "directly held", "directly owns",
)  # fmt: skip


class Code(Given):
    """The transaction code."""

    value: Literal[
        "P", "S", "A", "D", "F", "I", "M", "C", "E", "H", "O", "X", "G", "L", "W", "Z", "J", "K", "U", "V"
    ] = Field(description="The code of Form 4: P bought, S sold, A granted, M exercised, F withheld, G given, ...")

    def content(self) -> str:
        """The code."""
        return self.value


class Direction(Given):
    """Whether shares came or went."""

    value: Literal["acquired", "disposed of"] = Field(description="acquired or disposed of.")

    def content(self) -> str:
        """The direction."""
        return self.value


class Ownership(Given):
    """In whose hands the shares are."""

    value: Literal["direct", "indirect"] = Field(description="direct or indirect.")

    def content(self) -> str:
        """Direct or indirect."""
        return self.value


class InsiderTrade(Part):
    """One transaction in the company's shares."""

    about: ClassVar[About] = About(period="day", dims=("code", "id"))
    item_key: ClassVar[str] = "id"

    id: Id = Field(description="A short id: t1.")
    code: Annotated[Code, Metric("trade_code", "transaction code")] = Field(
        description="The code of Form 4: P bought, S sold, A granted, M exercised, F withheld, G given."
    )
    day: Annotated[Moment, Metric("trade_day", "day of the trade", ("sold", "bought", "on"))] = Field(
        description="The day of the transaction: 2022-12-13."
    )
    direction: Annotated[Direction, Metric("trade_direction", "direction")] = Field(
        description="acquired or disposed of."
    )
    shares: Annotated[Count, Metric("trade_shares", "shares traded", ("shares", "sold", "bought", "at"))] = Field(
        description="How many shares: 73170."
    )
    price: Annotated[
        PerShare | None, Metric("trade_price", "price a share", ("price", "at", "for", "each"), style="amount")
    ] = Field(default=None, description="The price a share; left out if none was paid.")
    security: Annotated[Words | None, Metric("trade_security", "kind of share", ("stock",))] = Field(
        default=None, description="What was traded: Class A Common Stock."
    )
    after: Annotated[Count | None, Metric("shares_after", "shares held afterwards", HELD_WORDS)] = Field(
        default=None, description="Shares held afterwards."
    )
    ownership: Annotated[Ownership | None, Metric("trade_ownership", "ownership")] = Field(
        default=None, description="direct or indirect."
    )


def ownership_facts(ledger: Ledger, items: str = "trades") -> Iterator[Fact]:
    """For sales (`sold.*`), purchases (`bought.*`) and exercises (`exercised.*`), over all trades of their code:
    shares, value, lowest, highest and average price, the day if it is one; and `held`, what is held directly then.
    """
    for code, name in (("S", "sold"), ("P", "bought"), ("M", "exercised"), ("A", "granted")):
        trades = [item for item in ledger.items(items) if _word(ledger, f"{item}.code") == code]
        if trades:
            yield from _totals(ledger, name, code, trades)
    yield from _action(ledger, items)
    yield from _held(ledger, items)


def _action(ledger: Ledger, items: str) -> Iterator[Fact]:
    """`market_action`: what the insider did, as a status: a text may not say bought where shares were sold.

    None where the filing holds both sales and purchases: the words then tell nothing apart.
    """
    codes = [_word(ledger, f"{item}.code") for item in ledger.items(items)]
    main = next((code for code in ("S", "P", "A", "M") if code in codes), "")
    if not main or {"S", "P"} <= set(codes):
        return
    says = {code: CODE_WORDS[code] for code in dict.fromkeys((main, "P", "S"))}
    fact = ledger.facts[f"{ledger.items(items)[codes.index(main)]}.code"]
    yield fact._replace(
        id="market_action",
        metric=Metric("market_action", "what the insider did", says=says),
        item="",
        dims=(),
        period=None,
        inputs=(fact.id,),
    )


def _totals(ledger: Ledger, name: str, code: str, trades: list[str]) -> Iterator[Fact]:
    first = ledger.facts[f"{trades[0]}.shares"]
    words = CODE_WORDS[code]
    shares = [_number(ledger, f"{item}.shares") for item in trades]
    prices = [_number(ledger, f"{item}.price") for item in trades]
    used = tuple(f"{item}.{part}" for item in trades for part in ("shares", "price") if ledger.stated(f"{item}.{part}"))
    whole = [q for q in shares if q is not None]
    if len(whole) < len(shares):
        return
    total = sum((q.value for q in whole), Decimal(0))
    blank = first._replace(item="", dims=(("code", code),), period=None, use="may", formula="sum", inputs=used)
    yield blank._replace(
        id=f"{name}.shares", metric=Metric(f"{name}_shares", f"shares {name}", ("shares", *words)),
        value=Quantity(total, "", _ONE, population="shares"),
        inputs=tuple(each for each in used if each.endswith(".shares")),
    )  # fmt: skip
    days = {ledger.facts[f"{item}.day"].value for item in trades}
    if len(days) == 1:
        day = ledger.facts[f"{trades[0]}.day"]
        yield day._replace(id=f"{name}.day", item="", dims=blank.dims, inputs=(day.id,),
                           metric=Metric(f"{name}_day", f"day on which they were {name}", words))  # fmt: skip
    paid = [q for q in prices if q is not None]
    if len(paid) == len(trades) and total > 0:
        yield from _priced(blank, name, words, whole, paid)


def _priced(
    blank: Fact, name: str, words: tuple[str, ...], shares: list[Quantity], prices: list[Quantity]
) -> Iterator[Fact]:
    """Value, lowest, highest and average price. The value is as exact as the prices are shown."""
    currency = prices[0].unit.split("/")[0]
    total = sum((s.value for s in shares), Decimal(0))
    value, low, high = (
        sum((s.value * part for s, part in zip(shares, parts, strict=True)), Decimal(0))
        for parts in ([p.value for p in prices], [p.shown.low for p in prices], [p.shown.high for p in prices])
    )
    worth = Quantity(value.quantize(_ONE, ROUND_HALF_UP), currency, _ONE, low=low, high=high)
    yield blank._replace(
        id=f"{name}.value",
        formula="sum_of_products",
        value=worth,
        metric=Metric(
            f"{name}_value",
            f"value of the shares {name}",
            ("worth", "value", "stock", "proceeds", "fetched", "in all", "in total", *words),
        ),
    )
    lowest, highest = min(prices, key=lambda p: p.value), max(prices, key=lambda p: p.value)
    if lowest.value == highest.value:
        yield blank._replace(
            id=f"{name}.price",
            formula="",
            value=lowest,
            metric=Metric(
                f"{name}_price", "price a share", ("price", "at", "a share", "each", "apiece", *words), style="amount"
            ),
        )
        return
    cent = Decimal("0.01")
    average = Quantity((value / total).quantize(cent, ROUND_HALF_UP), prices[0].unit, cent, low=low / total,
                       high=high / total)  # fmt: skip
    yield blank._replace(
        id=f"{name}.average",
        formula="weighted_mean",
        value=average,
        metric=Metric(
            f"{name}_average", "average price", ("average", "average price", "each", "apiece", *words), style="amount"
        ),
    )
    yield blank._replace(
        id=f"{name}.lowest",
        formula="",
        value=_cents(lowest),
        metric=Metric(f"{name}_lowest", "lowest price", ("lowest", "from", "prices", "ranging"), style="amount"),
    )
    yield blank._replace(
        id=f"{name}.highest",
        formula="",
        value=_cents(highest),
        metric=Metric(f"{name}_highest", "highest price", ("highest", "to", "prices", "ranging"), style="amount"),
    )


def _cents(price: Quantity) -> Quantity:
    """A price at cents, with the interval it lies in."""
    cent = Decimal("0.01")
    if price.quantum >= cent:
        return price
    return Quantity(
        price.value.quantize(cent, ROUND_HALF_UP), price.unit, cent, low=price.shown.low, high=price.shown.high
    )


def _held(ledger: Ledger, items: str) -> Iterator[Fact]:
    """What is held directly after the last trade, where all direct trades are of one security."""
    direct = [item for item in ledger.items(items)
              if _word(ledger, f"{item}.ownership") == "direct" and ledger.stated(f"{item}.after")]  # fmt: skip
    if not direct or len({_word(ledger, f"{item}.security") for item in direct}) > 1:
        return
    last = ledger.facts[f"{direct[-1]}.after"]
    held = last._replace(
        id="held",
        item="",
        dims=(),
        inputs=(last.id,),
        metric=Metric("shares_held", "shares held directly", HELD_WORDS),
    )
    yield held
    yield from _before(ledger, direct, held)


def _before(ledger: Ledger, direct: list[str], held: Fact) -> Iterator[Fact]:
    """What was held directly before the first trade, and by how much the holding changed."""
    first = direct[0]
    after, traded = _number(ledger, f"{first}.after"), _number(ledger, f"{first}.shares")
    if after is None or traded is None or len(direct) < len(ledger.items("trades")):
        return
    sign = -1 if _word(ledger, f"{first}.direction") == "acquired" else 1
    before = after.value + sign * traded.value
    if before <= 0:
        return
    used = (f"{first}.after", f"{first}.shares")
    earlier = held._replace(
        id="held.before",
        value=Quantity(before, "", _ONE, population=after.population),
        formula="difference" if sign < 0 else "sum",
        inputs=used,
        use="may",
        metric=Metric("shares_held", "shares held directly before", ("before", *HELD_WORDS), prior=True),
    )
    yield earlier
    change = derive(
        "held.change", "percent_change", (held, earlier),
        Metric("shares_held_change", "change of the shares held directly", ("raised", "stake", *HELD_WORDS)),
        related=True,
    )  # fmt: skip
    if change is not None and (fitted := fit(change, finest=Decimal("0.01"))) is not None:
        yield fitted


def _word(ledger: Ledger, name: str) -> str:
    fact = ledger.get(name)
    return fact.value if fact is not None and isinstance(fact.value, str) else ""


def _number(ledger: Ledger, name: str) -> Quantity | None:
    fact = ledger.get(name)
    return fact.value if fact is not None and isinstance(fact.value, Quantity) and fact.use != "hold" else None
