"""Result: a figure a company reported, beside its estimate and the figure before, and what follows from the three."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, ClassVar

from pydantic import Field

from generator.facts.derived import IncomparableError, derive, surprise_percent
from generator.facts.given import Money, Percent, PerShare
from generator.facts.ledger import Fact, Ledger
from generator.facts.metric import Metric
from generator.facts.sheet import Part
from generator.facts.values import Hedge, Quantity
from generator.facts.written import months

EPS_WORDS = (
    "each share",
    "earnings per share", "per-share earnings", "EPS", "earned", "earnings", "profit", "profits", "loss", "lost",
    "a share", "per share", "net income per share", "bottom line", "quarterly profit", "quarterly loss",
)  # fmt: skip
REVENUE_WORDS = ("revenue", "revenues", "sales", "net sales", "top line", "turnover", "net revenue", "total revenue")
ONE_TENTH, ONE = Decimal("0.1"), Decimal(1)


class EpsResult(Part):
    """Earnings a share."""

    NAME: ClassVar[str] = "eps"

    actual: Annotated[PerShare, Metric("eps", "earnings per share", EPS_WORDS, up_is="good", must=True)] = Field(
        description="As reported: 1.62; a loss is negative: -0.31."
    )
    estimate: Annotated[
        PerShare | None,
        Metric("eps", "estimate of earnings per share", EPS_WORDS, "estimate", up_is="good"),
    ] = Field(default=None, description="The analysts' estimate: 1.57; leave it out if there is none.")
    prior: Annotated[
        PerShare | None, Metric("eps", "earlier earnings per share", EPS_WORDS, prior=True, up_is="good")
    ] = Field(default=None, description="The figure it is compared with; `prior_is` says which.")
    surprise: Annotated[
        Percent | None,
        Metric("eps_surprise", "earnings surprise", EPS_WORDS, derived_from=("eps", "eps")),
    ] = Field(default=None, description="Actual less estimate in percent of the estimate, as the source gives it.")


class RevenueResult(Part):
    """Revenue."""

    NAME: ClassVar[str] = "revenue"

    actual: Annotated[Money, Metric("revenue", "revenue", REVENUE_WORDS, up_is="good", must=True)] = Field(
        description="As reported: 961.13M."
    )
    estimate: Annotated[
        Money | None,
        Metric("revenue", "estimate of revenue", REVENUE_WORDS, "estimate", up_is="good"),
    ] = Field(default=None, description="The analysts' estimate: 952.13M; leave it out if there is none.")
    prior: Annotated[Money | None, Metric("revenue", "earlier revenue", REVENUE_WORDS, prior=True, up_is="good")] = (
        Field(default=None, description="The figure it is compared with; `prior_is` says which.")
    )
    surprise: Annotated[
        Percent | None,
        Metric("revenue_surprise", "revenue surprise", REVENUE_WORDS, derived_from=("revenue",) * 2),
    ] = Field(default=None, description="Actual less estimate in percent of the estimate, as the source gives it.")


def result_problems(name: str, result: EpsResult | RevenueResult) -> Iterator[str]:
    """What is wrong with a result: a given surprise that no rounding of actual and estimate can give."""
    if result.estimate is None or result.surprise is None:
        return
    actual, estimate, given = result.actual.value, result.estimate.value, result.surprise.value
    if actual is None or estimate is None or given is None:
        return
    try:
        computed = surprise_percent(replace(actual, unit="USD"), replace(estimate, unit="USD"))  # any one currency
    except IncomparableError:
        return
    if not computed.shown.meets(given.shown) and abs(computed.value - given.value) > given.quantum:
        yield (
            f"{name}.surprise: {given.value}% does not follow from actual {actual.value:,f} and estimate "
            f"{estimate.value:,f}, which give {computed.value.quantize(Decimal('0.01'))}%; correct one of the three"
        )


def result_facts(ledger: Ledger, name: str, words: tuple[str, ...]) -> Iterator[Fact]:
    """What follows from a result: `surprise_amount`, `surprise` if the source gives none, and `change` from before.

    A percentage of a negative or zero base says nothing: one that the source gives is held back.
    """
    label = "earnings per share" if name == "eps" else name
    actual, estimate, prior = (ledger.get(f"{name}.{part}") for part in ("actual", "estimate", "prior"))
    surprise = Metric(f"{name}_surprise", f"difference of {label} from the estimate", words, up_is="good",
                      derived_from=(name, name))  # fmt: skip
    change = Metric(f"{name}_change", f"change of {label}", words, up_is="good",
                    derived_from=(name, name))  # fmt: skip
    amount = derive(f"{name}.surprise_amount", "difference", (actual, estimate), surprise)
    if amount is not None and (name == "eps" or _told(amount)):
        yield amount
    given = ledger.get(f"{name}.surprise")
    meaningful = _positive(actual) and _positive(estimate)
    if given is not None and given.value is not None and not meaningful:
        reason = "a percentage of, or down to, an amount that is negative or zero says nothing"
        yield given._replace(use="hold", hold_reason=reason)
    elif (given is None or given.value is None) and meaningful:
        made = derive(f"{name}.surprise", "surprise", (actual, estimate), surprise)
        if made is not None and (fitted := fit(made, finest=Decimal("0.01"))) is not None:
            yield fitted
    moved = derive(f"{name}.change", "percent_change", (actual, prior), change)
    if moved is not None and _positive(actual) and (fitted := fit(moved)) is not None:
        yield fitted


def year_ago_facts(ledger: Ledger) -> Iterator[Fact]:
    """The prior figures with their own period, for a sheet whose prior figures are those of a year ago."""
    for name in ("eps.prior", "revenue.prior"):
        prior = ledger.get(name)
        if prior is None or prior.period is None:
            continue
        now = prior.period
        count = (now.end.year - now.start.year) * 12 + now.end.month - now.start.month + 1
        before = months(now.start.year - 1, now.start.month, count, now.grain, now.fiscal)
        yield prior._replace(period=before)


def fit(fact: Fact, finest: Decimal = ONE_TENTH) -> Fact | None:
    """A computed percentage at the precision its inputs allow, or None where they allow none, not even its sign.

    From $0.03 to $0.73 a share may be 1,970% or 2,820%: a story says "from $0.03" instead.
    """
    value = fact.value
    if not isinstance(value, Quantity) or value.low is None or value.high is None:
        return fact
    width = value.high - value.low
    if width > max(Decimal(10), abs(value.value) / 10) or value.low <= 0 <= value.high:
        return None
    quantum = next((q for q in (finest, ONE_TENTH, ONE) if width <= 2 * q), ONE)
    hedge = Hedge.ABOUT if width > 2 else value.hedge
    return fact._replace(
        value=replace(value, value=value.value.quantize(quantum, ROUND_HALF_UP), quantum=quantum, hedge=hedge)
    )


def _told(fact: Fact) -> bool:
    """Whether a difference is firm enough to stand beside a percentage: $1.08 billion less $1.07 billion is not."""
    value = fact.value
    if not isinstance(value, Quantity) or value.low is None or value.high is None:
        return True
    return value.high - value.low <= abs(value.value) / 5


def _positive(fact: Fact | None) -> bool:
    return fact is not None and isinstance(fact.value, Quantity) and fact.value.shown.low > 0
