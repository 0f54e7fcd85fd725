"""Guidance: what a company expects of a period ahead, beside what it had expected and what analysts do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from generator.facts.given import Id, Moment, Money, PerShare
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import About, Metric
from generator.facts.sheet import Part
from generator.facts.values import Hedge, Quantity
from generator.parts.result import EPS_WORDS, REVENUE_WORDS

Move = Literal["raised", "lowered", "narrowed", "widened", "reaffirmed"]
_VERBS: Mapping[Move, tuple[str, ...]] = MappingProxyType({
    "raised": ("raised", "raises", "lifted", "lifts", "boosted", "boosts", "upped", "ups", "increased", "increases"),
    "lowered": ("lowered", "lowers", "cut", "cuts", "reduced", "reduces", "trimmed", "trims", "slashed", "slashes"),
    "narrowed": ("narrowed", "narrows"),
    "widened": ("widened", "widens"),
    "reaffirmed": (
        "reaffirmed", "reaffirms", "reiterated", "reiterates", "maintained", "maintains", "kept", "keeps", "backed",
        "backs", "confirmed", "confirms",
    ),
})  # fmt: skip
_OF = {
    "eps": ("earnings guidance", "profit guidance", "EPS guidance", "earnings forecast", "profit forecast",
            "earnings outlook", "profit outlook"),
    "revenue": ("revenue guidance", "sales guidance", "revenue forecast", "sales forecast", "revenue outlook",
                "sales outlook"),
    "": ("guidance", "outlook", "full-year guidance", "full-year outlook", "full-year forecast", "guidance range"),
}  # fmt: skip
"""What a company calls its guidance for a measure; "" for all that it gives."""


def _says(measure: str) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({
        move: tuple(f"{verb} {its}{what}" for verb in verbs for its in ("", "its ", "the ") for what in _OF[measure])
        for move, verbs in _VERBS.items()
    })  # fmt: skip


_LABELS = {"eps": "change of the earnings guidance", "revenue": "change of the revenue guidance"}
MOVES = {
    name: Metric(f"{name}_guidance_move", label, kind="guidance", says=_says(name)) for name, label in _LABELS.items()
}
MOVES[""] = Metric("guidance_move", "change of the guidance", kind="guidance", says=_says(""))
_EPS, _REVENUE = (*EPS_WORDS, "guidance", "outlook"), (*REVENUE_WORDS, "guidance", "outlook")


class Guidance(Part):
    """What a company expects of one period: earnings a share, revenue or both, each a figure or a range."""

    about: ClassVar[About] = About(period="period")
    item_key: ClassVar[str] = "id"

    id: Id = Field(description="A short id for this guidance: fy2026.")
    period: Annotated[Moment, Metric("guidance_period", "period of the guidance", ("guidance", "outlook"))] = Field(
        description="The period ahead: FY2026, or 2026-Q1."
    )
    eps: Annotated[
        PerShare | None, Metric("eps", "guidance for earnings per share", _EPS, "guidance", up_is="good")
    ] = Field(default=None, description="Earnings a share that the company expects: 6.10 to 6.30, or one figure.")
    eps_before: Annotated[
        PerShare | None, Metric("eps", "earlier guidance for earnings per share", _EPS, "guidance", prior=True)
    ] = Field(default=None, description="What it had expected of the same period: 6.20 to 6.40.")
    eps_estimate: Annotated[
        PerShare | None,
        Metric("eps_ahead", "estimate of earnings per share for the period ahead", EPS_WORDS, "estimate"),
    ] = Field(default=None, description="What analysts expect of that period: 6.25.")
    revenue: Annotated[Money | None, Metric("revenue", "guidance for revenue", _REVENUE, "guidance", up_is="good")] = (
        Field(default=None, description="Revenue that the company expects: 10.1B to 10.3B, or one figure.")
    )
    revenue_before: Annotated[
        Money | None, Metric("revenue", "earlier guidance for revenue", _REVENUE, "guidance", prior=True)
    ] = Field(default=None, description="What it had expected of the same period: 10.4B to 10.6B.")
    revenue_estimate: Annotated[
        Money | None, Metric("revenue_ahead", "estimate of revenue for the period ahead", REVENUE_WORDS, "estimate")
    ] = Field(default=None, description="What analysts expect of that period: 10.5B.")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.eps is None and self.revenue is None:
            raise ValueError("gives neither eps nor revenue; give one of them, or leave the item out")
        for name in ("eps", "revenue"):
            for part in (name, f"{name}_before"):
                given = getattr(self, part)
                value = given.value if given is not None else None
                if value is not None and value.upper is not None and value.upper <= value.value:
                    raise ValueError(f"{part}: the range ends at {value.upper:f}, no higher than it begins")
        return self


def moved(now: Quantity, before: Quantity) -> Move | None:
    """What became of a range, by both of its ends; None where the two cannot be compared (units, hedges)."""
    if now.unit != before.unit or {now.hedge, before.hedge} - {Hedge.NONE, Hedge.EXACTLY}:
        return None
    low, high = now.value - before.value, _top(now) - _top(before)
    if low == high == 0:
        return "reaffirmed"
    if low >= 0 and high >= 0:
        return "raised"
    if low <= 0 and high <= 0:
        return "lowered"
    return "narrowed" if low > 0 else "widened"


def _top(value: Quantity) -> Decimal:
    return value.value if value.upper is None else value.upper


def guidance_facts(ledger: Ledger) -> Iterator[Fact]:
    """For each item: `<item>.<measure>_move` where the guidance before is known, and `<item>.move` if all agree."""
    for item in ledger.items("guidance"):
        moves = []
        for name in ("eps", "revenue"):
            now, before = ledger.get(f"{item}.{name}"), ledger.get(f"{item}.{name}_before")
            if now is None or before is None or not isinstance(now.value, Quantity):
                continue
            made = moved(now.value, before.value) if isinstance(before.value, Quantity) else None
            if made is not None and "hold" not in (now.use, before.use):
                moves.append(made)
                yield _move(now, f"{item}.{name}_move", MOVES[name], made, (now.id, before.id))
        if moves and len(set(moves)) == 1:
            own = next(fact for name in ("eps", "revenue") if (fact := ledger.get(f"{item}.{name}")) is not None)
            yield _move(own, f"{item}.move", MOVES[""], moves[0], ())


def _move(fact: Fact, name: str, metric: Metric, move: Move, inputs: tuple[str, ...]) -> Fact:
    return fact._replace(id=name, metric=metric, value=move, use="may", hold_reason="", inputs=inputs, rivals=())
