"""Ratings: what an analyst did with a rating and a price target, and what all analysts together think."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from generator.facts.derived import derive
from generator.facts.given import Count, Given, PerShare, Words
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import About, Metric
from generator.facts.sheet import Part
from generator.parts.result import fit

_KEPT = (
    "its rating", "the rating", "a rating", "its recommendation", "its call", "its buy", "its hold", "its neutral",
    "its sell", "its outperform", "its overweight", "its", "the stock at", "the shares at", "it at", "a buy", "a hold",
    "a neutral", "a sell", "an outperform", "an overweight", "an underweight", "a sell rating", "a buy rating",
)  # fmt: skip
"""What a firm keeps: the verb alone says nothing of a rating."""
ACTION_WORDS = MappingProxyType({
    "upgrade": ("upgraded", "upgrades", "upgrade", "raised its rating"),
    "downgrade": ("downgraded", "downgrades", "downgrade", "cut its rating"),
    "maintain": (
        "maintained", "maintains", "maintaining",
        *(f"{verb} {what}" for verb in ("kept", "keeps", "keeping", "keep") for what in _KEPT),
    ),
    "reiterate": ("reiterated", "reiterates", "reiterating", "repeated"),
    "reinstate": ("reinstated", "reinstates", "resumed coverage", "resumes coverage"),
    "assume": ("assumed", "assumes", "took over coverage"),
    "initiate": ("initiated", "initiates", "began coverage", "starts coverage", "started coverage", "begins coverage"),
    "terminate": ("terminated", "terminates", "ended coverage", "ends coverage", "dropped coverage", "drops coverage"),
    "remove": ("removed", "removes", "withdrew", "withdraws", "withdrawn"),
    "suspend": ("suspended", "suspends"),
})  # fmt: skip
"""What a firm may do with a rating, and the words that say so."""
_OF_TARGET = ("the price target", "its price target", "price target", "the target", "its target", "a price target")
TARGET_WORDS = MappingProxyType(
    {
        action: tuple(f"{verb} {what}" for verb in verbs for what in _OF_TARGET)
        for action, verbs in {
            "raise": ("raised", "raises", "raising", "lifted", "lifts", "increased", "increases"),
            "lower": ("lowered", "lowers", "lowering", "cut", "cuts", "reduced", "reduces", "trimmed", "trims"),
            "maintain": ("maintained", "maintains", "kept", "keeps"),
            "set": ("set", "sets", "announced", "announces"),
            "adjust": ("adjusted", "adjusts"),
            "remove": ("removed", "removes", "withdrew", "withdraws"),
        }.items()
    }
)
"""What a firm may do with a price target, and the words that say so: with the target beside them, for ratings are
maintained and removed as well."""
TARGET = ("PT", "price target", "target price", "target", "price objective")
CHANGE = ("price target", "target", "cut", "raise", "increase", "reduction", "by", "change of the target")


class RatingAction(Given):
    """What the firm did with its rating."""

    value: Literal[
        "upgrade",
        "downgrade",
        "maintain",
        "reiterate",
        "reinstate",
        "assume",
        "initiate",
        "terminate",
        "remove",
        "suspend",
    ] = Field(description="upgrade, downgrade, maintain, reiterate, reinstate, assume, initiate, terminate, ...")

    def content(self) -> str:
        """The action."""
        return self.value


class TargetAction(Given):
    """What the firm did with its price target."""

    value: Literal["raise", "lower", "maintain", "set", "adjust", "remove"] = Field(
        description="raise, lower, maintain, set, adjust or remove."
    )

    def content(self) -> str:
        """The action."""
        return self.value


class Consensus(Part):
    """What the analysts who cover a stock think together."""

    about: ClassVar[About] = About(dims=())

    target: Annotated[
        PerShare | None,
        Metric("consensus_target", "average price target",
               ("average price target", "average target", "consensus", "average", "averages"), "consensus",
                   style="amount",
                   ),
    ] = Field(default=None, description="The average of the analysts' price targets.")  # fmt: skip
    highest: Annotated[
        PerShare | None,
        Metric(
            "highest_target",
            "highest price target",
            (
                "highest target",
                "highest price target",
                "highest",
                "most optimistic",
                "most bullish",
                "high end",
                "high of",
                "top end",
                "street high",
                "top of the range",
            ),
            "consensus",
            style="amount",
        ),
    ] = Field(default=None, description="The highest target.")
    lowest: Annotated[
        PerShare | None,
        Metric(
            "lowest_target",
            "lowest price target",
            (
                "lowest target",
                "lowest price target",
                "lowest",
                "most cautious",
                "most bearish",
                "low end",
                "low of",
                "bottom end",
                "street low",
                "bottom of the range",
            ),
            "consensus",
            style="amount",
        ),
    ] = Field(default=None, description="The lowest target.")
    analysts: Annotated[Count | None, Metric("analysts", "analysts", ("analysts",), "consensus")] = Field(
        default=None, description="How many analysts: each firm once."
    )
    rating: Annotated[Words | None, Metric("consensus_rating", "consensus rating", ("consensus", "rating"))] = Field(
        default=None, description="The consensus rating: Buy."
    )


def target_facts(ledger: Ledger) -> Iterator[Fact]:
    """`target_change` if the source gives none, `implied_move`, from the last price to the target, `target_gap`,
    from the target to the last price, and `target_distance` between the two."""
    now, before = ledger.get("target"), ledger.get("target_prior")
    given = ledger.get("target_change")
    if given is None or given.value is None:
        metric = Metric("target_change", "change of the price target", TARGET + CHANGE, up_is="good",
                        derived_from=("price_target", "price_target"))  # fmt: skip
        made = derive("target_change", "percent_change", (now, before), metric, related=True)
        if made is not None and (fitted := fit(made)) is not None:
            yield fitted
    implied = Metric("implied_move", "distance from the share price to the target",
                     ("share price", "last share price", "upside", "downside", "implies"),
                     derived_from=("price_target", "price"))  # fmt: skip
    last = next((ledger.get(f"{item}.price") for item in ledger.items("quotes")), None)
    gap = Metric("target_gap", "distance of the share price from the target",
                 ("below the target", "above the target", "short of the target", "discount", "below", "above"),
                 derived_from=("price", "price_target"))  # fmt: skip
    apart = derive("target_difference", "difference", (now, before),
                   Metric("target_difference", "difference of the price target", TARGET + CHANGE, up_is="good",
                          derived_from=("price_target", "price_target")), related=True)  # fmt: skip
    if apart is not None:
        yield apart
    between = Metric("target_distance", "difference between the target and the share price",
                     ("below", "above", "short of", "from the target", "away from"),
                     derived_from=("price_target", "price"))  # fmt: skip
    apart = derive("target_distance", "difference", (now, last), between, related=True)
    if apart is not None:
        yield apart
    for name, values, metric in (("implied_move", (now, last), implied), ("target_gap", (last, now), gap)):
        made = derive(name, "percent_change", values, metric, related=True)
        if made is not None and (fitted := fit(made)) is not None:
            yield fitted
